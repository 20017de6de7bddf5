"""The carers' side of a record: the copies on each carer's own record, and what they say of them."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.extensions import db
from fqa_forms.models import Carer, CarerComment, RecordCopy, RecordVersion, User, VisitRecord
from fqa_forms.services.audit import record_entry

AGREEMENT: dict[bool | None, str] = {True: "Agrees", False: "Does not agree", None: "Did not say"}


@dataclass(frozen=True)
class CarerSide:
    """One carer with a copy of a record: the versions copied, and what they said of them."""

    carer: Carer
    versions: list[int]
    comments: list[CarerComment]


@dataclass(frozen=True)
class CopyLine:
    """One record on a carer's own record: the newest version copied, and the carer's last word on it."""

    record: VisitRecord
    version: int
    comment: CarerComment | None

    @property
    def agreement(self) -> str:
        """Whether the carer agrees, in words."""
        return AGREEMENT[self.comment.agrees] if self.comment else "Not asked yet"


def carers_of(record: VisitRecord) -> list[CarerSide]:
    """The carers whose own records hold a copy of a record, each with what they said."""
    rows = db.session.execute(
        select(RecordCopy.carer_id, RecordVersion.number)
        .join(RecordVersion, RecordVersion.id == RecordCopy.version_id)
        .where(RecordVersion.record_id == record.id)
        .order_by(RecordCopy.carer_id, RecordVersion.number)
    )
    copied: dict[int, list[int]] = {}
    for carer_id, number in rows:
        copied.setdefault(carer_id, []).append(number)
    comments = _comments([record.id])
    return [
        CarerSide(
            db.session.get_one(Carer, carer_id),
            numbers,
            [each for each in comments if each.carer_id == carer_id],
        )
        for carer_id, numbers in copied.items()
    ]


def carer_file(carer: Carer) -> list[CopyLine]:
    """The records copied to a carer's own record, newest visit first; withdrawn ones left out."""
    rows = db.session.execute(
        select(VisitRecord, RecordVersion.number)
        .join(RecordVersion, RecordVersion.record_id == VisitRecord.id)
        .join(RecordCopy, RecordCopy.version_id == RecordVersion.id)
        .where(RecordCopy.carer_id == carer.id, VisitRecord.withdrawn_at.is_(None))
        .order_by(VisitRecord.visit_date.desc(), VisitRecord.id.desc(), RecordVersion.number)
    )
    newest = {record.id: (record, number) for record, number in rows}
    last_words = {each.record_id: each for each in _comments(list(newest)) if each.carer_id == carer.id}
    return [CopyLine(record, number, last_words.get(record.id)) for record, number in newest.values()]


def has_copy(record: VisitRecord, carer: Carer) -> bool:
    """Whether a carer's own record holds a copy of a record."""
    return any(side.carer.id == carer.id for side in carers_of(record))


def add_carer_comment(
    record: VisitRecord, carer: Carer, agrees: bool | None, comment: str, given_on: date, user: User
) -> CarerComment:
    """Keep what a carer said of a record; a later word stands beside the earlier ones."""
    row = CarerComment(
        record_id=record.id,
        carer_id=carer.id,
        agrees=agrees,
        comment=comment,
        given_on=given_on,
        entered_by_id=user.id,
    )
    db.session.add(row)
    record_entry(AuditAction.CARER_COMMENT_ADDED, actor=user, subject=record, carer_id=carer.id)
    return row


def _comments(record_ids: list[int]) -> list[CarerComment]:
    return list(
        db.session.scalars(select(CarerComment).where(CarerComment.record_id.in_(record_ids)).order_by(CarerComment.id))
    )
