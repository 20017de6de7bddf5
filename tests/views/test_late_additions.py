"""A correction made after the time for writing the visit up is marked as late: on the record and in its history."""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from flask import Flask
from sqlalchemy import select

from fqa_forms.domain.calendar import LONDON
from fqa_forms.extensions import db
from fqa_forms.models import Draft
from tests import factories
from tests.record_client import RecordClient

MONDAY = date(2026, 3, 2)
LIMIT = date(2026, 3, 9)  # five working days later


def corrected_on(client_for: Callable[[Any], RecordClient], day: date) -> Any:
    """The page of a record of a visit on a Monday, written up that day and corrected on another."""
    with time_machine.travel(datetime(2026, 3, 2, 18, 0, tzinfo=LONDON)):
        record = factories.make_record(visit_date=MONDAY)
    with time_machine.travel(datetime.combine(day, datetime.min.time(), LONDON) + timedelta(hours=10)):
        author = client_for(record.author)
        author.post(f"/records/{record.id}/correction", {"reason": "Words were left out"})
        draft = db.session.scalars(select(Draft).where(Draft.corrects_id == record.id)).one()
        author.post(f"/drafts/{draft.id}/sections/analysis", {"analysis_text": "Added afterwards.", "then": "later"})
        author.post(f"/drafts/{draft.id}/submit", {"submission_key": draft.submission_key})
        return author.get(f"/records/{record.id}")


def of_row(page: Any, key: str) -> str:
    rows = page.soup.select(".govuk-summary-list__row")
    return next((row.dd.get_text(" ", strip=True) for row in rows if row.dt.get_text(strip=True) == key), "")


def timeline(page: Any) -> list[str]:
    return [row.td.get_text(strip=True) for row in page.soup.select("#timeline tbody tr")]


@pytest.mark.parametrize(("day", "late"), [(LIMIT, False), (LIMIT + timedelta(days=1), True), (date(2026, 9, 1), True)])
def test_a_correction_is_late_from_the_day_after_the_limit(
    app: Flask, client_for: Callable[[Any], RecordClient], day: date, late: bool
) -> None:
    page = corrected_on(client_for, day)
    assert of_row(page, "This version").startswith("2, a correction of ")
    assert ("a late addition" in of_row(page, "This version")) is late
    assert ("Corrected (version 2, a late addition)" in timeline(page)) is late
    assert ("Corrected (version 2)" in timeline(page)) is not late
    versions = page.soup.select_one("#versions tbody tr")
    assert ("Late addition" in versions.get_text()) is late


def test_the_record_as_first_written_says_nothing_of_a_version(
    app: Flask, client_for: Callable[[Any], RecordClient]
) -> None:
    record = factories.make_record()
    assert of_row(client_for(record.author).get(f"/records/{record.id}"), "This version") == ""


def test_the_visit_itself_stays_written_up_in_time(app: Flask, client_for: Callable[[Any], RecordClient]) -> None:
    assert "in time" in of_row(corrected_on(client_for, date(2026, 9, 1)), "Written up")
