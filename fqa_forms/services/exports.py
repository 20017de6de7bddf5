"""Gives visit records and scores out again, a batch at a time, so that memory stays small."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import ColumnElement, func, select

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.extensions import db
from fqa_forms.models import RecordVersion, Score, Team, VisitRecord
from fqa_forms.services.audit import record_entry

_BATCH = 100


def note_export(kind: str, team: Team | None) -> int:
    """Put an export in the log of each service it concerns; returns the last record's number.

    The log is written before anything leaves, so that nothing can leave unlogged.
    """
    counts = db.session.execute(
        select(VisitRecord.service_id, func.count()).where(_wanted(team)).group_by(VisitRecord.service_id)
    ).all()
    for service_id, count in counts:
        record_entry(
            AuditAction.RECORDS_EXPORTED, actor=None, subject=team, service_id=service_id, count=count, kind=kind
        )
    return db.session.scalar(select(func.max(VisitRecord.id)).where(_wanted(team))) or 0


def export_documents(team: Team | None, last_id: int) -> Iterator[dict[str, Any]]:
    """Every record as it stands, in the form of visit_record.schema.json, oldest number first."""
    for batch in _batches(team, last_id):
        yield from (version.document for version in batch)


def export_scores(team: Team | None, last_id: int) -> Iterator[dict[str, Any]]:
    """The newest score of every record as it stands, in the form of score.schema.json."""
    for batch in _batches(team, last_id):
        ids = [version.id for version in batch]
        newest = select(func.max(Score.id)).where(Score.version_id.in_(ids)).group_by(Score.version_id)
        found = db.session.scalars(select(Score).where(Score.id.in_(newest)))
        results = {score.version_id: score.result for score in found}
        yield from (results[key] for key in ids if key in results)


def _batches(team: Team | None, last_id: int) -> Iterator[list[RecordVersion]]:
    after = 0
    while True:
        batch = list(
            db.session.scalars(
                select(RecordVersion)
                .join(VisitRecord, VisitRecord.id == RecordVersion.record_id)
                .where(_wanted(team), VisitRecord.id > after, VisitRecord.id <= last_id, _is_current())
                .order_by(VisitRecord.id)
                .limit(_BATCH)
            )
        )
        if not batch:
            return
        yield batch
        after = batch[-1].record_id
        db.session.rollback()  # a slow reader must not hold a transaction open


def _is_current() -> ColumnElement[bool]:
    newer = RecordVersion.__table__.alias("newer")
    highest = select(func.max(newer.c.number)).where(newer.c.record_id == VisitRecord.id).scalar_subquery()
    return RecordVersion.number == highest


def _wanted(team: Team | None) -> ColumnElement[bool]:
    """Visits that stand, of one team or all; other notes on a household are no visit records."""
    stands = VisitRecord.is_visit & VisitRecord.withdrawn_at.is_(None)
    return stands if team is None else stands & (VisitRecord.team_id == team.id)
