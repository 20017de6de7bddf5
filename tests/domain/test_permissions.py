"""The table of who may do what: the statements that nobody may change unawares."""

import pytest

from fqa_forms.definitions import newest
from fqa_forms.domain.permissions import POLICY, Permission, Scope, scopes_for
from fqa_forms.domain.roles import ROLE_TITLES, Role

RECORD_TEXT = (Permission.VIEW_RECORD, Permission.LIST_RECORDS, Permission.EDIT_DRAFT, Permission.VIEW_HOUSEHOLD)


@pytest.mark.parametrize("permission", RECORD_TEXT)
def test_the_administrator_reaches_no_text_of_a_record(permission: Permission) -> None:
    assert scopes_for([Role.ADMINISTRATOR], permission) == frozenset()


@pytest.mark.parametrize("role", [Role.AUDITOR, Role.REVIEWING_OFFICER, Role.ADMINISTRATOR, Role.PANEL_MEMBER])
def test_whoever_stands_outside_the_fostering_team_writes_no_record(role: Role) -> None:
    assert scopes_for([role], Permission.EDIT_DRAFT) == frozenset()
    assert scopes_for([role], Permission.RECORD_VISIT) == frozenset()


def test_only_supervising_social_workers_record_the_supervision_visit() -> None:
    assert newest("supervision_visit").recorded_by == (Role.SUPERVISING_SOCIAL_WORKER,)


AFTER_SUBMIT = (
    *(Permission.CORRECT_RECORD, Permission.REVIEW_RECORD, Permission.ANSWER_RETURN),
    *(Permission.ADD_CARER_COMMENT, Permission.WITHDRAW_RECORD),
)


@pytest.mark.parametrize("permission", AFTER_SUBMIT)
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.REVIEWING_OFFICER, Role.ADMINISTRATOR, Role.PANEL_MEMBER])
def test_whoever_stands_outside_the_fostering_team_changes_nothing_of_a_record(
    permission: Permission, role: Role
) -> None:
    assert scopes_for([role], permission) == frozenset()


def test_a_supervising_social_worker_corrects_and_answers_for_what_they_wrote_and_signs_nothing_off() -> None:
    worker = [Role.SUPERVISING_SOCIAL_WORKER]
    assert scopes_for(worker, Permission.CORRECT_RECORD) == scopes_for(worker, Permission.ANSWER_RETURN) == {Scope.OWN}
    for permission in (Permission.REVIEW_RECORD, Permission.WITHDRAW_RECORD):
        assert scopes_for(worker, permission) == frozenset()


def test_checks_are_recorded_in_the_team_and_by_nobody_else() -> None:
    assert POLICY[Permission.RECORD_CHECK] == {
        Role.SUPERVISING_SOCIAL_WORKER: Scope.CASELOAD,
        Role.TEAM_MANAGER: Scope.TEAM,
    }


def test_a_draft_is_only_ever_ones_own() -> None:
    assert set(POLICY[Permission.EDIT_DRAFT].values()) == {Scope.OWN}


def test_roles_add_up() -> None:
    both = scopes_for([Role.SUPERVISING_SOCIAL_WORKER, Role.AUDITOR], Permission.VIEW_RECORD)
    assert both == {Scope.CASELOAD, Scope.SERVICE}


def test_no_role_is_no_permission_but_ones_own_account() -> None:
    assert {permission for permission in Permission if scopes_for([], permission)} == {Permission.OWN_ACCOUNT}


def test_every_role_has_a_title() -> None:
    assert set(ROLE_TITLES) == set(Role)
