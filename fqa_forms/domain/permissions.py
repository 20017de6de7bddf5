"""The one table of who may do what, and how far they may see.

Panel roles and the agency decision maker hold accounts but see nothing yet: their
pages come with the panel's own forms.
"""

from collections.abc import Iterable
from enum import Enum, StrEnum

from fqa_forms.domain.roles import Role


class Permission(StrEnum):
    """Something a page lets a person do; the value is the sentence a non-programmer reads."""

    PUBLIC = "open a page that shows nothing about anybody"
    OWN_ACCOUNT = "see the start page and end one's own sessions"
    VIEW_HOUSEHOLD = "see a household, its members, its visits and its open actions"
    RECORD_CHECK = "say when a check of a household was done, or that one was recorded in error"
    RECORD_VISIT = "start the record of a visit to a household, or another form on it that the role records"
    EDIT_DRAFT = "write, check, submit or discard a draft of one's own"
    VIEW_RECORD = "read a submitted visit record with its score"
    LIST_RECORDS = "list submitted visit records and filter them"
    CORRECT_RECORD = "give a submitted record a new version, with a reason"
    REVIEW_RECORD = "sign a submitted record off, or return it with a comment"
    ANSWER_RETURN = "answer the return of a record of one's own"
    VIEW_CARER_FILE = "see the copies of visit records on a foster carer's own record, and what the carer said of them"
    ADD_CARER_COMMENT = "add what a carer said of a visit record, with the day they said it"
    WITHDRAW_RECORD = "withdraw a record made on the wrong household, with a reason, and read those withdrawn"
    VIEW_OVERSIGHT = "see which visits were missed and which records were written up late"
    VIEW_QUALITY = "see how recording quality changes over time"
    ALLOCATE_HOUSEHOLD = "say which supervising social worker holds a household, and from when"
    MANAGE_PEOPLE = "manage users and teams"
    VIEW_AUDIT_LOG = "read the audit log (never the text of a record)"


class Scope(Enum):
    """How far a permission reaches."""

    OWN = "what they wrote themselves"
    CASELOAD = "the households they hold today"
    TEAM = "their team"
    SERVICE = "the whole service"


_SSW, _TM, _HOS = Role.SUPERVISING_SOCIAL_WORKER, Role.TEAM_MANAGER, Role.HEAD_OF_SERVICE
_AUDITOR, _IRO, _ADMIN = Role.AUDITOR, Role.REVIEWING_OFFICER, Role.ADMINISTRATOR

POLICY: dict[Permission, dict[Role, Scope]] = {
    Permission.VIEW_HOUSEHOLD: {_SSW: Scope.CASELOAD, _TM: Scope.TEAM, _HOS: Scope.SERVICE},
    Permission.RECORD_CHECK: {_SSW: Scope.CASELOAD, _TM: Scope.TEAM},
    Permission.RECORD_VISIT: {_SSW: Scope.CASELOAD, _TM: Scope.TEAM, _HOS: Scope.SERVICE},
    Permission.EDIT_DRAFT: {_SSW: Scope.OWN, _TM: Scope.OWN, _HOS: Scope.OWN},
    Permission.VIEW_RECORD: {
        _SSW: Scope.CASELOAD,
        _TM: Scope.TEAM,
        _HOS: Scope.SERVICE,
        _AUDITOR: Scope.SERVICE,
        _IRO: Scope.SERVICE,
    },
    Permission.LIST_RECORDS: {
        _SSW: Scope.CASELOAD,
        _TM: Scope.TEAM,
        _HOS: Scope.SERVICE,
        _AUDITOR: Scope.SERVICE,
        _IRO: Scope.SERVICE,
    },
    Permission.CORRECT_RECORD: {_SSW: Scope.OWN, _TM: Scope.TEAM, _HOS: Scope.SERVICE},
    Permission.REVIEW_RECORD: {_TM: Scope.TEAM, _HOS: Scope.SERVICE},
    Permission.ANSWER_RETURN: {_SSW: Scope.OWN, _TM: Scope.OWN, _HOS: Scope.OWN},
    Permission.VIEW_CARER_FILE: {
        _SSW: Scope.CASELOAD,
        _TM: Scope.TEAM,
        _HOS: Scope.SERVICE,
        _AUDITOR: Scope.SERVICE,
        _IRO: Scope.SERVICE,
    },
    Permission.ADD_CARER_COMMENT: {_SSW: Scope.CASELOAD, _TM: Scope.TEAM, _HOS: Scope.SERVICE},
    Permission.WITHDRAW_RECORD: {_TM: Scope.TEAM, _HOS: Scope.SERVICE},
    Permission.VIEW_OVERSIGHT: {_TM: Scope.TEAM, _HOS: Scope.SERVICE},
    Permission.VIEW_QUALITY: {_TM: Scope.TEAM, _HOS: Scope.SERVICE, _AUDITOR: Scope.SERVICE},
    Permission.ALLOCATE_HOUSEHOLD: {_TM: Scope.TEAM, _HOS: Scope.SERVICE},
    Permission.MANAGE_PEOPLE: {_ADMIN: Scope.SERVICE},
    Permission.VIEW_AUDIT_LOG: {_ADMIN: Scope.SERVICE, _HOS: Scope.SERVICE},
}


def scopes_for(roles: Iterable[Role], permission: Permission) -> frozenset[Scope]:
    """How far these roles together may use the permission; empty means not at all.

    One's own account is one's own without any role, too: whoever is signed in can sign out.
    """
    if permission is Permission.OWN_ACCOUNT:
        return frozenset({Scope.OWN})
    table = POLICY.get(permission, {})
    return frozenset(table[role] for role in roles if role in table)
