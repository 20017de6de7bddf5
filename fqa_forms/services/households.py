"""Lists of households and of a household's visits."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import func, select

from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import Household, User, VisitRecord
from fqa_forms.models.visibility import visible_households


@dataclass(frozen=True)
class HouseholdRow:
    """A household in a list, with its last visit."""

    household: Household
    last_visit: date | None


def list_households(user: User) -> list[HouseholdRow]:
    """The households a person may see, longest unvisited first."""
    last = (
        select(VisitRecord.household_id, func.max(VisitRecord.visit_date).label("last_visit"))
        .where(VisitRecord.is_visit, VisitRecord.withdrawn_at.is_(None))
        .group_by(VisitRecord.household_id)
        .subquery()
    )
    rows = db.session.execute(
        select(Household, last.c.last_visit)
        .outerjoin(last, last.c.household_id == Household.id)
        .where(visible_households(user, Permission.VIEW_HOUSEHOLD))
        .order_by(last.c.last_visit.is_not(None), last.c.last_visit, Household.name, Household.id)
    )
    return [HouseholdRow(household, last_visit) for household, last_visit in rows]


def is_in_reach(household: Household, user: User, permission: Permission) -> bool:
    """Whether the person may use the permission on this household today, as the door of a page would ask."""
    found = select(Household.id).where(Household.id == household.id, visible_households(user, permission))
    return db.session.scalar(found) is not None


def visits_of(household: Household) -> list[VisitRecord]:
    """The household's submitted visits and notes, newest first."""
    return list(
        db.session.scalars(
            select(VisitRecord)
            .where(VisitRecord.household_id == household.id, VisitRecord.withdrawn_at.is_(None))
            .order_by(VisitRecord.visit_date.desc(), VisitRecord.id.desc())
        )
    )
