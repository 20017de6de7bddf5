"""Which supervising social worker holds which household, from when to when."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, func, or_, select

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.calendar import today
from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.domain.permissions import Permission
from fqa_forms.domain.roles import Role
from fqa_forms.extensions import db
from fqa_forms.models import Allocation, Household, User, UserRole
from fqa_forms.models.visibility import visible_households, visible_users
from fqa_forms.services.audit import record_entry


@dataclass(frozen=True)
class HeldBy:
    """A stretch of time in which one person holds a household."""

    holder: User
    allocation: Allocation


@dataclass(frozen=True)
class AllocationRow:
    """A household in a list, with who holds it today, if anybody does."""

    household: Household
    held_by: HeldBy | None


def list_allocations(viewer: User) -> list[AllocationRow]:
    """The households that the viewer may allocate, those that nobody who can sign in holds first."""
    rows = db.session.execute(
        select(Household, Allocation, User)
        .outerjoin(Allocation, _in_force(Household.id))
        .outerjoin(User, User.id == Allocation.user_id)
        .where(visible_households(viewer, Permission.ALLOCATE_HOUSEHOLD))
        .order_by(func.coalesce(User.active, False), func.lower(Household.name), Household.id)
    )
    return [AllocationRow(household, HeldBy(user, found) if found else None) for household, found, user in rows]


def allocations_of(household: Household) -> list[HeldBy]:
    """Who held, holds and will hold a household, newest first."""
    rows = db.session.execute(
        select(User, Allocation)
        .join(Allocation, Allocation.user_id == User.id)
        .where(Allocation.household_id == household.id)
        .order_by(Allocation.starts_on.desc(), Allocation.id.desc())
    )
    return [HeldBy(user, allocation) for user, allocation in rows]


def holder_today(household: Household) -> User | None:
    """Who holds a household today, if anybody does."""
    return db.session.scalar(
        select(User).join(Allocation, Allocation.user_id == User.id).where(_in_force(household.id)).limit(1)
    )


def can_hold(viewer: User) -> list[User]:
    """The supervising social workers to whom the viewer may allocate a household, by name."""
    return list(
        db.session.scalars(
            select(User)
            .join(UserRole)
            .where(UserRole.role == Role.SUPERVISING_SOCIAL_WORKER, User.active)
            .where(visible_users(viewer, Permission.ALLOCATE_HOUSEHOLD))
            .order_by(func.lower(User.name), User.id)
        )
    )


def allocate(household: Household, holder: User, starts_on: date, actor: User) -> None:
    """Let somebody hold a household from a day on; the present holder's time ends the day before.

    An allocation that begins on that day or later is taken back, so that one made by mistake today,
    or planned and thought better of, can be put right; the log keeps both. What has been in force
    since before today stays. Raises RefusedChangeError.
    """
    db.session.execute(select(Household.id).where(Household.id == household.id).with_for_update())
    newest_first = [held.allocation for held in allocations_of(household)]
    _check_first_day(starts_on, household, newest_first)
    taken_back = [row for row in newest_first if row.starts_on >= starts_on]
    before = _in_force_before(starts_on, newest_first)
    goes_on = before is not None and before.user_id == holder.id
    if goes_on and not taken_back:
        raise RefusedChangeError("holder", "holds_already", thing=holder.name)
    for row in taken_back:
        db.session.delete(row)
    if before is not None:
        before.ends_on = None if goes_on else starts_on - timedelta(days=1)
    if not goes_on:
        db.session.add(Allocation(household_id=household.id, user_id=holder.id, starts_on=starts_on))
    db.session.flush()
    details: dict[str, Any] = {"user_id": holder.id, "starts_on": starts_on.isoformat()}
    record_entry(AuditAction.HOUSEHOLD_ALLOCATED, actor=actor, subject=household, **details)


def _in_force(household_id: Any) -> ColumnElement[bool]:
    """Predicate over allocation: that of the household, today."""
    return and_(
        Allocation.household_id == household_id,
        Allocation.starts_on <= today(),
        or_(Allocation.ends_on.is_(None), Allocation.ends_on >= today()),
    )


def _check_first_day(starts_on: date, household: Household, newest_first: list[Allocation]) -> None:
    if household.approved_on and starts_on < household.approved_on:
        raise _refused_day("not_before_approved_on", household.approved_on)
    newest = newest_first[0].starts_on if newest_first else None
    if newest and newest >= starts_on and min(newest, starts_on) < today():
        raise _refused_day("not_after_allocation", newest)


def _refused_day(key: str, limit: date) -> RefusedChangeError:
    return RefusedChangeError("starts_on", key, thing="the first day", limit=f"{limit.day} {limit:%B %Y}")


def _in_force_before(starts_on: date, newest_first: list[Allocation]) -> Allocation | None:
    """The allocation that is in force on the day before, which is to be ended."""
    for row in newest_first:
        if row.starts_on < starts_on:
            return row if row.ends_on is None or row.ends_on >= starts_on - timedelta(days=1) else None
    return None
