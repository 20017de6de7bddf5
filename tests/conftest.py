"""What every test can ask for: a service on an empty database, and a browser signed in to it."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from flask import Flask

from fqa_forms.app import create_app
from fqa_forms.extensions import db
from fqa_forms.models import Service, User
from tests import databases, factories
from tests.record_client import RecordClient, watch_for_uncommitted_work

# A busy machine is not a fault of ours: how long an example takes is for `make bench`.
hypothesis.settings.register_profile("steady", deadline=None)
hypothesis.settings.load_profile("steady")
STOP_SERVER: list[Callable[[], None]] = []


def pytest_configure(config: pytest.Config) -> None:
    """One PostgreSQL for the whole run: the first process starts it, the workers find it in the environment."""
    is_worker = hasattr(config, "workerinput")
    if databases.KIND == "postgresql" and not is_worker and not os.environ.get("TEST_DATABASE_URL"):
        STOP_SERVER.append(databases.start_postgresql(os.environ))


def pytest_unconfigure() -> None:
    """Stop the PostgreSQL that we started."""
    while STOP_SERVER:
        STOP_SERVER.pop()()


@pytest.fixture(scope="session")
def make_app(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[..., Flask]]:
    """Makes an app on a new migrated database, in demo mode unless the settings given say otherwise."""

    made: list[Flask] = []

    def make(**environ: str) -> Flask:
        folder: Path = tmp_path_factory.mktemp("database")
        app = create_app({"FQA_DEMO": "1", "DATABASE_URL": databases.new_database(folder), **environ})
        app.config["PROPAGATE_EXCEPTIONS"] = True
        app.test_client_class = RecordClient
        databases.migrate(app)
        made.append(app)
        return app

    yield make
    for app in made:
        with app.app_context():
            db.engine.dispose()


@pytest.fixture(scope="session")
def session_app(make_app: Callable[..., Flask]) -> Iterator[tuple[Flask, databases.Emptier]]:
    """The one app that most tests share, with what empties its database."""
    app = make_app()
    with watch_for_uncommitted_work(app):
        yield app, databases.Emptier(app)


@pytest.fixture
def app(session_app: tuple[Flask, databases.Emptier]) -> Iterator[Flask]:
    """The app in demo mode on an empty database that holds one service; its context is open for the test."""
    app, emptier = session_app
    emptier.empty()
    with app.app_context():
        factories.make_service()
        yield app
        db.session.remove()


@pytest.fixture
def service(app: Flask) -> Service:
    """The service that the test's people belong to."""
    return factories.the_service()


@pytest.fixture
def client(app: Flask) -> RecordClient:
    """A browser that is not signed in."""
    return app.test_client()  # type: ignore[return-value]


@pytest.fixture
def client_for(app: Flask) -> Callable[[Any], RecordClient]:
    """Gives a browser signed in as a user, or as somebody new who holds the role named."""

    def sign_in(who: User | str) -> RecordClient:
        user = who if isinstance(who, User) else factories.make_user(role=who)
        client: RecordClient = app.test_client()  # type: ignore[assignment]
        return client.sign_in(user)

    return sign_in
