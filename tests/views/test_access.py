"""Every route with every role and other people's objects, against access_expected.toml."""

import tomllib
from pathlib import Path
from time import time
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from fqa_forms.app import create_app
from fqa_forms.config import SettingsError
from fqa_forms.domain.calendar import today
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import AuditEntry, Household, User, UserSession
from fqa_forms.services.accounts import start_session
from fqa_forms.services.withdrawals import withdraw_record
from fqa_forms.views.access import undeclared_endpoints
from fqa_forms.views.home import health
from tests import factories
from tests.record_client import RecordClient

EXPECTED = tomllib.loads((Path(__file__).parent / "access_expected.toml").read_text(encoding="utf-8"))
PUBLIC, EVERYBODY = EXPECTED.pop("public"), EXPECTED.pop("everybody")
TOO_LARGE = 2**63
REFUSED = (401, 403, 404)
ROLES = {
    "own": "supervising_social_worker",
    "colleague": "supervising_social_worker",
    "manager": "team_manager",
    "other_manager": "team_manager",
    "head": "head_of_service",
    "auditor": "auditor",
    "reviewer": "reviewing_officer",
    "administrator": "administrator",
    "panel": "panel_member",
    "own_elsewhere": "supervising_social_worker",
    "head_elsewhere": "head_of_service",
    "auditor_elsewhere": "auditor",
    "administrator_elsewhere": "administrator",
}
IN_TEAM = {"own": "North", "colleague": "North", "manager": "North", "other_manager": "South", "own_elsewhere": "East"}


def all_routes() -> list[str]:
    """Every method and endpoint of the service, but the files that anybody may read."""
    app = create_app({"FQA_DEMO": "1", "DATABASE_URL": "sqlite://"})
    rules = [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]
    return sorted(f"{method} {rule.endpoint}" for rule in rules for method in rule.methods & {"GET", "POST"})


ROUTES = all_routes()
LISTED = [*PUBLIC, *EVERYBODY, *EXPECTED]


class World:
    """Two services, their people, and one of everything that an address can name."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        service, elsewhere = factories.the_service(), factories.make_service("Elsewhere")
        self.teams = {name: factories.make_team(name, service) for name in ("North", "South")}
        self.teams["East"] = factories.make_team("East", elsewhere)
        self.people = {name: self._person(name, elsewhere if "elsewhere" in name else service) for name in ROLES}
        self.clients: dict[str, RecordClient] = {}

    def _person(self, name: str, service: Any) -> User:
        team = self.teams[IN_TEAM[name]] if name in IN_TEAM else None
        return factories.make_user(ROLES[name], team=team, service=service, name=name)

    def make_objects(self) -> dict[str, Any]:
        """The ids and names that addresses are filled in with."""
        own = self.people["own"]
        household = factories.make_household(ssw=own)
        record = factories.make_record(household, own)
        withdrawn = self._withdrawn(household, own)
        draft = factories.make_draft(household, own)
        session = db.session.query(UserSession).filter_by(user_id=own.id).order_by(UserSession.id).first()
        return {
            "household_id": household.id,
            "draft_id": draft.id,
            "record_id": record.id,
            "withdrawn_id": withdrawn,
            "number": 1,
            "carer_id": household.carers[0].id,
            "check_id": factories.make_check(household, "annual_review", today(), own).id,
            "person_id": self.people["colleague"].id,
            "team_id": self.teams["North"].id,
            "row_id": session.id if session else 0,
            "section_id": "visit_details",
            "list_name": "records",
            "work_list": "drafts",
            "form": "supervision_visit",
        }

    def _withdrawn(self, household: Household, author: User) -> int:
        """A record of that household that a manager withdrew."""
        record = factories.make_record(household, author)
        begin_write()
        withdraw_record(record, "Wrong household", self.people["manager"])
        db.session.commit()
        return record.id

    def client(self, name: str) -> RecordClient:
        """A browser signed in as one of the people, without the cost of a password."""
        if name not in self.clients:
            begin_write()
            token, user_id = start_session(self.people[name], "test"), self.people[name].id
            db.session.commit()
            client: Any = self.app.test_client()
            with client.session_transaction() as cookie:
                cookie.update(token=token, seen=int(time()), _user_id=str(user_id), _fresh=True)
            self.clients[name] = client
        return self.clients[name]

    def address(self, endpoint: str, objects: dict[str, Any]) -> str:
        """A route's address; every name in it must be one that `make_objects` knows."""
        rule = next(self.app.url_map.iter_rules(endpoint))
        with self.app.test_request_context():
            built = self.app.url_map.bind("localhost").build(endpoint, {name: objects[name] for name in rule.arguments})
        return str(built)


def send(client: RecordClient, method: str, address: str) -> TestResponse:
    return client.get(address) if method == "GET" else client.post(address, {})


@pytest.fixture
def world(app: Flask) -> World:
    return World(app)


def test_every_route_has_an_expectation_and_every_expectation_a_route() -> None:
    assert sorted(LISTED) == ROUTES


@pytest.mark.parametrize("route", [route for route in ROUTES if route in EXPECTED])
def test_who_is_let_in(world: World, route: str) -> None:
    method, endpoint = route.split()
    lets_in, hides_from = (EXPECTED[route].get(key, "").split() for key in ("lets_in", "hides_from"))
    for name in ROLES:
        world.client(name)
    objects = world.make_objects()
    address = world.address(endpoint, objects)
    assert send(world.app.test_client(), method, address).status_code == 401  # type: ignore[arg-type]
    for name in set(ROLES) - set(lets_in) - set(hides_from):
        assert send(world.client(name), method, address).status_code == 403, name
    for name in hides_from:
        assert send(world.client(name), method, address).status_code == 404, name
    for number in (999_999, 2**31, TOO_LARGE):
        missing = world.address(endpoint, {k: number if isinstance(v, int) else v for k, v in objects.items()})
        for name in lets_in if missing != address else ():
            assert send(world.client(name), method, missing).status_code == 404, name
    for name in lets_in:
        assert send(world.client(name), method, address).status_code not in (*REFUSED, 500), name


@pytest.mark.parametrize("route", EVERYBODY)
def test_pages_of_ones_own_let_in_whoever_is_signed_in(world: World, route: str) -> None:
    method, endpoint = route.split()
    address = world.address(endpoint, {})
    assert send(world.app.test_client(), method, address).status_code in (302, 401)  # type: ignore[arg-type]
    for name in ROLES:
        assert send(world.client(name), method, address).status_code not in REFUSED, name


@pytest.mark.parametrize("route", PUBLIC)
def test_public_pages_let_in_everybody(client: RecordClient, world: World, route: str) -> None:
    method, endpoint = route.split()
    assert send(client, method, world.address(endpoint, {})).status_code in (200, 422)


def test_a_page_that_declares_no_permission_stops_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(health, "permission")
    with pytest.raises(SettingsError, match=r"home\.health"):
        create_app({"FQA_DEMO": "1", "DATABASE_URL": "sqlite://"})


def test_every_page_declares_its_permission(app: Flask) -> None:
    assert undeclared_endpoints(app) == []
    declared = {view.permission for name, view in app.view_functions.items() if name != "static"}  # type: ignore[attr-defined]
    assert declared <= set(Permission)


def test_a_refusal_is_in_the_audit_log(world: World) -> None:
    objects = world.make_objects()
    world.client("colleague").get(f"/households/{objects['household_id']}")
    entry = db.session.query(AuditEntry).filter_by(action="refused").one()
    assert entry.actor_id == world.people["colleague"].id
    assert entry.details == {"endpoint": "households.show", "method": "GET", "status": 404, "reason": "not_visible"}


@pytest.mark.parametrize("method", ["put", "delete", "patch"])
def test_methods_that_no_page_has_get_a_page(client: RecordClient, method: str) -> None:
    assert getattr(client, method)("/sign-in").status_code == 405


def test_a_panel_member_holds_an_account_and_sees_nothing_yet(world: World) -> None:
    page = world.client("panel").get("/")
    assert page.status_code == 200
    assert "Households" not in page.text
