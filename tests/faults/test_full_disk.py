"""The disk is full: nothing is half saved, the words stay in the page, reading goes on, and space brings all back."""

from collections.abc import Iterator

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, Draft, VisitRecord
from tests import databases, factories
from tests.faults.full_disk import full_disk
from tests.page_inspection import soup_of
from tests.views.journey import Visit, begin_visit

pytestmark = pytest.mark.faults
# Long enough not to fit into what the database's pages have left.
WORDS = "Max said: “I like the den” & he laughed. " * 400 + "Then he slept."


@pytest.fixture
def visit(app: Flask) -> Visit:
    return begin_visit(app)


@pytest.fixture
def filled(visit: Visit) -> Iterator[Visit]:
    """A visit whose disk is full until the test ends."""
    with full_disk():
        yield visit


def save(visit: Visit, **fields: str) -> TestResponse:
    return visit.save("analysis", analysis_text=WORDS, **fields)


def press(visit: Visit, page: TestResponse) -> TestResponse:
    """Press the one button of the page's own form."""
    form = soup_of(page).select_one("main form")
    fields = {field["name"]: field.get("value", "") for field in form.find_all("input", attrs={"type": "hidden"})}
    return visit.client.post(form["action"], fields)


def stored(visit: Visit) -> tuple[str, int, int]:
    """The draft's text and revision, and how many entries the log has on it."""
    draft = db.session.get_one(Draft, visit.draft.id)
    entries = db.session.query(AuditEntry).filter_by(subject_type="draft", subject_id=draft.id).count()
    return str(draft.answers.get("analysis_text", "")), draft.revision, entries


def test_a_save_says_that_it_is_not_saved_and_keeps_the_words(filled: Visit) -> None:
    page = save(filled)
    assert page.status_code == 503
    assert "Not saved" in soup_of(page).h1.get_text()
    assert WORDS in soup_of(page).main.get_text()


def test_nothing_of_it_is_stored(visit: Visit) -> None:
    before = stored(visit)
    with full_disk():
        save(visit)
    assert stored(visit) == before


def test_an_autosave_is_told_so_as_data(filled: Visit) -> None:
    answer = save(filled, then="autosave")
    assert answer.status_code == 503
    assert "Not saved" in answer.get_json()["fault"]


def test_pages_can_still_be_read(filled: Visit) -> None:
    for page in ("", "sections/analysis", "check"):
        answer = filled.open(page)
        assert answer.status_code == 200
        assert "Sign out" in answer.text


def test_with_space_again_the_page_saves_its_words(visit: Visit) -> None:
    with full_disk():
        page = save(visit)
    assert press(visit, page).status_code == 302
    assert stored(visit)[0] == WORDS


def test_a_submit_that_failed_is_made_once_when_there_is_space(visit: Visit) -> None:
    visit.fill_in(texts={"analysis_text": WORDS, "observed": WORDS})
    with full_disk():
        page = visit.submit()
        assert page.status_code == 503
        assert db.session.query(VisitRecord).count() == 0
    assert press(visit, page).location == press(visit, page).location
    assert db.session.query(VisitRecord).count() == 1


def test_a_page_open_too_long_keeps_its_words_though_the_log_cannot_note_it(filled: Visit) -> None:
    page = save(filled, csrf_token="stale")
    assert page.status_code in (400, 503)  # on SQLite the refusal's entry still fits into the last page
    assert WORDS in soup_of(page).main.get_text()


@pytest.mark.skipif(databases.KIND == "sqlite", reason="a sign-in still fits into the last page")
def test_signing_in_says_what_is_the_matter_and_repeats_no_password(app: Flask, filled: Visit) -> None:
    answer = app.test_client().send_sign_in(filled.author.email, factories.PASSWORD)
    assert answer.status_code == 503
    assert factories.PASSWORD not in soup_of(answer).main.decode()
