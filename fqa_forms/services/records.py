"""Submitting: one transaction makes the record, its version, its score, its actions and its log entries."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from fqa_forms.domain.answer_rules import Gap, clean_answers, find_gaps
from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.calendar import today
from fqa_forms.domain.form_definition import FormDefinition
from fqa_forms.domain.visit_context import VisitContext
from fqa_forms.domain.visit_record import Composed, Filing, compose
from fqa_forms.extensions import db
from fqa_forms.models import ActionReview, Draft, RecordCopy, RecordVersion, User, VisitAction, VisitRecord
from fqa_forms.models.types import now
from fqa_forms.services.audit import record_entry
from fqa_forms.services.drafts import OpenDraft, forget_saves, open_draft
from fqa_forms.services.hint_answers import hand_over_hint_answers
from fqa_forms.services.quality import score_version

CLOSING = ("done", "no_longer_needed")


@dataclass(frozen=True)
class Submission:
    """What came of submitting: the record, or the gaps that keep it from being one."""

    record: VisitRecord | None
    gaps: tuple[Gap, ...] = ()


def find_by_submission_key(key: str) -> VisitRecord | None:
    """The record that a draft has already become."""
    return db.session.scalar(select(VisitRecord).where(VisitRecord.submission_key == key))


def submit_draft(draft: Draft, author: User) -> Submission:
    """Turn a complete draft into a record, once: asked again, it gives the same record."""
    if done := find_by_submission_key(draft.submission_key):
        return Submission(done)
    opened = open_draft(draft)
    if gaps := find_gaps(opened.definition, opened.context, opened.answers, today()):
        return Submission(None, tuple(gaps))
    answers = clean_answers(opened.definition, opened.context, opened.answers)
    record = _new_record(opened, author, answers)
    composed = compose(opened.definition, opened.context, answers, Filing(record.reference, today().isoformat()))
    version = store_version(record, opened.definition, opened.context, answers, composed, author)
    if opened.definition.visit:
        copy_to_carers(version, opened.context)
        store_actions(record, composed.document, opened.context)
    draft.record_id, draft.answers = record.id, {}
    forget_saves(draft)
    hand_over_hint_answers(draft, record)
    record_entry(AuditAction.RECORD_SUBMITTED, actor=author, subject=record, version=version.number, draft_id=draft.id)
    if opened.definition.scored:
        score_version(version, author)
    return Submission(record)


def _new_record(opened: OpenDraft, author: User, answers: dict[str, Any]) -> VisitRecord:
    draft, definition = opened.draft, opened.definition
    household = draft.household
    record = VisitRecord(
        service_id=household.service_id,
        team_id=household.team_id,
        household_id=household.id,
        author_id=author.id,
        submission_key=draft.submission_key,
        form=definition.form,
        is_visit=definition.visit,
        visit_type=answers.get("visit_type"),
        visit_date=date.fromisoformat(answers[definition.date_question]),
        recorded_on=today(),
        drafted_at=draft.started_at,
        submitted_at=now(),
    )
    db.session.add(record)
    db.session.flush()
    return record


def store_version(
    record: VisitRecord,
    definition: FormDefinition,
    context: VisitContext,
    answers: dict[str, Any],
    composed: Composed,
    author: User | None,
) -> RecordVersion:
    """Add the next version of a record; versions are never changed afterwards."""
    version = RecordVersion(
        record=record,
        number=len(record.versions) + 1,
        form=definition.form,
        form_version=definition.version,
        context=context.as_json(),
        answers=answers,
        document=composed.document,
        made_by_id=author.id if author else None,
    )
    db.session.add(version)
    db.session.flush()
    return version


def copy_to_carers(version: RecordVersion, context: VisitContext) -> None:
    """Put a copy of a version on the record of each of the household's carers."""
    for carer in context.carers:
        db.session.add(RecordCopy(version_id=version.id, carer_id=row_id(carer.key)))


def store_actions(record: VisitRecord, document: dict[str, Any], context: VisitContext) -> None:
    """Note what the visit found of each open action, and open the actions it agreed."""
    for subject, item in zip(context.open_actions, document.get("prior_actions", []), strict=False):
        action = db.session.get_one(VisitAction, row_id(subject.key))
        db.session.add(
            ActionReview(
                action_id=action.id, record_id=record.id, status=item["status"], outcome=item.get("outcome", "")
            )
        )
        if item["status"] in CLOSING:
            action.closed_at = now()
    for position, item in enumerate(document.get("actions", []), 1):
        db.session.add(new_action(record, position, item))


def new_action(record: VisitRecord, position: int, item: dict[str, Any]) -> VisitAction:
    """An open action from an item of a record's `actions`; `due` may be a date or the worker's words."""
    due = item.get("due") or ""
    try:
        due_on = date.fromisoformat(due)
    except ValueError:
        due_on = None
    return VisitAction(
        household_id=record.household_id,
        record_id=record.id,
        position=position,
        action=item["action"],
        owner=item.get("owner", ""),
        due=due,
        due_on=due_on,
        outcome_wanted=item.get("outcome_wanted", ""),
    )


def row_id(subject_key: str) -> int:
    """The row that a subject's key names ('carer-12')."""
    return int(subject_key.rpartition("-")[2])
