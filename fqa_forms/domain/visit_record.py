"""From the answers of a form to a visit record of visit_record.schema.json, and back to the answers.

The record is what the scorer reads and what a download holds. Texts of several answers are
joined; a `Piece` remembers which stretch of which text came from which answer, so that evidence
found in the record can be shown at the answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from fqa_forms.domain.answer_rules import Asked, walk
from fqa_forms.domain.form_definition import FormDefinition
from fqa_forms.domain.visit_context import VisitContext

TEXTS = (
    *("carers_absence", "children_absence", "prior_actions", "weekly_recordings", "child_voice", "observation"),
    *("care_plan", "carer_views", "household", "training", "resources", "analysis"),
)
_VALUES = ("type", "date", "next_visit", "weekly_recordings_expected", "weekly_recordings_received")
_NAMES = ("carers_present", "children_seen", "children_seen_alone")
_ACTION_TEXTS = ("action", "owner", "due", "outcome_wanted")
TARGETS = frozenset(
    {f"text.{name}" for name in TEXTS}
    | {f"visit.{name}" for name in (*_VALUES, *_NAMES)}
    | {f"actions.{name}" for name in _ACTION_TEXTS}
    | {"prior_actions.status", "prior_actions.outcome"}
)
_JOIN = "\n\n"


@dataclass(frozen=True)
class Piece:
    """Where an answer stands in a record: code points of that field's text, end exclusive."""

    field: str
    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Composed:
    """A visit record and the whereabouts of each answer in it."""

    document: dict[str, Any]
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Filing:
    """What a record says that nobody typed: its id and the day it was completed (ISO 8601)."""

    record_id: str
    recorded_on: str


def compose(definition: FormDefinition, context: VisitContext, answers: dict[str, Any], filing: Filing) -> Composed:
    """The visit record that cleaned answers make, with every carer's record getting a copy."""
    asked = [
        item
        for section in definition.sections
        for item in walk(section, context, answers)
        if item.shown and item.question.maps_to and item.key in answers
    ]
    by_target: dict[str, list[Asked]] = {}
    for item in asked:
        by_target.setdefault(str(item.question.maps_to), []).append(item)
    pieces: list[Piece] = []
    document = {
        "id": filing.record_id,
        "household": _household(context),
        "visit": _visit(context, by_target, answers, filing),
        "prior_actions": _prior_actions(context, by_target, answers, pieces),
        "actions": _actions(by_target, answers, pieces),
        "text": _texts(context, by_target, answers, pieces),
    }
    return Composed(document, tuple(pieces))


def _household(context: VisitContext) -> dict[str, Any]:
    return {
        "carers": [{"name": carer.name} for carer in context.carers],
        "children": [_person(child.name, child.age) for child in context.children],
        "others": [_person(other.name, other.age, relation=other.relation) for other in context.others],
    }


def _person(name: str, age: int | None, **more: str) -> dict[str, Any]:
    return {"name": name, **more, **({} if age is None else {"age": age})}


def _visit(
    context: VisitContext, by_target: dict[str, list[Asked]], answers: dict[str, Any], filing: Filing
) -> dict[str, Any]:
    visit: dict[str, Any] = {"previous_date": context.previous_date, "recorded_on": filing.recorded_on}
    for name in _VALUES:
        given = by_target.get(f"visit.{name}", [])
        visit[name] = answers[given[0].key] if given else None
    for name in _NAMES:
        given = by_target.get(f"visit.{name}", [])
        visit[name] = [item.subject.name for item in given if item.subject and answers[item.key] == "yes"]
    visit["copied_to"] = [carer.name for carer in context.carers]
    return visit


def _prior_actions(
    context: VisitContext, by_target: dict[str, list[Asked]], answers: dict[str, Any], pieces: list[Piece]
) -> list[dict[str, Any]]:
    found = []
    for n, action in enumerate(context.open_actions):
        item: dict[str, Any] = {"action": action.name, "status": None}
        for asked in by_target.get("prior_actions.status", []):
            if asked.subject == action:
                item["status"] = answers[asked.key]
        outcomes = [asked for asked in by_target.get("prior_actions.outcome", []) if asked.subject == action]
        item["outcome"] = _join(f"prior_actions.{n}.outcome", [("", asked) for asked in outcomes], answers, pieces)
        found.append(item)
    return found


def _actions(by_target: dict[str, list[Asked]], answers: dict[str, Any], pieces: list[Piece]) -> list[dict[str, Any]]:
    rows: dict[str, dict[str, Asked]] = {}
    for name in _ACTION_TEXTS:
        for asked in by_target.get(f"actions.{name}", []):
            rows.setdefault(asked.subject.key if asked.subject else "", {})[name] = asked
    found: list[dict[str, Any]] = []
    for row in rows.values():
        if "action" not in row:
            continue
        n = len(found)
        found.append(
            {name: _join(f"actions.{n}.{name}", [("", asked)], answers, pieces) for name, asked in row.items()}
        )
    return found


def _texts(
    context: VisitContext, by_target: dict[str, list[Asked]], answers: dict[str, Any], pieces: list[Piece]
) -> dict[str, str]:
    texts = {}
    for name in TEXTS:
        if given := by_target.get(f"text.{name}", []):
            texts[name] = _join(f"text.{name}", list(_with_names(context, given)), answers, pieces)
    return texts


def _with_names(context: VisitContext, given: list[Asked]) -> Iterable[tuple[str, Asked]]:
    """Say whom a text is about, where several are asked about, each time that changes."""
    several = {"carer": len(context.carers) > 1, "child": len(context.children) > 1}
    last = None
    for asked in given:
        about = asked.subject if several.get(str(asked.question.for_each), False) else None
        yield (f"{about.name}: " if about and about != last else ""), asked
        last = about


def _join(field: str, parts: list[tuple[str, Asked]], answers: dict[str, Any], pieces: list[Piece]) -> str:
    text = ""
    for about, asked in parts:
        answer = _in_words(asked, answers[asked.key])
        what = f"{asked.question.thing.capitalize()}: " if isinstance(answers[asked.key], list) else ""
        text += (_JOIN if text else "") + about + what
        pieces.append(Piece(field.removeprefix("text."), len(text), len(text) + len(answer), asked.key))
        text += answer
    return text


def _in_words(asked: Asked, answer: Any) -> str:
    """An answer as a text of the record holds it: what was chosen, by its labels."""
    if not isinstance(answer, list):
        return str(answer)
    labels = {option.value: option.label for option in asked.question.options}
    return "; ".join(labels.get(str(value), str(value)) for value in answer)
