"""What happens to a record after it is submitted: signed off, returned, answered, read by carers."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fqa_forms.extensions import Base
from fqa_forms.models.household import Carer
from fqa_forms.models.types import UtcDateTime, now
from fqa_forms.models.user import User


class RecordReview(Base):
    """One step of a record's review: `verdict` is returned, answered or signed_off. Written once."""

    __tablename__ = "record_review"
    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("visit_record.id"), index=True)
    version_id: Mapped[int] = mapped_column(ForeignKey("record_version.id"))
    verdict: Mapped[str] = mapped_column(String(20))
    comment: Mapped[str] = mapped_column(Text, default="")
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    by: Mapped[User] = relationship()


class CarerComment(Base):
    """What a carer says of a record about them, entered for them by their worker. Written once."""

    __tablename__ = "carer_comment"
    id: Mapped[int] = mapped_column(primary_key=True)
    record_id: Mapped[int] = mapped_column(ForeignKey("visit_record.id"), index=True)
    carer_id: Mapped[int] = mapped_column(ForeignKey("carer.id"))
    agrees: Mapped[bool | None]
    comment: Mapped[str] = mapped_column(Text, default="")
    given_on: Mapped[date]
    entered_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    entered_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    carer: Mapped[Carer] = relationship()


class HintAnswer(Base):
    """What a worker answered to a hint of the coach; it stays with the record for the auditor.

    `hint` names a criterion, or `language:` and a wording rule. `answer` is will_add, elsewhere or
    does_not_apply; `note` says where it is recorded, or why it does not apply. The last one stands.
    """

    __tablename__ = "hint_answer"
    id: Mapped[int] = mapped_column(primary_key=True)
    draft_id: Mapped[int] = mapped_column(ForeignKey("draft.id"), index=True)
    record_id: Mapped[int | None] = mapped_column(ForeignKey("visit_record.id"), index=True)
    hint: Mapped[str] = mapped_column(String(80))
    answer: Mapped[str] = mapped_column(String(20))
    note: Mapped[str] = mapped_column(Text, default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
