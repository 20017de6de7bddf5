"""The start page: every number opens the list that it counts."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import Team, User, VisitAction
from fqa_forms.services.withdrawals import withdraw_record
from fqa_forms.views.my_work_pages import LISTS
from tests import factories
from tests.record_client import RecordClient

SignIn = Callable[[User | str], RecordClient]
RETURN = {"version": "1", "verdict": "returned", "comment": "Was Max seen alone?"}


def numbers(page: BeautifulSoup) -> dict[str, tuple[int, str]]:
    """Each line of the start page by its title: how many, and the address of the list."""
    rows = [row.find_all(["th", "td"]) for row in page.select("tbody tr")]
    return {cells[0].text.strip(): (int(cells[1].a.contents[0]), cells[1].a["href"]) for cells in rows}


def rows_of(client: RecordClient, address: str) -> list[str]:
    return [" ".join(row.text.split()) for row in client.get(address).soup.select("tbody tr")]  # type: ignore[attr-defined]


@pytest.fixture
def team(app: Flask) -> Team:
    return factories.make_team("North")


@pytest.fixture
def worker(team: Team) -> User:
    return factories.make_user(team=team, name="Sam Hill")


@pytest.fixture
def manager(team: Team) -> User:
    return factories.make_user("team_manager", team=team, name="Morgan Reed")


@pytest.fixture
def busy(worker: User, client_for: SignIn, manager: User) -> User:
    """A worker with something in every list: three households, a late draft, a return, actions of every age."""
    due = {"overdue": -3, "due": 3, "far": 90}
    first, _second = (factories.make_household(ssw=worker, approved_on=day) for day in (None, date(2020, 1, 6)))
    visited = today() - timedelta(days=13 * 7 - 5)
    agreed = {"action_owner__row1": "Sam", "action_what__row1": "Ring", "actions_agreed": "yes"}
    record = factories.make_record(factories.make_household(ssw=worker), worker, visited, answers=agreed)
    begin_write()
    for position, days in enumerate((*due.values(), None), 2):
        day = None if days is None else today() + timedelta(days=days)
        action = {"household_id": record.household_id, "record_id": record.id, "position": position}
        db.session.add(VisitAction(**action, action=f"Action due {day}", due_on=day))
    db.session.commit()
    old = factories.typed_date(today() - timedelta(days=40))
    factories.make_draft(first, worker, {"visit_date": old})
    client_for(manager).post(f"/records/{record.id}/review", RETURN)
    return worker


@pytest.mark.parametrize("who", ["worker", "manager", "head"])
def test_every_number_is_the_length_of_the_list_it_opens(
    who: str, busy: User, manager: User, client_for: SignIn
) -> None:
    person = {"worker": busy, "manager": manager, "head": "head_of_service"}[who]
    client = client_for(person)
    found = numbers(client.get("/").soup)  # type: ignore[attr-defined]
    assert len(found) >= 10
    for title, (count, address) in found.items():
        assert len(rows_of(client, address)) == count, title
    assert sum(count > 0 for count, _address in found.values()) >= 6


def test_what_waits_for_a_worker(busy: User, client_for: SignIn) -> None:
    found = {title: count for title, (count, _href) in numbers(client_for(busy).get("/").soup).items()}  # type: ignore[attr-defined]
    assert found["Records returned to you"] == 1
    assert found["Visits to write up, past their limit"] == 1
    assert found["Supervision visits overdue"] == 1
    assert found["Supervision visits due soon"] == 1
    assert found["Unannounced visits overdue"] == 2
    assert found["Visits that cannot be judged"] == 2
    assert found["Actions overdue"] == 2  # one of them agreed at the visit, for 30 days after it
    assert (found["Actions due soon"], found["Actions without a date"]) == (1, 1)
    assert "Records waiting for sign-off" not in found


def test_a_manager_signs_off_what_others_wrote(worker: User, manager: User, client_for: SignIn) -> None:
    record = factories.make_record(author=worker)
    client = client_for(manager)
    assert record.reference in rows_of(client, "/my-work/to-sign-off")[0]
    client.post(f"/records/{record.id}/review", {"version": "1", "verdict": "signed_off", "comment": ""})
    assert rows_of(client, "/my-work/to-sign-off") == []


def test_a_withdrawn_record_waits_for_nobody(worker: User, manager: User, client_for: SignIn) -> None:
    record = factories.make_record(author=worker)
    begin_write()
    withdraw_record(record, "Wrong household", manager)
    db.session.commit()
    assert rows_of(client_for(manager), "/my-work/to-sign-off") == []


def test_checks_are_listed_by_how_they_stand_for_whoever_holds_the_household_and_for_the_manager(
    worker: User, manager: User, client_for: SignIn
) -> None:
    household = factories.make_household(ssw=worker, carers=("Ann Berry",), approved_on=date(2020, 1, 6))
    factories.make_household(ssw=worker, carers=("Dee Hart",), approved_on=None)
    ann = f"carer-{household.carers[0].id}"
    for kind, whose, days in (
        *(("dbs", ann, 5), ("medical", ann, 3 * 365 - 30), ("annual_review", "household", 340)),
        *(("health_and_safety", "household", 5), ("tsd", ann, 900)),
    ):
        factories.make_check(household, kind, today() - timedelta(days=days), worker, whose)
    for person in (worker, manager):
        client = client_for(person)
        found = {title: count for title, (count, _href) in numbers(client.get("/").soup).items()}  # type: ignore[attr-defined]
        assert (found["Checks overdue"], found["Checks due soon"]) == (1, 2)
        assert found["Households with checks that cannot be judged"] == 1
        (overdue,) = rows_of(client, "/my-work/checks-overdue")
        assert overdue.startswith("Ann Berry Personal development plan: Ann Berry6 January 2021")
        soon = rows_of(client, "/my-work/checks-due")
        assert ["Annual review" in soon[0], "Medical: Ann Berry" in soon[1]] == [True, True]
        assert rows_of(client, "/my-work/checks-unknown") == ["Dee Hart 6 without a dateSam Hill"]


def test_another_team_is_not_counted(busy: User, client_for: SignIn) -> None:
    other = factories.make_user("team_manager", team=factories.make_team("South"))
    assert {count for count, _href in numbers(client_for(other).get("/").soup).values()} == {0}  # type: ignore[attr-defined]


def test_a_list_that_is_not_ones_own_and_one_that_is_none(worker: User, client_for: SignIn) -> None:
    client = client_for(worker)
    assert client.get("/my-work/to-sign-off").status_code == 403
    assert client.get("/my-work/nothing").status_code == 404


@pytest.mark.parametrize("role", ["auditor", "administrator", "panel_member"])
def test_who_supervises_nobody_has_no_numbers(role: str, app: Flask, client_for: SignIn) -> None:
    page = client_for(role).get("/")
    assert numbers(page.soup) == {}  # type: ignore[attr-defined]


def test_every_list_opens_when_it_is_empty(app: Flask, client_for: SignIn) -> None:
    client = client_for("head_of_service")
    for key in LISTS:
        assert "There is nothing in this list today" in client.get(f"/my-work/{key}").text
