"""The coach: what the scorer sees in a draft as it grows, section by section, with what would lift it.

It never keeps anything and never refuses anything: a hint can be taken, answered or left.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fqa_forms.domain.answer_rules import clean_answers, walk
from fqa_forms.domain.answer_types import is_blank
from fqa_forms.domain.calendar import today
from fqa_forms.domain.coaching import example_question
from fqa_forms.domain.form_definition import Section
from fqa_forms.domain.placeholders import says_nothing
from fqa_forms.domain.visit_record import Composed, Filing, compose
from fqa_forms.models import HintAnswer
from fqa_forms.services.drafts import OpenDraft
from fqa_forms.services.evidence_shown import place_spans, quote
from fqa_forms.services.hint_answers import WORDING, hint_answers_of_draft
from fqa_forms.services.quality import CRITERIA, score_document

_CRITERIA = {criterion.key: criterion for criterion in CRITERIA}
_MOST_QUOTES = 2
_PRESENCE = {"visit.carers_present": "carers_present", "visit.children_seen": "children_seen"}


@dataclass(frozen=True)
class Hint:
    """What the coach says of one criterion; `state` is met, thin, missing or unsure."""

    key: str
    title: str
    state: str
    looked_at: list[str]
    advice: list[str]
    question: str
    nms: tuple[str, ...]
    answer: HintAnswer | None


@dataclass(frozen=True)
class WordingHint:
    """One piece of wording to reconsider; `key` names the rule and the answer, and turns it down."""

    key: str
    answer_key: str
    words: str
    message: str
    suggestion: str


@dataclass(frozen=True)
class SectionCoach:
    """The coach beside one section: its criteria, and its wording one at a time."""

    section: Section
    hints: list[Hint]
    wording: list[WordingHint]

    @property
    def met(self) -> int:
        """How many criteria are met."""
        return sum(hint.state == "met" for hint in self.hints)


def coach_sections(opened: OpenDraft, sections: Iterable[Section]) -> dict[str, SectionCoach]:
    """The coach's view of the sections on a page, by section id; none for a form that is not scored.

    A criterion that several of the sections show is told at the last of them.
    """
    sections = tuple(sections)
    if not opened.definition.scored or not sections:
        return {}
    composed = compose_so_far(opened)
    result = score_document(composed.document)
    standing = hint_answers_of_draft(opened.draft)
    last = {key: section.id for section in sections for key in section.criteria}
    wording = _wording(result, composed, standing)
    return {
        section.id: SectionCoach(
            section,
            [
                _hint(opened, section, key, result["criteria"][key], _quotes(composed, result, key), standing.get(key))
                for key in section.criteria
                if last[key] == section.id and _is_told(opened, key, result)
            ],
            [found for found in wording if found.answer_key in _keys(opened, section)],
        )
        for section in sections
    }


def compose_so_far(opened: OpenDraft) -> Composed:
    """The record that the draft would make now; what cannot be read yet, or says nothing, is left out.

    Whoever has not been said to be present or absent yet counts as present: nothing asks why not.
    """
    cleaned = clean_answers(opened.definition, opened.context, opened.answers)
    answers = {key: answer for key, answer in cleaned.items() if not says_nothing(answer)}
    day = today().isoformat()
    composed = compose(opened.definition, opened.context, answers, Filing("draft", day))
    visit = composed.document["visit"]
    visit["type"], visit["date"] = visit["type"] or "supervision", visit["date"] or day
    for section in opened.definition.sections:
        for asked in walk(section, opened.context, answers):
            field = _PRESENCE.get(asked.question.maps_to or "")
            if field and asked.subject and asked.key not in answers:
                visit[field].append(asked.subject.name)
    return composed


def known_hints(opened: OpenDraft) -> set[str]:
    """Every hint that can be answered on a draft now: its form's criteria and the wording found."""
    composed = compose_so_far(opened)
    wording = _wording(score_document(composed.document), composed, {})
    criteria = {key for section in opened.definition.sections for key in section.criteria}
    return criteria | {found.key for found in wording}


def _is_told(opened: OpenDraft, key: str, result: dict[str, Any]) -> bool:
    undated = key == "timeliness" and is_blank(opened.answers.get(opened.definition.date_question))
    return not undated and result["criteria"].get(key, {}).get("grade") is not None


def _hint(
    opened: OpenDraft,
    section: Section,
    key: str,
    found: dict[str, Any],
    looked_at: list[str],
    answer: HintAnswer | None,
) -> Hint:
    criterion = _CRITERIA[key]
    return Hint(
        key=key,
        title=criterion.title,
        state=_state(found),
        looked_at=looked_at,
        advice=list(found["advice"]),
        question=example_question(key, opened.draft.id, _names(opened, section, key)),
        nms=criterion.nms,
        answer=answer,
    )


def _quotes(composed: Composed, result: dict[str, Any], key: str) -> list[str]:
    """The worker's own words that were looked at, without the names put before them."""
    by_key = {piece.key: piece for piece in composed.pieces}
    quotes = []
    for answer, start, end, span in place_spans(list(composed.pieces), result["criteria"][key]["evidence"]):
        begin = by_key[answer].start
        quotes.append(quote(composed.document, {**span, "start": begin + start, "end": begin + end}))
    return [words for words in quotes if words][:_MOST_QUOTES]


def _state(found: dict[str, Any]) -> str:
    if not found.get("sure", True):
        return "unsure"
    return ("missing", "thin", "met", "met")[found["grade"]]


def _names(opened: OpenDraft, section: Section, key: str) -> dict[str, str]:
    """Whom the example question is about: the first of whom nothing is written yet in this section."""
    carers = opened.context.carers[-1:] if key == "both_carers" else opened.context.carers
    names = {}
    for kind, subjects in (("child", opened.context.children), ("carer", carers)):
        written = {
            asked.subject.key
            for asked in walk(section, opened.context, opened.answers)
            if asked.subject and asked.question.type == "long_text" and not is_blank(opened.answers.get(asked.key))
        }
        waiting = [subject for subject in subjects if subject.key not in written] or list(subjects)
        names[kind] = waiting[0].name if waiting else ""
    return names


def _wording(result: dict[str, Any], composed: Composed, standing: dict[str, HintAnswer]) -> list[WordingHint]:
    found = {}
    for key, _start, _end, span in place_spans(list(composed.pieces), result["language"]):
        hint = f"{WORDING}{span['rule']}:{key}"
        if hint not in standing and hint not in found:
            words = quote(composed.document, span)
            found[hint] = WordingHint(hint, key, words, span["message"], span.get("suggestion") or "")
    return list(found.values())


def _keys(opened: OpenDraft, section: Section) -> set[str]:
    return {asked.key for asked in walk(section, opened.context, opened.answers)}
