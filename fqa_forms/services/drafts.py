"""Drafts: started, saved as typed, discarded. Saving never asks whether an answer is right."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, or_, select

from fqa_forms.definitions import FORMS, forms_recorded_by, newest
from fqa_forms.domain.answer_rules import section_state
from fqa_forms.domain.answer_types import as_words, read_date
from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.calendar import today
from fqa_forms.domain.checks import due_in_text
from fqa_forms.domain.form_definition import FormDefinition, answer_key
from fqa_forms.domain.merging import merge_answers
from fqa_forms.domain.permissions import Permission
from fqa_forms.domain.visit_context import MOST_NEW_ACTIONS, VisitContext, new_action_rows
from fqa_forms.extensions import db
from fqa_forms.models import Draft, DraftSave, Household, User, VisitRecord
from fqa_forms.models.types import now
from fqa_forms.services.audit import record_entry
from fqa_forms.services.household_checks import checks_of
from fqa_forms.services.household_context import build_context
from fqa_forms.services.households import is_in_reach

VISIT_FORM = "supervision_visit"
NOTES = "visit_notes"  # the scratch box travels with the answers, and is kept apart from them


class UnknownFormError(LookupError):
    """A draft was begun with a form, or a version of it, that this service does not hold."""

    def __init__(self, draft: Draft) -> None:
        super().__init__(f"{draft.form} version {draft.form_version}")
        self.saved = saved_words(draft)


@dataclass(frozen=True)
class OpenDraft:
    """A draft with all that is needed to show or check it."""

    draft: Draft
    definition: FormDefinition
    context: VisitContext

    @property
    def answers(self) -> dict[str, Any]:
        """What has been typed so far."""
        return self.draft.answers

    def section_states(self) -> dict[str, str]:
        """How far each section is today, by its id."""
        return {
            section.id: section_state(section, self.context, self.answers, today())
            for section in self.definition.sections
        }


@dataclass(frozen=True)
class SeenPage:
    """A page that was opened: the revision it showed, and a token of its own."""

    revision: int
    window: str


def may_record(author: User, form: str) -> bool:
    """Whether one of the person's roles records this form."""
    return any(definition.form == form for definition in forms_recorded_by(author.roles))


def start_draft(household: Household, author: User, form: str = VISIT_FORM) -> Draft:
    """The author's draft for this household and form: the one begun already, or a new one."""
    existing = find_draft(household, author, form)
    if existing:
        return existing
    definition = newest(form)
    draft = Draft(
        author_id=author.id,
        household_id=household.id,
        form=definition.form,
        form_version=definition.version,
        answers={},
        submission_key=secrets.token_urlsafe(24),
    )
    db.session.add(draft)
    db.session.flush()
    record_entry(
        AuditAction.DRAFT_STARTED, actor=author, subject=draft, form=draft.form, form_version=draft.form_version
    )
    return draft


def find_draft(household: Household, author: User, form: str = VISIT_FORM) -> Draft | None:
    """The draft that this author has open for this household, if any."""
    return db.session.scalar(
        select(Draft).where(
            Draft.household_id == household.id,
            Draft.author_id == author.id,
            Draft.form == form,
            Draft.discarded_at.is_(None),
            Draft.record_id.is_(None),
            Draft.corrects_id.is_(None),
        )
    )


def open_draft(draft: Draft) -> OpenDraft:
    """The draft with its form and the household as it was on the day of the visit typed so far.

    A correction keeps the household as the record has it, whatever has changed since. Raises
    UnknownFormError.
    """
    definition = FORMS.get((draft.form, draft.form_version))
    if definition is None:
        raise UnknownFormError(draft)
    if draft.corrects_id:
        version = db.session.get_one(VisitRecord, draft.corrects_id).current
        return OpenDraft(draft, definition, VisitContext.from_json(version.context))
    return OpenDraft(draft, definition, _context(draft, definition))


def _context(draft: Draft, definition: FormDefinition) -> VisitContext:
    """The household, with its checks in words where the form asks for them and its author may see them today."""
    context = build_context(draft.household, typed_date(definition, draft.answers))
    asked = any(question.worked_out == "checks_due" for each in definition.sections for question in each.questions)
    if not asked or not is_in_reach(draft.household, draft.author, Permission.VIEW_HOUSEHOLD):
        return context
    return replace(context, checks_due=due_in_text(checks_of(draft.household, today())))


def saved_words(draft: Draft) -> list[tuple[str, str]]:
    """What a draft holds, under the names of its questions, for where its form is not known."""
    words = [
        (key.partition("__")[0].replace("_", " ").capitalize(), as_words(each)) for key, each in draft.answers.items()
    ]
    return [(name, text) for name, text in [*words, ("Notes of the visit", draft.notes)] if text]


def typed_date(definition: FormDefinition, answers: dict[str, Any]) -> date | None:
    """The date of the visit or note, where a real one was typed."""
    return read_date(answers.get(definition.date_question))


def save_section(
    draft: Draft, section_id: str, typed: dict[str, Any], author: User, page: SeenPage | None = None
) -> tuple[str, ...]:
    """Keep what was typed on one page, valid or not, and say which answers clash with a later save.

    Answers that another window saved since the page was opened are kept; only where both changed
    the same one is it for the typist to decide.
    """
    kept = {**draft.answers, NOTES: draft.notes}
    base = answers_seen(draft, page) if page and page.revision < draft.revision else kept
    merged = merge_answers(base, kept, typed)
    changes = {key: value for key, value in merged.answers.items() if kept.get(key) != value}
    _keep(draft, changes, page.window if page else "")
    record_entry(
        AuditAction.DRAFT_SAVED,
        actor=author,
        subject=draft,
        section=section_id,
        revision=draft.revision,
        changed=len(typed) - len(merged.clashes),
    )
    return merged.clashes


def answers_seen(draft: Draft, page: SeenPage) -> dict[str, Any]:
    """The answers that a page knows of: those it was opened with, and what it saved itself since."""
    known = or_(DraftSave.revision <= page.revision, DraftSave.window == page.window)
    saves = db.session.scalars(
        select(DraftSave).where(DraftSave.draft_id == draft.id, known).order_by(DraftSave.revision)
    )
    answers: dict[str, Any] = {}
    for save in saves:
        answers.update(save.changes)
    return answers


def changed_elsewhere_at(draft: Draft, keys: Collection[str], window: str) -> datetime:
    """When another window last changed one of these answers."""
    saves = db.session.scalars(
        select(DraftSave)
        .where(DraftSave.draft_id == draft.id, DraftSave.window != window)
        .order_by(DraftSave.revision.desc())
    )
    return next((save.saved_at for save in saves if not set(keys).isdisjoint(save.changes)), draft.saved_at)


def forget_saves(draft: Draft) -> None:
    """Let go of a draft's earlier states and of its notes once it has become a record, or is put away."""
    draft.notes = ""
    db.session.execute(delete(DraftSave).where(DraftSave.draft_id == draft.id))


def add_row(draft: Draft, first_question: str) -> None:
    """Give a draft one more, empty row of new actions."""
    rows = new_action_rows(draft.answers)
    if len(rows) < MOST_NEW_ACTIONS:
        _keep(draft, {answer_key(first_question, f"row{int(rows[-1][3:]) + 1}"): ""})


def remove_row(draft: Draft, row: str) -> None:
    """Take one row of new actions out of a draft; its earlier words stay in the draft's saves."""
    _keep(draft, {key: None for key in draft.answers if key.endswith(f"__{row}")})


def _keep(draft: Draft, changes: dict[str, Any], window: str = "") -> None:
    """Change a draft's answers as its next revision; None takes an answer away."""
    answers = {**draft.answers, **changes}
    draft.notes = answers.pop(NOTES, draft.notes)
    draft.answers = {key: value for key, value in answers.items() if value is not None}
    draft.revision += 1
    draft.saved_at = now()
    db.session.add(DraftSave(draft_id=draft.id, revision=draft.revision, window=window, changes=changes))


def discard_draft(draft: Draft, author: User) -> None:
    """Put a draft away; its row stays, so that the log has something to point at."""
    draft.discarded_at = now()
    forget_saves(draft)
    record_entry(AuditAction.DRAFT_DISCARDED, actor=author, subject=draft)
