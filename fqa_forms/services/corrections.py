"""Corrections: a submitted record is changed only by a new version, with a reason; the old ones stay.

What a correction does to actions adds and never rewrites: what the visit found of earlier actions
stays as it was first told in their history, only whether they are open follows the correction. An
action that reads differently is a new one, and one that is gone from the record is closed.
"""

import secrets
from datetime import date
from typing import Any

from sqlalchemy import select

from fqa_forms.definitions import FORMS
from fqa_forms.domain.answer_rules import Gap, clean_answers, find_gaps
from fqa_forms.domain.answer_types import as_typed
from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.calendar import today
from fqa_forms.domain.due_dates import write_up_limit
from fqa_forms.domain.form_definition import FormDefinition
from fqa_forms.domain.merging import merge_answers
from fqa_forms.domain.messages import message
from fqa_forms.domain.visit_record import Composed, Filing, compose
from fqa_forms.extensions import db
from fqa_forms.models import Draft, DraftSave, RecordVersion, User, VisitRecord
from fqa_forms.models.types import now
from fqa_forms.services.audit import record_entry
from fqa_forms.services.corrected_actions import follow_correction
from fqa_forms.services.drafts import OpenDraft, forget_saves, open_draft
from fqa_forms.services.hint_answers import hand_over_hint_answers
from fqa_forms.services.quality import score_version
from fqa_forms.services.records import Submission, copy_to_carers

WRITTEN = "written"


def can_be_corrected(record: VisitRecord) -> bool:
    """Whether a record was written here by a form the service holds; an imported one stays as it came."""
    version = record.current
    return record.authorship == WRITTEN and (version.form, version.form_version) in FORMS


def open_corrections(record: VisitRecord) -> list[Draft]:
    """The corrections of a record that somebody has begun, oldest first."""
    return list(
        db.session.scalars(
            select(Draft)
            .where(Draft.corrects_id == record.id, Draft.record_id.is_(None), Draft.discarded_at.is_(None))
            .order_by(Draft.id)
        )
    )


def open_correction(record: VisitRecord, author: User, reason: str) -> Draft:
    """The author's correction of a record: the one begun already, or a new one that starts from what stands."""
    begun = next((draft for draft in open_corrections(record) if draft.author_id == author.id), None)
    if begun:
        begun.reason = reason
        return begun
    version = record.current
    answers = typed_answers(version)
    draft = Draft(
        author_id=author.id,
        household_id=record.household_id,
        form=version.form,
        form_version=version.form_version,
        answers=answers,
        revision=1,
        submission_key=secrets.token_urlsafe(24),
        corrects_id=record.id,
        reason=reason,
    )
    db.session.add(draft)
    db.session.flush()
    db.session.add(DraftSave(draft_id=draft.id, revision=1, changes=answers))
    record_entry(
        AuditAction.DRAFT_STARTED, actor=author, subject=draft, form=draft.form, form_version=draft.form_version
    )
    return draft


def typed_answers(version: RecordVersion) -> dict[str, Any]:
    """A version's answers as they would be typed into its form."""
    questions = {question.id: question for question in FORMS[version.form, version.form_version].questions}
    return {key: as_typed(questions[key.partition("__")[0]], answer) for key, answer in version.answers.items()}


def submit_correction(draft: Draft, author: User, working_days: int) -> Submission:
    """Turn a correction into the record's next version, once: asked again, it gives the same record."""
    record = db.session.get_one(VisitRecord, draft.corrects_id)
    db.session.refresh(record, with_for_update=True)
    if draft.record_id:
        return Submission(record)
    if record.withdrawn_at:
        return _refused(draft, "record_withdrawn")
    overtaken = _take_in_newer(draft, record)
    opened = open_draft(draft)
    if gaps := overtaken + find_gaps(opened.definition, opened.context, opened.answers, today()):
        return Submission(None, tuple(gaps))
    answers = clean_answers(opened.definition, opened.context, opened.answers)
    if answers == record.current.answers:
        return _refused(draft, "nothing_corrected")
    _make_version(opened, record, answers, author, late=today() > write_up_limit(record.visit_date, working_days))
    return Submission(record)


def _refused(draft: Draft, key: str) -> Submission:
    """What is wrong with the correction as a whole, told at its first question."""
    section = FORMS[draft.form, draft.form_version].sections[0]
    return Submission(None, (Gap(section.id, section.questions[0].id, message(key), missing=False),))


def _make_version(
    opened: OpenDraft, record: VisitRecord, answers: dict[str, Any], author: User, *, late: bool
) -> RecordVersion:
    draft, definition, before = opened.draft, opened.definition, record.current
    written_up = record.recorded_on.isoformat() if record.recorded_on else ""
    composed = compose(definition, opened.context, answers, Filing(record.reference, written_up))
    version = _store(opened, record, answers, composed, late=late)
    copy_to_carers(version, opened.context)
    follow_correction(record, before.document, composed.document, opened.context)
    record.visit_type = answers.get("visit_type")
    record.visit_date = _date_of(definition, answers)
    draft.record_id, draft.answers = record.id, {}
    forget_saves(draft)
    hand_over_hint_answers(draft, record)
    record_entry(AuditAction.RECORD_CORRECTED, actor=author, subject=record, version=version.number, draft_id=draft.id)
    if definition.scored:
        score_version(version, author)
    return version


def _date_of(definition: FormDefinition, answers: dict[str, Any]) -> date:
    return date.fromisoformat(answers[definition.date_question])


def _store(
    opened: OpenDraft, record: VisitRecord, answers: dict[str, Any], composed: Composed, *, late: bool
) -> RecordVersion:
    version = RecordVersion(
        record=record,
        number=record.current.number + 1,
        form=opened.definition.form,
        form_version=opened.definition.version,
        context=opened.context.as_json(),
        answers=answers,
        document=composed.document,
        made_by_id=opened.draft.author_id,
        reason=opened.draft.reason,
        late_addition=late,
    )
    db.session.add(version)
    db.session.flush()
    return version


def _take_in_newer(draft: Draft, record: VisitRecord) -> list[Gap]:
    """Bring in what somebody else's newer version changed, and say once where both changed the same answer.

    The correction's own words stand; told of a clash, its author looks and submits again.
    """
    base = [version for version in record.versions if version.made_at <= draft.started_at][-1]
    newest = record.current
    if newest is base:
        return []
    before, theirs = typed_answers(base), typed_answers(newest)
    mine = {key: draft.answers.get(key) for key in {**before, **theirs, **draft.answers}}
    merged = merge_answers(before, theirs, mine)
    answers = {**merged.answers, **{key: mine[key] for key in merged.clashes}}
    draft.answers = {key: value for key, value in answers.items() if value is not None}
    draft.started_at, draft.revision = now(), draft.revision + 1
    db.session.add(DraftSave(draft_id=draft.id, revision=draft.revision, changes=answers))
    return _clash_gaps(draft, newest, merged.clashes)


def _clash_gaps(draft: Draft, newest: RecordVersion, clashes: tuple[str, ...]) -> list[Gap]:
    by_question = {
        question.id: (section.id, question)
        for section in FORMS[draft.form, draft.form_version].sections
        for question in section.questions
    }
    made_by = db.session.get(User, newest.made_by_id) if newest.made_by_id else None
    gaps = []
    for key in clashes:
        section_id, question = by_question[key.partition("__")[0]]
        parts = {"thing": question.thing or question.label, "who": made_by.name if made_by else ""}
        gaps.append(Gap(section_id, key, message("corrected_meanwhile", number=str(newest.number), **parts), False))
    return gaps
