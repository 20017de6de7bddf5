"""Fills a database with copies of one record, for lists that are long."""

from datetime import timedelta
from typing import Any

from sqlalchemy import insert, select

from fqa_forms.extensions import begin_write, db
from fqa_forms.models import CriterionGrade, RecordVersion, Score, VisitRecord

COPIED = (VisitRecord, RecordVersion, Score, CriterionGrade)


def fill_with_records(record: VisitRecord, many: int) -> None:
    """Add copies of a record with its version, score and grades, a day apart."""
    version = record.current
    score = db.session.scalars(select(Score).where(Score.version_id == version.id)).one()
    grades = db.session.scalars(select(CriterionGrade).where(CriterionGrade.score_id == score.id)).all()
    first, versions, scores = record.id + 1, version.id + 1, score.id + 1
    own = [_columns(row) for row in (record, version, score)]
    of_score = [_columns(grade) for grade in grades]
    begin_write()
    for table, rows in (
        (VisitRecord, [_record(own[0], first + n, n) for n in range(many)]),
        (RecordVersion, [{**own[1], "id": versions + n, "record_id": first + n} for n in range(many)]),
        (Score, [{**own[2], "id": scores + n, "version_id": versions + n} for n in range(many)]),
        (CriterionGrade, [{**grade, "score_id": scores + n} for n in range(many) for grade in of_score]),
    ):
        db.session.execute(insert(table), rows)
    db.session.commit()


def _columns(row: Any) -> dict[str, Any]:
    return {attribute.key: getattr(row, attribute.key) for attribute in row.__mapper__.column_attrs}


def _record(own: dict[str, Any], row_id: int, number: int) -> dict[str, Any]:
    day = own["visit_date"] - timedelta(days=number % 700)
    return {**own, "id": row_id, "submission_key": None, "visit_date": day, "recorded_on": day}
