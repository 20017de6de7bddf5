"""What the page of a record shows of what happened after it was submitted, and what this person may do next."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from fqa_forms.domain.permissions import Permission
from fqa_forms.domain.record_status import WAITING, RecordStatus
from fqa_forms.extensions import db
from fqa_forms.models import Carer, User, VisitRecord
from fqa_forms.models.visibility import VISIBLE_TO
from fqa_forms.services.carer_comments import AGREEMENT, CarerSide, carers_of
from fqa_forms.services.corrections import can_be_corrected
from fqa_forms.services.reviews import ReviewLine, is_reviewed, review_lines, status_of, wrote_any_of
from fqa_forms.services.version_history import VersionLine, version_lines


@dataclass(frozen=True)
class AfterSubmit:
    """The record's review, versions and carers' words; `may` names what this person can do with it now."""

    status: RecordStatus | None
    steps: list[ReviewLine]
    versions: list[VersionLine]
    carers: list[CarerSide]
    may: frozenset[str]
    agreement = AGREEMENT


def after_submit(record: VisitRecord, user: User) -> AfterSubmit:
    """Everything that followed a record's submission, with the ways on that this person has."""
    status = status_of(record) if is_reviewed(record) else None
    possible = {
        "correct": can_be_corrected(record) and _reaches(user, Permission.CORRECT_RECORD, record),
        "review": status in WAITING
        and _reaches(user, Permission.REVIEW_RECORD, record)
        and not wrote_any_of(record, user),
        "answer": status is RecordStatus.RETURNED and _reaches(user, Permission.ANSWER_RETURN, record),
        "withdraw": _reaches(user, Permission.WITHDRAW_RECORD, record),
        "add_carer_comment": _reaches(user, Permission.ADD_CARER_COMMENT, record),
    }
    carers = carers_of(record)
    possible["open_carers"] = any(_reaches(user, Permission.VIEW_CARER_FILE, side.carer) for side in carers)
    return AfterSubmit(
        status, review_lines(record), version_lines(record), carers, frozenset(k for k, may in possible.items() if may)
    )


def _reaches(user: User, permission: Permission, row: Any) -> bool:
    model: type[VisitRecord] | type[Carer] = type(row)
    within = VISIBLE_TO[model](user, permission)
    return db.session.scalar(select(model.id).where(model.id == row.id, within)) is not None
