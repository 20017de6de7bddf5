from datetime import date, timedelta

import pytest
from flask import Flask

from fqa_forms.domain.calendar import today
from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, Household, Team, User
from fqa_forms.services.allocations import allocate, allocations_of, can_hold, holder_today, list_allocations
from tests import factories

DAY = timedelta(days=1)


@pytest.fixture
def team(app: Flask) -> Team:
    return factories.make_team("North")


@pytest.fixture
def manager(team: Team) -> User:
    return factories.make_user("team_manager", team=team)


@pytest.fixture
def sam(team: Team) -> User:
    return factories.make_user(team=team, name="Sam")


@pytest.fixture
def pat(team: Team) -> User:
    return factories.make_user(team=team, name="Pat")


@pytest.fixture
def household(sam: User) -> Household:
    """Held by Sam since its approval."""
    return factories.make_household(ssw=sam)


def stretches(household: Household) -> list[tuple[str, date, date | None]]:
    return [
        (held.holder.name, held.allocation.starts_on, held.allocation.ends_on) for held in allocations_of(household)
    ]


def test_the_present_allocation_ends_the_day_before(household: Household, pat: User, manager: User) -> None:
    allocate(household, pat, today(), manager)
    assert stretches(household) == [("Pat", today(), None), ("Sam", factories.APPROVED, today() - DAY)]
    assert holder_today(household) == pat


def test_an_allocation_to_come_leaves_the_present_holder_until_then(
    household: Household, sam: User, pat: User, manager: User
) -> None:
    allocate(household, pat, today() + 7 * DAY, manager)
    assert holder_today(household) == sam
    assert stretches(household)[1] == ("Sam", factories.APPROVED, today() + 6 * DAY)


def test_a_household_that_nobody_held_is_allocated_and_logged(team: Team, pat: User, manager: User) -> None:
    household = factories.make_household(team=team, approved_on=None)
    allocate(household, pat, date(2021, 5, 4), manager)
    assert stretches(household) == [("Pat", date(2021, 5, 4), None)]
    entry = db.session.query(AuditEntry).filter_by(action="household_allocated").one()
    assert (entry.subject_type, entry.subject_id, entry.actor_id) == ("household", household.id, manager.id)
    assert entry.details == {"user_id": pat.id, "starts_on": "2021-05-04"}


def test_todays_mistake_can_be_put_right_today(household: Household, sam: User, pat: User, manager: User) -> None:
    lee = factories.make_user(name="Lee")
    allocate(household, lee, today(), manager)
    allocate(household, pat, today(), manager)
    assert stretches(household) == [("Pat", today(), None), ("Sam", factories.APPROVED, today() - DAY)]
    allocate(household, sam, today(), manager)
    assert stretches(household) == [("Sam", factories.APPROVED, None)]


def test_what_was_in_force_before_today_is_not_rewritten(household: Household, pat: User, manager: User) -> None:
    allocate(household, pat, today() - 10 * DAY, manager)
    with pytest.raises(RefusedChangeError) as refused:
        allocate(household, manager, today() - 10 * DAY, manager)
    assert refused.value.field == "starts_on"
    assert stretches(household)[0] == ("Pat", today() - 10 * DAY, None)


def test_an_allocation_in_the_past_is_refused_while_a_newer_one_is_planned(
    household: Household, pat: User, manager: User
) -> None:
    allocate(household, pat, today() + DAY, manager)
    with pytest.raises(RefusedChangeError):
        allocate(household, pat, today() - DAY, manager)


def test_a_day_before_the_approval_is_refused(household: Household, pat: User, manager: User) -> None:
    with pytest.raises(RefusedChangeError, match="6 January 2020, the day the household was approved"):
        allocate(household, pat, factories.APPROVED - DAY, manager)


def test_who_holds_a_household_is_not_given_it_again(household: Household, sam: User, manager: User) -> None:
    with pytest.raises(RefusedChangeError) as refused:
        allocate(household, sam, today(), manager)
    assert (refused.value.field, str(refused.value)) == ("holder", "Sam already holds this household")


def test_a_time_without_a_holder_stays_one(household: Household, pat: User, manager: User) -> None:
    household.allocations[0].ends_on = date(2021, 1, 1)
    allocate(household, pat, today(), manager)
    assert stretches(household)[1] == ("Sam", factories.APPROVED, date(2021, 1, 1))


def test_households_that_nobody_here_holds_come_first(
    household: Household, sam: User, team: Team, manager: User
) -> None:
    left = factories.make_user(team=team, active=False)
    factories.make_household(ssw=left, name="Held by one who left")
    factories.make_household(team=team, name="Held by nobody")
    factories.make_household(name="Another team's")
    rows = [(row.household.name, row.held_by and row.held_by.holder) for row in list_allocations(manager)]
    assert rows == [("Held by nobody", None), ("Held by one who left", left), (household.name, sam)]


def test_a_manager_allocates_to_the_team_and_the_head_to_the_service(sam: User, pat: User, manager: User) -> None:
    other = factories.make_user(team=factories.make_team("South"), name="Zoe")
    factories.make_user(team=sam.team, active=False)
    factories.make_user(service=factories.make_service())
    assert can_hold(manager) == [pat, sam]
    assert can_hold(factories.make_user("head_of_service")) == [pat, sam, other]
