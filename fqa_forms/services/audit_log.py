"""Reads the audit log for those who may: filtered, a page at a time, newest first."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import joinedload

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.calendar import start_of_day
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, User, VisitRecord
from fqa_forms.models.visibility import visible_audit_entries

PAGE_SIZE = 50
NOBODY = "nobody"
_SUBJECTS = {
    "household": "household",
    "draft": "draft",
    "user_account": "user",
    "user_session": "session",
    "team": "team",
}


@dataclass(frozen=True)
class LogFilter:
    """What to show: a person's number or NOBODY, an action, and days (both included); empty means any."""

    person: str = ""
    action: str = ""
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True)
class LogPage:
    """One page of the log, newest first."""

    entries: list[AuditEntry]
    page: int
    pages: int
    total: int


def read_log(viewer: User, wanted: LogFilter, page: int) -> LogPage:
    """A page of what the viewer may see of the log; a page after the last is the last."""
    chosen = [visible_audit_entries(viewer, Permission.VIEW_AUDIT_LOG), *_conditions(wanted)]
    total = db.session.scalar(select(func.count()).select_from(AuditEntry).where(*chosen)) or 0
    pages = max(1, -(-total // PAGE_SIZE))
    page = min(max(1, page), pages)
    entries = db.session.scalars(
        select(AuditEntry)
        .where(*chosen)
        .options(joinedload(AuditEntry.actor))
        .order_by(AuditEntry.at.desc(), AuditEntry.id.desc())
        .limit(PAGE_SIZE)
        .offset((page - 1) * PAGE_SIZE)
    )
    return LogPage(list(entries), page, pages, total)


def people_of(viewer: User) -> list[User]:
    """The people of the viewer's service, by whom the log can be filtered, by name."""
    return list(
        db.session.scalars(
            select(User).where(User.service_id == viewer.service_id).order_by(func.lower(User.name), User.id)
        )
    )


def subject_in_words(entry: AuditEntry) -> str:
    """What an entry is about, as a reference: record V000012, household no. 7."""
    if entry.subject_id is None:
        return ""
    if entry.subject_type == VisitRecord.__tablename__:
        return f"record {VisitRecord(id=entry.subject_id).reference}"
    kind = _SUBJECTS.get(entry.subject_type, entry.subject_type.replace("_", " "))
    return f"{kind} no. {entry.subject_id}"


def details_in_words(entry: AuditEntry) -> list[str]:
    """The details of an entry, each as key: value."""
    return [f"{key.replace('_', ' ')}: {_in_words(value)}" for key, value in sorted(entry.details.items())]


def _conditions(wanted: LogFilter) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = []
    if wanted.person:
        nobody = wanted.person == NOBODY
        conditions.append(AuditEntry.actor_id.is_(None) if nobody else AuditEntry.actor_id == int(wanted.person))
    if wanted.action:
        conditions.append(AuditEntry.action == AuditAction(wanted.action))
    if wanted.first_day:
        conditions.append(AuditEntry.at >= start_of_day(wanted.first_day))
    if wanted.last_day and wanted.last_day < date.max:
        conditions.append(AuditEntry.at < start_of_day(wanted.last_day + timedelta(days=1)))
    return conditions


def _in_words(value: Any) -> str:
    if isinstance(value, dict):
        if set(value) == {"from", "to"}:
            return f"{_in_words(value['from'])} → {_in_words(value['to'])}"
        return "; ".join(f"{str(key).replace('_', ' ')}: {_in_words(item)}" for key, item in value.items())
    if isinstance(value, list):
        return ", ".join(_in_words(item) for item in value) or "none"
    if value is None:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value).replace("_", " ")
