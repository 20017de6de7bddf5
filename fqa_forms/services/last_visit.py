"""The household's last visit beside the section being written: to read, never to carry over."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from fqa_forms.definitions import FORMS
from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.form_definition import Section
from fqa_forms.domain.permissions import Permission
from fqa_forms.domain.visit_context import VisitContext
from fqa_forms.extensions import db
from fqa_forms.models import RecordVersion, User, VisitRecord
from fqa_forms.models.visibility import visible_records
from fqa_forms.services.answers_shown import summarise
from fqa_forms.services.audit import record_entry
from fqa_forms.services.drafts import OpenDraft, typed_date


@dataclass(frozen=True)
class LastVisit:
    """What the last visit's record says in one section, as (question, answer) in words."""

    record: VisitRecord
    answers: list[tuple[str, str]]


def find_last_visit(opened: OpenDraft, reader: User) -> VisitRecord | None:
    """The visit before this one, among the records that the reader may see."""
    draft = opened.draft
    query = select(VisitRecord).where(
        VisitRecord.household_id == draft.household_id,
        VisitRecord.is_visit,
        VisitRecord.id != (draft.corrects_id or 0),
        visible_records(reader, Permission.VIEW_RECORD),
    )
    if on := typed_date(opened.definition, opened.answers):
        query = query.where(VisitRecord.visit_date <= on)
    return db.session.scalar(query.order_by(VisitRecord.visit_date.desc(), VisitRecord.id.desc()).limit(1))


def read_last_visit(opened: OpenDraft, section: Section, reader: User) -> LastVisit | None:
    """One section of the visit before this one; that it was read goes into the log."""
    record = find_last_visit(opened, reader)
    if record is None:
        return None
    version = record.current
    record_entry(AuditAction.RECORD_VIEWED, actor=reader, subject=record, version=version.number)
    return LastVisit(record, _answers(version, section))


def _answers(version: RecordVersion, section: Section) -> list[tuple[str, str]]:
    """The same section by the record's own form; where that form has none such, the same texts."""
    definition = FORMS.get((version.form, version.form_version))
    if definition is None or section.id not in definition.by_section:
        return _texts(version.document, section)
    context = VisitContext.from_json(version.context)
    return [
        (answer.label, answer.text)
        for shown in summarise(definition, context, version.answers)
        if shown.section.id == section.id
        for answer in shown.answers
        if answer.text
    ]


def _texts(document: dict[str, Any], section: Section) -> list[tuple[str, str]]:
    fields = dict.fromkeys((question.maps_to or "").removeprefix("text.") for question in section.questions)
    texts = document.get("text", {})
    return [(section.title, texts[field]) for field in fields if texts.get(field)]
