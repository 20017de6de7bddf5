from collections.abc import Callable

import pytest
from flask import Flask

from fqa_forms.models import User
from fqa_forms.services.accounts import ATTEMPTS_ALLOWED, check_password
from tests import factories
from tests.page_inspection import soup_of
from tests.record_client import RecordClient

GOOD = "wooden otter piano"


@pytest.fixture
def user(app: Flask) -> User:
    return factories.make_user("auditor", name="Abe Auditor", email="abe@county.test")


@pytest.fixture
def browser(user: User, client_for: Callable[..., RecordClient]) -> RecordClient:
    return client_for(user)


def change(browser: RecordClient, present: str, new: str) -> tuple[int, list[str]]:
    """Send the form; gives the status and the fields at fault."""
    page = browser.post("/account/password", {"present_password": present, "new_password": new})
    links = soup_of(page).select(".govuk-error-summary__list a") if page.status_code != 302 else []
    return page.status_code, [link["href"] for link in links]


def test_a_new_password_keeps_this_browser_and_ends_the_others(
    browser: RecordClient, user: User, client: RecordClient, client_for: Callable[..., RecordClient]
) -> None:
    elsewhere = client_for(user)
    assert change(browser, factories.PASSWORD, GOOD) == (302, [])
    assert browser.get("/account").status_code == 200
    assert elsewhere.get("/account").status_code == 401
    client.sign_in(user, GOOD)


@pytest.mark.parametrize(
    ("present", "new", "fields"),
    [
        ("", "", ["#present_password", "#new_password"]),
        ("not it at all", GOOD, ["#present_password"]),
        (factories.PASSWORD, "too short", ["#new_password"]),
        (factories.PASSWORD, "abe@county.test", ["#new_password"]),
    ],
)
def test_a_change_that_cannot_be_is_refused_at_its_field(
    browser: RecordClient, user: User, present: str, new: str, fields: list[str]
) -> None:
    assert change(browser, present, new) == (422, fields)
    assert check_password(user.email, factories.PASSWORD) == user


def test_guessing_the_present_password_is_slowed_down(browser: RecordClient, user: User) -> None:
    for _ in range(ATTEMPTS_ALLOWED):
        change(browser, "a guess", GOOD)
    assert change(browser, factories.PASSWORD, GOOD) == (429, ["#present_password"])
    assert check_password(user.email, factories.PASSWORD) == user


def test_passwords_are_not_kept_when_the_session_has_ended(
    browser: RecordClient, user: User, client_for: Callable[..., RecordClient]
) -> None:
    in_use = _only_session(browser)
    client_for(user).post(f"/account/sessions/{in_use}/end")
    page = browser.post("/account/password", {"present_password": "moonbeam", "new_password": GOOD})
    assert page.status_code == 401
    assert soup_of(page).find("input", attrs={"name": "kept"}) is None
    assert "moonbeam" not in page.text


def _only_session(browser: RecordClient) -> str:
    form = soup_of(browser.get("/account")).select_one('form[action$="/end"]')
    return str(form["action"]).split("/")[-2]
