"""Two windows, and two presses of the last button, at the same instant and at the real service."""

import json
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import select

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, Draft, HouseholdCheck, VisitRecord
from tests import factories
from tests.faults.conftest import make_writer
from tests.faults.person import Answer, Person, boxes
from tests.faults.running_service import RunningService
from tests.faults.writers import Writer

pytestmark = pytest.mark.faults
TIMES = 8


@pytest.fixture
def writer(running: RunningService) -> Iterator[Writer]:
    """Somebody signed in, with a household."""
    yield make_writer(running)
    db.session.rollback()


def at_once(*sends: Callable[[], Answer]) -> list[Answer]:
    """Send all of them at the same instant."""
    start = Barrier(len(sends))

    def send(one: Callable[[], Answer]) -> Answer:
        start.wait(60)
        return one()

    with ThreadPoolExecutor(len(sends)) as pool:
        return list(pool.map(send, sends))


def saving(person: Person, draft_id: int, window: str, revision: int, answers: dict[str, Any]) -> Callable[[], Answer]:
    """What a window sends that was opened at a revision and shows these answers."""
    control = {"then": "autosave", "window": window, "revision": str(revision)}
    return lambda: person.post(f"/drafts/{draft_id}/whole", {**boxes(answers), **control})


def test_two_windows_that_change_different_answers_both_keep_theirs(writer: Writer) -> None:
    person, shown = writer.person, dict(writer.answers)
    draft_id = person.begin(writer.household_id)
    revision = json.loads(saving(person, draft_id, "first", 0, shown)().text)["revision"]
    for number in range(TIMES):
        one, other = {"observed": f"Seen {number}."}, {"support": f"Respite {number}."}
        answers = at_once(
            saving(person, draft_id, f"a{number}", revision, {**shown, **one}),
            saving(person, draft_id, f"b{number}", revision, {**shown, **other}),
        )
        results = [json.loads(answer.text) for answer in answers]
        assert [result["clashes"] for result in results] == [[], []]
        revision, shown = max(result["revision"] for result in results), {**shown, **one, **other}
        db.session.rollback()
        kept = db.session.get_one(Draft, draft_id).answers
        assert {key: kept[key] for key in (*one, *other)} == {**one, **other}


def test_of_two_windows_that_change_one_answer_one_is_told(writer: Writer) -> None:
    person = writer.person
    draft_id = person.begin(writer.household_id)
    revision = 0
    for number in range(TIMES):
        words = [f"First {number}.", f"Second {number}."]
        answers = at_once(
            *(saving(person, draft_id, f"{text[0]}{number}", revision, {"observed": text}) for text in words)
        )
        results = [json.loads(answer.text) for answer in answers]
        assert sorted(result["clashes"] for result in results) == [[], ["observed"]]
        revision = max(result["revision"] for result in results)
        db.session.rollback()
        winner = next(text for text, result in zip(words, results, strict=True) if not result["clashes"])
        assert db.session.get_one(Draft, draft_id).answers["observed"] == winner


def test_two_presses_of_submit_make_one_record(writer: Writer) -> None:
    person = writer.person
    made: set[str] = set()
    for _time in range(TIMES):
        draft_id = person.begin(writer.household_id)
        saving(person, draft_id, "only", 0, writer.answers)()
        key = {"submission_key": person.submission_key(draft_id)}
        press = lambda draft_id=draft_id, key=key: person.post(f"/drafts/{draft_id}/submit", key)  # noqa: E731
        answers = at_once(press, press, press)
        assert {answer.status for answer in answers} == {302}
        assert len({answer.location for answer in answers}) == 1
        made.add(answers[0].location)
    stored = db.session.scalars(select(VisitRecord.id).where(VisitRecord.household_id == writer.household_id)).all()
    noted = db.session.scalars(select(AuditEntry.subject_id).where(AuditEntry.action == "record_submitted")).all()
    assert {f"/records/{number}" for number in stored} == made
    assert len(stored) == TIMES
    assert sorted(noted) == sorted(stored)


@pytest.mark.parametrize("pages", [1, 3])
def test_a_check_recorded_three_times_at_once_is_stored_once(writer: Writer, pages: int) -> None:
    person, day = writer.person, boxes({"done_on": factories.typed_date(today())})
    address = f"/households/{writer.household_id}/checks/record"
    for kind in ("annual_review", "health_and_safety"):
        sent = [{"check": f"{kind}-household", "submission_key": f"{kind} {n % pages}", **day} for n in range(3)]
        answers = at_once(*(lambda fields=fields: person.post(address, fields) for fields in sent))
        assert {answer.status for answer in answers} == {302}
    db.session.rollback()
    stored = select(HouseholdCheck.kind).where(HouseholdCheck.household_id == writer.household_id)
    assert sorted(db.session.scalars(stored)) == ["annual_review", "health_and_safety"]
