"""A draft of a form that the service does not hold: read only, and never a lost word."""

from typing import Any

import pytest
from flask import Flask

from fqa_forms.extensions import begin_write, db
from fqa_forms.models import Draft
from tests import factories
from tests.page_inspection import soup_of
from tests.views.journey import Visit, begin_visit

TYPED = "Max said “I like the den” and\nshowed me his cards."


@pytest.fixture
def visit(app: Flask) -> Visit:
    """A draft with words and notes in it, of a form that came with newer software."""
    visit = begin_visit(app)
    visit.save("analysis", analysis_text="Saved before.", visit_notes="Ask about the lamp.")
    visit.save("visit_details", then="later", **{"visit_date-day": "27", "visit_date-month": "3"})
    begin_write()
    db.session.get_one(Draft, visit.draft.id).form_version = 99
    db.session.commit()
    return visit


def texts(page: Any) -> list[str]:
    return [each.get_text() for each in soup_of(page).select("main .fqa-text")]


@pytest.mark.parametrize("page", ["", "check", "whole", "notes", "sections/analysis"])
def test_what_is_saved_can_be_read(visit: Visit, page: str) -> None:
    answer = visit.open(page)
    assert answer.status_code == 409
    assert texts(answer) == ["Saved before.", "27 3", "Ask about the lamp."]
    assert soup_of(answer).select("main form, main textarea") == []


@pytest.mark.parametrize("page", ["sections/analysis", "whole", "notes"])
def test_what_is_typed_is_shown_back_and_nothing_saved_is_changed(visit: Visit, page: str) -> None:
    typed = {"analysis_text": TYPED, "visit_notes": "Newer notes.", "then": "continue", "revision": "2"}
    answer = visit.client.post(visit.address(page), typed)
    assert answer.status_code == 409
    assert texts(answer)[:2] == [TYPED, "Newer notes."]
    assert "Saved before." in texts(answer)
    kept = db.session.get_one(Draft, visit.draft.id)
    assert (kept.answers["analysis_text"], kept.notes) == ("Saved before.", "Ask about the lamp.")


def test_an_autosave_is_told_that_it_is_not_saved(visit: Visit) -> None:
    answer = visit.client.post(visit.address("sections/analysis"), {"then": "autosave", "analysis_text": TYPED})
    assert answer.status_code == 409


def test_nobody_else_reads_it(app: Flask, visit: Visit) -> None:
    colleague: Any = app.test_client()
    colleague.sign_in(factories.make_user())
    assert colleague.get(visit.address()).status_code == 404
    assert colleague.post(visit.address("whole"), {"analysis_text": TYPED}).status_code == 404
