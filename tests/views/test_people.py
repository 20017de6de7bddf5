from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from fqa_forms.extensions import db
from fqa_forms.models import User
from tests import factories
from tests.page_inspection import soup_of
from tests.record_client import RecordClient

GOOD = "wooden otter piano"
NIA = {"name": "Nia New", "address": "nia@county.test", "roles": "auditor", "team": "", "new_password": GOOD}


@pytest.fixture
def admin(app: Flask) -> User:
    return factories.make_user("administrator", name="Ada Admin", email="ada@county.test")


@pytest.fixture
def browser(admin: User, client_for: Callable[..., RecordClient]) -> RecordClient:
    return client_for(admin)


def errors(page: TestResponse) -> list[tuple[str, str]]:
    """The faults of the summary, each with the field it leads to; every field led to is there."""
    links = soup_of(page).select(".govuk-error-summary__list a")
    assert all(soup_of(page).find(id=link["href"][1:]) for link in links)
    return [(link["href"], link.text) for link in links]


def as_shown(page: TestResponse) -> dict[str, Any]:
    """The main form of a page as it would be sent back unchanged."""
    form = soup_of(page).main.form
    typed = {box["name"]: box.get("value", "") for box in form.select("input[type=text], input[type=email]")}
    typed["roles"] = [box["value"] for box in form.select("input[name=roles][checked]")]
    typed["team"] = next((o["value"] for o in form.select("option[selected]")), "")
    return typed | {box["name"]: box["value"] for box in form.select("input[type=radio][checked]")}


def test_the_list_shows_users_and_teams_of_the_service_alone(browser: RecordClient) -> None:
    factories.make_user(team=factories.make_team("North"), name="Sam Shaw", email="sam@county.test")
    factories.make_user("auditor", name="Closed Account", active=False)
    factories.make_user("auditor", name="Somebody Elsewhere", service=factories.make_service())
    rows = [
        [cell.text.strip() for cell in row.find_all(["th", "td"])]
        for row in soup_of(browser.get("/people")).select("#users tbody tr")
    ]
    assert [row[0] for row in rows] == ["Ada Admin", "Sam Shaw", "Closed Account"]
    assert rows[1][1:] == ["sam@county.test", "Supervising social worker", "North", "Yes", "Never"]
    assert rows[0][5] != "Never"
    assert rows[2][4] == "No"


def test_a_user_is_added_and_signs_in(browser: RecordClient, client: RecordClient) -> None:
    browser.get("/people/add")
    answer = browser.post("/people/add", NIA, follow_redirects=True)
    assert "Nia New now has an account." in answer.text
    client.sign_in(db.session.query(User).filter_by(email="nia@county.test").one(), GOOD)


def test_an_empty_form_is_answered_at_every_field(browser: RecordClient) -> None:
    page = browser.post("/people/add", {"name": " ", "address": "", "team": "", "new_password": ""})
    assert page.status_code == 422
    assert [href for href, _text in errors(page)] == ["#name", "#address", "#roles", "#new_password"]


def test_after_a_fault_the_words_stay_and_the_password_does_not(browser: RecordClient) -> None:
    team = factories.make_team("North")
    typed = {**NIA, "name": "Nia <b>New", "roles": ["auditor", "panel_chair"], "team": str(team.id), "address": "nia@"}
    page = browser.post("/people/add", typed)
    assert errors(page) == [("#address", "Enter an e-mail address in the form name@example.org")]
    shown = as_shown(page)
    assert {key: shown[key] for key in ("name", "address", "roles", "team")} == {
        key: typed[key] for key in ("name", "address", "roles", "team")
    }
    assert GOOD not in page.text


@pytest.mark.parametrize(
    ("changes", "href"),
    [
        ({"address": "ADA@county.test"}, "#address"),
        ({"roles": "team_manager"}, "#team"),
        ({"team": "999"}, "#team"),
        ({"roles": "emperor"}, "#roles"),
        ({"new_password": "Password2026!"}, "#new_password"),
        ({"name": "n" * 201}, "#name"),
        ({"address": "two@@county.test"}, "#address"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(browser: RecordClient, changes: dict[str, str], href: str) -> None:
    page = browser.post("/people/add", {**NIA, **changes})
    assert page.status_code == 422
    assert [found for found, _text in errors(page)] == [href]
    assert db.session.query(User).count() == 1


def test_another_services_team_is_no_choice(browser: RecordClient) -> None:
    elsewhere = factories.make_team("Elsewhere", service=factories.make_service())
    page = browser.post("/people/add", {**NIA, "team": str(elsewhere.id)})
    assert errors(page) == [("#team", "Choose one from the list")]


def test_a_users_page_saved_as_it_is_changes_nothing(browser: RecordClient) -> None:
    user = factories.make_user(team=factories.make_team())
    shown = as_shown(browser.get(f"/people/{user.id}"))
    assert "Nothing was changed." in browser.post(f"/people/{user.id}", shown, follow_redirects=True).text


def test_closing_an_account_signs_its_owner_out(browser: RecordClient, client_for: Callable[..., RecordClient]) -> None:
    user = factories.make_user("auditor")
    theirs = client_for(user)
    shown = as_shown(browser.get(f"/people/{user.id}"))
    browser.post(f"/people/{user.id}", {**shown, "active": "no"})
    assert theirs.get("/records").status_code == 401
    assert theirs.send_sign_in(user.email, factories.PASSWORD).status_code == 422


def test_the_last_administrator_is_told_why_they_must_stay(browser: RecordClient, admin: User) -> None:
    shown = as_shown(browser.get(f"/people/{admin.id}"))
    page = browser.post(f"/people/{admin.id}", {**shown, "active": "no"})
    assert page.status_code == 422
    [(href, text)] = errors(page)
    assert (href, "only active administrator" in text) == ("#active", True)


def test_two_administrators_cannot_close_each_others_accounts_at_once(
    admin: User, client_for: Callable[..., RecordClient]
) -> None:
    other = factories.make_user("administrator")
    browsers = {admin.id: client_for(other), other.id: client_for(admin)}
    closing = {
        person: {**as_shown(browser.get(f"/people/{person}")), "active": "no"} for person, browser in browsers.items()
    }
    with ThreadPoolExecutor(2) as pool:
        answers = list(pool.map(lambda person: browsers[person].post(f"/people/{person}", closing[person]), closing))
    # The loser is told so, or finds that their own account was closed a moment before.
    assert sorted(answer.status_code for answer in answers) in ([302, 401], [302, 422])
    assert db.session.query(User).filter_by(active=True).count() == 1


def test_an_administrator_who_changes_their_own_roles_stays_signed_in(browser: RecordClient, admin: User) -> None:
    shown = as_shown(browser.get(f"/people/{admin.id}"))
    browser.post(f"/people/{admin.id}", {**shown, "roles": ["administrator", "auditor"]})
    assert browser.get("/records").status_code == 200


def test_a_page_says_how_many_households_its_person_holds(browser: RecordClient) -> None:
    sam = factories.make_user(team=factories.make_team(), name="Sam Shaw")
    factories.make_household(ssw=sam)
    factories.make_household(ssw=sam, carers=("Cy Dent",))
    page = browser.get(f"/people/{sam.id}")
    assert "Sam Shaw holds 2 households today" in page.text
    assert "Berry" not in page.text


def test_a_new_password_is_set_and_the_old_one_is_no_more(
    browser: RecordClient, client: RecordClient, client_for: Callable[..., RecordClient]
) -> None:
    user = factories.make_user("auditor")
    theirs = client_for(user)
    browser.get(f"/people/{user.id}/password")
    assert browser.post(f"/people/{user.id}/password", {"new_password": GOOD}).status_code == 302
    assert theirs.get("/records").status_code == 401
    client.sign_in(user, GOOD)


@pytest.mark.parametrize("password", ["", "too short", "Password2026!"])
def test_a_weak_new_password_is_refused_at_the_field(browser: RecordClient, password: str) -> None:
    user = factories.make_user("auditor")
    page = browser.post(f"/people/{user.id}/password", {"new_password": password})
    assert page.status_code == 422
    assert [href for href, _text in errors(page)] == ["#new_password"]


def test_ending_sessions_signs_out_every_browser(
    browser: RecordClient, client_for: Callable[..., RecordClient]
) -> None:
    user = factories.make_user("auditor", name="Abe")
    first, second = client_for(user), client_for(user)
    answer = browser.post(f"/people/{user.id}/end-sessions", follow_redirects=True)
    assert "2 sessions of Abe ended." in answer.text
    assert [each.get("/records").status_code for each in (first, second)] == [401, 401]


def test_ending_ones_own_sessions_keeps_this_browser(
    browser: RecordClient, admin: User, client_for: Callable[..., RecordClient]
) -> None:
    other = client_for(admin)
    browser.post(f"/people/{admin.id}/end-sessions")
    assert browser.get("/people").status_code == 200
    assert other.get("/people").status_code == 401
