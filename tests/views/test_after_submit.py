"""What people do with a submitted record: correct, return, answer, sign off, comment, withdraw."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask import Flask

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, CarerComment, Draft, RecordReview, User, VisitAction, VisitRecord
from tests import factories
from tests.record_client import RecordClient

SignIn = Callable[[User], RecordClient]
RETURN = {"version": "1", "verdict": "returned", "comment": "Was Max seen alone?"}
SIGN_OFF = {"version": "1", "verdict": "signed_off", "comment": ""}


@dataclass
class Submitted:
    """A record, its author and their manager, both signed in."""

    record: VisitRecord
    author: RecordClient
    manager: RecordClient

    @property
    def address(self) -> str:
        return f"/records/{self.record.id}"


@pytest.fixture
def submitted(app: Flask, client_for: SignIn) -> Submitted:
    record = factories.make_record(visit_date=today() - timedelta(days=2))
    manager = factories.make_user("team_manager", team=record.team, name="Morgan Reed")
    assert record.author
    return Submitted(record, client_for(record.author), client_for(manager))


def actions_logged() -> list[str]:
    rows = db.session.query(AuditEntry).order_by(AuditEntry.id)
    return [str(row.action) for row in rows if row.action.startswith("record_") and "viewed" not in row.action]


def begin_correction(submitted: Submitted, reason: str = "The words were wrong") -> Draft:
    answer = submitted.author.post(f"{submitted.address}/correction", {"reason": reason})
    draft = db.session.query(Draft).filter_by(corrects_id=submitted.record.id).one()
    assert answer.location == f"/drafts/{draft.id}"
    return draft


def submit_correction(submitted: Submitted, **typed: str) -> None:
    draft = begin_correction(submitted)
    submitted.author.post(f"/drafts/{draft.id}/sections/analysis", {"then": "continue", **typed})
    for _ in range(2):
        answer = submitted.author.post(f"/drafts/{draft.id}/submit", {"submission_key": draft.submission_key})
        assert answer.location == submitted.address


def test_a_correction_needs_a_reason(submitted: Submitted) -> None:
    submitted.author.get(f"{submitted.address}/correction")
    answer = submitted.author.post(f"{submitted.address}/correction", {"reason": " "})
    assert answer.status_code == 422
    assert "Say why the record is corrected" in answer.text


def test_a_correction_is_shown_word_by_word_and_the_old_version_stays(submitted: Submitted) -> None:
    before = submitted.record.current.document["text"]["analysis"]
    submit_correction(submitted, analysis_text=before.replace("agreed", "did not agree on"))
    page = submitted.manager.get(f"{submitted.address}/versions/2")
    assert page.soup.find("del").get_text(" ", strip=True) == "removed: agreed (end)"  # type: ignore[attr-defined]
    assert page.soup.find("ins").get_text(" ", strip=True) == "added: did not agree on (end)"  # type: ignore[attr-defined]
    assert "The words were wrong" in page.text
    old = submitted.manager.get(f"{submitted.address}/versions/1")
    assert before in old.text
    assert "This version no longer stands" in old.text
    assert submitted.manager.get(f"{submitted.address}/versions/3").status_code == 404
    assert actions_logged().count("record_corrected") == 1


def test_whoever_corrects_too_is_named(submitted: Submitted) -> None:
    begin_correction(submitted)
    assert submitted.record.author
    assert submitted.record.author.name in submitted.manager.get(f"{submitted.address}/correction").text
    assert "Go on with your correction" in submitted.author.get(f"{submitted.address}/correction").text


def test_a_correction_does_not_stand_in_the_way_of_the_next_visit(submitted: Submitted) -> None:
    correction = begin_correction(submitted)
    answer = submitted.author.post(f"/households/{submitted.record.household_id}/records/supervision_visit")
    assert answer.location != f"/drafts/{correction.id}"


def test_whoever_no_longer_holds_the_household_no_longer_reaches_its_words(submitted: Submitted) -> None:
    draft = begin_correction(submitted)
    submitted.record.household.allocations[0].ends_on = today() - timedelta(days=1)
    db.session.commit()
    for address in (f"/drafts/{draft.id}", f"/drafts/{draft.id}/check", f"{submitted.address}/correction"):
        assert submitted.author.get(address).status_code == 404, address
    assert submitted.author.post(f"/drafts/{draft.id}/submit").status_code == 404


def test_a_record_is_returned_answered_and_signed_off(submitted: Submitted) -> None:
    assert "waiting for sign-off" in submitted.manager.get(submitted.address).text
    assert submitted.manager.post(f"{submitted.address}/review", RETURN).location == submitted.address
    assert "Was Max seen alone?" in submitted.author.get(f"{submitted.address}/answer").text
    submitted.author.post(f"{submitted.address}/answer", {"version": "1", "comment": "Yes, in the garden."})
    page = submitted.manager.get(f"{submitted.address}/review")
    assert "Yes, in the garden." in page.text
    submitted.manager.post(f"{submitted.address}/review", SIGN_OFF)
    assert "Sign-off: signed off" in submitted.author.get(submitted.address).text
    assert actions_logged()[-3:] == ["record_returned", "record_answered", "record_signed_off"]


def test_a_correction_answers_a_return_and_is_signed_off_itself(submitted: Submitted) -> None:
    submitted.manager.post(f"{submitted.address}/review", RETURN)
    submit_correction(submitted, analysis_text="Max was seen alone.")
    assert "Sign-off: answered" in submitted.author.get(submitted.address).text
    late = submitted.manager.post(f"{submitted.address}/review", SIGN_OFF)
    assert late.status_code == 409
    assert "has changed since you opened this page" in late.text
    submitted.manager.post(f"{submitted.address}/review", {**SIGN_OFF, "version": "2"})
    assert [row.version_id for row in db.session.query(RecordReview)] == [v.id for v in submitted.record.versions]


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({}, "Say whether you sign the record off or return it"),
        ({**RETURN, "comment": " "}, "Say what you ask the author for"),
        ({**SIGN_OFF, "comment": "x" * 5001}, "The comment must be 5,000 characters or fewer"),
    ],
)
def test_a_decision_that_is_not_whole_is_asked_for_again(
    submitted: Submitted, sent: dict[str, str], message: str
) -> None:
    answer = submitted.manager.post(f"{submitted.address}/review", sent)
    assert answer.status_code == 422
    assert message in answer.text
    assert db.session.query(RecordReview).count() == 0


def test_nothing_is_signed_off_twice(submitted: Submitted) -> None:
    for status in (302, 409):
        assert submitted.manager.post(f"{submitted.address}/review", SIGN_OFF).status_code == status
    assert db.session.query(RecordReview).count() == 1


def test_nobody_signs_off_what_they_wrote(app: Flask, client_for: SignIn) -> None:
    author = factories.make_user(team=factories.make_team(), roles=["supervising_social_worker", "team_manager"])
    record = factories.make_record(author=author)
    client = client_for(author)
    assert "somebody else signs it off" in client.get(f"/records/{record.id}/review").text
    answer = client.post(f"/records/{record.id}/review", SIGN_OFF)
    assert answer.status_code == 409
    assert db.session.query(RecordReview).count() == 0


def test_what_a_carer_said_is_kept_with_its_day(submitted: Submitted) -> None:
    carer = submitted.record.household.carers[1]
    day = factories.typed_date(today())
    said = {f"given_on-{part}": value for part, value in day.items()}
    address = f"{submitted.address}/carers/{carer.id}/comment"
    submitted.author.get(address)
    submitted.author.post(address, {"agrees": "no", "comment": "I said weekly.", **said})
    row = db.session.query(CarerComment).one()
    assert (row.agrees, row.comment, row.given_on, row.carer_id) == (False, "I said weekly.", today(), carer.id)
    assert "I said weekly." in submitted.manager.get(submitted.address).text
    assert "Does not agree" in submitted.manager.get(f"/carers/{carer.id}/records").text
    assert "Not asked yet" in submitted.manager.get(f"/carers/{submitted.record.household.carers[0].id}/records").text


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"agrees": ""}, "Say whether the carer agrees"),
        ({"agrees": "no"}, "Enter what the carer said"),
        ({"given_on-day": ""}, "needs a day, a month and a year"),
        ({"given_on-year": "2199"}, "must be today or in the past"),
        ({"given_on-year": "2001"}, "the day of this visit"),
    ],
)
def test_a_carers_comment_that_is_not_whole(submitted: Submitted, changed: dict[str, str], message: str) -> None:
    typed = {f"given_on-{part}": value for part, value in factories.typed_date(today()).items()}
    address = f"{submitted.address}/carers/{submitted.record.household.carers[0].id}/comment"
    answer = submitted.author.post(address, {"agrees": "yes", "comment": "", **typed, **changed})
    assert answer.status_code == 422
    assert message in answer.text
    assert db.session.query(CarerComment).count() == 0


def test_a_carer_of_another_household_has_no_copy(submitted: Submitted) -> None:
    other = factories.make_household(team=submitted.record.team, ssw=submitted.record.author).carers[0]
    for page in ("comment", "visit-record.pdf"):
        assert submitted.author.get(f"{submitted.address}/carers/{other.id}/{page}").status_code == 404


def test_a_withdrawn_record_leaves_every_list_and_is_kept(submitted: Submitted) -> None:
    record, household = submitted.record, f"/households/{submitted.record.household_id}"
    words = record.current.document["text"]["analysis"]
    assert submitted.manager.post(f"{submitted.address}/withdrawal", {"reason": ""}).status_code == 422
    submitted.manager.get(f"{submitted.address}/withdrawal")
    answer = submitted.manager.post(f"{submitted.address}/withdrawal", {"reason": "Wrong household"})
    assert answer.location == f"/withdrawn-records/{record.id}"
    assert submitted.manager.get(submitted.address).status_code == 404
    for page in ("/records", household, f"/carers/{record.household.carers[0].id}/records"):
        assert record.reference not in submitted.manager.get(page).text, page
    assert "Wrong household" in submitted.manager.get("/withdrawn-records").text
    assert words in submitted.manager.get(f"/withdrawn-records/{record.id}").text
    assert db.session.query(VisitAction).filter_by(closed_at=None).count() == 0
    entry = db.session.query(AuditEntry).filter_by(action="record_withdrawn").one()
    assert (entry.subject_id, entry.details) == (record.id, {"version": 1})


def test_a_correction_of_a_withdrawn_record_keeps_its_words_and_makes_nothing(submitted: Submitted) -> None:
    draft = begin_correction(submitted)
    submitted.manager.post(f"{submitted.address}/withdrawal", {"reason": "Wrong household"})
    answer = submitted.author.post(f"/drafts/{draft.id}/submit", {"submission_key": draft.submission_key})
    assert answer.status_code == 422
    assert "was withdrawn and cannot be corrected" in answer.text
    assert len(submitted.record.versions) == 1
