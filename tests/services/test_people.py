from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.domain.roles import Role
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, User, UserSession
from fqa_forms.services.accounts import check_password, start_session
from fqa_forms.services.people import (
    Particulars,
    add_user,
    change_own_password,
    change_user,
    list_people,
    set_password,
)
from tests import factories

GOOD = "wooden otter piano"


@pytest.fixture
def admin(app: Flask) -> User:
    return factories.make_user("administrator", name="Ada Admin")


def wanted(user: User, **changes: Any) -> Particulars:
    same = {"name": user.name, "email": user.email, "roles": user.roles, "team_id": user.team_id, "active": user.active}
    return Particulars(**{**same, **changes})


def new(**changes: Any) -> Particulars:
    nia = {"name": "Nia New", "email": "Nia@County.test", "roles": frozenset({Role.AUDITOR}), "team_id": None}
    return Particulars(**{**nia, **changes})


def entries(action: AuditAction) -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def open_sessions(user: User) -> list[UserSession]:
    return db.session.query(UserSession).filter_by(user_id=user.id, ended_at=None).all()


def test_a_new_user_signs_in_with_the_first_password_whatever_the_capitals(admin: User) -> None:
    user = add_user(new(), GOOD, admin)
    assert check_password("nia@county.TEST", GOOD) is user
    assert user.service_id == admin.service_id
    [entry] = entries(AuditAction.USER_ADDED)
    assert (entry.actor_id, entry.subject_id, entry.details) == (admin.id, user.id, {"roles": ["auditor"]})


@pytest.mark.parametrize(
    ("changes", "password", "field"),
    [
        ({"email": "ADA@county.test"}, GOOD, "address"),
        ({"roles": frozenset({Role.SUPERVISING_SOCIAL_WORKER})}, GOOD, "team"),
        ({"roles": frozenset({Role.AUDITOR, Role.TEAM_MANAGER})}, GOOD, "team"),
        ({}, "Password2026!", "new_password"),
        ({}, "nia@county.test", "new_password"),
    ],
)
def test_a_new_user_is_refused_at_the_field_at_fault(
    admin: User, changes: dict[str, Any], password: str, field: str
) -> None:
    factories.make_user("auditor", email="ada@county.test")
    with pytest.raises(RefusedChangeError) as refused:
        add_user(new(**changes), password, admin)
    assert refused.value.field == field
    assert not entries(AuditAction.USER_ADDED)


@pytest.mark.parametrize(
    "changes", [{"roles": frozenset({Role.HEAD_OF_SERVICE})}, {"active": False}, {"email": "other@county.test"}]
)
def test_a_change_of_what_somebody_may_do_ends_their_sessions(admin: User, changes: dict[str, Any]) -> None:
    user = factories.make_user("auditor")
    start_session(user, "Browser")
    change_user(user, wanted(user, **changes), admin)
    assert not open_sessions(user)
    assert len(entries(AuditAction.SESSION_ENDED)) == 1


def test_a_change_of_team_ends_sessions_and_is_logged_from_and_to(admin: User) -> None:
    north, south = factories.make_team(), factories.make_team()
    user = factories.make_user(team=north)
    start_session(user, "Browser")
    change_user(user, wanted(user, team_id=south.id), admin)
    assert not open_sessions(user)
    [entry] = entries(AuditAction.USER_CHANGED)
    assert entry.details == {"changed": {"team_id": {"from": north.id, "to": south.id}}}


def test_a_new_name_leaves_sessions_open_and_stays_out_of_the_log(admin: User) -> None:
    user = factories.make_user("auditor", name="Old Name")
    start_session(user, "Browser")
    assert change_user(user, wanted(user, name="New Name"), admin)
    assert len(open_sessions(user)) == 1
    [entry] = entries(AuditAction.USER_CHANGED)
    assert entry.details == {"changed": {"name": "changed"}}


def test_nothing_changed_is_nothing_logged(admin: User) -> None:
    assert not change_user(admin, wanted(admin), admin)
    assert not entries(AuditAction.USER_CHANGED)


def test_roles_are_given_and_taken(admin: User) -> None:
    user = factories.make_user(roles=("auditor", "panel_chair"))
    change_user(user, wanted(user, roles=frozenset({Role.AUDITOR, Role.PANEL_MEMBER})), admin)
    db.session.commit()
    assert db.session.get_one(User, user.id).roles == {Role.AUDITOR, Role.PANEL_MEMBER}


@pytest.mark.parametrize(
    ("changes", "field"), [({"active": False}, "active"), ({"roles": frozenset({Role.AUDITOR})}, "roles")]
)
def test_the_last_active_administrator_stays_one(admin: User, changes: dict[str, Any], field: str) -> None:
    factories.make_user("administrator", active=False)
    factories.make_user("administrator", service=factories.make_service())
    with pytest.raises(RefusedChangeError) as refused:
        change_user(admin, wanted(admin, **changes), admin)
    assert refused.value.field == field


def test_an_administrator_may_go_when_another_stays(admin: User) -> None:
    other = factories.make_user("administrator")
    assert change_user(admin, wanted(admin, active=False), other)


def test_an_administrator_who_changes_their_own_account_keeps_the_session_in_use(admin: User) -> None:
    start_session(admin, "Elsewhere")
    start_session(admin, "Here")
    here = next(row for row in open_sessions(admin) if row.browser == "Here")
    change_user(admin, wanted(admin, roles=admin.roles | {Role.AUDITOR}), admin, keep=here)
    assert open_sessions(admin) == [here]


def test_a_new_password_replaces_the_old_one_and_ends_sessions(admin: User) -> None:
    user = factories.make_user("auditor")
    start_session(user, "Browser")
    set_password(user, GOOD, admin)
    assert check_password(user.email, GOOD) is user
    assert check_password(user.email, factories.PASSWORD) is None
    assert not open_sessions(user)
    [entry] = entries(AuditAction.PASSWORD_SET)
    assert (entry.actor_id, entry.subject_id, entry.details) == (admin.id, user.id, {})


def test_ones_own_password_needs_the_present_one(admin: User) -> None:
    with pytest.raises(RefusedChangeError) as refused:
        change_own_password(admin, "not this one", GOOD, None)
    assert refused.value.field == "present_password"
    assert check_password(admin.email, factories.PASSWORD) is admin


def test_people_are_listed_with_their_last_sign_in_and_closed_accounts_last(admin: User) -> None:
    closed = factories.make_user("auditor", name="Aaron Closed", active=False)
    factories.make_user("auditor", service=factories.make_service())
    start_session(admin, "First")
    start_session(admin, "Second")
    first, second = open_sessions(admin)
    first.started_at -= timedelta(days=3)
    db.session.commit()
    rows = list_people(admin)
    assert [row.user for row in rows] == [admin, closed]
    assert [row.last_signed_in for row in rows] == [second.started_at, None]
