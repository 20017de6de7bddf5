"""What is brought into the form of a visit."""

from datetime import timedelta

from flask import Flask

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import db
from fqa_forms.services.household_context import build_context
from tests import factories


def test_a_visit_that_an_import_dates_in_the_future_is_not_the_last_one(app: Flask) -> None:
    record = factories.make_record(visit_date=today() - timedelta(days=30))
    dated_ahead = factories.make_record(record.household, record.author)
    dated_ahead.visit_date = today() + timedelta(days=400)
    db.session.commit()
    assert build_context(record.household).previous_date == record.visit_date.isoformat()
