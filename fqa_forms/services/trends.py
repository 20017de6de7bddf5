"""Recording quality over time: the mean grade of each month's visits, for one criterion or overall."""

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date

from sqlalchemy import extract, func, select

from fqa_forms.extensions import db
from fqa_forms.models import User, VisitRecord
from fqa_forms.services.record_lists import RecordFilters, chosen_records
from fqa_forms.services.standing_scores import grade_column

FEWEST_FOR_A_MEAN = 5
HIGHEST_GRADE = 3


@dataclass(frozen=True)
class MonthFigure:
    """One month's mean grade over `count` graded records; no mean where they are too few to say."""

    filters: RecordFilters
    count: int
    mean: float | None

    @property
    def month(self) -> date:
        """The first day of the month."""
        return self.filters.visited_from or date.min


def monthly_grades(user: User, criterion: str, months: list[date], team_id: int | None = None) -> list[MonthFigure]:
    """A figure for each month (by its first day), by date of visit; not applicable is not counted.

    Each figure carries the filters of the list behind it, so that the list has as many records.
    """
    span = RecordFilters(
        team_id=team_id,
        visited_from=months[0],
        visited_to=last_day(months[-1]),
        criterion=criterion,
        at_most=HIGHEST_GRADE,
    )
    year, month = extract("year", VisitRecord.visit_date), extract("month", VisitRecord.visit_date)
    grade = grade_column(criterion)
    statement = select(year.label("year"), month.label("month"), func.count(grade), func.avg(grade))
    rows = db.session.execute(chosen_records(statement, user, span).group_by(year, month))
    found = {date(int(y), int(m), 1): (count, float(mean)) for y, m, count, mean in rows}
    return [_figure(span, first, *found.get(first, (0, 0.0))) for first in months]


def months_up_to(day: date, count: int) -> list[date]:
    """The first days of the `count` months that end with the day's own, oldest first."""
    last = day.year * 12 + day.month - 1
    return [date(number // 12, number % 12 + 1, 1) for number in range(last - count + 1, last + 1)]


def last_day(first: date) -> date:
    """The last day of the month that begins on a day."""
    return first.replace(day=monthrange(first.year, first.month)[1])


def _figure(span: RecordFilters, first: date, count: int, mean: float) -> MonthFigure:
    filters = replace(span, visited_from=first, visited_to=last_day(first))
    return MonthFigure(filters, count, mean if count >= FEWEST_FOR_A_MEAN else None)
