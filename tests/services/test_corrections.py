"""A submitted record is changed only by a new version; the old ones, their scores and their history stay."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from fqa_forms.domain.answer_rules import clean_answers
from fqa_forms.domain.calendar import today
from fqa_forms.domain.visit_context import VisitContext
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import AuditEntry, Draft, RecordCopy, User, VisitAction, VisitRecord
from fqa_forms.services.corrections import open_correction, submit_correction, typed_answers
from fqa_forms.services.drafts import open_draft, save_section
from fqa_forms.services.records import Submission
from tests import factories

WORKING_DAYS = 5


def correct(record: VisitRecord, author: User, **changes: Any) -> Draft:
    begin_write()
    draft = open_correction(record, author, "The date was wrong")
    save_section(draft, "analysis", changes, author)
    db.session.commit()
    return draft


def submit(draft: Draft) -> Submission:
    begin_write()
    submission = submit_correction(draft, draft.author, WORKING_DAYS)
    db.session.commit()
    return submission


@pytest.fixture
def record(app: Flask) -> VisitRecord:
    return factories.make_record(visit_date=today() - timedelta(days=1))


@pytest.fixture
def author(record: VisitRecord) -> User:
    assert record.author
    return record.author


def test_a_correction_starts_from_what_stands(record: VisitRecord, author: User) -> None:
    opened = open_draft(correct(record, author))
    assert clean_answers(opened.definition, opened.context, opened.answers) == record.current.answers
    assert opened.context == VisitContext.from_json(record.current.context)


def test_a_household_that_changed_since_is_as_it_was(record: VisitRecord, author: User) -> None:
    draft = correct(record, author)
    record.household.carers[0].name, record.household.name = "Renamed", "Renamed"
    db.session.commit()
    assert open_draft(draft).context.carers[0].name == "Ann Berry"


def test_a_new_version_stands_and_the_old_one_stays(record: VisitRecord, author: User) -> None:
    first = record.current
    kept = (dict(first.answers), dict(first.document), first.scores[0].id)
    assert submit(correct(record, author, analysis_text="Max is settled and told us so.")).record is record
    old, new = record.versions
    assert (old.answers, old.document, old.scores[0].id) == kept
    assert (new.number, new.reason, new.made_by_id, new.late_addition) == (2, "The date was wrong", author.id, False)
    assert "Max is settled" in new.document["text"]["analysis"]
    assert len(old.scores) == len(new.scores) == 1
    assert (new.form, new.form_version) == (old.form, old.form_version)


def test_both_carers_get_a_copy_of_the_new_version(record: VisitRecord, author: User) -> None:
    submit(correct(record, author, analysis_text="Other words."))
    copies = db.session.scalars(select(RecordCopy).where(RecordCopy.version_id == record.current.id)).all()
    assert {copy.carer.name for copy in copies} == {"Ann Berry", "Bob Berry"}


def test_the_log_tells_of_the_correction_and_of_no_word(record: VisitRecord, author: User) -> None:
    draft = correct(record, author, analysis_text="Other words.")
    submit(draft)
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "record_corrected")).one()
    assert entry.details == {"version": 2, "draft_id": draft.id}
    scored = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "record_scored")).all()
    assert [each.details["version"] for each in scored] == [1, 2]


def test_a_correction_is_submitted_once(record: VisitRecord, author: User) -> None:
    draft = correct(record, author, analysis_text="Other words.")
    assert submit(draft).record is submit(draft).record is record
    assert [version.number for version in record.versions] == [1, 2]


def test_a_correction_that_changes_nothing_is_refused(record: VisitRecord, author: User) -> None:
    submission = submit(correct(record, author))
    assert submission.record is None
    assert "Nothing in this correction differs" in submission.gaps[0].text


def test_what_is_missing_keeps_a_correction_from_being_submitted(record: VisitRecord, author: User) -> None:
    submission = submit(correct(record, author, analysis_text=""))
    assert [gap.key for gap in submission.gaps] == ["analysis_text"]
    assert len(record.versions) == 1


def test_a_correction_after_the_time_for_writing_up_is_a_late_addition(app: Flask) -> None:
    record = factories.make_record(visit_date=today() - timedelta(days=30))
    submit(correct(record, record.author, analysis_text="Other words."))  # type: ignore[arg-type]
    assert record.current.late_addition


def test_lists_follow_the_date_that_was_corrected_and_the_write_up_stays(record: VisitRecord, author: User) -> None:
    written_up, day = record.recorded_on, today() - timedelta(days=2)
    submit(correct(record, author, visit_date=factories.typed_date(day)))
    assert (record.visit_date, record.recorded_on) == (day, written_up)
    assert record.current.document["visit"]["recorded_on"] == today().isoformat()


def test_two_corrections_at_once_are_brought_together(record: VisitRecord, author: User) -> None:
    manager = factories.make_user("team_manager", team=record.team)
    mine, theirs = correct(record, author, analysis_text="Mine."), correct(record, manager, support="Theirs.")
    submit(theirs)
    assert submit(mine).record is record
    texts = record.current.document["text"]
    assert ("Mine." in texts["analysis"], "Theirs." in texts["carer_views"]) == (True, True)


def test_whoever_comes_second_to_the_same_answer_is_told_once(record: VisitRecord, author: User) -> None:
    manager = factories.make_user("team_manager", team=record.team, name="Morgan")
    mine = correct(record, author, analysis_text="Mine.")
    submit(correct(record, manager, analysis_text="Theirs."))
    told = submit(mine)
    assert [gap.key for gap in told.gaps] == ["analysis_text"]
    assert "Morgan" in told.gaps[0].text
    assert submit(mine).record is record
    assert [version.document["text"]["analysis"] for version in record.versions[1:]] == ["Theirs.", "Mine."]


def test_every_type_of_answer_comes_back_as_it_was_typed(record: VisitRecord) -> None:
    typed = typed_answers(record.current)
    assert typed["visit_date"] == factories.typed_date(record.visit_date)
    assert all(isinstance(answer, (str, dict, list)) for answer in typed.values())


def open_texts(record: VisitRecord) -> list[str]:
    rows = select(VisitAction).where(VisitAction.record_id == record.id, VisitAction.closed_at.is_(None))
    return sorted(row.action for row in db.session.scalars(rows))


def test_actions_are_added_and_closed_and_never_rewritten(app: Flask) -> None:
    due = factories.typed_date(date(2030, 1, 1))
    row = {"action_owner__row1": "Sam", "action_due__row1": due, "action_what__row1": "Ring the school"}
    record = factories.make_record(answers={"actions_agreed": "yes", **row})
    more = {f"{key[:-1]}2": value for key, value in {**row, "action_what__row1": "Book the dentist"}.items()}
    submit(correct(record, record.author, **more))  # type: ignore[arg-type]
    assert open_texts(record) == ["Book the dentist", "Ring the school"]
    submit(correct(record, record.author, action_what__row1="Write to the school"))  # type: ignore[arg-type]
    assert open_texts(record) == ["Book the dentist", "Write to the school"]
    assert db.session.query(VisitAction).count() == 3


@pytest.mark.parametrize(("told", "after_all", "is_open"), [("done", "not_done", True), ("not_done", "done", False)])
def test_an_earlier_action_follows_what_the_correction_tells_of_it(
    app: Flask, told: str, after_all: str, is_open: bool
) -> None:
    due = factories.typed_date(date(2030, 1, 1))
    row = {"action_owner__row1": "Sam", "action_due__row1": due, "action_what__row1": "Ring the school"}
    first = factories.make_record(answers={"actions_agreed": "yes", **row})
    action = db.session.query(VisitAction).one()
    key = f"prior_status__action-{action.id}"
    second = factories.make_record(first.household, first.author, answers={key: told, "actions_agreed": "no"})
    assert (action.closed_at is None) == (told == "not_done")
    told_more = {f"{question}__action-{action.id}": "Said so." for question in ("prior_outcome", "prior_next")}
    submit(correct(second, second.author, **{**told_more, key: after_all}))  # type: ignore[arg-type]
    assert (action.closed_at is None) == is_open
    assert [review.status for review in action.reviews] == [told]
