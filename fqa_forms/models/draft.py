"""A visit being written up: kept on the server, open to its author alone."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fqa_forms.extensions import Base
from fqa_forms.models.household import Household
from fqa_forms.models.types import UtcDateTime, now
from fqa_forms.models.user import User


class Draft(Base):
    """What has been typed so far; `answers` maps answer keys to what was typed, valid or not.

    `revision` goes up by one with every save. `submission_key` makes submitting happen once.
    A submitted draft keeps its row with `record_id` set and its answers emptied. `notes` is the
    scratch box: never part of a record, gone with the draft. A correction is a draft with
    `corrects_id`, the record it will give a new version, and the reason for it.
    """

    __tablename__ = "draft"
    id: Mapped[int] = mapped_column(primary_key=True)
    author_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    form: Mapped[str] = mapped_column(String(60))
    form_version: Mapped[int]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    revision: Mapped[int] = mapped_column(default=0)
    submission_key: Mapped[str] = mapped_column(String(64), unique=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    discarded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("visit_record.id"), index=True)
    notes: Mapped[str] = mapped_column(Text, default="")
    corrects_id: Mapped[int | None] = mapped_column(ForeignKey("visit_record.id"), index=True)
    reason: Mapped[str] = mapped_column(String(500), default="")
    author: Mapped[User] = relationship()
    household: Mapped[Household] = relationship(lazy="joined", innerjoin=True)  # no page shows a draft without it


class DraftSave(Base):
    """One save of a draft: what it changed. Kept while the draft is open, gone with it.

    The saves up to a revision, one over the other, are what a page of that revision showed.
    `window` is the opened page that made the save: a page never clashes with its own saves.
    """

    __tablename__ = "draft_save"
    __table_args__ = (UniqueConstraint("draft_id", "revision"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    revision: Mapped[int]
    window: Mapped[str] = mapped_column(String(40), default="")
    changes: Mapped[dict[str, Any]] = mapped_column(JSON)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
