"""People who sign in: their roles, their sessions and their attempts to sign in."""

from datetime import datetime

from flask_login import UserMixin
from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from fqa_forms.domain.permissions import Permission, Scope, scopes_for
from fqa_forms.domain.roles import ROLE_TITLES, Role
from fqa_forms.extensions import Base
from fqa_forms.models.service import Service, Team
from fqa_forms.models.types import UtcDateTime, now


class User(Base, UserMixin):
    """Somebody with an account; never deleted, only made inactive, so that history keeps its names."""

    __tablename__ = "user_account"
    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int] = mapped_column(ForeignKey("service.id"), index=True)
    team_id: Mapped[int | None] = mapped_column(ForeignKey("team.id"), index=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    password_hash: Mapped[str | None] = mapped_column(String(200))
    active: Mapped[bool] = mapped_column(default=True)
    whole_form: Mapped[bool] = mapped_column(default=False)
    coach_folded: Mapped[bool] = mapped_column(default=False)
    service: Mapped[Service] = relationship()
    team: Mapped[Team | None] = relationship()
    role_rows: Mapped[list["UserRole"]] = relationship(
        back_populates="user", cascade="all, delete-orphan", order_by="UserRole.role", lazy="selectin"
    )

    @property
    def roles(self) -> frozenset[Role]:
        """The parts this person plays."""
        return frozenset(Role(row.role) for row in self.role_rows)

    @property
    def role_titles(self) -> list[str]:
        """The roles in words, in the order of the domain's table."""
        return [ROLE_TITLES[role] for role in Role if role in self.roles]

    def scopes(self, permission: Permission) -> frozenset[Scope]:
        """How far this person may use a permission; empty means not at all."""
        return scopes_for(self.roles, permission)

    def can(self, permission: Permission) -> bool:
        """Whether this person may use a permission at all."""
        return bool(self.scopes(permission))


class UserRole(Base):
    """One role of one person."""

    __tablename__ = "user_role"
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True)
    role: Mapped[str] = mapped_column(String(40), primary_key=True)
    user: Mapped[User] = relationship(back_populates="role_rows")


class UserSession(Base):
    """One signed-in browser; the cookie holds a token of which only the hash is kept here."""

    __tablename__ = "user_session"
    id: Mapped[int] = mapped_column(primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime, default=now)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    browser: Mapped[str] = mapped_column(String(200), default="")
    user: Mapped[User] = relationship()


class SignInAttempt(Base):
    """A failed sign-in, kept to slow guessing down; the address is kept only as a hash."""

    __tablename__ = "sign_in_attempt"
    id: Mapped[int] = mapped_column(primary_key=True)
    email_hash: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime] = mapped_column(UtcDateTime, default=now, index=True)
