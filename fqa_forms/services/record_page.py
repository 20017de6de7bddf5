"""What the page of one record shows: its answers by its own form, with the score beside each section."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from fqa_forms.definitions import FORMS
from fqa_forms.domain.form_definition import FormDefinition
from fqa_forms.domain.permissions import Permission
from fqa_forms.domain.placeholders import says_nothing
from fqa_forms.domain.visit_context import VisitContext
from fqa_forms.domain.visit_record import Filing, Piece, compose
from fqa_forms.extensions import db
from fqa_forms.models import Household, RecordVersion, Score, User, VisitRecord
from fqa_forms.models.visibility import visible_households, visible_records
from fqa_forms.services.answers_shown import ShownAnswer, summarise
from fqa_forms.services.criteria_shown import ShownCriterion, criteria_of, short_name
from fqa_forms.services.evidence_shown import (
    Mark,
    Part,
    Wording,
    marks_by_answer,
    split_into_parts,
    standing_pieces,
    wording_by_answer,
)
from fqa_forms.services.stored_document import document_sections


@dataclass(frozen=True)
class RecordAnswer:
    """One answer with the evidence in it and its wording to reconsider."""

    key: str
    label: str
    parts: list[Part]
    wording: list[Wording]

    @property
    def says_nothing(self) -> bool:
        """Whether it only fills its box ('Not recorded.')."""
        return says_nothing("".join(part.text for part in self.parts))


@dataclass(frozen=True)
class RecordSection:
    """One section: its answers, and the criteria that read it.

    A criterion that several sections show is told in full at the last, and elsewhere by its
    grade with the way there.
    """

    id: str
    title: str
    not_needed: str
    answers: list[RecordAnswer]
    criteria: list[ShownCriterion]
    elsewhere: list[tuple[ShownCriterion, str, str]]


@dataclass(frozen=True)
class RecordView:
    """All that the page of a record shows of its words and its score."""

    version: RecordVersion
    score: Score | None
    household_name: str
    sections: list[RecordSection]
    whole_record: list[ShownCriterion]
    known_form: bool


def build_record_view(version: RecordVersion) -> RecordView:
    """Put a version's answers and its standing score together, by the form it was made with."""
    score = version.scores[-1] if version.scores else None
    criteria = criteria_of(score.result, version.document) if score else {}
    definition = FORMS.get((version.form, version.form_version))
    marking = _marking(version, definition, score.result if score else None)
    if definition is None:
        sections = [
            RecordSection(each.id, each.title, "", [_answer(marking, *item) for item in each.answers], [], [])
            for each in document_sections(version.document)
        ]
        return RecordView(version, score, _household(version), sections, list(criteria.values()), False)
    context = VisitContext.from_json(version.context)
    shown = [
        RecordSection(
            each.section.id,
            each.section.title,
            each.section.not_needed,
            [_shown(marking, answer, version.answers) for answer in each.answers],
            *_split_criteria(definition, each.section.id, criteria),
        )
        for each in summarise(definition, context, version.answers)
    ]
    read = {key for section in definition.sections for key in section.criteria}
    whole = [found for key, found in criteria.items() if key not in read]
    return RecordView(version, score, context.household_name, shown, whole, True)


@dataclass(frozen=True)
class _Marking:
    marks: dict[str, list[Mark]]
    wording: dict[str, list[Wording]]


def _marking(version: RecordVersion, definition: FormDefinition | None, result: dict[str, Any] | None) -> _Marking:
    if result is None:
        return _Marking({}, {})
    pieces = _pieces(version, definition)
    return _Marking(marks_by_answer(result, pieces, short_name), wording_by_answer(result, pieces, version.document))


def _pieces(version: RecordVersion, definition: FormDefinition | None) -> list[Piece]:
    """Where each answer stands in the stored record; without the form, each text is an answer of its own."""
    if definition is None:
        items = [item for section in document_sections(version.document) for item in section.answers]
        return [Piece(key, 0, len(text), key) for key, _label, text in items]
    filing = Filing(version.document["id"], version.document["visit"].get("recorded_on") or "")
    composed = compose(definition, VisitContext.from_json(version.context), version.answers, filing)
    return standing_pieces(composed.pieces, version.document, version.answers)


def _shown(marking: _Marking, answer: ShownAnswer, answers: dict[str, Any]) -> RecordAnswer:
    """An answer as shown; where its words are not the record's (a date), all of it is marked."""
    key = answer.asked.key
    if answer.text != str(answers.get(key, "")):
        whole = [Mark(0, len(answer.text), mark.name) for mark in marking.marks.get(key, [])]
        return RecordAnswer(key, answer.label, split_into_parts(answer.text, whole), [])
    return _answer(marking, key, answer.label, answer.text)


def _answer(marking: _Marking, key: str, label: str, text: str) -> RecordAnswer:
    parts = split_into_parts(text, marking.marks.get(key, []))
    return RecordAnswer(key, label, parts, marking.wording.get(key, []))


def _split_criteria(
    definition: FormDefinition, section_id: str, criteria: dict[str, ShownCriterion]
) -> tuple[list[ShownCriterion], list[tuple[ShownCriterion, str, str]]]:
    last = {key: section for section in definition.sections for key in section.criteria}
    keys = [key for key in definition.by_section[section_id].criteria if key in criteria]
    here = [criteria[key] for key in keys if last[key].id == section_id]
    return here, [(criteria[key], last[key].id, last[key].title) for key in keys if last[key].id != section_id]


def may_open_household(record: VisitRecord, user: User) -> bool:
    """Whether a person may also open the page of the record's household."""
    reach = visible_households(user, Permission.VIEW_HOUSEHOLD)
    return db.session.scalar(select(Household.id).where(Household.id == record.household_id, reach)) is not None


def may_open_record(record: VisitRecord, user: User) -> bool:
    """Whether a person may read the record: its author may not once the household is somebody else's."""
    reach = visible_records(user, Permission.VIEW_RECORD)
    return db.session.scalar(select(VisitRecord.id).where(VisitRecord.id == record.id, reach)) is not None


def _household(version: RecordVersion) -> str:
    return " and ".join(carer["name"] for carer in version.document["household"]["carers"])
