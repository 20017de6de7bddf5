"""What is known of a household on the day of a visit: brought into the form, frozen with the record."""

from datetime import date

from sqlalchemy import or_, select
from sqlalchemy.orm import selectinload

from fqa_forms.domain.calendar import today
from fqa_forms.domain.spans_of_time import WEEK, full_weeks
from fqa_forms.domain.visit_context import OpenAction, OtherMember, PlacedChild, Subject, VisitContext
from fqa_forms.extensions import db
from fqa_forms.models import Carer, Household, Placement, VisitAction, VisitRecord

MOST_WEEKS = 26


def build_context(household: Household, visit_date: date | None = None) -> VisitContext:
    """The household as it was on the day of the visit (today where the day is not known yet)."""
    on = visit_date or today()
    previous = latest_visit(household)
    return VisitContext(
        household_name=household.name,
        carers=tuple(Subject(f"carer-{carer.id}", carer.name) for carer in _carers(household, on)),
        children=tuple(
            PlacedChild(f"child-{row.child.id}", row.child.name, age_on(row.child.born_on, on))
            for row in placements_on(household, on)
        ),
        others=tuple(
            OtherMember(member.name, member.relation, age_on(member.born_on, on)) for member in household.members
        ),
        open_actions=_as_shown(open_actions(household)),
        approved_on=household.approved_on.isoformat() if household.approved_on else None,
        previous_date=previous.visit_date.isoformat() if previous else None,
        recording_weeks=_weeks_to_name(household, previous, on),
    )


def latest_visit(household: Household) -> VisitRecord | None:
    """The household's last recorded visit; one that an import dated in the future has not been yet."""
    return db.session.scalar(
        select(VisitRecord)
        .where(
            VisitRecord.household_id == household.id,
            VisitRecord.is_visit,
            VisitRecord.withdrawn_at.is_(None),
            VisitRecord.visit_date <= today(),
        )
        .order_by(VisitRecord.visit_date.desc(), VisitRecord.id.desc())
        .limit(1)
    )


def placements_on(household: Household, on: date) -> list[Placement]:
    """The placements that cover a day, in the order the children came."""
    return list(
        db.session.scalars(
            select(Placement)
            .where(
                Placement.household_id == household.id,
                Placement.starts_on <= on,
                or_(Placement.ends_on.is_(None), Placement.ends_on >= on),
            )
            .order_by(Placement.starts_on, Placement.id)
        )
    )


def all_placements(household: Household) -> list[Placement]:
    """Every placement that the household has had."""
    return list(db.session.scalars(select(Placement).where(Placement.household_id == household.id)))


def recordings_since(placements: list[Placement], previous: date | None, on: date) -> date | None:
    """The day that weekly recordings are counted from: the last visit, or the first child's coming; None without."""
    begun = [row.starts_on for row in placements if row.starts_on <= on]
    return (previous or min(begun)) if begun else None


def recording_weeks(placements: list[Placement], since: date, on: date) -> list[date]:
    """The first days of the full weeks between two days in which a child lived in the home."""
    return [week for week in full_weeks(since, on) if any(_covers(row, week) for row in placements)]


def open_actions(household: Household) -> list[VisitAction]:
    """The actions of earlier visits that no visit has closed yet, oldest first."""
    return list(
        db.session.scalars(
            select(VisitAction)
            .where(VisitAction.household_id == household.id, VisitAction.closed_at.is_(None))
            .options(selectinload(VisitAction.reviews))
            .order_by(VisitAction.id)
        )
    )


def age_on(born_on: date | None, on: date) -> int | None:
    """Whole years between a birthday and a day; a birthday on 29 February counts from 1 March."""
    if born_on is None or born_on > on:
        return None
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))


def _covers(placement: Placement, week: date) -> bool:
    return placement.starts_on < week + WEEK and (placement.ends_on is None or placement.ends_on >= week)


def _weeks_to_name(household: Household, previous: VisitRecord | None, on: date) -> tuple[str, ...] | None:
    """The weeks by ISO date; None where there are none to count or so many that a visit must be missing here."""
    placements = all_placements(household)
    since = recordings_since(placements, previous.visit_date if previous else None, on)
    weeks = recording_weeks(placements, since, on) if since else []
    return tuple(week.isoformat() for week in weeks) if since and len(weeks) <= MOST_WEEKS else None


def _carers(household: Household, on: date) -> list[Carer]:
    """The approved carers of the day; all of them where none was approved yet, so the form can say so."""
    rows = household.carers
    return [c for c in rows if (not c.starts_on or c.starts_on <= on) and (not c.ends_on or c.ends_on >= on)] or rows


def _as_shown(rows: list[VisitAction]) -> tuple[OpenAction, ...]:
    """The actions with the dates of the visits they were agreed at, asked for all at once."""
    made_at = select(VisitRecord.id, VisitRecord.visit_date).where(VisitRecord.id.in_({row.record_id for row in rows}))
    agreed_on = {record_id: day.isoformat() for record_id, day in db.session.execute(made_at)} if rows else {}
    return tuple(
        OpenAction(
            key=f"action-{row.id}",
            name=row.action,
            owner=row.owner,
            due=row.due,
            outcome_wanted=row.outcome_wanted,
            agreed_on=agreed_on[row.record_id],
            carried=len(row.reviews),
        )
        for row in rows
    )
