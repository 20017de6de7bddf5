"""The checks of households: how each stands, and recording that one was done or was recorded in error."""

import secrets
from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from hashlib import sha256
from typing import TypeVar

from sqlalchemy import ColumnElement, Select, func, select
from sqlalchemy.orm import joinedload

from fqa_forms.definitions import CHECKS
from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.checks import (
    HOUSEHOLD,
    CheckedCarer,
    CheckedHousehold,
    CheckedMember,
    CheckLine,
    DoneCheck,
    check_lines,
)
from fqa_forms.extensions import db
from fqa_forms.models import Carer, Household, HouseholdCheck, HouseholdCheckError, HouseholdMember, User
from fqa_forms.services.audit import record_entry

_KINSHIP = "kinship"
_Person = TypeVar("_Person", Carer, HouseholdMember)


def checks_of(household: Household, today: date) -> list[CheckLine]:
    """Every check that is asked of a household today, kind by kind."""
    done = _done(select(Household.id).where(Household.id == household.id))[household.id]
    home = _home(household.approved_on, household.kind, household.carers, household.members)
    return check_lines(CHECKS.kinds, home, done, today)


def checks_of_all(which: ColumnElement[bool], today: date) -> dict[int, list[CheckLine]]:
    """The checks of each household that a predicate over household lets in, by the household's id.

    It asks as often for many households as for one.
    """
    ids = select(Household.id).where(which)
    carers, members, done = _people(Carer, ids), _people(HouseholdMember, ids), _done(ids)
    rows = db.session.execute(select(Household.id, Household.approved_on, Household.kind).where(which))
    return {
        household_id: check_lines(
            CHECKS.kinds,
            _home(approved_on, kind, carers[household_id], members[household_id]),
            done[household_id],
            today,
        )
        for household_id, approved_on, kind in rows
    }


def recorded_checks(household: Household) -> list[HouseholdCheck]:
    """Everything that was recorded of a household's checks, also in error, by the day it was done, newest first."""
    return list(
        db.session.scalars(
            select(HouseholdCheck)
            .where(HouseholdCheck.household_id == household.id)
            .options(
                joinedload(HouseholdCheck.carer),
                joinedload(HouseholdCheck.member),
                joinedload(HouseholdCheck.recorded_by),
                joinedload(HouseholdCheck.error).joinedload(HouseholdCheckError.by),
            )
            .order_by(HouseholdCheck.done_on.desc(), HouseholdCheck.id.desc())
        )
    )


def check_in_words(check: HouseholdCheck) -> tuple[str, str]:
    """What was checked and whose it was; a kind that is not known here any more by its key."""
    kind = CHECKS.find(check.kind)
    name = kind.name if kind else check.kind.replace("_", " ").capitalize()
    person = check.carer or check.member
    return name, person.name if person else HOUSEHOLD.name


def new_submission_key() -> str:
    """A key for a page on which a check is recorded."""
    return secrets.token_urlsafe(24)


def record_check(
    household: Household, line: CheckLine, done_on: date, submission_key: str, user: User
) -> HouseholdCheck:
    """Keep that a check was done, once: asked again, it gives the check recorded already.

    What a page sends again stays one check also when that was marked as an error since.
    """
    db.session.refresh(household, with_for_update=True)  # two at once take turns
    key = _key_of(household, line, done_on, submission_key)
    check = HouseholdCheck(
        household_id=household.id,
        kind=line.kind.key,
        carer_id=_id_of(line, "carer-"),
        member_id=_id_of(line, "member-"),
        done_on=done_on,
        submission_key=key,
        recorded_by_id=user.id,
    )
    for earlier in recorded_checks(household):
        if _says_the_same(earlier, check) and (earlier.error is None or earlier.submission_key == key):
            return earlier
    db.session.add(check)
    db.session.flush()
    record_entry(
        AuditAction.CHECK_RECORDED,
        actor=user,
        subject=household,
        check_id=check.id,
        kind=check.kind,
        done_on=done_on.isoformat(),
    )
    return check


def mark_in_error(check: HouseholdCheck, reason: str, user: User) -> bool:
    """Say that a check was recorded in error, once; it stays readable and counts no longer.

    False where it was marked already for another reason, which stands: this one is not kept.
    """
    db.session.refresh(
        check, with_for_update={"of": HouseholdCheck}
    )  # the row alone: what it is joined to may be absent
    if check.error is not None:
        return check.error.reason == reason
    check.error = HouseholdCheckError(reason=reason, by_id=user.id)
    record_entry(
        AuditAction.CHECK_RECORDED_IN_ERROR, actor=user, subject=check.household, check_id=check.id, kind=check.kind
    )
    return True


def _key_of(household: Household, line: CheckLine, done_on: date, submission_key: str) -> str:
    """One key for one thing that a page says: no other household's, nor what is chosen on going back, has it."""
    said = f"{household.id} {line.key} {done_on.isoformat()} {submission_key}"
    return sha256(said.encode()).hexdigest()


def _id_of(line: CheckLine, kind: str) -> int | None:
    key = line.whose.key
    return int(key.removeprefix(kind)) if key.startswith(kind) else None


def _says_the_same(one: HouseholdCheck, other: HouseholdCheck) -> bool:
    return (one.kind, one.carer_id, one.member_id, one.done_on) == (
        *(other.kind, other.carer_id, other.member_id),
        other.done_on,
    )


def _home(
    approved_on: date | None, kind: str, carers: Iterable[Carer], members: Iterable[HouseholdMember]
) -> CheckedHousehold:
    return CheckedHousehold(
        approved_on,
        kind == _KINSHIP,
        tuple(CheckedCarer(f"carer-{row.id}", row.name, row.starts_on, row.ends_on) for row in carers),
        tuple(CheckedMember(f"member-{row.id}", row.name, row.born_on) for row in members),
    )


def _people(of: type[_Person], ids: Select[int]) -> dict[int, list[_Person]]:
    found: dict[int, list[_Person]] = defaultdict(list)
    for row in db.session.scalars(select(of).where(of.household_id.in_(ids)).order_by(of.id)):
        found[row.household_id].append(row)
    return found


def _done(ids: Select[int]) -> dict[int, list[DoneCheck]]:
    """The last of the checks that stand, of each kind and person."""
    found: dict[int, list[DoneCheck]] = defaultdict(list)
    check, in_error = HouseholdCheck, select(HouseholdCheckError.check_id)
    place = (check.household_id, check.kind, check.carer_id, check.member_id)
    query = select(*place, func.max(check.done_on)).where(check.household_id.in_(ids), ~check.id.in_(in_error))
    for household_id, kind, carer_id, member_id, done_on in db.session.execute(query.group_by(*place)):
        found[household_id].append(DoneCheck(kind, _whose(carer_id, member_id), done_on))
    return found


def _whose(carer_id: int | None, member_id: int | None) -> str:
    if carer_id:
        return f"carer-{carer_id}"
    return f"member-{member_id}" if member_id else HOUSEHOLD.key
