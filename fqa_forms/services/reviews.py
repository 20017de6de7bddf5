"""A manager reads a submitted record: signs it off or returns it, and its author answers."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, case, func, select

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.domain.record_status import RecordStatus, Step, can_follow, status_after
from fqa_forms.extensions import db
from fqa_forms.models import RecordReview, RecordVersion, User, VisitRecord
from fqa_forms.services.audit import record_entry
from fqa_forms.services.corrections import WRITTEN

_ACTIONS = {
    Step.RETURNED: AuditAction.RECORD_RETURNED,
    Step.ANSWERED: AuditAction.RECORD_ANSWERED,
    Step.SIGNED_OFF: AuditAction.RECORD_SIGNED_OFF,
}


@dataclass(frozen=True)
class ReviewLine:
    """One step of a record's review, as a page tells it."""

    step: Step
    version: int
    comment: str
    by: str
    at: datetime


def is_reviewed(record: VisitRecord) -> bool:
    """Whether a manager reads this record: a visit written here, not a note and not brought in."""
    return record.is_visit and record.authorship == WRITTEN


def reviewed_records() -> ColumnElement[bool]:
    """Predicate over visit_record: those that a manager reads."""
    return VisitRecord.is_visit & (VisitRecord.authorship == WRITTEN)


def reviews_of(record: VisitRecord) -> list[RecordReview]:
    """Every step of a record's review, oldest first."""
    return list(
        db.session.scalars(select(RecordReview).where(RecordReview.record_id == record.id).order_by(RecordReview.id))
    )


def review_lines(record: VisitRecord) -> list[ReviewLine]:
    """Every step of a record's review with the number of the version it was taken on, oldest first."""
    numbers = {version.id: version.number for version in record.versions}
    return [
        ReviewLine(Step(each.verdict), numbers[each.version_id], each.comment, each.by.name, each.at)
        for each in reviews_of(record)
    ]


def status_of(record: VisitRecord) -> RecordStatus:
    """How a record stands: from every version and what was said of each, in the order it happened."""
    reviews = reviews_of(record)
    steps: list[Step] = []
    for version in record.versions:
        steps += [Step.CORRECTED] if version.number > 1 else []
        steps += [Step(review.verdict) for review in reviews if review.version_id == version.id]
    return status_after(steps)


def status_column() -> ColumnElement[str]:
    """How a record stands, in SQL over visit_record: the same as `status_of`."""
    of_record = RecordReview.record_id == VisitRecord.id
    last = select(func.max(RecordReview.id)).where(of_record).correlate(VisitRecord).scalar_subquery()
    verdict = select(RecordReview.verdict).where(RecordReview.id == last).scalar_subquery()
    read = select(RecordReview.version_id).where(RecordReview.id == last).scalar_subquery()
    newest = (
        select(func.max(RecordVersion.id))
        .where(RecordVersion.record_id == VisitRecord.id)
        .correlate(VisitRecord)
        .scalar_subquery()
    )
    return case(
        (verdict.is_(None), RecordStatus.SUBMITTED.value),
        ((verdict == Step.SIGNED_OFF) & (read != newest), RecordStatus.SUBMITTED.value),
        ((verdict == Step.RETURNED) & (read != newest), RecordStatus.ANSWERED.value),
        (verdict == Step.SIGNED_OFF, RecordStatus.SIGNED_OFF.value),
        (verdict == Step.RETURNED, RecordStatus.RETURNED.value),
        else_=RecordStatus.ANSWERED.value,
    )


def wrote_any_of(record: VisitRecord, user: User) -> bool:
    """Whether a person wrote the record or one of its versions, and so cannot sign it off."""
    return user.id in {record.author_id, *(version.made_by_id for version in record.versions)}


def review_record(record: VisitRecord, step: Step, comment: str, user: User, seen_version: str) -> RecordReview:
    """Take one step of a record's review on the version the person saw; raises RefusedChangeError where it cannot be.

    The record's row is locked first, so that of two people at once the second is told.
    """
    db.session.refresh(record, with_for_update=True)
    if step is not Step.ANSWERED and wrote_any_of(record, user):
        raise RefusedChangeError("verdict", "review_not_own")
    if seen_version != str(record.current.number):
        raise RefusedChangeError("comment", "review_overtaken")
    status = status_of(record)
    if not is_reviewed(record) or not can_follow(status, step):
        raise RefusedChangeError("comment", "review_not_now", status=status.value)
    review = RecordReview(
        record_id=record.id, version_id=record.current.id, verdict=step.value, comment=comment, by_id=user.id
    )
    db.session.add(review)
    record_entry(_ACTIONS[step], actor=user, subject=record, version=record.current.number)
    return review
