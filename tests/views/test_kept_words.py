"""No typed word is lost when the session or the page's token runs out, and nobody else reads it."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask
from werkzeug.test import TestResponse

from fqa_forms.extensions import db
from fqa_forms.models import Draft, UserSession
from tests import factories
from tests.page_inspection import soup_of
from tests.record_client import RecordClient
from tests.views.journey import Visit, begin_visit

NOON = datetime(2026, 3, 27, 12, 0, tzinfo=UTC)
WORDS = 'Max said: "I like the den" <b>& the dog</b>.\nThen he slept.'


@pytest.fixture
def visit(app: Flask) -> Visit:
    return begin_visit(app)


def hidden_fields(page: TestResponse) -> dict[str, str]:
    form = soup_of(page).select_one("main form")
    return {field["name"]: field.get("value", "") for field in form.find_all("input", attrs={"type": "hidden"})}


def save_again(client: RecordClient, page: TestResponse) -> TestResponse:
    """Press the button of the page that offers the words again."""
    return client.post(soup_of(page).select_one("main form")["action"], hidden_fields(page))


def saved_words(visit: Visit) -> str:
    return str(db.session.get_one(Draft, visit.draft.id).answers.get("analysis_text", ""))


@pytest.mark.parametrize("token", ["", "made-up", None])
def test_a_stale_token_keeps_the_words_and_offers_to_save_them(visit: Visit, token: str | None) -> None:
    typed = {"analysis_text": WORDS, "then": "continue", "csrf_token": token or ""}
    page = visit.client.post(visit.address("sections/analysis"), typed)
    assert page.status_code == 400
    assert "Your words are still here" in page.text
    assert saved_words(visit) == ""
    assert save_again(visit.client, page).status_code == 302
    assert saved_words(visit) == WORDS


def test_a_token_older_than_the_session_is_stale(visit: Visit) -> None:
    old = hidden_fields(visit.open("sections/analysis"))["csrf_token"]
    with time_machine.travel(datetime.now(UTC) + timedelta(hours=13)):
        answer = visit.client.post(visit.address("sections/analysis"), {"analysis_text": WORDS, "csrf_token": old})
        assert answer.status_code == 401
        assert "What you typed is kept" in answer.text


def expired_save(visit: Visit) -> TestResponse:
    """The answer to a save that comes after the session has ended."""
    visit.client.get("/account")
    for row in db.session.query(UserSession):
        row.ended_at = NOON
    db.session.commit()
    page = visit.client.post(visit.address("sections/analysis"), {"analysis_text": WORDS, "then": "continue"})
    assert page.status_code == 401
    return page


def sign_in_with(client: RecordClient, page: TestResponse, email: str) -> TestResponse:
    return client.post("/sign-in", {**hidden_fields(page), "email": email, "password": factories.PASSWORD})


def test_words_sent_after_the_session_ended_are_there_after_signing_in_again(visit: Visit) -> None:
    offered = sign_in_with(visit.client, expired_save(visit), visit.author.email)
    assert offered.status_code == 200
    assert "the dog" in offered.text
    assert save_again(visit.client, offered).status_code == 302
    assert saved_words(visit) == WORDS


def test_a_wrong_password_on_the_way_loses_nothing(visit: Visit) -> None:
    page = expired_save(visit)
    wrong = visit.client.post("/sign-in", {**hidden_fields(page), "email": visit.author.email, "password": "wrong"})
    assert wrong.status_code == 422
    assert "the dog" in sign_in_with(visit.client, wrong, visit.author.email).text


def test_nobody_else_ever_sees_them(visit: Visit) -> None:
    other = factories.make_user()
    answer = sign_in_with(visit.client, expired_save(visit), other.email)
    assert answer.status_code == 302
    assert "the dog" not in visit.client.get(answer.location).text
    assert saved_words(visit) == ""


def test_the_page_that_keeps_them_does_not_show_them(visit: Visit) -> None:
    assert "the dog" not in soup_of(expired_save(visit)).get_text()


@pytest.mark.parametrize("kept", ["x", "a.b", "W10.AAAA", "\u0000", "é"])
def test_kept_words_that_were_changed_are_not_offered(app: Flask, visit: Visit, kept: str) -> None:
    client: RecordClient = app.test_client()  # type: ignore[assignment]
    assert client.send_sign_in(visit.author.email, factories.PASSWORD, kept=kept).location == "/"


def test_a_submit_after_the_session_ended_goes_on_after_signing_in(visit: Visit) -> None:
    visit.fill_in()
    visit.client.get("/account")
    visit.client.post("/sign-out")
    page = visit.submit()
    offered = sign_in_with(visit.client, page, visit.author.email)
    assert save_again(visit.client, offered).location.startswith("/records/")


def test_signing_in_in_another_window_meanwhile_loses_nothing(visit: Visit) -> None:
    page = expired_save(visit)
    visit.client.send_sign_in(visit.author.email, factories.PASSWORD)
    offered = sign_in_with(visit.client, page, visit.author.email)
    assert offered.status_code == 200
    assert save_again(visit.client, offered).status_code == 302
    assert saved_words(visit) == WORDS


def test_a_sign_in_page_whose_token_ran_out_loses_nothing(app: Flask, visit: Visit) -> None:
    page = expired_save(visit)
    other: RecordClient = app.test_client()  # type: ignore[assignment]
    again = sign_in_with(other, page, visit.author.email)
    assert again.status_code == 401
    assert "the dog" in sign_in_with(other, again, visit.author.email).text
