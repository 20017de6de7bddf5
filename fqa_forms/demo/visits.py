"""Writes the demonstration's visits up, in the order in which they happened."""

import secrets
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from random import Random

from fqa_forms.definitions import newest
from fqa_forms.demo.clock import happening_at
from fqa_forms.demo.people import Settled
from fqa_forms.demo.retelling import legacy_document, retell
from fqa_forms.demo.write_up import Telling, Typed, type_answers
from fqa_forms.domain.answer_rules import clean_answers
from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.calendar import LONDON
from fqa_forms.domain.visit_context import VisitContext
from fqa_forms.domain.visit_record import Filing, compose
from fqa_forms.extensions import db
from fqa_forms.models import Draft, RecordCopy, User, VisitRecord
from fqa_forms.services.audit import record_entry
from fqa_forms.services.drafts import VISIT_FORM
from fqa_forms.services.household_context import build_context
from fqa_forms.services.imports import import_document
from fqa_forms.services.quality import score_version
from fqa_forms.services.records import store_actions, store_version

NEW_FORM_AFTER = timedelta(days=546)
_REPORT_EVERY = 50


def add_visits(settled: list[Settled], today: date, random: Random, report: Callable[[str], None]) -> None:
    """Every planned visit, oldest first: those from before the service had this form as imported ones."""
    changeover = moment_on(today - NEW_FORM_AFTER, random)
    visits = sorted(
        ((day, place, number) for place, home in enumerate(settled) for number, day in enumerate(home.family.days)),
    )
    for count, (day, place, number) in enumerate(visits, 1):
        if day < today - NEW_FORM_AFTER:
            _import_visit(settled[place], number, f"OLD-{count:05d}", changeover)
        else:
            _write_up(settled[place], number, today, random)
        if count % _REPORT_EVERY == 0 or count == len(visits):
            report(f"  {count} of {len(visits)} visit records written and scored")


def _import_visit(home: Settled, number: int, record_id: str, changeover: datetime) -> None:
    with happening_at(changeover):
        document = legacy_document(home.family, number, record_id)
        record = import_document(document, home.household.team, int(record_id[-5:])).record
        record.submitted_at = changeover


def type_visit(home: Settled, number: int, context: VisitContext) -> Typed:
    """What the worker typed of a visit."""
    family = home.family
    last = number + 1 == len(family.days)
    asked_next = () if last else tuple(item["action"] for item in retell(family, number + 1).prior_actions)
    telling = Telling(
        retell(family, number), context, family.days[number], asked_next, None if last else family.days[number + 1]
    )
    return type_answers(telling, newest(VISIT_FORM))


def _write_up(home: Settled, number: int, today: date, random: Random) -> None:
    day, author = home.family.days[number], home.workers[number]
    delay = timedelta(days=home.family.sources[number].days_to_write_up)
    recorded_on = max(day, min(day + delay, today - timedelta(days=1)))
    moment = moment_on(recorded_on, random)
    with happening_at(moment):
        definition, context = newest(VISIT_FORM), build_context(home.household, day)
        answers = clean_answers(definition, context, type_visit(home, number, context))
        draft = _submitted_draft(home, author, moment)
        record = _record(home, draft, answers, recorded_on)
        composed = compose(definition, context, answers, Filing(record.reference, recorded_on.isoformat()))
        version = store_version(record, definition, context, answers, composed, author)
        for carer in home.household.carers:
            db.session.add(RecordCopy(version_id=version.id, carer_id=carer.id))
        store_actions(record, composed.document, context)
        draft.record_id = record.id
        record_entry(AuditAction.RECORD_SUBMITTED, actor=author, subject=record, version=1, draft_id=draft.id)
        score_version(version, author)


def _submitted_draft(home: Settled, author: User, moment: datetime) -> Draft:
    definition = newest(VISIT_FORM)
    draft = Draft(
        author_id=author.id,
        household_id=home.household.id,
        form=definition.form,
        form_version=definition.version,
        submission_key=secrets.token_urlsafe(24),
        started_at=moment - timedelta(minutes=75),
        saved_at=moment,
    )
    db.session.add(draft)
    db.session.flush()
    return draft


def _record(home: Settled, draft: Draft, answers: Typed, recorded_on: date) -> VisitRecord:
    record = VisitRecord(
        service_id=home.household.service_id,
        team_id=home.household.team_id,
        household_id=home.household.id,
        author_id=draft.author_id,
        submission_key=draft.submission_key,
        form=draft.form,
        visit_type=answers["visit_type"],
        visit_date=date.fromisoformat(answers["visit_date"]),
        recorded_on=recorded_on,
        drafted_at=draft.started_at,
        submitted_at=draft.saved_at,
    )
    db.session.add(record)
    db.session.flush()
    return record


def moment_on(day: date, random: Random) -> datetime:
    """Some minute of a working afternoon in England."""
    local = datetime.combine(day, time(13 + random.randrange(5), random.randrange(60)), LONDON)
    return local.astimezone(UTC)
