"""How long something has lasted, and which weeks have passed."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fqa_forms.domain.spans_of_time import add_months, full_weeks, time_between


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (date(2026, 3, 1), date(2026, 3, 1), "0 days"),
        (date(2026, 3, 1), date(2026, 3, 2), "1 day"),
        (date(2026, 3, 1), date(2026, 3, 15), "2 weeks"),
        (date(2026, 1, 31), date(2026, 2, 28), "4 weeks"),
        (date(2026, 1, 31), date(2026, 3, 1), "1 month"),
        (date(2024, 2, 29), date(2025, 2, 28), "11 months"),
        (date(2021, 1, 1), date(2026, 11, 21), "5 years and 10 months"),
        (date(2021, 1, 1), date(2026, 1, 1), "5 years"),
        (date(2026, 3, 2), date(2026, 3, 1), "0 days"),
    ],
)
def test_time_is_told_in_the_words_people_use(start: date, end: date, words: str) -> None:
    assert time_between(start, end) == words


def test_only_weeks_that_are_over_are_counted() -> None:
    assert full_weeks(date(2026, 3, 3), date(2026, 3, 9)) == []
    assert full_weeks(date(2026, 3, 3), date(2026, 3, 18)) == [date(2026, 3, 3), date(2026, 3, 10)]
    assert full_weeks(date(2026, 3, 3), date(2026, 2, 1)) == []


@pytest.mark.parametrize(
    ("start", "months", "day"),
    [
        (date(2026, 1, 15), 1, date(2026, 2, 15)),
        (date(2026, 1, 31), 1, date(2026, 3, 1)),
        (date(2026, 3, 31), 1, date(2026, 5, 1)),
        (date(2024, 2, 29), 12, date(2025, 3, 1)),
        (date(2024, 2, 29), 48, date(2028, 2, 29)),
        (date(2026, 12, 31), 12, date(2027, 12, 31)),
        (date(2026, 5, 5), 0, date(2026, 5, 5)),
        (date(9999, 12, 31), 36, date.max),
        (date(9999, 11, 30), 1, date(9999, 12, 30)),
    ],
)
def test_months_later_is_the_first_day_on_which_they_have_passed(start: date, months: int, day: date) -> None:
    assert add_months(start, months) == day


@given(start=st.dates(date(1900, 1, 1), date(2100, 1, 1)), years=st.integers(1, 60))
def test_months_are_counted_as_time_is_told(start: date, years: int) -> None:
    day = add_months(start, years * 12)
    assert time_between(start, day) == f"{years} year{'s' if years > 1 else ''}"
    assert time_between(start, day - timedelta(days=1)) != time_between(start, day)
