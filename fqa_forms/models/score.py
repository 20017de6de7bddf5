"""What the scorer found in a version: a new row every time, never changed."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fqa_forms.extensions import Base
from fqa_forms.models.types import UtcDateTime, now


class Score(Base):
    """One scoring of one version by one model and rubric; `result` is in the form of score.schema.json."""

    __tablename__ = "score"
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"), index=True)
    rubric_version: Mapped[str] = mapped_column(String(40))
    model_version: Mapped[str] = mapped_column(String(40))
    overall_grade: Mapped[int] = mapped_column(index=True)
    overall_confidence: Mapped[float]
    result: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    grades: Mapped[list["CriterionGrade"]] = relationship()


class CriterionGrade(Base):
    """The grade of one criterion in one score, beside `result` so that lists and trends can filter by it.

    `grade` is null where the criterion does not apply to the record.
    """

    __tablename__ = "criterion_grade"
    score_id: Mapped[int] = mapped_column(ForeignKey("score.id"), primary_key=True)
    criterion: Mapped[str] = mapped_column(String(40), primary_key=True)
    grade: Mapped[int | None]
    confidence: Mapped[float]
