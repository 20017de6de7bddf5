"""What workers answer to the coach's hints: kept with the draft, then with the record for the auditor."""

from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select, update

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.extensions import db
from fqa_forms.models import Draft, HintAnswer, User, VisitRecord
from fqa_forms.services.audit import record_entry
from fqa_forms.services.quality import CRITERION_TITLES

WORDING = "language:"


class Reply(StrEnum):
    """What a worker can say to a hint."""

    WILL_ADD = "will_add"
    ELSEWHERE = "elsewhere"
    DOES_NOT_APPLY = "does_not_apply"


IN_WORDS = {
    Reply.WILL_ADD: "I will add it",
    Reply.ELSEWHERE: "It is recorded elsewhere",
    Reply.DOES_NOT_APPLY: "It does not apply here",
}


@dataclass(frozen=True)
class ShownReply:
    """A worker's answer to one hint, in words."""

    hint: str
    title: str
    reply: str
    note: str


def answer_hint(draft: Draft, author: User, hint: str, reply: str, note: str) -> HintAnswer:
    """Keep an answer to a hint; raises RefusedChangeError where it does not say enough to be of use."""
    if reply not in set(Reply):
        raise RefusedChangeError(hint, "hint_choose")
    if not note and not hint.startswith(WORDING) and reply != Reply.WILL_ADD:
        raise RefusedChangeError(hint, "hint_where" if reply == Reply.ELSEWHERE else "hint_why")
    row = HintAnswer(draft_id=draft.id, hint=hint, answer=reply, note=note)
    db.session.add(row)
    record_entry(AuditAction.HINT_ANSWERED, actor=author, subject=draft, hint=hint, answer=reply)
    return row


def hint_answers_of_draft(draft: Draft) -> dict[str, HintAnswer]:
    """The answer that stands for each hint of a draft: the last one given."""
    rows = db.session.scalars(select(HintAnswer).where(HintAnswer.draft_id == draft.id).order_by(HintAnswer.id))
    return {row.hint: row for row in rows}


def hand_over_hint_answers(draft: Draft, record: VisitRecord) -> None:
    """Keep a draft's answers with the record that it becomes."""
    db.session.execute(update(HintAnswer).where(HintAnswer.draft_id == draft.id).values(record_id=record.id))


def hint_answers_of(record: VisitRecord) -> list[ShownReply]:
    """What the author answered to the coach's hints about a record, criteria before wording."""
    rows = db.session.scalars(select(HintAnswer).where(HintAnswer.record_id == record.id).order_by(HintAnswer.id))
    standing = {row.hint: row for row in rows}
    order = sorted(standing.values(), key=lambda row: (row.hint.startswith(WORDING), row.id))
    return [ShownReply(row.hint, _title(row.hint), IN_WORDS[Reply(row.answer)], row.note) for row in order]


def _title(hint: str) -> str:
    if not hint.startswith(WORDING):
        return CRITERION_TITLES.get(hint, hint)
    rule = hint.removeprefix(WORDING).partition(":")[0]
    return f"Wording, rule “{rule.replace('_', ' ')}”"
