"""Puts the demonstration's service, users and households into the database."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random

from fqa_forms.demo.data import CAST
from fqa_forms.demo.families import ChildPlan, FamilyPlan
from fqa_forms.domain.roles import Role
from fqa_forms.extensions import db
from fqa_forms.models import (
    Allocation,
    Carer,
    Child,
    Household,
    HouseholdMember,
    Placement,
    Service,
    Team,
    User,
    UserRole,
)
from fqa_forms.services.accounts import hash_password

_YEAR = 365.25
_REALLOCATED_EVERY = 17


@dataclass(frozen=True)
class Settled:
    """A planned household with its row, and who supervised each of its visits."""

    family: FamilyPlan
    household: Household
    workers: tuple[User, ...]


def add_cast() -> dict[str, User]:
    """The service with its teams and users, by address."""
    service = Service(name=CAST["service"])
    db.session.add(service)
    db.session.flush()
    teams = {item["name"]: Team(service_id=service.id, name=item["name"]) for item in CAST["team"]}
    db.session.add_all(teams.values())
    db.session.flush()
    password = hash_password(CAST["password"])
    users = {
        item["email"]: User(
            service_id=service.id,
            team_id=teams[item["team"]].id if "team" in item else None,
            email=item["email"],
            name=item["name"],
            password_hash=password,
            role_rows=[UserRole(role=item["role"])],
        )
        for item in CAST["user"]
    }
    db.session.add_all(users.values())
    db.session.flush()
    return users


def settle(families: list[FamilyPlan], users: dict[str, User], today: date, random: Random) -> list[Settled]:
    """Every household with its people, its team and its workers."""
    workers = [user for user in users.values() if Role.SUPERVISING_SOCIAL_WORKER in user.roles]
    held: Counter[str] = Counter(family.held_by for family in families if family.held_by)
    settled = []
    for number, family in enumerate(families):
        worker = users[family.held_by] if family.held_by else min(workers, key=lambda each: held[each.email])
        held[worker.email] += not family.held_by
        colleagues = [other for other in workers if other.team_id == worker.team_id and other is not worker]
        before = random.choice(colleagues) if number % _REALLOCATED_EVERY == _REALLOCATED_EVERY // 2 else None
        settled.append(_settle(family, worker, before, today, random))
    return settled


def _settle(family: FamilyPlan, worker: User, before: User | None, today: date, random: Random) -> Settled:
    start = family.days[0] - timedelta(days=random.randint(20, 40))
    approved = start - timedelta(days=random.randint(1, 9) * 365) if len(family.days) >= 8 else start
    household = Household(
        service_id=worker.service_id,
        team_id=worker.team_id,
        name=_name(family),
        kind=family.kind,
        approved_on=approved,
        carers=[
            Carer(name=f"{first} {surname}", starts_on=approved)
            for (first, _), surname in zip(family.carers, family.surnames, strict=True)
        ],
        members=[HouseholdMember(name=name, relation=relation) for name, relation in family.members.values()],
        placements=[_placement(family, child, worker.service_id, random) for child in _in_order(family)],
    )
    change = family.days[len(family.days) // 2] if before else None
    if before and change:
        household.allocations.append(Allocation(user_id=before.id, starts_on=start, ends_on=change))
    household.allocations.append(
        Allocation(user_id=worker.id, starts_on=change + timedelta(days=1) if change else start)
    )
    db.session.add(household)
    db.session.flush()
    workers = tuple(before if before and change and day <= change else worker for day in family.days)
    return Settled(family, household, workers)


def _name(family: FamilyPlan) -> str:
    first, *others = dict.fromkeys(family.surnames)
    return " and ".join([first, *others]) if others else f"{first} ({' and '.join(name for name, _ in family.carers)})"


def _in_order(family: FamilyPlan) -> list[ChildPlan]:
    return sorted(family.children, key=lambda child: (child.first_visit, child.pronoun, child.age, child.name))


def _placement(family: FamilyPlan, child: ChildPlan, service_id: int, random: Random) -> Placement:
    """From a little before the first visit that names the child to a little after the last, or until now."""
    days = family.days
    middle = days[(child.first_visit + child.last_visit) // 2]
    came = days[child.first_visit] - timedelta(days=random.randint(8, 18))
    still_there = child.last_visit == len(days) - 1
    born = middle - timedelta(days=round(child.age * _YEAR))
    return Placement(
        child=Child(service_id=service_id, name=child.name, born_on=min(born, came)),
        starts_on=came,
        ends_on=None if still_there else days[child.last_visit] + timedelta(days=random.randint(3, 12)),
    )
