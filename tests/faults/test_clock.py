"""Midnight, the two changes of the clocks, the 29th of February and a clock put back: days are England's."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from flask import Flask

from fqa_forms.extensions import db
from fqa_forms.models import Draft, VisitRecord
from tests import factories
from tests.views.journey import Visit, begin_visit
from tests.views.test_kept_words import save_again, sign_in_with

pytestmark = pytest.mark.faults
# A moment in UTC, the day it is in England, and how a page writes it.
MOMENTS = [
    (datetime(2026, 7, 1, 22, 59, tzinfo=UTC), date(2026, 7, 1), "1 July 2026 at 23:59"),
    (datetime(2026, 7, 1, 23, 0, tzinfo=UTC), date(2026, 7, 2), "2 July 2026 at 00:00"),
    (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), date(2026, 12, 31), "31 December 2026 at 23:59"),
    (datetime(2027, 1, 1, 0, 0, tzinfo=UTC), date(2027, 1, 1), "1 January 2027 at 00:00"),
    (datetime(2026, 3, 29, 0, 59, tzinfo=UTC), date(2026, 3, 29), "29 March 2026 at 00:59"),
    (datetime(2026, 3, 29, 1, 0, tzinfo=UTC), date(2026, 3, 29), "29 March 2026 at 02:00"),
    (datetime(2026, 10, 24, 23, 0, tzinfo=UTC), date(2026, 10, 25), "25 October 2026 at 00:00"),
    (datetime(2026, 10, 25, 0, 59, tzinfo=UTC), date(2026, 10, 25), "25 October 2026 at 01:59"),
    (datetime(2026, 10, 25, 1, 0, tzinfo=UTC), date(2026, 10, 25), "25 October 2026 at 01:00"),
    (datetime(2028, 2, 29, 0, 0, tzinfo=UTC), date(2028, 2, 29), "29 February 2028 at 00:00"),
]
VisitAt = Callable[[datetime], Visit]
NAMES = [f"{moment:%d %b %H:%M}" for moment, _day, _words in MOMENTS]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    """A clock that stands until it is moved."""
    with time_machine.travel(MOMENTS[0][0], tick=False) as traveller:
        yield traveller


@pytest.fixture
def visit_at(app: Flask, clock: time_machine.Traveller) -> VisitAt:
    """Begins a visit at a moment, by somebody who has just signed in."""

    def begin(moment: datetime) -> Visit:
        clock.move_to(moment)
        return begin_visit(app)

    return begin


@pytest.mark.parametrize(("moment", "day", "words"), MOMENTS, ids=NAMES)
def test_a_submit_carries_englands_day_and_time(visit_at: VisitAt, moment: datetime, day: date, words: str) -> None:
    visit = visit_at(moment)
    visit.fill_in(visit_date=day)
    page = visit.client.get(visit.submit().location)
    record = db.session.query(VisitRecord).one()
    assert (record.visit_date, record.recorded_on, record.submitted_at) == (day, day, moment)
    assert words in page.text


@pytest.mark.parametrize(("moment", "day"), [each[:2] for each in MOMENTS], ids=NAMES)
def test_a_visit_dated_the_day_after_is_refused(visit_at: VisitAt, moment: datetime, day: date) -> None:
    visit = visit_at(moment)
    visit.fill_in(visit_date=day)
    parts = factories.typed_date(day + timedelta(days=1))
    saved = visit.save("visit_details", **{f"visit_date-{part}": text for part, text in parts.items()})
    assert saved.status_code == 422
    assert visit.submit().status_code == 422
    assert db.session.query(VisitRecord).count() == 0


@pytest.mark.parametrize(("moment", "words"), [(m, w[-5:]) for m, _day, w in MOMENTS], ids=NAMES)
def test_an_autosave_says_the_time_on_englands_clocks(visit_at: VisitAt, moment: datetime, words: str) -> None:
    answer = visit_at(moment).save("analysis", then="autosave", analysis_text="Good care.")
    assert answer.get_json()["saved"] == words


def test_a_clock_put_back_loses_no_later_save(visit_at: VisitAt, clock: time_machine.Traveller) -> None:
    visit = visit_at(MOMENTS[0][0])
    visit.save("analysis", then="autosave", analysis_text="The first words.")
    clock.shift(timedelta(minutes=-50))
    asked = visit.save("analysis", analysis_text="The later words.")
    assert asked.status_code == 401  # a session from the future is none: sign in again, the words come along
    save_again(visit.client, sign_in_with(visit.client, asked, visit.author.email))
    draft = db.session.get_one(Draft, visit.draft.id)
    assert (draft.answers["analysis_text"], draft.revision) == ("The later words.", 3)


def test_a_submit_after_midnight_keeps_the_visits_day(visit_at: VisitAt, clock: time_machine.Traveller) -> None:
    moment, day, _words = MOMENTS[0]
    visit = visit_at(moment)
    visit.fill_in(visit_date=day)
    clock.shift(timedelta(minutes=1))
    visit.submit()
    record = db.session.query(VisitRecord).one()
    assert (record.visit_date, record.recorded_on) == (day, day + timedelta(days=1))
