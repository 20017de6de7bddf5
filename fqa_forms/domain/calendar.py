"""Days as people in England count them: today in London, and working days."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def today() -> date:
    """The date in England now."""
    return datetime.now(UTC).astimezone(LONDON).date()


def london_date(moment: datetime) -> date:
    """The date in England of a moment."""
    return moment.astimezone(LONDON).date()


def start_of_day(day: date) -> datetime:
    """The moment at which a day begins in England."""
    return datetime.combine(day, time(), LONDON)


def add_working_days(start: date, count: int) -> date:
    """The day `count` working days after `start`, Saturdays and Sundays left out.

    Bank holidays are counted as working days: a table of them must be kept up, and an
    out-of-date one would be quietly wrong. After a year mistyped as 9999 it is the last day there is.
    """
    day = start
    while count > 0 and day < date.max:
        day += timedelta(days=1)
        if day.weekday() < 5:
            count -= 1
    return day
