"""No word of a record, no name and no address ever goes to a log, whatever happens on the way."""

import logging
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from flask import Flask
from structlog.testing import capture_logs

from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry
from fqa_forms.services import records
from tests.views.journey import Visit, begin_visit

SENTINELS = ("Qwystal", "Zorbane", "Velmor", "Yttrick")


def begin(app: Flask) -> Visit:
    visit = begin_visit(app, carers=("Zorbane Velmor",), children=(("Yttrick", None),))
    visit.fill_in(texts=dict.fromkeys(("analysis", "child_voice", "household"), "Qwystal said so."))
    return visit


@pytest.fixture
def logged(caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]) -> Iterator[Callable[[], str]]:
    """Gives everything that was logged or printed so far, by whatever means."""
    caplog.set_level(logging.DEBUG)
    printed: list[str] = []
    with capture_logs() as lines:

        def everything() -> str:
            audit = [(entry.action, entry.details) for entry in db.session.query(AuditEntry)]
            printed.extend(capfd.readouterr())
            return f"{lines} {audit} {caplog.text} {printed}"

        yield everything


def test_a_whole_journey_logs_no_word_of_the_record(app: Flask, logged: Callable[[], str]) -> None:
    visit = begin(app)
    visit.save("training", learning="Qwystal", learning_used="Zorbane", then="later")
    visit.client.get("/households/999?q=Qwystal")
    visit.client.post(visit.address("sections/analysis"), {"analysis_text": "Qwystal", "csrf_token": "x"})
    visit.client.get(visit.submit().location)
    assert "drafts.submit" in logged()
    assert not [word for word in (*SENTINELS, visit.author.email, visit.author.name) if word in logged()]


def test_a_fault_logs_its_kind_and_place_alone(
    app: Flask, monkeypatch: pytest.MonkeyPatch, logged: Callable[[], str]
) -> None:
    def fault(*_args: Any, **_more: Any) -> None:
        raise ValueError("Qwystal")

    visit = begin(app)
    monkeypatch.setattr(records, "score_version", fault)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    answer = visit.submit()
    assert answer.status_code == 500
    assert "Nothing you saved before is lost" in answer.text
    assert "ValueError" in logged()
    assert not [word for word in SENTINELS if word in logged()]
    assert visit.draft.record_id is None
