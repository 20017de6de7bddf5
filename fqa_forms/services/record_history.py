"""What has happened to a record: drafted, submitted, scored, viewed by whom, copied to whom."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.extensions import db
from fqa_forms.models import (
    AuditEntry,
    Carer,
    CarerComment,
    RecordCopy,
    RecordReview,
    RecordVersion,
    User,
    VisitRecord,
)

NOBODY = "FQA Forms"


@dataclass(frozen=True)
class Event:
    """One line of the timeline."""

    at: datetime
    what: str
    who: str


def record_history(record: VisitRecord) -> list[Event]:
    """The record's timeline, oldest first; somebody's viewings are one line, at the latest of them."""
    events = [*_written(record), *_reviewed(record), *_readings(record)]
    for version in record.versions:
        events += _scored(version)
        events += _copied(version)
    return sorted(events, key=lambda event: event.at)


def _written(record: VisitRecord) -> list[Event]:
    author = record.author.name if record.author else "Imported"
    events = [Event(record.drafted_at, "Draft begun", author)] if record.drafted_at else []
    events.append(Event(record.submitted_at, "Submitted" if record.author else "Imported", author))
    for version in record.versions[1:]:
        made_by = db.session.get(User, version.made_by_id) if version.made_by_id else None
        what = f"Corrected (version {version.number}{', a late addition' if version.late_addition else ''})"
        events.append(Event(version.made_at, what, made_by.name if made_by else NOBODY))
    return events


def _reviewed(record: VisitRecord) -> list[Event]:
    """What the manager, the author and the carers did with the record; their words are beside the record."""
    reviews = db.session.scalars(select(RecordReview).where(RecordReview.record_id == record.id))
    said = db.session.execute(
        select(CarerComment.entered_at, Carer.name, User.name)
        .join(Carer, Carer.id == CarerComment.carer_id)
        .join(User, User.id == CarerComment.entered_by_id)
        .where(CarerComment.record_id == record.id)
    )
    events = [Event(each.at, each.verdict.replace("_", " ").capitalize(), each.by.name) for each in reviews]
    return events + [Event(at, f"What {carer} said was added", by) for at, carer, by in said]


def _scored(version: RecordVersion) -> list[Event]:
    return [Event(score.made_at, f"Scored by model {score.model_version}", NOBODY) for score in version.scores]


def _copied(version: RecordVersion) -> list[Event]:
    rows = db.session.execute(
        select(RecordCopy.copied_at, Carer.name)
        .join(Carer, Carer.id == RecordCopy.carer_id)
        .where(RecordCopy.version_id == version.id)
        .order_by(Carer.id)
    )
    return [Event(copied_at, f"Copied to the record of {name}", NOBODY) for copied_at, name in rows]


def _readings(record: VisitRecord) -> list[Event]:
    rows = db.session.execute(
        select(AuditEntry.action, User.name, func.max(AuditEntry.at), func.count())
        .join(User, User.id == AuditEntry.actor_id)
        .where(
            AuditEntry.subject_type == VisitRecord.__tablename__,
            AuditEntry.subject_id == record.id,
            AuditEntry.action.in_([AuditAction.RECORD_VIEWED, AuditAction.RECORD_DOWNLOADED]),
        )
        .group_by(AuditEntry.action, User.id, User.name)
    )
    words = {AuditAction.RECORD_VIEWED: "Viewed", AuditAction.RECORD_DOWNLOADED: "Downloaded"}
    return [Event(last, words[AuditAction(action)] + _times(count), name) for action, name, last, count in rows]


def _times(count: int) -> str:
    return "" if count == 1 else f" ({count} times, this is the latest)"
