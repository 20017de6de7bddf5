"""The household that an imported record is about: found by its carers' names, or made from the record.

An import knows a household only by its visits. So what it makes follows the latest of them, in
whatever order they come: a child lives there from the first visit that names them, and still does
if the latest visit names them; otherwise until the last visit that did. A household that was not
made by an import is never changed, except that children it did not know are kept with the days
on which visits named them.
"""

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from fqa_forms.domain.imported_visit import others_of, prior_actions_of
from fqa_forms.domain.visit_context import PlacedChild, Subject, VisitContext
from fqa_forms.extensions import db
from fqa_forms.models import Carer, Child, Household, HouseholdMember, Placement, Team
from fqa_forms.services.household_context import latest_visit

_LONGEST_NAME = 200
_LONGEST_RELATION = 100


@dataclass(frozen=True)
class FoundHousehold:
    """The household of a record, and whether it had to be made."""

    household: Household
    created: bool


def find_or_make_household(team: Team, document: dict[str, Any]) -> FoundHousehold:
    """The team's household whose present carers have exactly these names, or a new one."""
    names = [_kept(carer["name"]) for carer in document["household"]["carers"]]
    for household in _with_carer(team, names[0]):
        present = [carer.name for carer in household.carers if carer.ends_on is None]
        if Counter(present) == Counter(names):
            return FoundHousehold(household, created=False)
    household = Household(
        service_id=team.service_id, team_id=team.id, name=" and ".join(filter(str.strip, names)) or "No name given"
    )
    household.name, household.imported = household.name[:_LONGEST_NAME], True
    db.session.add(household)
    db.session.flush()
    household.carers = [Carer(name=name) for name in names]
    db.session.flush()
    return FoundHousehold(household, created=True)


def context_of(household: Household, document: dict[str, Any]) -> VisitContext:
    """The household as the record describes it, with the people's rows as keys."""
    people, visit = document["household"], document["visit"]
    children = _note_children(household, [child["name"] for child in people["children"]], _day(visit["date"]))
    _note_members(household, document)
    return VisitContext(
        household_name=household.name,
        carers=tuple(
            Subject(f"carer-{row.id}", item["name"])
            for item, row in zip(people["carers"], _in_order(household, people["carers"]), strict=True)
        ),
        children=tuple(
            PlacedChild(f"child-{row.id}", item["name"], item.get("age"))
            for item, row in zip(people["children"], children, strict=True)
        ),
        others=others_of(document),
        open_actions=prior_actions_of(document),
        previous_date=visit.get("previous_date"),
    )


def is_latest(household: Household, visit_date: date) -> bool:
    """Whether a visit on that day would be the household's latest."""
    latest = latest_visit(household)
    return latest is None or visit_date >= latest.visit_date


def _with_carer(team: Team, name: str) -> list[Household]:
    return list(
        db.session.scalars(
            select(Household)
            .join(Carer, Carer.household_id == Household.id)
            .where(Household.team_id == team.id, Carer.name == name)
            .distinct()
            .order_by(Household.id)
        )
    )


def _in_order(household: Household, carers: list[dict[str, Any]]) -> list[Carer]:
    rows = [carer for carer in household.carers if carer.ends_on is None]
    found = []
    for item in carers:
        row = next(row for row in rows if row.name == _kept(item["name"]))
        rows.remove(row)
        found.append(row)
    return found


def _note_children(household: Household, names: list[str], on: date) -> list[Child]:
    """The rows of the children named, with their placements brought up to what this visit tells."""
    latest = latest_visit(household)
    newest = latest is None or on >= latest.visit_date
    spare = list(household.placements)
    children = []
    for name in names:
        row = next((row for row in spare if row.child.name == _kept(name)), None)
        if row is None:
            row = _place(household, name, on, still_there=newest and household.imported)
        else:
            spare.remove(row)
            _widen(row, on, newest=newest)
        children.append(row.child)
    if newest and latest is not None and household.imported:
        for row in spare:
            row.ends_on = row.ends_on or max(row.starts_on, latest.visit_date)
    return children


def _place(household: Household, name: str, on: date, *, still_there: bool) -> Placement:
    child = Child(service_id=household.service_id, name=_kept(name))
    placement = Placement(child=child, starts_on=on, ends_on=None if still_there else on)
    household.placements.append(placement)
    db.session.flush()
    return placement


def _widen(row: Placement, on: date, *, newest: bool) -> None:
    """Let an imported placement cover this visit; a child with a date of birth came another way."""
    if row.child.born_on is not None:
        return
    row.starts_on = min(row.starts_on, on)
    if row.household.imported and newest:
        row.ends_on = None
    elif row.ends_on is not None:
        row.ends_on = max(row.ends_on, on)


def _note_members(household: Household, document: dict[str, Any]) -> None:
    """The other members of an imported household are those of its latest visit."""
    if not household.imported or not is_latest(household, _day(document["visit"]["date"])):
        return
    spare = list(household.members)
    for other in others_of(document):
        row = next((row for row in spare if row.name == _kept(other.name)), None)
        if row is None:
            household.members.append(
                HouseholdMember(name=_kept(other.name), relation=other.relation[:_LONGEST_RELATION])
            )
        else:
            spare.remove(row)
    for row in spare:
        db.session.delete(row)


def _kept(name: str) -> str:
    """As much of a name as a household's page holds; the record itself keeps all of it."""
    return name[:_LONGEST_NAME]


def _day(text: str) -> date:
    return date.fromisoformat(text)
