"""When each household in reach is next to be visited, and how that stands today."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, or_, select

from fqa_forms.domain.due_dates import VISIT_INTERVALS, DueState, due_state, next_visit_due
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import Allocation, Household, User, VisitRecord
from fqa_forms.models.visibility import visible_households

NOBODY = (0, "Nobody allocated")


@dataclass(frozen=True)
class DueItem:
    """Something due: with whom, for which household, and how it stands.

    `worker_id` is 0 where it is nobody of the service's; `visited` is the day of the visit
    written up, of the last visit of that type, or on which the check was last done; `check` is
    what is to be checked and of whom.
    """

    worker_id: int
    worker: str
    household: str
    household_id: int
    visit_type: str | None = None
    visited: date | None = None
    due: date | None = None
    days_late: int = 0
    record_id: int | None = None
    state: DueState = DueState.OVERDUE
    check: str = ""


def visits_due(user: User, today: date, permission: Permission = Permission.VIEW_OVERSIGHT) -> list[DueItem]:
    """The next visit of each type to each household in reach of the permission, the longest due first."""
    last, workers = _last_visits(user, permission), workers_on(today)
    households = db.session.execute(
        select(Household.id, Household.name, Household.approved_on)
        .where(visible_households(user, permission))
        .order_by(Household.name, Household.id)
    )
    items = []
    for household_id, name, approved_on in households:
        for kind in VISIT_INTERVALS:
            visited = last.get((household_id, kind))
            due = next_visit_due(kind, visited, approved_on)
            worker_id, worker = workers.get(household_id, NOBODY)
            items.append(
                DueItem(
                    worker_id=worker_id,
                    worker=worker,
                    household=name,
                    household_id=household_id,
                    visit_type=kind,
                    visited=visited,
                    due=due,
                    days_late=max((today - due).days, 0) if due else 0,
                    state=due_state(due, today),
                )
            )
    return sorted(items, key=lambda item: item.due or date.max)


def _last_visits(user: User, permission: Permission) -> dict[tuple[int, str], date]:
    in_reach = select(Household.id).where(visible_households(user, permission))
    rows = db.session.execute(
        select(VisitRecord.household_id, VisitRecord.visit_type, func.max(VisitRecord.visit_date))
        .where(VisitRecord.household_id.in_(in_reach), VisitRecord.is_visit, VisitRecord.withdrawn_at.is_(None))
        .group_by(VisitRecord.household_id, VisitRecord.visit_type)
    )
    return {(household_id, str(kind)): last for household_id, kind, last in rows}


def workers_on(day: date) -> dict[int, tuple[int, str]]:
    """Who holds each household on a day; the latest allocation where there are two."""
    rows = db.session.execute(
        select(Allocation.household_id, User.id, User.name)
        .join(User, User.id == Allocation.user_id)
        .where(Allocation.starts_on <= day, or_(Allocation.ends_on.is_(None), Allocation.ends_on >= day))
        .order_by(Allocation.starts_on, Allocation.id)
    )
    return {household_id: (user_id, name) for household_id, user_id, name in rows}
