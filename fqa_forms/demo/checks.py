"""Puts down when each household's checks were done: mostly in time, some soon due again, a few forgotten."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert

from fqa_forms.demo.families import HISTORY
from fqa_forms.demo.people import Settled
from fqa_forms.demo.visits import moment_on
from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.checks import CheckLine
from fqa_forms.domain.spans_of_time import add_months
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, HouseholdCheck, HouseholdCheckError, HouseholdMember
from fqa_forms.services.household_checks import checks_of, new_submission_key

_FORGOTTEN_ONE_IN = 24
_KEPT = 2  # of each check, the last two that were done
_AGES = {"grandmother": (71, 82)}
_OWN_CHILDRENS_AGES = ((8, 16), (19, 24), (17, 17))
_MISTYPED = "The year was mistyped."


def add_checks(settled: list[Settled], today: date, random: Random) -> int:
    """The checks of every household with their log entries, all at once; gives how many."""
    for home in settled:
        for place, member in enumerate(home.household.members):
            _note_birthday(member, today, home.household.id + place, random)
    db.session.flush()
    rows = [row for home in settled for row in _rows(home, today, random)]
    new = insert(HouseholdCheck).returning(HouseholdCheck.id, sort_by_parameter_order=True)
    ids, service_id = list(db.session.scalars(new, rows)), settled[0].household.service_id
    entries = [_log(row, row_id, service_id) for row, row_id in zip(rows, ids, strict=True)]
    db.session.execute(insert(AuditEntry), entries)
    _take_one_back(entries[-1])
    return len(ids)


def _note_birthday(member: HouseholdMember, today: date, turn: int, random: Random) -> None:
    """A grandmother is old; the carers' own children are of every age, and one in seven has no date."""
    youngest, oldest = _AGES.get(member.relation, _OWN_CHILDRENS_AGES[turn % len(_OWN_CHILDRENS_AGES)])
    if turn % 7:
        years = random.randint(youngest, oldest) + random.uniform(0.1, 0.9)
        member.born_on = today - timedelta(days=round(365.25 * years))


def _rows(home: Settled, today: date, random: Random) -> Iterator[dict[str, Any]]:
    household, worker = home.household, home.workers[-1]
    for line in checks_of(household, today):
        done = _days_done(line, today, random)
        if done and random.randrange(_FORGOTTEN_ONE_IN) == 0:
            done.pop()
        person, _, row_id = line.whose.key.partition("-")
        for day in done[-_KEPT:]:
            noted = min(max(day + timedelta(days=random.randint(1, 9)), today - HISTORY), today - timedelta(days=1))
            yield {
                "household_id": household.id,
                "kind": line.kind.key,
                "carer_id": int(row_id) if person == "carer" else None,
                "member_id": int(row_id) if person == "member" else None,
                "done_on": day,
                "submission_key": new_submission_key(),
                "recorded_by_id": worker.id,
                "recorded_at": moment_on(noted, random),
            }


def _days_done(line: CheckLine, today: date, random: Random) -> list[date]:
    """The days on which a check was done so far, each a little before it was due."""
    days: list[date] = []
    due = line.due
    while due and (done := due - timedelta(days=random.randint(3, 45))) < today - timedelta(days=1):
        days.append(done)
        due = add_months(done, line.kind.every_months) if line.kind.every_months else None
    return days


def _log(row: dict[str, Any], row_id: int, service_id: int) -> dict[str, Any]:
    return {
        "at": row["recorded_at"],
        "service_id": service_id,
        "actor_id": row["recorded_by_id"],
        "action": AuditAction.CHECK_RECORDED,
        "subject_type": "household",
        "subject_id": row["household_id"],
        "details": {"check_id": row_id, "kind": row["kind"], "done_on": row["done_on"].isoformat()},
    }


def _take_one_back(entry: dict[str, Any]) -> None:
    """The last one was recorded in error; its log entry says which that is."""
    moment, by_id = entry["at"] + timedelta(minutes=20), entry["actor_id"]
    check_id = entry["details"]["check_id"]
    db.session.add(HouseholdCheckError(check_id=check_id, reason=_MISTYPED, by_id=by_id, at=moment))
    details = {"check_id": check_id, "kind": entry["details"]["kind"]}
    action = AuditAction.CHECK_RECORDED_IN_ERROR
    db.session.add(AuditEntry(**{**entry, "at": moment, "action": action, "details": details}))
