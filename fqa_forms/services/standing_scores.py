"""The score that stands for a record: the latest score of its latest version, and nothing older."""

from typing import Any

from sqlalchemy import Select, and_, func, select
from sqlalchemy.orm import aliased

from fqa_forms.models import CriterionGrade, RecordVersion, Score, VisitRecord

OVERALL = "overall"


def with_standing_score(statement: Select[Any]) -> Select[Any]:
    """Join each visit record to its standing score; a record whose latest version has none keeps its row."""
    version, score = aliased(RecordVersion), aliased(Score)
    latest_version = select(func.max(version.number)).where(version.record_id == VisitRecord.id)
    latest_score = select(func.max(score.id)).where(score.version_id == RecordVersion.id)
    return statement.join(
        RecordVersion,
        and_(
            RecordVersion.record_id == VisitRecord.id,
            RecordVersion.number == latest_version.correlate(VisitRecord).scalar_subquery(),
        ),
    ).outerjoin(Score, Score.id == latest_score.correlate(RecordVersion).scalar_subquery())


def with_criterion_grade(statement: Select[Any], criterion: str) -> Select[Any]:
    """Join one criterion's grade to a statement that has the standing score."""
    return statement.outerjoin(
        CriterionGrade, and_(CriterionGrade.score_id == Score.id, CriterionGrade.criterion == criterion)
    )


def grade_column(criterion: str) -> Any:
    """Where a statement with the grade joined holds it: of one criterion, or overall."""
    return Score.overall_grade if criterion == OVERALL else CriterionGrade.grade
