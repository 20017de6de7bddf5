"""Reads a form definition from TOML and refuses it, by file, question and reason, if anything is wrong."""

import re
import tomllib
from pathlib import Path
from typing import Any

from fqa_forms.domain.answer_types import ANSWER_TYPES
from fqa_forms.domain.form_definition import Condition, FormDefinition, Option, Question, Section
from fqa_forms.domain.roles import Role
from fqa_forms.domain.visit_context import FACTS, OPTION_SOURCES, SUBJECT_KINDS, WORKED_OUT
from fqa_forms.domain.visit_record import TARGETS

DATE_LIMITS = ("today", "approved_on", "previous_visit")
_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")
_TESTS = ("equals", "is_one_of", "is_answered")
_FORM_KEYS = {"form", "version", "title", "start", "recorded_by", "date_question", "visit", "scored", "section"}
_SECTION_KEYS = {"id", "title", "about", "not_needed", "nms", "criteria", "question"}
_TEXT_KEYS = ("missing", "hint")
_QUESTION_KEYS = {
    *("id", "label", "type", "thing", "guidance", "options", "for_each", "show_when", "required"),
    *("required_when", "not_before", "not_after", "maps_to", "options_from", "worked_out"),
    *_TEXT_KEYS,
}


class DefinitionError(ValueError):
    """A form definition that cannot be used; the message names file, place and reason."""


def load_definition(path: Path) -> FormDefinition:
    """The form in a TOML file; raises DefinitionError that names file, question and reason."""
    try:
        data = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DefinitionError(f"{path.name}: cannot be read: {error}") from error
    return parse_definition(data, path.name)


def parse_definition(data: dict[str, Any], name: str) -> FormDefinition:
    """The form in already parsed data; `name` stands for the file in messages."""
    _only(data, _FORM_KEYS, name)
    sections = tuple(_section(item, f"{name}: section {n}") for n, item in enumerate(_list(data, "section", name), 1))
    definition = FormDefinition(
        form=_identifier(data, "form", name),
        version=_whole(data, "version", name),
        title=_text(data, "title", name),
        sections=sections,
        start=_text(data, "start", name, ""),
        recorded_by=_texts(data, "recorded_by", name),
        date_question=_text(data, "date_question", name),
        visit=_truth(data, "visit", name),
        scored=_truth(data, "scored", name),
        by_section={section.id: section for section in sections},
    )
    _check_form(definition, name)
    _check_references(definition, name)
    return definition


def _section(data: dict[str, Any], place: str) -> Section:
    section_id = _identifier(data, "id", place)
    place = f"{place} ({section_id})"
    _only(data, _SECTION_KEYS, place)
    return Section(
        id=section_id,
        title=_text(data, "title", place),
        about=_text(data, "about", place, ""),
        not_needed=_text(data, "not_needed", place, ""),
        nms=_texts(data, "nms", place),
        criteria=_texts(data, "criteria", place),
        questions=tuple(_question(item, place) for item in _list(data, "question", place)),
    )


def _question(data: dict[str, Any], place: str) -> Question:
    question_id = _identifier(data, "id", place)
    place = f"{place}: question {question_id}"
    _only(data, _QUESTION_KEYS, place)
    question = Question(
        id=question_id,
        label=_text(data, "label", place),
        type=_one_of(data, "type", ANSWER_TYPES, place),
        thing=_text(data, "thing", place, "your answer"),
        guidance=_texts(data, "guidance", place),
        options=tuple(_option(item, place) for item in data.get("options", [])),
        for_each=_one_of(data, "for_each", SUBJECT_KINDS, place) if "for_each" in data else None,
        show_when=_conditions(data, "show_when", place),
        required=_truth(data, "required", place),
        required_when=_conditions(data, "required_when", place),
        not_before=_texts(data, "not_before", place),
        not_after=_texts(data, "not_after", place),
        maps_to=_one_of(data, "maps_to", TARGETS, place) if "maps_to" in data else None,
        options_from=_one_of(data, "options_from", OPTION_SOURCES, place) if "options_from" in data else "",
        worked_out=_one_of(data, "worked_out", WORKED_OUT, place) if "worked_out" in data else "",
        **{key: _text(data, key, place, "") for key in _TEXT_KEYS},
    )
    if (bool(question.options) + bool(question.options_from)) != (question.type in ("choice", "choices")):
        raise DefinitionError(f"{place}: options belong to choice and choices, and they need them")
    if question.required and question.required_when:
        raise DefinitionError(f"{place}: is required always, so required_when has nothing to say")
    return question


def _option(data: Any, place: str) -> Option:
    if not isinstance(data, dict):
        raise DefinitionError(f"{place}: an option is a table of value and label")
    _only(data, {"value", "label", "hint"}, place)
    return Option(_text(data, "value", place), _text(data, "label", place), _text(data, "hint", place, ""))


def _conditions(data: dict[str, Any], key: str, place: str) -> tuple[Condition, ...]:
    found = data.get(key, [])
    return tuple(_condition(item, f"{place}: {key}") for item in (found if isinstance(found, list) else [found]))


def _condition(data: Any, place: str) -> Condition:
    tests = [test for test in _TESTS if isinstance(data, dict) and test in data]
    if len(tests) != 1 or set(data) != {"question", tests[0]}:
        raise DefinitionError(f"{place}: a condition has a question and one of {', '.join(_TESTS)}")
    test, value = tests[0], data[tests[0]]
    if test == "is_answered":
        if value is not True:
            raise DefinitionError(f"{place}: is_answered can only be true")
        return Condition(_text(data, "question", place), test)
    values = value if isinstance(value, list) else [value]
    if not values or not all(isinstance(item, str) for item in values) or (test == "equals") == isinstance(value, list):
        raise DefinitionError(f"{place}: equals takes one text, is_one_of a list of texts")
    return Condition(_text(data, "question", place), test, tuple(values))


def _check_form(definition: FormDefinition, name: str) -> None:
    """The roles exist, and the question that dates a record is one."""
    if unknown := sorted(set(definition.recorded_by) - set(Role)):
        raise DefinitionError(f"{name}: recorded_by: no role is called {', '.join(unknown)}")
    if not any(q.id == definition.date_question and q.type == "date" for q in definition.questions):
        raise DefinitionError(f"{name}: date_question {definition.date_question} is no date question of the form")


def _check_references(definition: FormDefinition, name: str) -> None:
    """Everything a question refers to exists, comes earlier, and can have the value asked for."""
    seen: dict[str, Question] = {}
    section_ids: set[str] = set()
    for section in definition.sections:
        if section.id in section_ids:
            raise DefinitionError(f"{name}: section {section.id}: there are two of that id")
        section_ids.add(section.id)
        for question in section.questions:
            place = f"{name}: section {section.id}: question {question.id}"
            if question.id in seen:
                raise DefinitionError(f"{place}: there are two of that id")
            for condition in (*question.show_when, *question.required_when):
                _check_condition(condition, question, seen, place)
            for limit in (*question.not_before, *question.not_after):
                if limit not in DATE_LIMITS and (limit not in seen or seen[limit].type != "date"):
                    raise DefinitionError(f"{place}: {limit} is no date to compare with")
            seen[question.id] = question


def _check_condition(condition: Condition, question: Question, seen: dict[str, Question], place: str) -> None:
    if condition.question in FACTS:
        known: tuple[str, ...] = FACTS[condition.question]
    elif condition.question in seen:
        other = seen[condition.question]
        if other.for_each not in (None, question.for_each):
            raise DefinitionError(f"{place}: {other.id} is asked for each {other.for_each}, so it has no one answer")
        known = tuple(option.value for option in other.options)
    else:
        raise DefinitionError(f"{place}: condition on {condition.question}, which is no fact and no earlier question")
    for value in condition.values:
        if value not in known:
            raise DefinitionError(f"{place}: {condition.question} is never {value!r}")


def _only(data: dict[str, Any], allowed: set[str], place: str) -> None:
    if unknown := sorted(set(data) - allowed):
        raise DefinitionError(f"{place}: unknown {', '.join(unknown)}; known are {', '.join(sorted(allowed))}")


def _list(data: dict[str, Any], key: str, place: str) -> list[Any]:
    items = data.get(key)
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) for item in items):
        raise DefinitionError(f"{place}: needs at least one [[{key}]]")
    return items


def _text(data: dict[str, Any], key: str, place: str, default: str | None = None) -> str:
    value = data.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise DefinitionError(f"{place}: {key} must be a text")
    return value


def _texts(data: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DefinitionError(f"{place}: {key} must be a list of texts")
    return tuple(value)


def _truth(data: dict[str, Any], key: str, place: str) -> bool:
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise DefinitionError(f"{place}: {key} must be true or false")
    return value


def _whole(data: dict[str, Any], key: str, place: str) -> int:
    value = data.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < 1:
        raise DefinitionError(f"{place}: {key} must be a whole number from 1")
    return value


def _identifier(data: dict[str, Any], key: str, place: str) -> str:
    value = _text(data, key, place)
    if not _ID.fullmatch(value):
        raise DefinitionError(f"{place}: {key} {value!r} must be words of small letters joined by one underscore")
    return value


def _one_of(data: dict[str, Any], key: str, allowed: Any, place: str) -> str:
    value = _text(data, key, place)
    if value not in allowed:
        raise DefinitionError(f"{place}: {key} {value!r} is not one of {', '.join(sorted(allowed))}")
    return value
