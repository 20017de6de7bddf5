"""How long something has lasted, in words, what day it is months later, and which full weeks lie between two days."""

from datetime import date, timedelta

WEEK = timedelta(days=7)


def time_between(start: date, end: date) -> str:
    """The time between two days in years and months, or in weeks or days where it is less than a month."""
    months = (end.year - start.year) * 12 + end.month - start.month - (end.day < start.day)
    if months > 0:
        years, rest = divmod(months, 12)
        return " and ".join(_count(n, word) for n, word in ((years, "year"), (rest, "month")) if n)
    days = (end - start).days
    return _count(days // 7, "week") if days >= 7 else _count(max(days, 0), "day")


def add_months(start: date, count: int) -> date:
    """The first day on which so many months have passed, as `time_between` counts them.

    A month after 31 January is 1 March, as a birthday on 29 February counts from 1 March. After a
    year mistyped as 9999 it is the last day there is.
    """
    years, month = divmod(start.year * 12 + start.month - 1 + count, 12)
    if years > date.max.year:
        return date.max
    try:
        return date(years, month + 1, start.day)
    except ValueError:  # a month too short for the day: never December, so another follows in the year
        return date(years, month + 2, 1)


def full_weeks(after: date, until: date) -> list[date]:
    """The first days of the full weeks that have passed between two days."""
    return [after + n * WEEK for n in range(max((until - after).days, 0) // 7)]


def _count(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
