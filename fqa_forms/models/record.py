"""Submitted visit records, their immutable versions and the copies on each carer's record."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fqa_forms.extensions import Base
from fqa_forms.models.household import Carer, Household
from fqa_forms.models.score import Score
from fqa_forms.models.service import Team
from fqa_forms.models.types import UtcDateTime, now
from fqa_forms.models.user import User


def reference_of(record_id: int) -> str:
    """A record's number, as people quote it, from its id."""
    return f"V{record_id:06d}"


class VisitRecord(Base):
    """One visit, or where `is_visit` is false another note on a household; recorded once.

    `team_id` is the team at the time of the visit.
    `external_id` is the id an imported record came with; `submission_key` is the draft's, so that
    a second submit finds the first. Imported records have no author in the service.
    """

    __tablename__ = "visit_record"
    __table_args__ = (
        UniqueConstraint("service_id", "external_id"),
        Index("ix_visit_record_service_visit", "service_id", "visit_date", "id"),
        Index("ix_visit_record_team_visit", "team_id", "visit_date", "id"),
        Index("ix_visit_record_household_visit", "household_id", "visit_date", "id"),
    )
    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"))
    team_id: Mapped[int] = mapped_column(ForeignKey("team.id"))
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"))
    author_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"), index=True)
    authorship: Mapped[str] = mapped_column(String(20), default="written")
    external_id: Mapped[str | None] = mapped_column(String(64))
    submission_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    form: Mapped[str] = mapped_column(String(60), default="supervision_visit")
    is_visit: Mapped[bool] = mapped_column(default=True)
    visit_type: Mapped[str | None] = mapped_column(String(20))
    visit_date: Mapped[date]
    recorded_on: Mapped[date | None]
    drafted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    submitted_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    withdrawn_reason: Mapped[str] = mapped_column(String(500), default="")
    author: Mapped[User | None] = relationship(foreign_keys=author_id)
    household: Mapped[Household] = relationship()
    team: Mapped[Team] = relationship()
    versions: Mapped[list["RecordVersion"]] = relationship(back_populates="record", order_by="RecordVersion.number")

    @property
    def reference(self) -> str:
        """The record's number, as people quote it."""
        return reference_of(self.id)

    @property
    def current(self) -> "RecordVersion":
        """The version that stands today."""
        return self.versions[-1]


class RecordVersion(Base):
    """What was submitted, for ever: the answers by the form's version and the record as it was scored."""

    __tablename__ = "record_version"
    __table_args__ = (UniqueConstraint("record_id", "number"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("visit_record.id"), index=True)
    number: Mapped[int] = mapped_column(default=1)
    form: Mapped[str] = mapped_column(String(60))
    form_version: Mapped[int]
    context: Mapped[dict[str, Any]] = mapped_column(JSON)
    answers: Mapped[dict[str, Any]] = mapped_column(JSON)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    made_by_id: Mapped[int | None] = mapped_column(ForeignKey("user_account.id"))
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    reason: Mapped[str] = mapped_column(String(500), default="")
    late_addition: Mapped[bool] = mapped_column(default=False)
    record: Mapped[VisitRecord] = relationship(back_populates="versions")
    scores: Mapped[list[Score]] = relationship(order_by=Score.id)


class RecordCopy(Base):
    """A copy of a version on one carer's record: two carers, two copies."""

    __tablename__ = "record_copy"
    __table_args__ = (UniqueConstraint("version_id", "carer_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"), index=True)
    carer_id: Mapped[int] = mapped_column(ForeignKey("carer.id"), index=True)
    copied_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    carer: Mapped[Carer] = relationship()
