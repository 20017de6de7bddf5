"""A record made on the wrong household is withdrawn: out of every list, never deleted."""

from sqlalchemy import select, update

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import ActionReview, User, VisitAction, VisitRecord
from fqa_forms.models.types import now
from fqa_forms.models.visibility import withdrawn_records
from fqa_forms.services.audit import record_entry
from fqa_forms.services.corrected_actions import told_of_later
from fqa_forms.services.records import CLOSING


def withdraw_record(record: VisitRecord, reason: str, user: User) -> None:
    """Withdraw a record with a reason, once: close the actions it agreed, open again those it closed."""
    db.session.refresh(record, with_for_update=True)
    if record.withdrawn_at:
        return
    moment = now()
    record.withdrawn_at, record.withdrawn_by_id, record.withdrawn_reason = moment, user.id, reason
    db.session.execute(
        update(VisitAction)
        .where(VisitAction.record_id == record.id, VisitAction.closed_at.is_(None))
        .values(closed_at=moment)
    )
    for action in _closed_by(record):
        action.closed_at = None
    record_entry(AuditAction.RECORD_WITHDRAWN, actor=user, subject=record, version=record.current.number)


def _closed_by(record: VisitRecord) -> list[VisitAction]:
    """The household's earlier actions that this record closed, and no later one spoke of."""
    closed = db.session.scalars(
        select(VisitAction)
        .join(ActionReview, ActionReview.action_id == VisitAction.id)
        .where(ActionReview.record_id == record.id, ActionReview.status.in_(CLOSING))
    )
    return [action for action in closed if not told_of_later(action, record)]


def list_withdrawn(user: User) -> list[tuple[VisitRecord, str]]:
    """The withdrawn records in a manager's reach, the last withdrawn first, each with who withdrew it."""
    rows = db.session.execute(
        select(VisitRecord, User.name)
        .outerjoin(User, User.id == VisitRecord.withdrawn_by_id)
        .where(withdrawn_records(user, Permission.WITHDRAW_RECORD))
        .order_by(VisitRecord.withdrawn_at.desc(), VisitRecord.id.desc())
    )
    return [(record, name or "") for record, name in rows]


def find_withdrawn(user: User, record_id: int) -> VisitRecord | None:
    """One withdrawn record in a manager's reach."""
    return db.session.scalar(
        select(VisitRecord).where(VisitRecord.id == record_id, withdrawn_records(user, Permission.WITHDRAW_RECORD))
    )
