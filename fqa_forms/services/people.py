"""Users: who has an account, with which roles and team, and their passwords."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.calendar import today
from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.domain.passwords import password_fault
from fqa_forms.domain.permissions import Permission
from fqa_forms.domain.roles import Role
from fqa_forms.extensions import db
from fqa_forms.models import Service, User, UserRole, UserSession
from fqa_forms.models.visibility import held_households, visible_users
from fqa_forms.services.accounts import check_password, end_all_sessions, find_by_email, hash_password
from fqa_forms.services.audit import record_entry

_ROLES_OF_A_TEAM = {Role.SUPERVISING_SOCIAL_WORKER, Role.TEAM_MANAGER}
_LEAVES_SESSIONS = {"name"}


@dataclass(frozen=True)
class Particulars:
    """What an administrator says of a user."""

    name: str
    email: str
    roles: frozenset[Role]
    team_id: int | None
    active: bool = True


@dataclass(frozen=True)
class PersonRow:
    """A user in a list, with when they last signed in."""

    user: User
    last_signed_in: datetime | None


def administrators_of(user: User) -> list[User]:
    """Who can give a person of the same service a role, by name."""
    return list(
        db.session.scalars(
            select(User)
            .join(UserRole)
            .where(User.service_id == user.service_id, User.active, UserRole.role == Role.ADMINISTRATOR.value)
            .order_by(func.lower(User.name), User.id)
        )
    )


def list_people(viewer: User) -> list[PersonRow]:
    """The users in reach: those who can sign in first, each group by name."""
    last = (
        select(UserSession.user_id, func.max(UserSession.started_at).label("at"))
        .group_by(UserSession.user_id)
        .subquery()
    )
    rows = db.session.execute(
        select(User, last.c.at)
        .outerjoin(last, last.c.user_id == User.id)
        .where(visible_users(viewer, Permission.MANAGE_PEOPLE))
        .order_by(User.active.desc(), func.lower(User.name), User.id)
    )
    return [PersonRow(user, at) for user, at in rows]


def households_held(user: User) -> int:
    """How many households this person holds today."""
    held = held_households(user.id, today()).subquery()
    return db.session.scalar(select(func.count()).select_from(held)) or 0


def add_user(particulars: Particulars, password: str, actor: User | None, service_id: int | None = None) -> User:
    """Give somebody an account in the actor's service; raises RefusedChangeError.

    The service's first account has no actor: it is made on the server, for the service named.
    """
    _check_team(particulars)
    _check_email_is_free(particulars.email, None)
    _check_new_password(password, particulars.name, particulars.email)
    user = User(
        service_id=actor.service_id if actor else service_id,
        team_id=particulars.team_id,
        name=particulars.name,
        email=particulars.email.lower(),
        password_hash=hash_password(password),
        active=particulars.active,
        role_rows=[UserRole(role=role) for role in particulars.roles],
    )
    db.session.add(user)
    _flush_user()
    record_entry(
        AuditAction.USER_ADDED,
        actor=actor,
        subject=user,
        service_id=user.service_id,
        roles=_in_order(particulars.roles),
    )
    return user


def change_user(user: User, wanted: Particulars, actor: User, keep: UserSession | None = None) -> bool:
    """Make a user's account what is wanted, and end their sessions if that changes what they may see.

    `keep` is the session to leave open: that of an administrator who changes their own account.
    Returns whether anything changed; raises RefusedChangeError.
    """
    # One change to people at a time, so that two administrators cannot each remove the other.
    db.session.execute(select(Service.id).where(Service.id == user.service_id).with_for_update())
    _check_team(wanted)
    _check_email_is_free(wanted.email, user)
    _check_administrator_remains(user, wanted)
    changed = _changes(user, wanted)
    if not changed:
        return False
    user.name, user.email, user.team_id, user.active = wanted.name, wanted.email.lower(), wanted.team_id, wanted.active
    user.role_rows = [row for row in user.role_rows if row.role in wanted.roles] + [
        UserRole(role=role) for role in wanted.roles - user.roles
    ]
    _flush_user()
    record_entry(AuditAction.USER_CHANGED, actor=actor, subject=user, changed=changed)
    if set(changed) - _LEAVES_SESSIONS:
        end_all_sessions(user, actor, keep)
    return True


def set_password(user: User, password: str, actor: User, keep: UserSession | None = None) -> None:
    """Give a user a new password and end their sessions, but for the one to keep; raises RefusedChangeError."""
    _check_new_password(password, user.name, user.email)
    user.password_hash = hash_password(password)
    record_entry(AuditAction.PASSWORD_SET, actor=actor, subject=user)
    end_all_sessions(user, actor, keep)


def change_own_password(user: User, present: str, new: str, keep: UserSession | None) -> None:
    """Let somebody who knows the present password choose a new one; raises RefusedChangeError."""
    if check_password(user.email, present) is None:
        raise RefusedChangeError("present_password", "password_wrong")
    set_password(user, new, user, keep)


def _check_team(particulars: Particulars) -> None:
    if particulars.team_id is None and particulars.roles & _ROLES_OF_A_TEAM:
        raise RefusedChangeError("team", "team_needed")


def _check_email_is_free(email: str, holder: User | None) -> None:
    found = find_by_email(email)
    if found is not None and found is not holder:
        raise RefusedChangeError("address", "email_taken")


def _check_new_password(password: str, name: str, email: str) -> None:
    if fault := password_fault(password, name=name, email=email):
        raise RefusedChangeError("new_password", fault)


def _check_administrator_remains(user: User, wanted: Particulars) -> None:
    if wanted.active and Role.ADMINISTRATOR in wanted.roles:
        return
    others = db.session.scalar(
        select(func.count())
        .select_from(User)
        .join(UserRole)
        .where(UserRole.role == Role.ADMINISTRATOR, User.active, User.service_id == user.service_id)
        .where(User.id != user.id)
    )
    if user.active and Role.ADMINISTRATOR in user.roles and not others:
        raise RefusedChangeError("active" if not wanted.active else "roles", "last_administrator")


def _changes(user: User, wanted: Particulars) -> dict[str, object]:
    """What will change, from what to what; of a name or an address only that it does."""
    changes: dict[str, object] = {}
    if user.name != wanted.name:
        changes["name"] = "changed"
    if user.email.lower() != wanted.email.lower():
        changes["email"] = "changed"
    if user.roles != wanted.roles:
        changes["roles"] = {"from": _in_order(user.roles), "to": _in_order(wanted.roles)}
    if user.team_id != wanted.team_id:
        changes["team_id"] = {"from": user.team_id, "to": wanted.team_id}
    if user.active != wanted.active:
        changes["active"] = {"from": user.active, "to": wanted.active}
    return changes


def _in_order(roles: Iterable[Role]) -> list[str]:
    return [role.value for role in Role if role in set(roles)]


def _flush_user() -> None:
    """Write the user; another request may have taken the address since it was looked up."""
    try:
        db.session.flush()
    except IntegrityError:
        db.session.rollback()
        raise RefusedChangeError("address", "email_taken") from None
