"""Words of a draft that read much like an earlier visit's: pointed out before submitting, never refused."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from fqa_forms.domain.form_definition import Section
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import User, VisitRecord
from fqa_forms.models.visibility import visible_records
from fqa_forms.services.coach import compose_so_far
from fqa_forms.services.drafts import OpenDraft
from fqa_forms.services.quality import find_copies

_VISITS_BACK = 3


@dataclass(frozen=True)
class CopiedText:
    """A section that holds words of an earlier record; `key` is the first answer they stand in."""

    section: Section
    key: str
    record: VisitRecord


def copied_texts(opened: OpenDraft, reader: User) -> list[CopiedText]:
    """The sections of a draft that read much like one of the last visits that the reader may see."""
    earlier = {record.current.document["id"]: record for record in _earlier_visits(opened, reader)}
    if not earlier or not opened.definition.scored:
        return []
    composed = compose_so_far(opened)
    found = find_copies(composed.document, [record.current.document for record in earlier.values()])
    first_answer = {piece.field: piece.key for piece in reversed(composed.pieces)}
    copied: dict[str, CopiedText] = {}
    for item in found:
        key = first_answer[item["field"]]
        section = _section_of(opened, key)
        copied.setdefault(section.id, CopiedText(section, key, earlier[item["earlier_id"]]))
    return list(copied.values())


def _earlier_visits(opened: OpenDraft, reader: User) -> list[VisitRecord]:
    draft = opened.draft
    query = select(VisitRecord).where(
        VisitRecord.household_id == draft.household_id,
        VisitRecord.is_visit,
        VisitRecord.id != (draft.corrects_id or 0),
        visible_records(reader, Permission.VIEW_RECORD),
    )
    query = query.options(selectinload(VisitRecord.versions))
    return list(db.session.scalars(query.order_by(VisitRecord.visit_date.desc()).limit(_VISITS_BACK)))


def _section_of(opened: OpenDraft, key: str) -> Section:
    name = key.partition("__")[0]
    return next(section for section in opened.definition.sections if any(q.id == name for q in section.questions))
