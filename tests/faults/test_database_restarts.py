"""PostgreSQL goes away and comes back while people write: the service says so, goes on by itself, loses nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, request_finished
from sqlalchemy import text

from fqa_forms.extensions import db
from tests import databases, factories
from tests.faults.conftest import Say, check, wait_for_answers, writing
from tests.faults.own_postgresql import WAYS, OwnPostgresql
from tests.faults.running_service import RunningService, wait_until
from tests.views.journey import begin_visit

pytestmark = [
    pytest.mark.faults,
    pytest.mark.skipif(databases.KIND != "postgresql", reason="SQLite has no server to restart"),
]


@pytest.fixture
def server() -> Iterator[OwnPostgresql]:
    """A PostgreSQL to be restarted."""
    server = OwnPostgresql()
    yield server
    server.stop()


@pytest.fixture
def service(server: OwnPostgresql, make_app: Callable[..., Flask], tmp_path: Path) -> Iterator[RunningService]:
    """The real service on that server."""
    app = make_app(DATABASE_URL=server.url)
    with app.app_context():
        factories.make_service()
        service = RunningService(app.config["SQLALCHEMY_DATABASE_URI"], tmp_path)
        service.start()
        yield service
        service.stop()
        db.session.remove()
        db.engine.dispose()


def test_what_was_acknowledged_outlives_every_restart(
    server: OwnPostgresql, service: RunningService, rounds: int, say: Say
) -> None:
    times = max(len(WAYS), rounds // 20)
    with writing(service) as writers:
        for number in range(times):
            wait_for_answers(writers)
            server.restart(WAYS[number % len(WAYS)])
        wait_for_answers(writers)
    found = check(writers)
    say(f"{times} restarts ({', '.join(WAYS)} in turn); {found}")
    assert found.wrong == []
    assert found.submits > 0
    assert found.unanswered["500"] == 0


def test_a_finished_page_is_shown_though_the_database_went_away_behind_it(app: Flask) -> None:
    visit = begin_visit(app)

    def end_connection(_app: Flask, **_rest: Any) -> None:
        number = db.session.scalar(text("SELECT pg_backend_pid()"))
        with db.engine.connect() as other:
            other.execute(text("SELECT pg_terminate_backend(:number)"), {"number": number})
            still = text("SELECT count(*) FROM pg_stat_activity WHERE pid = :number")
            wait_until(lambda: other.scalar(still, {"number": number}) == 0, "the end of the connection")

    request_finished.connect(end_connection, app)
    try:
        assert visit.open("check").status_code == 200
    finally:
        request_finished.disconnect(end_connection, app)
    assert visit.save("analysis", analysis_text="Good care.").status_code == 302
