"""Much text at once: kept to the last letter up to the limit, and beyond it refused with what to do."""

import html
import random
import re
import string
from contextvars import Context
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from fqa_forms.extensions import db
from fqa_forms.models import Draft
from fqa_forms.views.body_sizes import MOST_TYPED
from tests import factories
from tests.views.journey import Visit, begin_visit

ROOM = 2000  # for the other fields of the form
SHUFFLED = random.Random(7)


def words(length: int) -> str:
    """Letters that cannot be made shorter by packing them."""
    return "".join(SHUFFLED.choices(string.ascii_letters + string.digits, k=length))


class PlainBrowser(FlaskClient):
    """A browser whose pages are too long to be looked over; each request is outside the test's own context."""

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request."""
        db.session.rollback()
        response: TestResponse = Context().run(super().open, *args, **kwargs)
        db.session.rollback()
        return response


@pytest.fixture
def visit(app: Flask) -> Visit:
    return begin_visit(app)


@pytest.fixture
def browser(app: Flask, visit: Visit) -> PlainBrowser:
    """The author's browser, signed in."""
    client = PlainBrowser(app, app.response_class, use_cookies=True)
    sign_in(client, client.get("/sign-in"), visit.author.email)
    return client


def field(page: TestResponse, name: str) -> str:
    found = re.search(rf'name="{name}" value="([^"]*)"', page.text)
    assert found, name
    return html.unescape(found[1])


def sign_in(client: FlaskClient, page: TestResponse, email: str, **more: str) -> TestResponse:
    token = field(page, "csrf_token")
    typed = {"csrf_token": token, "email": email, "password": factories.PASSWORD, "next": ""}
    return client.post("/sign-in", data={**typed, **more})


def save(client: FlaskClient, visit: Visit, token: str, text: str) -> TestResponse:
    typed = {"csrf_token": token, "then": "later", "analysis_text": text}
    return client.post(visit.address("sections/analysis"), data=typed)


def save_again(client: FlaskClient, visit: Visit, page: TestResponse) -> TestResponse:
    hidden = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page.text))
    fields = {name: html.unescape(value) for name, value in hidden.items()}
    return client.post(visit.address("sections/analysis"), data={**fields, "csrf_token": field(page, "csrf_token")})


def saved(visit: Visit) -> str:
    return str(db.session.get_one(Draft, visit.draft.id).answers.get("analysis_text", ""))


def test_text_up_to_the_limit_is_kept(visit: Visit, browser: FlaskClient) -> None:
    text = words(MOST_TYPED - ROOM)
    assert save(browser, visit, field(browser.get("/account"), "csrf_token"), text).status_code == 302
    assert saved(visit) == text


def test_text_up_to_the_limit_survives_a_stale_token(visit: Visit, browser: FlaskClient) -> None:
    text = words(MOST_TYPED - 100)
    offered = save(browser, visit, "stale", text)
    assert offered.status_code == 400
    assert save_again(browser, visit, offered).status_code == 302
    assert saved(visit) == text


def test_text_up_to_the_limit_survives_signing_in_again(visit: Visit, browser: FlaskClient) -> None:
    browser.post("/sign-out", data={"csrf_token": field(browser.get("/account"), "csrf_token")})
    text = words(MOST_TYPED - 100)
    page = save(browser, visit, "stale", text)
    assert page.status_code == 401
    offered = sign_in(browser, page, visit.author.email, kept=field(page, "kept"))
    assert offered.status_code == 200
    assert save_again(browser, visit, offered).status_code == 302
    assert saved(visit) == text


@pytest.mark.parametrize("signed_in", [True, False])
@pytest.mark.parametrize("token", ["good", "stale"])
def test_beyond_the_limit_it_says_what_to_do(visit: Visit, browser: FlaskClient, token: str, signed_in: bool) -> None:
    good = field(browser.get("/account"), "csrf_token")
    if not signed_in:
        browser.post("/sign-out", data={"csrf_token": good})
    for size in (MOST_TYPED, 3 * MOST_TYPED):
        answer = save(browser, visit, good if token == "good" else token, words(size))
        assert answer.status_code == 413
        assert "Go back: your words are still in the page. Shorten or split them" in answer.text
    assert saved(visit) == ""
