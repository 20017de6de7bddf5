"""The versions of a record: who made each, when and why, and what it changed, word by word."""

from dataclasses import dataclass
from datetime import datetime

from fqa_forms.definitions import FORMS
from fqa_forms.domain.text_differences import Stretch, word_differences
from fqa_forms.domain.visit_context import VisitContext
from fqa_forms.extensions import db
from fqa_forms.models import RecordVersion, User, VisitRecord
from fqa_forms.services.answers_shown import summarise
from fqa_forms.services.stored_document import document_sections

NOBODY = "Imported"


@dataclass(frozen=True)
class VersionLine:
    """One version in the list of a record's versions."""

    number: int
    made_at: datetime
    made_by: str
    reason: str
    late_addition: bool
    stands: bool


@dataclass(frozen=True)
class ChangedAnswer:
    """One answer that a version changed, from and to."""

    section: str
    label: str
    stretches: list[Stretch]


def version_lines(record: VisitRecord) -> list[VersionLine]:
    """Every version of a record, the one that stands first."""
    return [
        VersionLine(
            version.number,
            version.made_at,
            maker_of(version),
            version.reason,
            version.late_addition,
            version is record.current,
        )
        for version in reversed(record.versions)
    ]


def maker_of(version: RecordVersion) -> str:
    """Who made a version, by name."""
    maker = db.session.get(User, version.made_by_id) if version.made_by_id else None
    return maker.name if maker else NOBODY


def find_version(record: VisitRecord, number: int) -> RecordVersion | None:
    """A record's version of that number, if it has one."""
    return next((version for version in record.versions if version.number == number), None)


def changes_made(version: RecordVersion) -> list[ChangedAnswer]:
    """What a version changed against the one before it, in the order of the form; nothing for the first."""
    before = find_version(version.record, version.number - 1)
    if before is None:
        return []
    old, new = _answers_in_words(before), _answers_in_words(version)
    asked = {key: (section, label) for key, (section, label, _text) in {**old, **new}.items()}
    texts = {key: tuple(each[key][2] if key in each else "" for each in (old, new)) for key in asked}
    return [
        ChangedAnswer(section, label, word_differences(*texts[key]))
        for key, (section, label) in asked.items()
        if texts[key][0] != texts[key][1]
    ]


def _answers_in_words(version: RecordVersion) -> dict[str, tuple[str, str, str]]:
    """Each answer by its key: its section's title, what was asked, and the answer in words."""
    definition = FORMS.get((version.form, version.form_version))
    if definition is None:
        sections = document_sections(version.document)
        return {key: (each.title, label, text) for each in sections for key, label, text in each.answers}
    shown = summarise(definition, VisitContext.from_json(version.context), version.answers)
    return {
        answer.asked.key: (each.section.title, answer.label, answer.text) for each in shown for answer in each.answers
    }
