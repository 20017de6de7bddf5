"""Intervals: writing up, the next visit, and how something due stands today."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fqa_forms.domain.due_dates import (
    DueState,
    days_written_up_late,
    due_state,
    next_visit_due,
    write_up_limit,
)

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


def test_a_record_is_due_five_working_days_after_the_visit() -> None:
    assert write_up_limit(date(2026, 3, 6), 5) == date(2026, 3, 13)  # a Friday to the next Friday


def test_the_limit_counts_29_february() -> None:
    assert write_up_limit(date(2028, 2, 25), 5) == date(2028, 3, 3)


def test_a_record_written_up_on_the_limit_is_in_time() -> None:
    assert days_written_up_late(date(2026, 3, 6), date(2026, 3, 13), 5) == 0


def test_a_record_written_up_after_the_limit_is_late_by_calendar_days() -> None:
    assert days_written_up_late(date(2026, 3, 6), date(2026, 3, 16), 5) == 3


def test_lateness_is_unknown_where_the_day_of_writing_up_is() -> None:
    assert days_written_up_late(date(2026, 3, 6), None, 5) is None


@pytest.mark.parametrize(
    ("visit_type", "last", "due"),
    [
        ("supervision", date(2026, 1, 5), date(2026, 4, 6)),
        ("supervision", date(2027, 12, 1), date(2028, 3, 1)),  # over 29 February: a day fewer in March
        ("unannounced", date(2026, 1, 5), date(2026, 7, 6)),
    ],
)
def test_the_next_visit_is_due_thirteen_or_twenty_six_weeks_after_the_last(
    visit_type: str, last: date, due: date
) -> None:
    assert next_visit_due(visit_type, last, None) == due


def test_the_first_visit_is_counted_from_approval() -> None:
    assert next_visit_due("supervision", None, date(2026, 1, 5)) == date(2026, 4, 6)


def test_the_last_visit_counts_rather_than_approval() -> None:
    assert next_visit_due("supervision", date(2026, 1, 5), date(2020, 1, 1)) == date(2026, 4, 6)


def test_with_neither_visit_nor_approval_nothing_can_be_said() -> None:
    assert next_visit_due("supervision", None, None) is None
    assert due_state(None, date(2026, 3, 6)) is DueState.UNKNOWN


@pytest.mark.parametrize(
    ("days_left", "state"),
    [
        (-1, DueState.OVERDUE),
        (0, DueState.DUE_SOON),
        (14, DueState.DUE_SOON),
        (15, DueState.IN_DATE),
    ],
)
def test_how_something_due_stands(days_left: int, state: DueState) -> None:
    today = date(2028, 2, 20)
    assert due_state(today + timedelta(days=days_left), today) is state


@given(visited=DAYS, later=st.integers(0, 400), working_days=st.integers(1, 30))
def test_a_record_is_late_exactly_after_its_limit(visited: date, later: int, working_days: int) -> None:
    written = visited + timedelta(days=later)
    late = days_written_up_late(visited, written, working_days)
    assert (late == 0) == (written <= write_up_limit(visited, working_days))


@given(visited=DAYS)
def test_four_supervision_visits_each_at_its_last_day_make_a_year(visited: date) -> None:
    day: date | None = visited
    for _ in range(4):
        day = next_visit_due("supervision", day, None)
    assert day == visited + timedelta(days=364)


@given(due=DAYS, today=DAYS)
def test_time_only_makes_something_more_due(due: date, today: date) -> None:
    order = [DueState.IN_DATE, DueState.DUE_SOON, DueState.OVERDUE]
    assert order.index(due_state(due, today + timedelta(days=1))) >= order.index(due_state(due, today))


def test_a_mistyped_year_has_its_next_visit_on_the_last_day_there_is() -> None:
    assert next_visit_due("supervision", date(9999, 12, 1), None) == date(9999, 12, 31)
