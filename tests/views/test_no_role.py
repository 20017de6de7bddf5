"""Somebody whose account has no role: signed in, told whom to ask, and able to leave."""

from collections.abc import Callable
from typing import Any

from sqlalchemy import select

from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry
from tests import factories

SignIn = Callable[[Any], Any]


def test_the_start_page_says_whom_to_ask(client_for: SignIn) -> None:
    factories.make_user("administrator", name="Ada Moss", email="ada@fostering.test")
    factories.make_user("administrator", name="Left Already", active=False)
    factories.make_user("administrator", name="Of Elsewhere", service=factories.make_service())
    page = client_for(factories.make_user(roles=())).get("/")
    assert page.status_code == 200
    asked = [line.get_text() for line in page.soup.select("main li")]
    assert asked == ["Ada Moss, ada@fostering.test"]


def test_without_an_administrator_there_is_still_somebody_to_ask(client_for: SignIn) -> None:
    page = client_for(factories.make_user(roles=())).get("/")
    assert "Ask whoever runs FQA Forms in your service" in page.text


def test_they_can_sign_out_and_it_is_in_the_log(client_for: SignIn) -> None:
    person = factories.make_user(roles=())
    client = client_for(person)
    assert client.post("/sign-out").location == "/sign-in"
    assert client.get("/account").status_code == 401
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.actor_id == person.id).order_by(AuditEntry.id))
    assert "signed_out" in [entry.action for entry in entries]


def test_they_see_nothing_else(client_for: SignIn) -> None:
    record = factories.make_record()
    client = client_for(factories.make_user(roles=()))
    for address in ("/households", "/records", f"/records/{record.id}", "/my-work/drafts", "/oversight", "/people"):
        assert client.get(address).status_code == 403, address
    assert client.get("/account").status_code == 200
