"""Checks are recorded once, taken back by a word beside them, and counted for the household that they are of."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import func, select

from fqa_forms.domain.calendar import today
from fqa_forms.domain.checks import CheckLine
from fqa_forms.domain.due_dates import DueState
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import AuditEntry, Carer, Household, HouseholdCheck, HouseholdMember, User
from fqa_forms.models.household_check import HouseholdCheckError
from fqa_forms.services.checks_due import checks_due
from fqa_forms.services.household_checks import (
    check_in_words,
    checks_of,
    checks_of_all,
    mark_in_error,
    record_check,
    recorded_checks,
)
from fqa_forms.services.imports import import_document
from tests import factories

YEAR = timedelta(days=365)
ONCE_A_YEAR = ("annual_review", "health_and_safety")


@pytest.fixture
def worker(app: Flask) -> User:
    return factories.make_user(team=factories.make_team("North"), name="Sam Hill")


@pytest.fixture
def household(worker: User) -> Household:
    return factories.make_household(ssw=worker)


def line(household: Household, key: str) -> CheckLine:
    return next(each for each in checks_of(household, today()) if each.key == key)


def count(table: type[Any]) -> int:
    return db.session.scalar(select(func.count()).select_from(table)) or 0


def test_the_last_day_counts_and_the_others_stay(household: Household, worker: User) -> None:
    for days in (500, 100, 900):
        factories.make_check(household, "annual_review", today() - timedelta(days=days), worker)
    review = line(household, "annual_review-household")
    assert review.last_done == today() - timedelta(days=100)
    assert review.state is DueState.IN_DATE
    assert len(recorded_checks(household)) == 3


def test_a_check_is_of_one_person_alone(household: Household, worker: User) -> None:
    ann, bob = household.carers
    factories.make_check(household, "dbs", today(), worker, f"carer-{ann.id}")
    states = {key: line(household, f"dbs-carer-{key}").state for key in (ann.id, bob.id)}
    assert states == {ann.id: DueState.IN_DATE, bob.id: DueState.OVERDUE}


def test_members_and_carers_of_the_same_number_are_not_mixed_up(household: Household, worker: User) -> None:
    born = date(1950, 5, 5)
    db.session.add(HouseholdMember(id=household.carers[0].id, household_id=household.id, name="Cy", born_on=born))
    db.session.commit()
    check = factories.make_check(household, "dbs", today(), worker, f"member-{household.carers[0].id}")
    assert check_in_words(check) == ("DBS check", "Cy")
    assert line(household, f"dbs-carer-{household.carers[0].id}").last_done is None


def test_what_is_sent_twice_is_stored_once(household: Household, worker: User) -> None:
    review = line(household, "annual_review-household")
    for key in ("one page", "one page", "another page"):
        begin_write()
        record_check(household, review, today(), key, worker)
        db.session.commit()
    assert (count(HouseholdCheck), entries("check_recorded")) == (1, 1)


def test_a_page_gone_back_to_for_another_check_stores_that_too(household: Household, worker: User) -> None:
    for kind in ("annual_review", "health_and_safety"):
        begin_write()
        record_check(household, line(household, f"{kind}-household"), today(), "one page", worker)
        db.session.commit()
    assert sorted(check.kind for check in recorded_checks(household)) == ["annual_review", "health_and_safety"]


def test_what_was_recorded_in_error_counts_no_longer_and_stays_readable(household: Household, worker: User) -> None:
    good = factories.make_check(household, "annual_review", today() - 2 * YEAR, worker)
    wrong = factories.make_check(household, "annual_review", today(), worker)
    for reason, kept in (("It was next door.", True), ("It was next door.", True), ("Mistyped.", False)):
        begin_write()
        assert mark_in_error(wrong, reason, worker) is kept
        db.session.commit()
    assert line(household, "annual_review-household").last_done == good.done_on
    error = recorded_checks(household)[0].error
    assert error is not None
    assert (error.reason, error.by_id) == ("It was next door.", worker.id)
    assert (count(HouseholdCheckError), entries("check_recorded_in_error")) == (1, 1)


def test_a_check_taken_back_can_be_recorded_anew_but_not_by_sending_the_old_page_again(
    household: Household, worker: User
) -> None:
    review = line(household, "annual_review-household")
    for key, stored in (("old page", 1), ("old page", 1), ("new page", 2)):
        begin_write()
        check = record_check(household, review, today(), key, worker)
        if stored == 1:
            mark_in_error(check, "Mistyped.", worker)
        db.session.commit()
        assert count(HouseholdCheck) == stored
    assert line(household, "annual_review-household").last_done == today()


def test_one_page_that_is_sent_for_two_checks_or_two_households_is_known_again_for_each(
    household: Household, worker: User
) -> None:
    other = factories.make_household(ssw=worker)
    said = [(home, line(home, f"{kind}-household")) for home in (household, other) for kind in ONCE_A_YEAR]
    for _ in range(2):
        begin_write()
        for home, each in said:
            check = record_check(home, each, today(), "one page", worker)
            mark_in_error(check, "Mistyped.", worker)
        db.session.commit()
    assert count(HouseholdCheck) == len(said)


def test_the_log_names_nobody(household: Household, worker: User) -> None:
    check = factories.make_check(household, "dbs", today(), worker, f"carer-{household.carers[0].id}")
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "check_recorded")).one()
    assert (entry.subject_type, entry.subject_id) == ("household", household.id)
    assert entry.details == {"check_id": check.id, "kind": "dbs", "done_on": today().isoformat()}


def test_a_kind_that_is_not_known_any_more_is_still_read(household: Household, worker: User) -> None:
    begin_write()
    row = {"household_id": household.id, "recorded_by_id": worker.id, "submission_key": "x", "done_on": today()}
    db.session.add(HouseholdCheck(kind="lost_kind", **row))
    db.session.commit()
    assert check_in_words(recorded_checks(household)[0]) == ("Lost kind", "Household")
    assert "lost_kind" not in {each.kind.key for each in checks_of(household, today())}


def test_an_imported_household_without_any_date_has_none_made_up(worker: User) -> None:
    household = factories.make_household(team=worker.team, approved_on=None, members=(("Cy", "son"),))
    lines = checks_of(household, today())
    assert {(each.last_done, each.due, each.state) for each in lines} == {(None, None, DueState.UNKNOWN)}
    assert "dbs-member" in " ".join(each.key for each in lines)


def test_an_import_brings_no_dates_and_its_household_can_be_given_them(worker: User) -> None:
    document = {
        "id": "OLD-1",
        "household": {"carers": [{"name": "Ann"}], "children": [{"name": "Max", "age": 9}], "others": [{"name": "Cy"}]},
        "visit": {"type": "supervision", "date": "2025-05-05", "recorded_on": None},
        "text": {"analysis": "Good care."},
    }
    begin_write()
    household = import_document(document, worker.team, 1).record.household  # type: ignore[arg-type]
    db.session.commit()
    assert {each.state for each in checks_of(household, today())} == {DueState.UNKNOWN}
    factories.make_check(household, "tsd", today() - YEAR, worker, f"carer-{household.carers[0].id}")
    assert line(household, f"tsd-carer-{household.carers[0].id}").state is DueState.IN_DATE


def test_many_households_at_once_are_what_each_is_alone(household: Household, worker: User) -> None:
    other = factories.make_household(ssw=worker, carers=("Dee Hart",), kind="kinship")
    factories.make_check(household, "annual_review", today(), worker)
    factories.make_check(other, "tsd", today(), worker, f"carer-{other.carers[0].id}")
    found = checks_of_all(Household.id.in_([household.id, other.id]), today())
    assert found == {each.id: checks_of(each, today()) for each in (household, other)}


def test_what_is_due_is_listed_for_whom_it_concerns(household: Household, worker: User) -> None:
    stranger = factories.make_user("team_manager", team=factories.make_team("South"))
    manager = factories.make_user("team_manager", team=worker.team)
    factories.make_check(household, "annual_review", today() - timedelta(days=350), worker)
    found = {user.id: checks_due(user, today(), Permission.VIEW_HOUSEHOLD) for user in (worker, manager, stranger)}
    assert found[worker.id] == found[manager.id]
    assert found[stranger.id] == []
    (review,) = (item for item in found[worker.id] if item.check == "Annual review")
    assert (review.state, review.worker, review.days_late) == (DueState.DUE_SOON, "Sam Hill", 0)
    assert [item.due for item in found[worker.id]] == sorted(item.due for item in found[worker.id] if item.due)


def test_a_carer_who_left_is_in_no_list(household: Household, worker: User) -> None:
    begin_write()
    db.session.get_one(Carer, household.carers[1].id).ends_on = today() - timedelta(days=1)
    db.session.commit()
    assert not any("Bob Berry" in item.check for item in checks_due(worker, today(), Permission.VIEW_HOUSEHOLD))


def entries(action: str) -> int:
    return len(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)).all())
