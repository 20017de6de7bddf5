"""Reads a form definition from TOML and refuses it, by file, question and reason, if anything is wrong."""

from pathlib import Path
from typing import Any

from fqa_forms.domain.answer_types import ANSWER_TYPES
from fqa_forms.domain.form_definition import Condition, FormDefinition, Option, Question, Section
from fqa_forms.domain.roles import Role
from fqa_forms.domain.toml_values import (
    DefinitionError,
    only_known,
    read_identifier,
    read_one_of,
    read_tables,
    read_text,
    read_texts,
    read_toml,
    read_truth,
    read_whole,
)
from fqa_forms.domain.visit_context import FACTS, OPTION_SOURCES, SHOWN, SUBJECT_KINDS, WORKED_OUT
from fqa_forms.domain.visit_record import TARGETS

DATE_LIMITS = ("today", "approved_on", "previous_visit")
_TESTS = ("equals", "is_one_of", "is_answered")
_FORM_KEYS = {"form", "version", "title", "start", "recorded_by", "date_question", "visit", "scored", "section"}
_SECTION_KEYS = {"id", "title", "about", "not_needed", "nms", "criteria", "shows", "question"}
_TEXT_KEYS = ("missing", "hint")
_QUESTION_KEYS = {
    *("id", "label", "type", "thing", "guidance", "options", "for_each", "show_when", "required"),
    *("required_when", "not_before", "not_after", "maps_to", "options_from", "worked_out"),
    *_TEXT_KEYS,
}


def load_definition(path: Path) -> FormDefinition:
    """The form in a TOML file; raises DefinitionError that names file, question and reason."""
    return parse_definition(read_toml(path), path.name)


def parse_definition(data: dict[str, Any], name: str) -> FormDefinition:
    """The form in already parsed data; `name` stands for the file in messages."""
    only_known(data, _FORM_KEYS, name)
    sections = tuple(
        _section(item, f"{name}: section {n}") for n, item in enumerate(read_tables(data, "section", name), 1)
    )
    definition = FormDefinition(
        form=read_identifier(data, "form", name),
        version=read_whole(data, "version", name),
        title=read_text(data, "title", name),
        sections=sections,
        start=read_text(data, "start", name, ""),
        recorded_by=read_texts(data, "recorded_by", name),
        date_question=read_text(data, "date_question", name),
        visit=read_truth(data, "visit", name),
        scored=read_truth(data, "scored", name),
        by_section={section.id: section for section in sections},
    )
    _check_form(definition, name)
    _check_references(definition, name)
    return definition


def _section(data: dict[str, Any], place: str) -> Section:
    section_id = read_identifier(data, "id", place)
    place = f"{place} ({section_id})"
    only_known(data, _SECTION_KEYS, place)
    shows = read_texts(data, "shows", place)
    if unknown := sorted(set(shows) - set(SHOWN)):
        raise DefinitionError(f"{place}: shows: {', '.join(unknown)} is not one of {', '.join(SHOWN)}")
    return Section(
        id=section_id,
        title=read_text(data, "title", place),
        about=read_text(data, "about", place, ""),
        not_needed=read_text(data, "not_needed", place, ""),
        nms=read_texts(data, "nms", place),
        criteria=read_texts(data, "criteria", place),
        shows=shows,
        questions=tuple(_question(item, place) for item in read_tables(data, "question", place)),
    )


def _question(data: dict[str, Any], place: str) -> Question:
    question_id = read_identifier(data, "id", place)
    place = f"{place}: question {question_id}"
    only_known(data, _QUESTION_KEYS, place)
    question = Question(
        id=question_id,
        label=read_text(data, "label", place),
        type=read_one_of(data, "type", ANSWER_TYPES, place),
        thing=read_text(data, "thing", place, "your answer"),
        guidance=read_texts(data, "guidance", place),
        options=tuple(_option(item, place) for item in data.get("options", [])),
        for_each=read_one_of(data, "for_each", SUBJECT_KINDS, place) if "for_each" in data else None,
        show_when=_conditions(data, "show_when", place),
        required=read_truth(data, "required", place),
        required_when=_conditions(data, "required_when", place),
        not_before=read_texts(data, "not_before", place),
        not_after=read_texts(data, "not_after", place),
        maps_to=read_one_of(data, "maps_to", TARGETS, place) if "maps_to" in data else None,
        options_from=read_one_of(data, "options_from", OPTION_SOURCES, place) if "options_from" in data else "",
        worked_out=read_one_of(data, "worked_out", WORKED_OUT, place) if "worked_out" in data else "",
        **{key: read_text(data, key, place, "") for key in _TEXT_KEYS},
    )
    if (bool(question.options) + bool(question.options_from)) != (question.type in ("choice", "choices")):
        raise DefinitionError(f"{place}: options belong to choice and choices, and they need them")
    if question.required and question.required_when:
        raise DefinitionError(f"{place}: is required always, so required_when has nothing to say")
    return question


def _option(data: Any, place: str) -> Option:
    if not isinstance(data, dict):
        raise DefinitionError(f"{place}: an option is a table of value and label")
    only_known(data, {"value", "label", "hint"}, place)
    return Option(read_text(data, "value", place), read_text(data, "label", place), read_text(data, "hint", place, ""))


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
        return Condition(read_text(data, "question", place), test)
    values = value if isinstance(value, list) else [value]
    if not values or not all(isinstance(item, str) for item in values) or (test == "equals") == isinstance(value, list):
        raise DefinitionError(f"{place}: equals takes one text, is_one_of a list of texts")
    return Condition(read_text(data, "question", place), test, tuple(values))


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
