"""Signing in, staying signed in and signing out."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, SignInAttempt, User, UserSession
from tests import factories
from tests.record_client import RecordClient

NOON = datetime(2026, 3, 27, 12, 0, tzinfo=UTC)


@pytest.fixture
def person(app: Flask) -> User:
    return factories.make_user(email="Sam.Ames@fostering.test")


def log(action: str) -> list[AuditEntry]:
    return db.session.query(AuditEntry).filter_by(action=action).order_by(AuditEntry.id).all()


@pytest.mark.parametrize("email", ["Sam.Ames@fostering.test", "sam.ames@FOSTERING.test", " sam.ames@fostering.test "])
def test_the_address_may_be_typed_in_any_capitals(client: RecordClient, person: User, email: str) -> None:
    assert client.send_sign_in(email, factories.PASSWORD).location == "/"
    assert [entry.actor_id for entry in log("signed_in")] == [person.id]


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("sam.ames@fostering.test", "wrong"),
        ("nobody@fostering.test", factories.PASSWORD),
        ("sam.ames@fostering.test", "\x00"),
        ("' OR 1=1 --", "' OR 1=1 --"),
        ("sam.ames@fostering.test", "x" * 100_000),
    ],
)
def test_wrong_words_say_the_same_whatever_is_wrong(
    client: RecordClient, person: User, email: str, password: str
) -> None:
    answer = client.send_sign_in(email, password)
    assert answer.status_code == 422
    assert "The e-mail address or password is not right" in answer.text
    assert client.get("/account").status_code == 401
    assert [entry.details for entry in log("sign_in_failed")] == [{"reason": "wrong_password"}]


def test_the_log_of_a_failed_sign_in_holds_no_address(client: RecordClient, person: User) -> None:
    client.send_sign_in(person.email, "wrong")
    rows = [*log("sign_in_failed"), *db.session.query(SignInAttempt)]
    assert not any("ames" in str(vars(row)).lower() for row in rows)


@pytest.mark.parametrize(("field", "message"), [("email", "Enter your e-mail"), ("password", "Enter your password")])
def test_empty_boxes_are_pointed_at(client: RecordClient, field: str, message: str) -> None:
    typed = {"email": "a@b.test", "password": "x", field: ""}
    answer = client.post("/sign-in", typed)
    assert answer.status_code == 422
    (pointer,) = answer.soup.select(".govuk-error-summary a")
    assert (pointer["href"], message in pointer.get_text()) == (f"#{field}", True)


def test_whoever_left_cannot_sign_in(client: RecordClient) -> None:
    left = factories.make_user(active=False)
    assert client.send_sign_in(left.email, factories.PASSWORD).status_code == 422


def test_whoever_leaves_is_signed_out_everywhere(client_for: Callable[..., RecordClient], person: User) -> None:
    client = client_for(person)
    person.active = False
    db.session.commit()
    assert client.get("/account").status_code == 401


def test_ten_wrong_attempts_have_to_wait_fifteen_minutes(client: RecordClient, person: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        for _ in range(10):
            client.send_sign_in(person.email.upper(), "wrong")
        assert client.send_sign_in(person.email, factories.PASSWORD).status_code == 429
        clock.shift(timedelta(minutes=15, seconds=1))
        assert client.send_sign_in(person.email, factories.PASSWORD).status_code == 302


def test_nine_wrong_attempts_and_other_peoples_do_not_have_to_wait(client: RecordClient, person: User) -> None:
    for _ in range(9):
        client.send_sign_in(person.email, "wrong")
    for _ in range(3):
        client.send_sign_in("somebody.else@fostering.test", "wrong")
    assert client.send_sign_in(person.email, factories.PASSWORD).status_code == 302


@pytest.mark.parametrize(
    "target",
    [
        *(
            "https://evil.test/",
            "//evil.test/",
            "/\\evil.test",
            "\\\\evil.test",
            "http:evil.test",
            "javascript:alert(1)",
        ),
        *("/\n/evil.test", "///evil.test", " //evil.test", "/\t/evil.test", "//evil.test\\@localhost", "/%0d%0aX:y"),
    ],
)
def test_signing_in_never_leads_to_another_site(client: RecordClient, person: User, target: str) -> None:
    location = client.send_sign_in(person.email, factories.PASSWORD, next=target).location
    assert location == "/" or (location.startswith("/%") and "\n" not in location)


def test_signing_in_leads_where_one_was_going(client: RecordClient, person: User) -> None:
    page = client.get("/households?page=2")
    assert page.status_code == 401
    assert 'value="/households?page=2"' in page.text
    assert client.send_sign_in(person.email, factories.PASSWORD, next="/households?page=2").location.endswith("?page=2")


def test_a_session_left_alone_for_an_hour_ends(client_for: Callable[..., RecordClient], person: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = client_for(person)
        clock.shift(timedelta(minutes=59))
        assert client.get("/account").status_code == 200
        clock.shift(timedelta(minutes=59))
        assert client.get("/account").status_code == 200
        clock.shift(timedelta(minutes=61))
        assert client.get("/account").status_code == 401


def test_a_session_in_use_ends_after_twelve_hours(client_for: Callable[..., RecordClient], person: User) -> None:
    with time_machine.travel(NOON, tick=False) as clock:
        client = client_for(person)
        for _ in range(23):
            clock.shift(timedelta(minutes=30))
            assert client.get("/account").status_code == 200
        clock.shift(timedelta(minutes=31))
        assert client.get("/account").status_code == 401


def test_signing_out_kills_the_cookie_for_good(client_for: Callable[..., RecordClient], person: User) -> None:
    client = client_for(person)
    cookie = client.get_cookie("fqa_session")
    assert cookie is not None
    assert client.post("/sign-out").location == "/sign-in"
    client.set_cookie("fqa_session", cookie.value)
    assert client.get("/account").status_code == 401
    assert len(log("signed_out")) == 1


def test_a_session_ended_from_another_browser_is_over(client_for: Callable[..., RecordClient], person: User) -> None:
    left_signed_in, here = client_for(person), client_for(person)
    first = db.session.query(UserSession).order_by(UserSession.id).first()
    assert here.post(f"/account/sessions/{first.id}/end").status_code == 302
    assert left_signed_in.get("/account").status_code == 401
    assert here.get("/account").status_code == 200


def test_a_cookie_made_up_or_changed_signs_nobody_in(client: RecordClient, person: User) -> None:
    client.sign_in(person)
    value = client.get_cookie("fqa_session").value  # type: ignore[union-attr]
    for forged in (value[:-2], "x" + value[1:], "", "a.b.c", "ÿ"):
        client.set_cookie("fqa_session", forged)
        assert client.get("/account").status_code == 401


def test_signing_in_leaves_nothing_of_the_session_before(client: RecordClient, person: User) -> None:
    with client.session_transaction() as before:
        before["planted"] = "by somebody else"
    client.sign_in(person)
    with client.session_transaction() as after:
        assert "planted" not in after


def test_the_sign_in_page_leads_on_whoever_is_signed_in(client_for: Callable[..., RecordClient], person: User) -> None:
    assert client_for(person).get("/sign-in").location == "/"


def test_the_start_page_leads_to_signing_in(client: RecordClient) -> None:
    assert client.get("/").location == "/sign-in"
