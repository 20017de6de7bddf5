"""How long something has lasted, and which weeks have passed."""

from datetime import date

import pytest

from fqa_forms.domain.spans_of_time import full_weeks, time_between


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
