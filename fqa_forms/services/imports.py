"""Takes in past visit records: each becomes a record of its household, word for word, with its score.

Imported history does not reopen old business: of an imported record's actions only those of the
household's latest visit stay open, because what came of the earlier ones is told, if at all, in
the words of the visits that followed.
"""

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select, update

from fqa_forms.definitions import newest
from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.imported_visit import IMPORTED_FORM, imported_answers
from fqa_forms.domain.visit_context import VisitContext
from fqa_forms.domain.visit_record import Composed
from fqa_forms.extensions import db
from fqa_forms.models import Household, RecordCopy, RecordVersion, Team, VisitAction, VisitRecord
from fqa_forms.models.types import now
from fqa_forms.services.audit import record_entry
from fqa_forms.services.imported_households import context_of, find_or_make_household, is_latest
from fqa_forms.services.quality import record_problems, score_version
from fqa_forms.services.records import new_action, store_version

IMPORTED_AUTHORSHIP = "imported"
_LAST_NUMBER = 2**31 - 1  # what a record's number can be
_REFERENCE = re.compile(r"V(\d{6,18})", re.ASCII)


class RefusedRecordError(ValueError):
    """A record that cannot be taken in; the message says why and holds none of its text."""


@dataclass(frozen=True)
class Imported:
    """What became of one record: made now, or found to be here already."""

    record: VisitRecord
    already_here: bool = False
    household_created: bool = False


def import_document(document: Any, team: Team, line: int) -> Imported:
    """Take in one visit record; raises RefusedRecordError with a reason and changes nothing then."""
    check_document(document)
    if existing := _find_same_id(team.service_id, document["id"]):
        if existing.current.document != document:
            raise RefusedRecordError(f"a record with this id and other content is here already ({existing.reference})")
        return Imported(existing, already_here=True)
    found = find_or_make_household(team, document)
    stays_open = is_latest(found.household, date.fromisoformat(document["visit"]["date"]))
    context = context_of(found.household, document)
    record = _add_record(found.household, document)
    version = _add_version(record, document, context)
    _copy_to_carers(version, document, context)
    _add_actions(record, document, stays_open=stays_open)
    record_entry(
        AuditAction.RECORD_IMPORTED,
        actor=None,
        subject=record,
        service_id=record.service_id,
        version=version.number,
        line=line,
    )
    score_version(version, None)
    return Imported(record, household_created=found.created)


def check_document(document: Any) -> None:
    """Raise RefusedRecordError unless this is a visit record that every database can hold."""
    if problems := record_problems(document):
        raise RefusedRecordError("; ".join(problems))
    if fault := _text_fault(document):
        raise RefusedRecordError(f"a text holds {fault}, which cannot be stored")


def _text_fault(value: Any) -> str:
    if isinstance(value, dict):
        return next((fault for item in value.values() if (fault := _text_fault(item))), "")
    if isinstance(value, list):
        return next((fault for item in value if (fault := _text_fault(item))), "")
    if isinstance(value, str):
        if "\0" in value:
            return "the character NUL"
        if any("\ud800" <= character <= "\udfff" for character in value):
            return "half of a surrogate pair"
    return ""


def _find_same_id(service_id: int, external_id: str) -> VisitRecord | None:
    """The record of that id in the service: imported under it, or written here and exported by its reference."""
    found = db.session.scalar(
        select(VisitRecord).where(VisitRecord.service_id == service_id, VisitRecord.external_id == external_id)
    )
    match = _REFERENCE.fullmatch(external_id)
    if found or not match:
        return found
    number = int(match[1])
    native = db.session.get(VisitRecord, number) if number <= _LAST_NUMBER else None
    own = native and native.service_id == service_id and native.external_id is None
    return native if own and native and native.reference == external_id else None


def _add_record(household: Household, document: dict[str, Any]) -> VisitRecord:
    visit = document["visit"]
    recorded_on = visit.get("recorded_on")
    record = VisitRecord(
        service_id=household.service_id,
        team_id=household.team_id,
        household_id=household.id,
        authorship=IMPORTED_AUTHORSHIP,
        external_id=document["id"],
        form=IMPORTED_FORM,
        visit_type=visit["type"],
        visit_date=date.fromisoformat(visit["date"]),
        recorded_on=date.fromisoformat(recorded_on) if recorded_on else None,
        submitted_at=now(),
    )
    db.session.add(record)
    db.session.flush()
    return record


def _add_version(record: VisitRecord, document: dict[str, Any], context: VisitContext) -> RecordVersion:
    answers = imported_answers(document, context)
    return store_version(record, newest(IMPORTED_FORM), context, answers, Composed(document, ()), None)


def _copy_to_carers(version: RecordVersion, document: dict[str, Any], context: VisitContext) -> None:
    for carer in context.carers:
        if carer.name in document["visit"].get("copied_to", []):
            db.session.add(RecordCopy(version_id=version.id, carer_id=int(carer.key.rpartition("-")[2])))


def _add_actions(record: VisitRecord, document: dict[str, Any], *, stays_open: bool) -> None:
    """Keep the record's actions; close those of earlier imported visits when this one is later."""
    moment = now()
    if stays_open:
        imported = select(VisitRecord.id).where(
            VisitRecord.household_id == record.household_id,
            VisitRecord.authorship == IMPORTED_AUTHORSHIP,
        )
        db.session.execute(
            update(VisitAction)
            .where(VisitAction.record_id.in_(imported), VisitAction.closed_at.is_(None))
            .values(closed_at=moment)
        )
    for position, item in enumerate(document.get("actions", []), 1):
        action = new_action(record, position, item)
        action.closed_at = None if stays_open else moment
        db.session.add(action)
