"""The checks done of a household: each written once, and taken back only by a row that says why."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fqa_forms.extensions import Base
from fqa_forms.models.household import Carer, Household, HouseholdMember
from fqa_forms.models.types import UtcDateTime, now
from fqa_forms.models.user import User


class HouseholdCheck(Base):
    """A check that was done on a day: of a carer, of a member, or where it is of neither of the household.

    `kind` is a key of definitions/checks.toml. `submission_key` is of the page and what was
    chosen there, so that sending it twice stores it once. Written once.
    """

    __tablename__ = "household_check"
    __table_args__ = (CheckConstraint("carer_id IS NULL OR member_id IS NULL", name="one_person_at_most"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    household_id: Mapped[int] = mapped_column(ForeignKey("household.id"), index=True)
    kind: Mapped[str] = mapped_column(String(40))
    carer_id: Mapped[int | None] = mapped_column(ForeignKey("carer.id"))
    member_id: Mapped[int | None] = mapped_column(ForeignKey("household_member.id"))
    done_on: Mapped[date]
    submission_key: Mapped[str] = mapped_column(String(64), unique=True)
    recorded_by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    household: Mapped[Household] = relationship()
    carer: Mapped[Carer | None] = relationship()
    member: Mapped[HouseholdMember | None] = relationship()
    recorded_by: Mapped[User] = relationship()
    error: Mapped["HouseholdCheckError | None"] = relationship(back_populates="check")


class HouseholdCheckError(Base):
    """That a check was recorded in error: by whom it was noticed, when and why. Written once."""

    __tablename__ = "household_check_error"
    id: Mapped[int] = mapped_column(primary_key=True)
    check_id: Mapped[int] = mapped_column(ForeignKey("household_check.id"), unique=True)
    reason: Mapped[str] = mapped_column(String(500))
    by_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    check: Mapped[HouseholdCheck] = relationship(back_populates="error")
    by: Mapped[User] = relationship()
