"""The tables, one subject a file; importing this package makes all of them known."""

from fqa_forms.models.action import ActionReview, VisitAction
from fqa_forms.models.audit_entry import AuditEntry
from fqa_forms.models.draft import Draft, DraftSave
from fqa_forms.models.household import Allocation, Carer, Child, Household, HouseholdMember, Placement
from fqa_forms.models.household_check import HouseholdCheck, HouseholdCheckError
from fqa_forms.models.record import RecordCopy, RecordVersion, VisitRecord
from fqa_forms.models.record_review import CarerComment, HintAnswer, RecordReview
from fqa_forms.models.score import CriterionGrade, Score
from fqa_forms.models.service import Service, Team
from fqa_forms.models.user import SignInAttempt, User, UserRole, UserSession

__all__ = [
    "ActionReview",
    "Allocation",
    "AuditEntry",
    "Carer",
    "CarerComment",
    "Child",
    "CriterionGrade",
    "Draft",
    "DraftSave",
    "HintAnswer",
    "Household",
    "HouseholdCheck",
    "HouseholdCheckError",
    "HouseholdMember",
    "Placement",
    "RecordCopy",
    "RecordReview",
    "RecordVersion",
    "Score",
    "Service",
    "SignInAttempt",
    "Team",
    "User",
    "UserRole",
    "UserSession",
    "VisitAction",
    "VisitRecord",
]
