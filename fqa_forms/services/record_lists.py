"""Lists of submitted visit records: who may choose from what, how many there are, and a page of them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, select

from fqa_forms.domain.due_dates import days_written_up_late
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import Household, Score, Team, User, VisitRecord
from fqa_forms.models.record import reference_of
from fqa_forms.models.visibility import visible_records
from fqa_forms.services.standing_scores import OVERALL, grade_column, with_criterion_grade, with_standing_score

PAGE_SIZE = 50


@dataclass(frozen=True)
class RecordFilters:
    """What a list is narrowed to; None and empty narrow nothing. Dates are of the visit, both included."""

    team_id: int | None = None
    author_id: int | None = None
    visited_from: date | None = None
    visited_to: date | None = None
    visit_type: str | None = None
    form: str | None = None
    overall: int | None = None
    criterion: str | None = None
    at_most: int | None = None

    @property
    def by_criterion(self) -> bool:
        """Whether a grade of one criterion (or overall) is asked for; a record without one is left out."""
        return self.criterion is not None and self.at_most is not None


@dataclass(frozen=True)
class RecordRow:
    """A record in a list; `days_late` is None where the day of writing up is not known."""

    id: int
    household: str
    visit_date: date
    visit_type: str | None
    form: str
    author: str | None
    recorded_on: date | None
    overall: int | None
    days_late: int | None

    @property
    def reference(self) -> str:
        """The record's number, as people quote it."""
        return reference_of(self.id)


@dataclass(frozen=True)
class RecordPage:
    """One page of a list, with how many records the whole list has."""

    rows: list[RecordRow]
    total: int
    number: int

    @property
    def pages(self) -> int:
        """How many pages the list has; an empty list has one."""
        return max(-(-self.total // PAGE_SIZE), 1)


@dataclass(frozen=True)
class Choices:
    """The teams and authors of the records in reach, by id, in the order of their names."""

    teams: dict[int, str]
    authors: dict[int, str]


def list_records(user: User, filters: RecordFilters, number: int, working_days: int) -> RecordPage:
    """A page of the records in reach that the filters leave, newest visit first; past the end, the last page."""
    total = count_records(user, filters)
    number = min(max(number, 1), max(-(-total // PAGE_SIZE), 1))
    columns = select(
        VisitRecord.id,
        Household.name.label("household"),
        VisitRecord.visit_date,
        VisitRecord.visit_type,
        VisitRecord.form,
        User.name.label("author"),
        VisitRecord.recorded_on,
        Score.overall_grade.label("overall"),
    )
    statement = (
        chosen_records(columns, user, filters)
        .join(Household, Household.id == VisitRecord.household_id)
        .outerjoin(User, User.id == VisitRecord.author_id)
        .order_by(VisitRecord.visit_date.desc(), VisitRecord.id.desc())
        .limit(PAGE_SIZE)
        .offset((number - 1) * PAGE_SIZE)
    )
    rows = [_to_row(found, working_days) for found in db.session.execute(statement)]
    return RecordPage(rows, total, number)


def count_records(user: User, filters: RecordFilters) -> int:
    """How many records in reach the filters leave."""
    statement = select(func.count(VisitRecord.id))
    if filters.overall is None and not filters.by_criterion:
        return db.session.scalar(statement.where(*_conditions(user, filters))) or 0
    return db.session.scalar(chosen_records(statement, user, filters)) or 0


def chosen_records(columns: Select[*tuple[Any, ...]], user: User, filters: RecordFilters) -> Select[Any]:
    """Narrow a select over visit records to those in reach and chosen, with the standing score joined."""
    statement = with_standing_score(columns.select_from(VisitRecord)).where(*_conditions(user, filters))
    if filters.overall is not None:
        statement = statement.where(Score.overall_grade == filters.overall)
    if filters.by_criterion:
        criterion = str(filters.criterion)
        if criterion != OVERALL:
            statement = with_criterion_grade(statement, criterion)
        statement = statement.where(grade_column(criterion) <= filters.at_most)
    return statement


def list_choices(user: User) -> Choices:
    """The teams and authors that a person can choose between: those of the records in reach, and no others."""
    in_reach = visible_records(user, Permission.LIST_RECORDS)
    teams = select(Team.id, Team.name).where(Team.id.in_(select(VisitRecord.team_id).where(in_reach)))
    authors = select(User.id, User.name).where(User.id.in_(select(VisitRecord.author_id).where(in_reach)))
    return Choices(
        teams={row.id: row.name for row in db.session.execute(teams.order_by(Team.name, Team.id))},
        authors={row.id: row.name for row in db.session.execute(authors.order_by(User.name, User.id))},
    )


def _conditions(user: User, filters: RecordFilters) -> list[ColumnElement[bool]]:
    conditions = [visible_records(user, Permission.LIST_RECORDS)]
    if filters.visited_from:
        conditions.append(VisitRecord.visit_date >= filters.visited_from)
    if filters.visited_to:
        conditions.append(VisitRecord.visit_date <= filters.visited_to)
    for column, wanted in (
        (VisitRecord.team_id, filters.team_id),
        (VisitRecord.author_id, filters.author_id),
        (VisitRecord.visit_type, filters.visit_type),
        (VisitRecord.form, filters.form),
    ):
        if wanted is not None:
            conditions.append(column == wanted)
    return conditions


def _to_row(found: Row[Any], working_days: int) -> RecordRow:
    late = days_written_up_late(found.visit_date, found.recorded_on, working_days)
    return RecordRow(**found._mapping, days_late=late)
