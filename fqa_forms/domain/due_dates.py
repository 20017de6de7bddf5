"""The one place that knows intervals: by when a visit is written up, and by when the next one is due.

Source: the quality assurance framework's key performance indicators, a minimum of four supervision
visits and two unannounced visits a household a year. The intervals of checks are in
definitions/checks.toml; how what is due stands is said here for both.
"""

from datetime import date, timedelta
from enum import StrEnum

from fqa_forms.domain.calendar import add_working_days

VISIT_INTERVALS: dict[str, timedelta] = {
    "supervision": timedelta(weeks=13),
    "unannounced": timedelta(weeks=26),
}
DUE_SOON = timedelta(days=14)


class DueState(StrEnum):
    """How something due stands today; the value is the word on the page."""

    IN_DATE = "in date"
    DUE_SOON = "due soon"
    OVERDUE = "overdue"
    UNKNOWN = "unknown"


def write_up_limit(visit_date: date, working_days: int) -> date:
    """The last day on which a visit's record is still in time."""
    return add_working_days(visit_date, working_days)


def days_written_up_late(visit_date: date, written_up: date | None, working_days: int) -> int | None:
    """Days after the limit that a visit was written up; 0 where in time, None where the day is not known."""
    if written_up is None:
        return None
    return max((written_up - write_up_limit(visit_date, working_days)).days, 0)


def next_visit_due(visit_type: str, last_visit: date | None, approved_on: date | None) -> date | None:
    """The last day for the next visit of that type, counted from the last one, or from approval before the first."""
    since = last_visit or approved_on
    return since + min(VISIT_INTERVALS[visit_type], date.max - since) if since else None


def due_state(due: date | None, today: date, soon: timedelta = DUE_SOON) -> DueState:
    """How something due on a day stands today; the day itself is still in time, `soon` is how far ahead one looks."""
    if due is None:
        return DueState.UNKNOWN
    if due < today:
        return DueState.OVERDUE
    return DueState.DUE_SOON if due - today <= soon else DueState.IN_DATE
