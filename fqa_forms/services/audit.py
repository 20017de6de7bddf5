"""Writes the audit log, in the transaction of what it describes."""

from typing import Any

from fqa_forms.domain.audit_actions import AuditAction, check_details
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, User


def record_entry(
    action: AuditAction,
    *,
    actor: User | None,
    subject: Any = None,
    service_id: int | None = None,
    **details: object,
) -> AuditEntry:
    """Add an entry; the subject is a row that has its id. Raises ValueError on undeclared details."""
    check_details(action, details)
    entry = AuditEntry(
        action=action,
        actor_id=actor.id if actor else None,
        service_id=actor.service_id if actor else service_id,
        subject_type=subject.__tablename__ if subject is not None else "",
        subject_id=subject.id if subject is not None else None,
        details=details,
    )
    db.session.add(entry)
    return entry
