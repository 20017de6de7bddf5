"""Signing in and out: passwords, sessions that can be ended, and a brake on guessing."""

import hashlib
import secrets
from datetime import datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error, InvalidHashError
from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.extensions import db
from fqa_forms.models import SignInAttempt, User, UserSession
from fqa_forms.models.types import now
from fqa_forms.services.audit import record_entry

# OWASP's profile: 19 MiB and about 20 ms, so a flood of sign-ins is not a flood of memory.
_HASHER = PasswordHasher(time_cost=2, memory_cost=19456, parallelism=1)
_NOBODYS_HASH = _HASHER.hash(secrets.token_urlsafe())
ATTEMPTS_ALLOWED = 10
ATTEMPT_WINDOW = timedelta(minutes=15)


def hash_password(password: str) -> str:
    """The argon2id hash of a password."""
    return _HASHER.hash(password)


def find_by_email(email: str) -> User | None:
    """The person with that address, whatever the capitals."""
    return db.session.scalar(select(User).where(func.lower(User.email) == email.strip().lower()))


def check_password(email: str, password: str) -> User | None:
    """The active person with that address and password, or None, in the same time either way."""
    user = find_by_email(email)
    stored = user.password_hash if user and user.password_hash else _NOBODYS_HASH
    try:
        _HASHER.verify(stored, password)
    except (Argon2Error, InvalidHashError):
        return None
    return user if user and user.active and user.password_hash else None


def too_many_attempts(email: str) -> bool:
    """Whether this address failed so often lately that it must wait."""
    count = db.session.scalar(
        select(func.count())
        .select_from(SignInAttempt)
        .where(SignInAttempt.email_hash == _digest(email.strip().lower()), SignInAttempt.at > now() - ATTEMPT_WINDOW)
    )
    return (count or 0) >= ATTEMPTS_ALLOWED


def note_failed_attempt(email: str, reason: str) -> None:
    """Count a failed sign-in and put it in the audit log."""
    db.session.add(SignInAttempt(email_hash=_digest(email.strip().lower())))
    user = find_by_email(email)
    record_entry(
        AuditAction.SIGN_IN_FAILED,
        actor=None,
        subject=user,
        service_id=user.service_id if user else None,
        reason=reason,
    )


def start_session(user: User, browser: str) -> str:
    """Open a session and return its token, which goes into the cookie and nowhere else."""
    token = secrets.token_urlsafe(32)
    row = UserSession(user_id=user.id, token_hash=_digest(token), browser=browser[:200])
    db.session.add(row)
    db.session.flush()
    record_entry(AuditAction.SIGNED_IN, actor=user, subject=row)
    return token


def find_session(token: str) -> UserSession | None:
    """The session a token belongs to, ended or not, with its person and their roles: every page asks for these."""
    whole = joinedload(UserSession.user).joinedload(User.role_rows)
    found = db.session.scalars(select(UserSession).where(UserSession.token_hash == _digest(token)).options(whole))
    return found.unique().one_or_none()


def session_is_live(row: UserSession, hours: int) -> bool:
    """Whether a session still signs its owner in."""
    oldest: datetime = now() - timedelta(hours=hours)
    return row.ended_at is None and row.started_at > oldest and row.user.active


def end_session(row: UserSession, actor: User) -> None:
    """End one session; the cookie that holds its token signs nobody in any more."""
    row.ended_at = now()
    own_sign_out = row.user_id == actor.id
    if own_sign_out:
        record_entry(AuditAction.SIGNED_OUT, actor=actor, subject=row)
    else:
        record_entry(AuditAction.SESSION_ENDED, actor=actor, subject=row.user, user_session_id=row.id)


def end_all_sessions(user: User, actor: User, keep: UserSession | None = None) -> int:
    """End every session of a person but the one to keep, as when their role changes; returns how many."""
    rows = db.session.scalars(
        select(UserSession)
        .where(UserSession.user_id == user.id, UserSession.ended_at.is_(None))
        .where(UserSession.id != (keep.id if keep else 0))
    ).all()
    for row in rows:
        row.ended_at = now()
        record_entry(AuditAction.SESSION_ENDED, actor=actor, subject=user, user_session_id=row.id)
    return len(rows)


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
