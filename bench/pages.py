"""How fast pages are, against an empty Flask page, and a submit against raw inserts of the same data."""

import json
import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import Context
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import flask_migrate
from flask import Flask
from flask.testing import FlaskClient

from bench.filling import fill_with_records
from bench.timing import Limited, Measured, measure, most_of
from fqa_forms.app import create_app
from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db, sqlite_driver
from fqa_forms.models import Draft, Score
from fqa_forms.services.records import submit_draft
from tests import factories

MANY = 5000
COACH_LIMIT = 50.0  # milliseconds
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


def measure_pages() -> Iterator[Measured | Limited]:
    """A section's page, a submit with its score, and a list of 50 records among many."""
    with _service() as app:
        empty = _empty_page()
        team = factories.make_team("North", factories.make_service("Bench"))
        ssw, head = factories.make_user(team=team), factories.make_user("head_of_service", service=team.service)
        draft = factories.make_draft(factories.make_household(ssw=ssw), ssw)
        worker, reader = _signed_in(app, ssw.email), _signed_in(app, head.email)
        page = f"/drafts/{draft.id}/sections/care_plan"
        yield measure("page of a section", lambda: _get(worker, page), "empty Flask page", empty, times=20)
        coach = f"/drafts/{draft.id}/coach/care_plan"
        yield measure("coach, afresh", lambda: _get(worker, coach), "empty Flask page", empty, times=20)
        yield most_of("coach, afresh", [lambda: _get(worker, coach)] * 100, COACH_LIMIT)
        yield _measure_autosave(worker, page)
        yield _measure_submit(ssw)
        fill_with_records(factories.make_record(author=ssw, household=factories.make_household(ssw=ssw)), MANY)
        name = f"list of 50 records among {MANY:,}"
        yield measure(name, lambda: _get(reader, "/records"), "empty Flask page", empty, times=10)


@contextmanager
def _service() -> Iterator[Flask]:
    with tempfile.TemporaryDirectory() as folder:
        app = create_app({"FQA_DEMO": "1", "DATABASE_URL": f"sqlite:///{folder}/bench.db", "FQA_LOG_LEVEL": "ERROR"})
        with app.app_context():
            flask_migrate.upgrade()
        with app.app_context():
            yield app
            db.session.remove()
            db.engine.dispose()


def _empty_page() -> Any:
    app = Flask("empty")
    app.add_url_rule("/", view_func=lambda: "")
    client = app.test_client()
    return lambda: client.get("/")


def _signed_in(app: Flask, email: str) -> FlaskClient:
    client = app.test_client()
    page = _open(client, "GET", "/sign-in")
    data = {"csrf_token": _TOKEN.search(page)[1], "email": email, "password": factories.PASSWORD}  # type: ignore[index]
    _open(client, "POST", "/sign-in", data)
    return client


def _get(client: FlaskClient, address: str) -> None:
    _open(client, "GET", address)


def _open(client: FlaskClient, method: str, address: str, data: dict[str, str] | None = None) -> str:
    db.session.rollback()
    answer = Context().run(client.open, address, method=method, data=data)  # a browser is outside our app context
    if answer.status_code >= 400:
        raise SystemExit(f"{method} {address}: {answer.status_code}")
    return str(answer.text)


def _measure_autosave(worker: FlaskClient, page: str) -> Measured:
    """Saves of one section as the page makes them while somebody writes, and a raw insert of the same words."""
    shown = _open(worker, "GET", page)
    (box,) = re.findall(r'<textarea[^>]* name="([^"]+)"', shown)[:1]
    token = _TOKEN.search(shown)
    fixed = {"csrf_token": token[1] if token else "", "revision": "1", "window": "bench", "then": "autosave"}
    raw, numbers = _raw_table(), count()
    words = "We talked about school and what helps in the mornings. " * 20

    def insert() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.execute("INSERT INTO kept VALUES (?, ?)", (next(numbers), words))
        raw.execute("COMMIT")

    def save() -> None:
        _open(worker, "POST", page, {**fixed, box: f"{words} {next(numbers)}"})

    return measure("autosave of a section", save, "raw SQLite insert + commit", insert, times=20)


def _measure_submit(ssw: Any) -> Measured:
    """Submits one after the other, and raw inserts of what each of them keeps."""
    drafts = iter([_full_draft(ssw, n) for n in range(120)])
    kept = [json.dumps(part) for part in _kept_by_a_submit(ssw)]
    raw, numbers = _raw_table(), count()

    def insert() -> None:
        raw.execute("BEGIN IMMEDIATE")
        raw.executemany("INSERT INTO kept VALUES (?, ?)", [(next(numbers), part) for part in kept])
        raw.execute("COMMIT")

    def submit() -> None:
        begin_write()
        draft = db.session.get_one(Draft, next(drafts))
        submit_draft(draft, draft.author)
        db.session.commit()

    return measure("submit with its score", submit, "raw SQLite insert + commit", insert, times=10)


def _full_draft(ssw: Any, number: int) -> int:
    draft = factories.make_draft(factories.make_household(ssw=ssw, name=f"Household {number}"), ssw)
    begin_write()
    factories.fill_in(draft, visit_date=today() - timedelta(days=number % 5))
    db.session.commit()
    return int(draft.id)


def _kept_by_a_submit(ssw: Any) -> list[Any]:
    record = factories.make_record(author=ssw, household=factories.make_household(ssw=ssw))
    version, score = record.current, db.session.query(Score).one()
    return [version.document, version.answers, version.context, score.result]


def _raw_table() -> Any:
    path = Path(tempfile.mkdtemp(prefix="fqa-bench-")) / "raw.db"
    raw = sqlite_driver.connect(str(path), isolation_level=None)
    raw.execute("PRAGMA journal_mode=WAL")
    raw.execute("PRAGMA synchronous=FULL")
    raw.execute("CREATE TABLE kept (id INTEGER PRIMARY KEY, part TEXT)")
    return raw
