"""Compares what the service acknowledged with what its database holds."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import func, select

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, Draft, DraftSave, RecordCopy, RecordVersion, Score, VisitRecord
from tests import databases
from tests.faults.writers import MARKED, Ledger, Save, Submit


@dataclass
class Findings:
    """What was found; only the lists that must be empty say what is wrong."""

    saves: int
    submits: int
    unanswered: Counter[str]
    stored_saves: int = 0
    stored_records: int = 0
    lost: list[Save | Submit] = field(default_factory=list)
    doubled: list[Any] = field(default_factory=list)
    half_stored: list[Any] = field(default_factory=list)
    without_audit: list[Any] = field(default_factory=list)
    integrity: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return (
            f"acknowledged {self.saves} saves and {self.submits} submits; {self.cut_off} requests cut off; "
            f"stored {self.stored_saves} saves and {self.stored_records} records; "
            f"lost {len(self.lost)}, doubled {len(self.doubled)}, half stored {len(self.half_stored)}, "
            f"without audit {len(self.without_audit)}; the database says: {', '.join(self.integrity)}"
        )

    @property
    def cut_off(self) -> int:
        """How many requests had reached the service and got no answer, or a fault for one."""
        return self.unanswered.total() - self.unanswered["ConnectionRefusedError"]

    @property
    def wrong(self) -> list[Any]:
        """Everything that must not be."""
        return [*self.lost, *self.doubled, *self.half_stored, *self.without_audit, *set(self.integrity) - {"ok"}]


def find(ledgers: list[Ledger]) -> Findings:
    """Look through the whole database for what the ledgers say must be there, and for what must not."""
    saves = [save for ledger in ledgers for save in ledger.saves]
    submits = [submit for ledger in ledgers for submit in ledger.submits]
    unanswered = sum((ledger.unanswered for ledger in ledgers), Counter[str]())
    found = Findings(len(saves), len(submits), unanswered)
    _compare_saves(found, saves)
    _compare_records(found, submits)
    found.integrity = _check_database()
    db.session.rollback()
    return found


def _compare_saves(found: Findings, saves: list[Save]) -> None:
    entries = _entries(AuditAction.DRAFT_SAVED)
    noted = Counter((entry.subject_id, entry.details["revision"]) for entry in entries)
    started = Counter(entry.subject_id for entry in _entries(AuditAction.DRAFT_STARTED))
    drafts = {draft.id: draft for draft in db.session.scalars(select(Draft))}
    kept = {(draft.id, revision) for draft in drafts.values() for revision in range(1, draft.revision + 1)}
    found.stored_saves = len(kept)
    found.lost += [save for save in saves if not _is_stored(save, drafts)]
    found.without_audit += [*(kept - set(noted)), *(set(drafts) - set(started))]
    found.doubled += [key for key, count in (noted + started).items() if count > 1]
    found.half_stored += [*(set(noted) - kept), *(set(started) - set(drafts))]


def _is_stored(save: Save, drafts: dict[int, Draft]) -> bool:
    """Whether a draft holds the words as that revision; a record's draft keeps its revision alone."""
    draft = drafts.get(save.draft_id)
    if draft is None or draft.revision < save.revision:
        return False
    if draft.record_id:
        return True
    until = select(DraftSave).where(DraftSave.draft_id == save.draft_id, DraftSave.revision <= save.revision)
    answers: dict[str, Any] = {}
    for kept in db.session.scalars(until.order_by(DraftSave.revision)):
        answers.update(kept.changes)
    return bool(answers.get(MARKED) == save.words)


def _compare_records(found: Findings, submits: list[Submit]) -> None:
    records = {record.id: record for record in db.session.scalars(select(VisitRecord))}
    words = {version.record_id: version.answers[MARKED] for version in db.session.scalars(select(RecordVersion))}
    found.stored_records = len(records)
    found.lost += [s for s in submits if s.record_id not in records or words.get(s.record_id) != s.words]
    found.doubled += [text for text, count in Counter(words.values()).items() if count > 1]
    found.doubled += [s for s in submits if s.record_id in records and records[s.record_id].submission_key != s.key]
    drafts = Counter(db.session.scalars(select(Draft.record_id).where(Draft.record_id.is_not(None))))
    versions = Counter(db.session.scalars(select(RecordVersion.record_id)))
    scores = Counter(db.session.scalars(select(RecordVersion.record_id).join(Score)))
    for parts in (drafts, versions, scores):
        found.half_stored += [record for record in records if parts[record] != 1]
    copies = db.session.execute(select(RecordCopy.version_id, func.count()).group_by(RecordCopy.version_id))
    found.half_stored += [version for version, count in copies if count != 2]
    for action in (AuditAction.RECORD_SUBMITTED, AuditAction.RECORD_SCORED):
        noted = Counter(entry.subject_id for entry in _entries(action))
        found.without_audit += [record for record in records if noted[record] < 1]
        found.doubled += [record for record, count in noted.items() if count > 1]
        found.half_stored += [record for record in noted if record not in records]


def _entries(action: AuditAction) -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def _check_database() -> list[str]:
    """What the database says of its own files; PostgreSQL's checksums speak up by themselves."""
    if databases.KIND != "sqlite":
        return ["ok"]
    with db.engine.connect() as connection:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
        return [row[0] for row in connection.exec_driver_sql("PRAGMA integrity_check")] + [str(row) for row in broken]
