"""How a record stands is the same in Python and in SQL, whatever happened to it."""

from itertools import product

import pytest
from flask import Flask
from sqlalchemy import select

from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.domain.record_status import RecordStatus, Step
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import User, VisitRecord
from fqa_forms.services.corrections import open_correction, submit_correction
from fqa_forms.services.drafts import save_section
from fqa_forms.services.reviews import review_record, status_column, status_of
from tests import factories


def take(record: VisitRecord, step: Step, manager: User) -> None:
    author = record.author
    assert author
    begin_write()
    if step is Step.CORRECTED:
        draft = open_correction(record, author, "Wrong")
        save_section(draft, "analysis", {"analysis_text": f"Words {len(record.versions)}"}, author)
        assert submit_correction(draft, author, 5).record
    else:
        by = author if step is Step.ANSWERED else manager
        review_record(record, step, "Said so.", by, str(record.current.number))
    db.session.commit()


def in_sql(record: VisitRecord) -> RecordStatus:
    return RecordStatus(db.session.scalar(select(status_column()).where(VisitRecord.id == record.id)))


@pytest.mark.parametrize("steps", list(product(Step, repeat=2)))
def test_python_and_sql_agree_on_every_way_here(app: Flask, steps: tuple[Step, ...]) -> None:
    record = factories.make_record()
    manager = factories.make_user("team_manager", team=record.team)
    assert in_sql(record) is status_of(record) is RecordStatus.SUBMITTED
    for step in (*steps, Step.CORRECTED, Step.SIGNED_OFF):
        try:
            take(record, step, manager)
        except RefusedChangeError:
            db.session.rollback()
        assert in_sql(record) is status_of(record)


def test_a_note_is_not_reviewed(app: Flask) -> None:
    record = factories.make_record()
    record.is_visit = False
    manager = factories.make_user("team_manager", team=record.team)
    with pytest.raises(RefusedChangeError):
        review_record(record, Step.SIGNED_OFF, "", manager, "1")
