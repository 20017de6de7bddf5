"""A page asks the database as often for much as for little."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import db
from fqa_forms.models import ActionReview, VisitAction, VisitRecord
from tests import factories
from tests.views.journey import Visit, begin_visit

MOST = 20  # statements, with those of the log and its commit
CHILDREN = tuple((name, date(2015, 5, 1)) for name in ("Ada", "Ben", "Cat", "Dan"))


@contextmanager
def counted() -> Iterator[list[str]]:
    """The statements sent meanwhile."""
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_rest: Any) -> None:
        statements.append(statement)

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def begin(app: Flask, *, much: bool) -> Visit:
    """A visit to a household of which little or much is known."""
    visit = begin_visit(app, children=CHILDREN if much else CHILDREN[:1])
    days = [today() - timedelta(days=30 * (4 - number)) for number in range(4 if much else 1)]
    for record in [factories.make_record(visit.household, visit.author, visit_date=day) for day in days]:
        add_actions(record, 3 if much else 1)
    visit.draft = factories.make_draft(visit.household, visit.author)
    return visit


def add_actions(record: VisitRecord, many: int) -> None:
    """Open actions, each looked at once since."""
    for number in range(many):
        action = VisitAction(
            household_id=record.household_id, record_id=record.id, position=90 + number, action=f"Do {number}."
        )
        action.reviews.append(ActionReview(record_id=record.id, status="not_done"))
        db.session.add(action)
    db.session.commit()


def look(visit: Visit, page: str) -> list[str]:
    """What opening a page asks, once everything that is asked once has been."""
    visit.client.get(page)
    with counted() as statements:
        assert visit.client.get(page).status_code == 200
    return statements


ADDRESSES: dict[str, Callable[[Visit], str]] = {
    "the task list": lambda visit: visit.address(),
    "a section": lambda visit: visit.address("sections/analysis"),
    "the actions": lambda visit: visit.address("sections/prior_actions"),
    "the whole form": lambda visit: visit.address("whole"),
    "the check": lambda visit: visit.address("check"),
    "the coach": lambda visit: visit.address("coach/analysis"),
    "the household": lambda visit: f"/households/{visit.household.id}",
    "the records": lambda visit: "/records",
    "the start page": lambda visit: "/",
}


@pytest.mark.parametrize("page", ADDRESSES)
def test_a_page_asks_as_often_for_much_as_for_little(app: Flask, page: str) -> None:
    little, much = (begin(app, much=amount) for amount in (False, True))
    asked = [look(visit, ADDRESSES[page](visit)) for visit in (little, much)]
    assert len(asked[0]) == len(asked[1]), "\n".join(asked[1])
    assert len(asked[1]) <= MOST, "\n".join(asked[1])
