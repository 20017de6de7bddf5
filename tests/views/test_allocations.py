from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from fqa_forms.domain.calendar import today
from fqa_forms.models import Household, Team, User
from tests import factories
from tests.page_inspection import soup_of
from tests.record_client import RecordClient


@pytest.fixture
def team(app: Flask) -> Team:
    return factories.make_team("North")


@pytest.fixture
def sam(team: Team) -> User:
    return factories.make_user(team=team, name="Sam Shaw")


@pytest.fixture
def pat(team: Team) -> User:
    return factories.make_user(team=team, name="Pat Pell")


@pytest.fixture
def household(sam: User) -> Household:
    return factories.make_household(ssw=sam)


@pytest.fixture
def browser(team: Team, client_for: Callable[..., RecordClient]) -> RecordClient:
    return client_for(factories.make_user("team_manager", team=team))


def typed(holder: object, day: date) -> dict[str, str]:
    return {"holder": str(holder), **{f"starts_on-{part}": text for part, text in factories.typed_date(day).items()}}


def rows(page: TestResponse, table: str) -> list[list[str]]:
    found = soup_of(page).select(f"#{table} tbody tr")
    return [[cell.text.strip() for cell in row.find_all(["th", "td"])] for row in found]


def test_the_list_leads_to_each_household(browser: RecordClient, household: Household, team: Team) -> None:
    factories.make_household(team=team, name="Cy Dent")
    page = browser.get("/allocations")
    assert rows(page, "allocations") == [
        ["Cy Dent", "North", "Nobody", ""],
        ["Ann Berry and Bob Berry", "North", "Sam Shaw", "6 January 2020"],
    ]
    assert soup_of(page).find("a", href=f"/households/{household.id}/allocation")


def test_a_household_changes_hands_and_the_new_holder_sees_it(
    browser: RecordClient, household: Household, pat: User, sam: User, client_for: Callable[..., RecordClient]
) -> None:
    address = f"/households/{household.id}/allocation"
    browser.get(address)
    page = browser.post(address, typed(pat.id, today()), follow_redirects=True)
    assert [row[0] for row in rows(page, "held-by")] == ["Pat Pell", "Sam Shaw"]
    assert client_for(pat).get(f"/households/{household.id}").status_code == 200
    assert client_for(sam).get(f"/households/{household.id}").status_code == 404


def test_the_form_offers_today(browser: RecordClient, household: Household) -> None:
    page = browser.get(f"/households/{household.id}/allocation")
    parts = [soup_of(page).find(id=f"starts_on-{part}")["value"] for part in ("day", "month", "year")]
    assert parts == [str(today().day), str(today().month), str(today().year)]


@pytest.mark.parametrize(
    ("changes", "href"),
    [
        ({"holder": ""}, "#holder"),
        ({"holder": "999"}, "#holder"),
        ({"holder": "x"}, "#holder"),
        ({"starts_on-day": "31", "starts_on-month": "2"}, "#starts_on-day"),
        ({"starts_on-day": "", "starts_on-month": "", "starts_on-year": ""}, "#starts_on-day"),
        ({"starts_on-year": "0001"}, "#starts_on-day"),
        ({"starts_on-year": "2019"}, "#starts_on-day"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_kept(
    browser: RecordClient, household: Household, pat: User, changes: dict[str, str], href: str
) -> None:
    sent = {**typed(pat.id, today()), **changes}
    page = browser.post(f"/households/{household.id}/allocation", sent)
    assert page.status_code == 422
    assert [link["href"] for link in soup_of(page).select(".govuk-error-summary__list a")] == [href]
    assert soup_of(page).find(id="starts_on-year").get("value", "") == sent["starts_on-year"]
    assert len(rows(page, "held-by")) == 1


def test_the_year_one_is_no_fault_of_ours(browser: RecordClient, team: Team, pat: User) -> None:
    household = factories.make_household(team=team, approved_on=None)
    answer = browser.post(
        f"/households/{household.id}/allocation", {**typed(pat.id, date.min), "starts_on-year": "0001"}
    )
    assert answer.status_code == 302


def test_another_teams_worker_is_no_choice_for_the_manager(browser: RecordClient, household: Household) -> None:
    other = factories.make_user(team=factories.make_team("South"))
    page = browser.post(f"/households/{household.id}/allocation", typed(other.id, today()))
    assert page.status_code == 422


def test_the_household_page_says_who_holds_it_and_leads_managers_on(
    browser: RecordClient, household: Household, sam: User, client_for: Callable[..., RecordClient]
) -> None:
    address = f"/households/{household.id}"
    for reader, offered in ((browser, True), (client_for(sam), False)):
        page = reader.get(address)
        assert "Sam Shaw" in soup_of(page).select_one(".govuk-summary-list").text
        assert bool(soup_of(page).find("a", href=f"{address}/allocation")) == offered
