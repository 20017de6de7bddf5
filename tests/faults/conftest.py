"""A service with a database of its own, people who write in it, and how many faults to cause."""

import os
import random
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from flask import Flask

from fqa_forms.extensions import begin_write, db
from tests import databases, factories
from tests.faults.findings import Findings, find
from tests.faults.person import Person
from tests.faults.running_service import RunningService, wait_until
from tests.faults.writers import Writer

SEED = int(os.environ.get("FAULT_SEED", "20191205"))
Say = Callable[[str], None]


@pytest.fixture(scope="session")
def rounds() -> int:
    """How many faults to cause."""
    return int(os.environ.get("FAULT_ROUNDS", "6"))


@pytest.fixture
def chance() -> random.Random:
    """The same moments each time, unless FAULT_SEED says otherwise."""
    return random.Random(SEED)


@pytest.fixture
def say(capfd: pytest.CaptureFixture[str], request: pytest.FixtureRequest) -> Say:
    """Says on the terminal what was found, however the tests are run."""

    def tell(what: str) -> None:
        with capfd.disabled():
            print(f"\n{request.node.name} on {databases.KIND}, seed {SEED}: {what}", file=sys.stderr, flush=True)

    return tell


@pytest.fixture(scope="module")
def own_app(make_app: Callable[..., Flask]) -> Iterator[Flask]:
    """An app on a database of its own, with one service; its context is open for the module's tests."""
    app = make_app()
    with app.app_context():
        factories.make_service()
        yield app
        db.session.remove()


@pytest.fixture(scope="module")
def running(own_app: Flask, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningService]:
    """The real service on that database."""
    service = RunningService(own_app.config["SQLALCHEMY_DATABASE_URI"], tmp_path_factory.mktemp("service"))
    service.start()
    yield service
    service.stop()


def make_writer(service: RunningService) -> Writer:
    """Somebody new with a household, signed in at the running service."""
    writer = introduce_writer(service.port)
    writer.person.sign_in()
    return writer


def introduce_writer(port: int) -> Writer:
    """Somebody new with a household, not signed in yet."""
    author = factories.make_user(team=factories.make_team())
    household = factories.make_household(ssw=author)
    answers = what_to_type(author, household)
    writer = Writer(Person(port, author.email), household.id, answers)
    db.session.rollback()  # SQLite lets nobody write while we might
    return writer


def what_to_type(author: Any, household: Any) -> dict[str, Any]:
    """Everything that a visit to this household must answer; the draft used to find out is put back."""
    begin_write()
    draft = factories.start_draft(household, author)
    answers = factories.fill_in(draft, answers={"actions_agreed": "no"}).answers
    db.session.rollback()
    return dict(answers)


@contextmanager
def writing(service: RunningService, count: int = 2) -> Iterator[list[Writer]]:
    """Let some people write; at the end each finishes the visit begun."""
    with at_work([make_writer(service) for _each in range(count)]) as writers:
        yield writers


@contextmanager
def at_work(writers: list[Writer]) -> Iterator[list[Writer]]:
    """Let these people write; at the end each finishes the visit begun."""
    for writer in writers:
        writer.start()
    try:
        yield writers
    finally:
        for writer in writers:
            writer.enough.set()
        for writer in writers:
            writer.join(300)
    assert [writer.failure for writer in writers] == [None] * len(writers)


def wait_for_answers(writers: list[Writer]) -> None:
    """Wait until the service answers again: more often than requests were under way."""
    seen = sum(writer.answered for writer in writers)
    wait_until(
        lambda: sum(writer.answered for writer in writers) > seen + len(writers) or any(w.failure for w in writers),
        "answers after the fault",
    )


def check(writers: list[Writer]) -> Findings:
    """What the database holds of what these writers were told."""
    return find([writer.ledger for writer in writers])
