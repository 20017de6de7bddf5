"""Evidence in the words of a record: from the scorer's spans to the answers they stand in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from fqa_forms.domain.visit_record import Piece


@dataclass(frozen=True)
class Part:
    """A stretch of an answer; `note` names the criteria it is evidence of, empty where it is none."""

    text: str
    note: str = ""


@dataclass(frozen=True)
class Mark:
    """A stretch of one answer, in code points, with what to say of it."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Wording:
    """Words of an answer to reconsider, with what the rule says and what to write instead."""

    words: str
    message: str
    suggestion: str


def field_text(document: dict[str, Any], field: str) -> str:
    """The text that a field path of a score names, empty where the record has none."""
    found: Any = document.get("text", {}) if "." not in field else document
    for step in field.split("."):
        if isinstance(found, dict):
            found = found.get(step)
        elif isinstance(found, list) and step.isdigit() and int(step) < len(found):
            found = found[int(step)]
        else:
            return ""
    return found if isinstance(found, str) else ""


def quote(document: dict[str, Any], span: dict[str, Any]) -> str:
    """The words that a span of a score covers."""
    return field_text(document, span["field"])[span["start"] : span["end"]].strip()


def standing_pieces(pieces: Iterable[Piece], document: dict[str, Any], answers: dict[str, Any]) -> list[Piece]:
    """The pieces whose answer stands at that very place of the stored record; others cannot be marked."""
    return [
        piece
        for piece in pieces
        if field_text(document, piece.field)[piece.start : piece.end] == str(answers.get(piece.key))
    ]


def place_spans(pieces: list[Piece], spans: Iterable[dict[str, Any]]) -> Iterable[tuple[str, int, int, dict[str, Any]]]:
    """Each span as (answer's key, start, end, span), once for each answer that it reaches into."""
    for span in spans:
        for piece in pieces:
            start, end = max(span["start"], piece.start), min(span["end"], piece.end)
            if piece.field == span["field"] and start < end:
                yield piece.key, start - piece.start, end - piece.start, span


def marks_by_answer(
    result: dict[str, Any], pieces: list[Piece], name_of: Callable[[str], str]
) -> dict[str, list[Mark]]:
    """The evidence of every criterion, gathered at the answers it stands in."""
    marks: dict[str, list[Mark]] = {}
    for criterion, found in result["criteria"].items():
        for key, start, end, _span in place_spans(pieces, found["evidence"]):
            marks.setdefault(key, []).append(Mark(start, end, name_of(criterion)))
    return marks


def wording_by_answer(
    result: dict[str, Any], pieces: list[Piece], document: dict[str, Any]
) -> dict[str, list[Wording]]:
    """The wording to reconsider at each answer, each finding said once however often it is there."""
    findings: dict[str, list[Wording]] = {}
    for key, _start, _end, span in place_spans(pieces, result["language"]):
        wording = Wording(quote(document, span), span["message"], span.get("suggestion") or "")
        if wording not in findings.setdefault(key, []):
            findings[key].append(wording)
    return findings


def split_into_parts(text: str, marks: list[Mark]) -> list[Part]:
    """The text in order, marked and plain; marks that overlap become one, which names all of them."""
    parts, at = [], 0
    for start, end, names in _merged(marks):
        if start > at:
            parts.append(Part(text[at:start]))
        parts.append(Part(text[start:end], ", ".join(names)))
        at = end
    if at < len(text):
        parts.append(Part(text[at:]))
    return parts


def _merged(marks: list[Mark]) -> list[tuple[int, int, list[str]]]:
    merged: list[tuple[int, int, list[str]]] = []
    for mark in sorted(marks, key=lambda each: (each.start, each.end)):
        if merged and mark.start < merged[-1][1]:
            start, end, names = merged[-1]
            more = [] if mark.name in names else [mark.name]
            merged[-1] = (start, max(end, mark.end), names + more)
        else:
            merged.append((mark.start, mark.end, [mark.name]))
    return merged
