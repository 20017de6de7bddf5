"""How a scope becomes SQL: the one place that turns 'how far' into a predicate."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, false, or_, select

from fqa_forms.domain.calendar import today
from fqa_forms.domain.permissions import Permission, Scope
from fqa_forms.models.audit_entry import AuditEntry
from fqa_forms.models.draft import Draft
from fqa_forms.models.household import Allocation, Carer, Household
from fqa_forms.models.household_check import HouseholdCheck
from fqa_forms.models.record import VisitRecord
from fqa_forms.models.service import Team
from fqa_forms.models.user import User, UserSession


def any_of(scopes: frozenset[Scope], predicates: dict[Scope, ColumnElement[bool]]) -> ColumnElement[bool]:
    """True for rows within at least one of the scopes; a scope without a predicate reaches nothing."""
    return or_(false(), *(predicates[scope] for scope in scopes if scope in predicates))


def held_households(user_id: int, on: date) -> Select[int]:
    """The ids of the households that a supervising social worker holds on a day."""
    return select(Allocation.household_id).where(
        Allocation.user_id == user_id,
        Allocation.starts_on <= on,
        or_(Allocation.ends_on.is_(None), Allocation.ends_on >= on),
    )


def visible_households(user: User, permission: Permission) -> ColumnElement[bool]:
    """Predicate over household for what the person may use the permission on."""
    return any_of(
        user.scopes(permission),
        {
            Scope.CASELOAD: Household.id.in_(held_households(user.id, today()))
            & (Household.service_id == user.service_id),
            Scope.TEAM: (Household.team_id == user.team_id) & Household.team_id.is_not(None),
            Scope.SERVICE: Household.service_id == user.service_id,
        },
    )


def visible_records(user: User, permission: Permission) -> ColumnElement[bool]:
    """Predicate over visit_record: the records of the households in reach today, withdrawn ones left out.

    One's own are those one wrote of a household whose records one may read today.
    """
    own = (VisitRecord.author_id == user.id) & _of_households(user, Permission.VIEW_RECORD)
    in_reach = _of_households(user, permission) | any_of(user.scopes(permission), {Scope.OWN: own})
    return in_reach & (VisitRecord.service_id == user.service_id) & VisitRecord.withdrawn_at.is_(None)


def withdrawn_records(user: User, permission: Permission) -> ColumnElement[bool]:
    """Predicate over visit_record: the withdrawn records of the households in reach today."""
    in_reach = _of_households(user, permission) & (VisitRecord.service_id == user.service_id)
    return in_reach & VisitRecord.withdrawn_at.is_not(None)


def visible_carers(user: User, permission: Permission) -> ColumnElement[bool]:
    """Predicate over carer: those of the households in reach today."""
    return Carer.household_id.in_(select(Household.id).where(visible_households(user, permission)))


def visible_checks(user: User, permission: Permission) -> ColumnElement[bool]:
    """Predicate over household_check: those of the households in reach today."""
    return HouseholdCheck.household_id.in_(select(Household.id).where(visible_households(user, permission)))


def _of_households(user: User, permission: Permission) -> ColumnElement[bool]:
    return VisitRecord.household_id.in_(select(Household.id).where(visible_households(user, permission)))


def visible_drafts(user: User, permission: Permission) -> ColumnElement[bool]:
    """Predicate over draft: one's own that are not discarded.

    A correction holds the words of its record, so it is there only while the record's household is in reach.
    """
    readable = select(VisitRecord.id).where(_of_households(user, Permission.VIEW_RECORD))
    in_reach = Draft.corrects_id.is_(None) | Draft.corrects_id.in_(readable)
    own = (Draft.author_id == user.id) & Draft.discarded_at.is_(None) & in_reach
    return any_of(user.scopes(permission), {Scope.OWN: own})


def visible_users(user: User, permission: Permission) -> ColumnElement[bool]:
    """Predicate over user_account: the people of the team or of the service."""
    return any_of(
        user.scopes(permission),
        {
            Scope.TEAM: (User.team_id == user.team_id) & User.team_id.is_not(None),
            Scope.SERVICE: User.service_id == user.service_id,
        },
    )


def visible_teams(user: User, permission: Permission) -> ColumnElement[bool]:
    """Predicate over team: the teams of the service."""
    return any_of(user.scopes(permission), {Scope.SERVICE: Team.service_id == user.service_id})


def visible_sessions(user: User, permission: Permission) -> ColumnElement[bool]:
    """Predicate over user_session: one's own."""
    return any_of(user.scopes(permission), {Scope.OWN: UserSession.user_id == user.id})


def visible_audit_entries(user: User, permission: Permission) -> ColumnElement[bool]:
    """Predicate over audit_entry: what happened in the service."""
    return any_of(user.scopes(permission), {Scope.SERVICE: AuditEntry.service_id == user.service_id})


VISIBLE_TO: dict[type[Any], Callable[[User, Permission], ColumnElement[bool]]] = {
    Household: visible_households,
    Carer: visible_carers,
    HouseholdCheck: visible_checks,
    VisitRecord: visible_records,
    Draft: visible_drafts,
    User: visible_users,
    Team: visible_teams,
    UserSession: visible_sessions,
    AuditEntry: visible_audit_entries,
}
