"""Ages, time in the home and recordings to expect follow from the dates the service holds."""

from datetime import date, timedelta

import pytest
from flask import Flask

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import Household, Placement
from fqa_forms.services.drafts import open_draft
from fqa_forms.services.household_facts import ExpectedRecordings, child_facts, expected_recordings
from tests import factories


def expected_at(household: Household, author: object, day: date) -> ExpectedRecordings | None:
    draft = factories.make_draft(household, author, {"visit_date": factories.typed_date(day)})  # type: ignore[arg-type]
    return expected_recordings(open_draft(draft))


def test_one_recording_is_expected_for_each_week_since_the_last_visit(app: Flask) -> None:
    ssw = factories.make_user(team=factories.make_team())
    household = factories.make_household(ssw=ssw)
    last = today() - timedelta(days=45)
    factories.make_record(household, ssw, last)
    expected = expected_at(household, ssw, today())
    assert expected is not None
    assert expected.since == last
    assert expected.weeks == tuple(last + timedelta(weeks=n) for n in range(6))


def test_weeks_without_a_child_in_the_home_are_left_out(app: Flask) -> None:
    ssw = factories.make_user(team=factories.make_team())
    household = factories.make_household(ssw=ssw)
    last = today() - timedelta(days=28)
    factories.make_record(household, ssw, last)
    begin_write()
    placement = db.session.query(Placement).filter_by(household_id=household.id).one()
    placement.ends_on = last + timedelta(days=8)
    db.session.commit()
    expected = expected_at(household, ssw, today())
    assert expected is not None
    assert expected.weeks == (last, last + timedelta(weeks=1))


def test_a_vacant_household_is_expected_to_send_nothing(app: Flask) -> None:
    ssw = factories.make_user(team=factories.make_team())
    assert expected_at(factories.make_household(ssw=ssw, children=()), ssw, today()) is None


def test_age_and_time_in_the_home_are_those_of_the_day_of_the_visit(app: Flask) -> None:
    ssw = factories.make_user(team=factories.make_team())
    born, since = date(2015, 6, 10), date(2020, 1, 6)
    household = factories.make_household(ssw=ssw, children=(("Max", born), ("Kit", None)), approved_on=since)
    draft = factories.make_draft(household, ssw, {"visit_date": factories.typed_date(date(2026, 6, 9))})
    max_, kit = child_facts(open_draft(draft)).values()
    assert (max_.age, max_.since, max_.lived_here) == ("10", since, "6 years and 5 months")
    assert kit.age == ""


@pytest.mark.parametrize(
    ("born", "age"),
    [
        (date(2026, 6, 9), "0 days"),
        (date(2026, 5, 20), "2 weeks"),
        (date(2025, 10, 9), "8 months"),
        (date(2024, 12, 1), "1 year and 6 months"),
        (date(2024, 6, 9), "2"),
        (date(2026, 6, 10), ""),
    ],
)
def test_a_babys_age_is_told_in_months_weeks_or_days(app: Flask, born: date, age: str) -> None:
    ssw = factories.make_user(team=factories.make_team())
    household = factories.make_household(ssw=ssw, children=(("Rose", born),))
    draft = factories.make_draft(household, ssw, {"visit_date": factories.typed_date(date(2026, 6, 9))})
    (rose,) = child_facts(open_draft(draft)).values()
    assert rose.age == age
