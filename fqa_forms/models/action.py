"""Actions agreed at visits, and what each later visit found of them."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fqa_forms.extensions import Base
from fqa_forms.models.types import UtcDateTime, now


class VisitAction(Base):
    """What somebody is to do by when after a visit. Open until a review closes it."""

    __tablename__ = "visit_action"
    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("visit_record.id"), index=True)
    position: Mapped[int]
    action: Mapped[str] = mapped_column(Text)
    owner: Mapped[str] = mapped_column(Text, default="")
    due: Mapped[str] = mapped_column(Text, default="")
    due_on: Mapped[date | None]
    outcome_wanted: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    reviews: Mapped[list["ActionReview"]] = relationship(back_populates="action", order_by="ActionReview.id")


class ActionReview(Base):
    """What one visit found of one open action: done, partly_done, not_done or no_longer_needed."""

    __tablename__ = "action_review"
    __table_args__ = (UniqueConstraint("action_id", "record_id"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    action_id: Mapped[int] = mapped_column(ForeignKey("visit_action.id"), index=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("visit_record.id"), index=True)
    status: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(Text, default="")
    made_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    action: Mapped[VisitAction] = relationship(back_populates="reviews")
