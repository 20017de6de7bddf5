"""Days as people in England count them."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from hypothesis import given
from hypothesis import strategies as st

from fqa_forms.domain.calendar import add_working_days, london_date, today


def test_a_summer_evening_in_utc_is_the_next_day_in_england() -> None:
    with time_machine.travel(datetime(2026, 7, 1, 23, 30, tzinfo=UTC), tick=False):
        assert today() == date(2026, 7, 2)
    assert london_date(datetime(2026, 12, 31, 23, 30, tzinfo=UTC)) == date(2026, 12, 31)


@pytest.mark.parametrize(
    ("start", "count", "day"),
    [
        (date(2026, 3, 27), 1, date(2026, 3, 30)),  # Friday to Monday
        (date(2026, 3, 28), 1, date(2026, 3, 30)),  # Saturday
        (date(2026, 3, 23), 5, date(2026, 3, 30)),
        (date(2024, 2, 28), 2, date(2024, 3, 1)),
        (date(2026, 3, 28), 0, date(2026, 3, 28)),
        (date(9999, 12, 31), 5, date(9999, 12, 31)),  # a mistyped year
    ],
)
def test_working_days_leave_out_weekends(start: date, count: int, day: date) -> None:
    assert add_working_days(start, count) == day


@given(start=st.dates(max_value=date(2100, 1, 1)), count=st.integers(1, 60))
def test_every_day_counted_is_a_weekday_and_one_more_is_later(start: date, count: int) -> None:
    day = add_working_days(start, count)
    assert day.weekday() < 5
    assert add_working_days(start, count + 1) > day
    assert (day - start).days >= count
