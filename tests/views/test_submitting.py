"""Submitting: once, complete, in one transaction with its log entries, whatever is clicked twice."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, Draft, RecordCopy, RecordVersion, Score, VisitAction, VisitRecord
from fqa_forms.services import records
from nlp import record_problems
from tests import factories
from tests.page_inspection import soup_of
from tests.record_client import RecordClient
from tests.views.journey import Visit, begin_visit


@pytest.fixture
def visit(app: Flask) -> Visit:
    visit = begin_visit(app)
    visit.fill_in()
    return visit


def counts() -> tuple[int, ...]:
    return tuple(db.session.query(table).count() for table in (VisitRecord, RecordVersion, Score))


def test_a_complete_draft_becomes_a_record_with_version_score_and_copies(visit: Visit) -> None:
    answer = visit.submit()
    record = db.session.query(VisitRecord).one()
    assert answer.location == f"/records/{record.id}"
    assert counts() == (1, 1, 1)
    assert record_problems(record.current.document) == []
    assert db.session.query(RecordCopy).count() == len(visit.household.carers)
    assert visit.draft.answers == {}


def test_what_was_done_is_in_the_log_of_the_same_transaction(visit: Visit) -> None:
    visit.submit()
    entries = {entry.action: entry for entry in db.session.query(AuditEntry)}
    assert entries["record_submitted"].actor_id == visit.author.id
    assert entries["record_scored"].details["score_id"] == db.session.query(Score).one().id


@pytest.mark.parametrize("fails", ["score_version", "record_entry", "store_actions"])
def test_a_fault_on_the_way_leaves_the_draft_as_it_was(
    visit: Visit, monkeypatch: pytest.MonkeyPatch, fails: str
) -> None:
    def fault(*_args: Any, **_more: Any) -> None:
        raise RuntimeError("a fault on purpose")

    before = dict(visit.draft.answers)
    monkeypatch.setattr(records, fails, fault)
    with pytest.raises(RuntimeError, match="on purpose"):
        visit.submit()
    db.session.rollback()
    assert counts() == (0, 0, 0)
    assert db.session.query(AuditEntry).filter_by(action="record_submitted").count() == 0
    assert visit.draft.answers == before


def test_a_second_click_finds_the_record_of_the_first(visit: Visit) -> None:
    key = {"submission_key": visit.draft.submission_key}
    addresses = {visit.client.post(visit.address("submit"), key).location for _ in range(3)}
    assert len(addresses) == 1
    assert counts() == (1, 1, 1)


def test_two_clicks_at_once_make_one_record(app: Flask, visit: Visit) -> None:
    address, key = visit.address("submit"), visit.draft.submission_key
    clients = [another_window(app, visit) for _ in range(4)]
    db.session.remove()
    with ThreadPoolExecutor(4) as threads:
        answers = list(threads.map(lambda c: c.post(address, {"submission_key": key}), clients))
    assert {answer.status_code for answer in answers} == {302}
    assert len({answer.location for answer in answers}) == 1
    assert counts() == (1, 1, 1)


def another_window(app: Flask, visit: Visit) -> RecordClient:
    client: RecordClient = app.test_client()  # type: ignore[assignment]
    return client.sign_in(visit.author)


@pytest.mark.parametrize("key", ["", "guessed", None])
def test_a_submit_without_the_right_key_is_refused(visit: Visit, key: str | None) -> None:
    answer = visit.client.post(visit.address("submit"), {} if key is None else {"submission_key": key})
    assert answer.status_code == 409
    assert counts() == (0, 0, 0)


def test_an_incomplete_draft_is_led_to_each_gap(app: Flask) -> None:
    visit = begin_visit(app)
    answer = visit.submit()
    assert answer.status_code == 422
    assert counts() == (0, 0, 0)
    links = [link["href"] for link in soup_of(answer).select(".govuk-error-summary a")]
    assert len(links) > 10
    for address in links:
        page, _, anchor = address.partition("#")
        assert soup_of(visit.client.get(page)).find(id=anchor) is not None, address


def test_hidden_answers_are_left_out_of_the_record(visit: Visit) -> None:
    visit.save("visit_details", **typed_details(visit), place="video", place_reason="Sentinel")
    visit.save("visit_details", **typed_details(visit), place="home", place_reason="Sentinel")
    visit.submit()
    version = db.session.query(RecordVersion).one()
    assert "Sentinel" not in str(version.answers) + str(version.document)


def typed_details(visit: Visit) -> dict[str, str]:
    parts = {f"visit_date-{part}": value for part, value in visit.draft.answers["visit_date"].items()}
    return {"visit_type": "supervision", **parts}


def test_pages_of_a_submitted_draft_lead_to_its_record(visit: Visit) -> None:
    record = visit.submit().location
    for page in ("", "check", "sections/analysis"):
        assert visit.open(page).location == record
    assert visit.client.get(record).status_code == 200
    assert visit.client.post(visit.address("discard")).status_code == 409


def test_words_saved_after_the_submit_are_shown_to_take_along(visit: Visit) -> None:
    visit.submit()
    answer = visit.save("analysis", analysis_text="One more thought.")
    assert answer.status_code == 409
    assert "One more thought." in answer.text


def test_a_visit_before_the_previous_one_is_refused(visit: Visit) -> None:
    visit.submit()
    draft = factories.make_draft(visit.household, visit.author)
    day = factories.typed_date(today() - timedelta(days=1))
    data = {f"visit_date-{part}": value for part, value in day.items()}
    answer = visit.client.post(f"/drafts/{draft.id}/sections/visit_details", data)
    assert answer.status_code == 422
    assert "the day of the previous visit" in answer.text


def test_actions_close_or_stay_open_by_their_status(app: Flask) -> None:
    visit = begin_visit(app)
    visit.fill_in(answers={"actions_agreed": "yes", "action_what__row1": "Ring", "visit_date": days_ago(30)})
    visit.submit()
    action = db.session.query(VisitAction).one()
    for status, closed in (("not_done", False), ("done", True)):
        factories.make_record(visit.household, visit.author, answers={f"prior_status__action-{action.id}": status})
        assert (action.closed_at is not None) == closed


def days_ago(days: int) -> dict[str, str]:
    return factories.typed_date(today() - timedelta(days=days))


def test_two_windows_save_at_once_and_no_word_is_lost(app: Flask) -> None:
    visit = begin_visit(app)
    draft_id, clients = visit.draft.id, [another_window(app, visit) for _ in range(2)]
    db.session.remove()
    texts = [("analysis", {"analysis_text": "One"}), ("training", {"learning": "Two"})]

    def save(pair: tuple[RecordClient, tuple[str, dict[str, str]]]) -> int:
        client, (section, typed) = pair
        return client.post(f"/drafts/{draft_id}/sections/{section}", {**typed, "revision": "1"}).status_code

    with ThreadPoolExecutor(2) as threads:
        assert list(threads.map(save, zip(clients, texts, strict=True))) == [302, 302]
    answers = db.session.get_one(Draft, draft_id).answers
    assert (answers["analysis_text"], answers["learning"]) == ("One", "Two")


def test_who_no_longer_holds_the_household_submits_and_is_told_so(visit: Visit) -> None:
    visit.household.allocations[0].ends_on = today() - timedelta(days=1)
    db.session.commit()
    for _twice in range(2):
        answer = visit.submit()
        assert answer.location == "/"
        assert "is submitted. You no longer hold the household" in visit.client.get("/").text
    assert counts() == (1, 1, 1)
