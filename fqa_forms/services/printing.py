"""A version of a record as PDF/UA-1 for paper and for the carers, set by Typst.

The words of a record travel as JSON and are never read as markup. Typst refuses a PDF/UA-1 with a
character that its fonts cannot show; such a character is named in square brackets instead.
"""

import json
import re
import unicodedata
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import typst

from fqa_forms.models import Carer, RecordVersion, Score
from fqa_forms.services.carer_comments import AGREEMENT, carers_of
from fqa_forms.services.criteria_shown import criterion_title
from fqa_forms.services.quality import GRADE_LABELS
from fqa_forms.services.record_page import build_record_view
from fqa_forms.services.version_history import maker_of

_TEMPLATE = Path(__file__).resolve().parent.parent / "typst" / "visit_record.typ"
_PROBE = b'#set document(title: "x")\n#set text(lang: "en", font: "Libertinus Serif")\n#sys.inputs.record'
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def print_record(version: RecordVersion, *, carer: Carer | None = None, notice: str = "") -> bytes:
    """The PDF of a version: for a worker with the score, for a carer without it."""
    printed = json.dumps(_without_controls(_record_data(version, carer, notice)), ensure_ascii=False)
    return _compile(printed, int(version.made_at.timestamp()))


def _record_data(version: RecordVersion, carer: Carer | None, notice: str) -> dict[str, Any]:
    record, view = version.record, build_record_view(version)
    kind = "visit" if record.is_visit else "note"
    day = f"{record.visit_date.day} {record.visit_date:%B %Y}"
    return {
        "service": record.team.service.name,
        "notice": notice,
        "reference": record.reference,
        "version": str(version.number),
        "title": f"{record.reference}: {view.household_name}, {kind} on {day}",
        "facts": _facts(version, carer),
        "sections": [
            {
                "title": section.title,
                "answers": [
                    {"label": answer.label, "text": "".join(part.text for part in answer.parts) or "Not answered"}
                    for answer in section.answers
                ],
            }
            for section in view.sections
            if section.answers
        ],
        "comments": _comments(version, carer),
        "score": _score(view.score) if view.score and carer is None else None,
    }


def _facts(version: RecordVersion, carer: Carer | None) -> list[tuple[str, str]]:
    """What stands at the head of the paper."""
    record = version.record
    return [
        ("Written by", record.author.name if record.author else "Imported"),
        ("Team", record.team.name),
        (
            "Version",
            f"{version.number}, made by {maker_of(version)}" + (", a late addition" if version.late_addition else ""),
        ),
        *([("Reason for this version", version.reason)] if version.reason else []),
        *([("Copy for", carer.name)] if carer else []),
    ]


def _without_controls(value: Any) -> Any:
    """The data with every control character marked: no font shows one."""
    if isinstance(value, dict):
        return {key: _without_controls(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_without_controls(item) for item in value]
    return _CONTROL.sub("\ufffd", value) if isinstance(value, str) else value


def _comments(version: RecordVersion, carer: Carer | None) -> list[dict[str, str]]:
    """What the carers said; a carer's own copy holds what that carer said."""
    return [
        {
            "label": f"{side.carer.name}, {comment.given_on.day} {comment.given_on:%B %Y}: {AGREEMENT[comment.agrees]}",
            "text": comment.comment,
        }
        for side in carers_of(version.record)
        if carer is None or side.carer.id == carer.id
        for comment in side.comments
    ]


def _score(score: Score) -> dict[str, Any]:
    grades = {"overall": score.overall_grade, **{key: each["grade"] for key, each in score.result["criteria"].items()}}
    return {
        "note": "A computer’s advice to a person, on the record and not on the care. "
        f"Model {score.model_version}, rubric {score.rubric_version}.",
        "grades": [
            (criterion_title(key), "not applicable" if grade is None else GRADE_LABELS[grade])
            for key, grade in grades.items()
        ],
    }


@cache
def _compiler() -> typst.Compiler:
    return typst.Compiler(_TEMPLATE, ignore_system_fonts=True)


@cache
def _probe() -> typst.Compiler:
    return typst.Compiler(_PROBE, ignore_system_fonts=True)


def _compile(printed: str, made_at: int) -> bytes:
    try:
        return _pdf(_compiler(), printed, made_at)
    except typst.TypstError:
        unusual = {character for character in printed if ord(character) > 0xFF}
        replaced = str.maketrans({each: _name(each) for each in unusual if not _can_show(each)})
        return _pdf(_compiler(), printed.translate(replaced), made_at)


def _pdf(compiler: typst.Compiler, record: str, made_at: int) -> bytes:
    pdf = compiler.compile(format="pdf", pdf_standards=["ua-1"], sys_inputs={"record": record}, timestamp=made_at)
    if not isinstance(pdf, bytes):
        raise TypeError("Typst gave no single PDF")
    return pdf


@lru_cache(maxsize=10_000)
def _can_show(character: str) -> bool:
    try:
        _pdf(_probe(), f"a{character}", 0)
    except typst.TypstError:
        return False
    return True


def _name(character: str) -> str:
    """A character's name in brackets; one that only shapes its neighbours is left out."""
    if unicodedata.category(character) in ("Cf", "Mn"):
        return ""
    return f"[{unicodedata.name(character, f'U+{ord(character):04X}').lower()}]"
