"""The rules of a form over its answers: what is asked, what is required, and what is still missing."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from fqa_forms.domain.answer_types import as_typed, is_blank, read_answer, read_date
from fqa_forms.domain.form_definition import Condition, FormDefinition, Question, Section, answer_key
from fqa_forms.domain.messages import message
from fqa_forms.domain.visit_context import Subject, VisitContext

Answers = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """One question asked about one subject (or about none), with the key of its answer."""

    section: Section
    question: Question
    subject: Subject | None
    key: str
    shown: bool
    required: bool


@dataclass(frozen=True)
class Gap:
    """Something that keeps a record from being submitted."""

    section: str
    key: str
    text: str
    missing: bool


def walk(section: Section, context: VisitContext, answers: Answers) -> Iterator[Asked]:
    """Everything a section can ask of this household, in the order of the page, shown or not.

    Neighbouring questions for the same kind of subject are taken subject by subject: all about
    the first child, then all about the second.
    """
    for kind, questions in _runs(section.questions):
        subjects = (None,) if kind is None else context.subjects(kind, answers)
        for subject in subjects:
            for question in questions:
                yield _ask(section, question, subject, context, answers)


def find_gaps(definition: FormDefinition, context: VisitContext, answers: Answers, today: date) -> list[Gap]:
    """Everything that is missing or cannot be, in the order of the form; an empty list can be submitted."""
    return [gap for section in definition.sections for gap in section_gaps(section, context, answers, today)]


def section_gaps(section: Section, context: VisitContext, answers: Answers, today: date) -> list[Gap]:
    """What is missing or cannot be in one section."""
    gaps = []
    answers = with_worked_out(section, context, answers)
    for asked in walk(section, context, answers):
        if asked.shown and not _is_spare_row(asked, section, answers):
            text, missing = _fault(asked, context, answers, today)
            if text:
                gaps.append(Gap(section.id, asked.key, text, missing))
    return gaps


def section_state(section: Section, context: VisitContext, answers: Answers, today: date) -> str:
    """How far a section is: not_needed, not_started, in_progress, completed or optional."""
    shown = [asked for asked in walk(section, context, answers) if asked.shown]
    if not shown:
        return "not_needed"
    started = any(not is_blank(answers.get(asked.key)) for asked in shown)
    if section_gaps(section, context, answers, today):
        return "in_progress" if started else "not_started"
    return "completed" if started else "optional"


def clean_answers(definition: FormDefinition, context: VisitContext, answers: Answers) -> Answers:
    """The answers that are part of a record: shown, given and read; call only when there are no gaps."""
    cleaned: Answers = {}
    for section in definition.sections:
        given = with_worked_out(section, context, answers)
        for asked in walk(section, context, given):
            if asked.shown:
                answer, _error = read_answer(asked.question, given.get(asked.key))
                if answer is not None:
                    cleaned[asked.key] = answer
    return cleaned


def with_worked_out(section: Section, context: VisitContext, answers: Answers) -> Answers:
    """The answers with what the service works out itself where a section's question was left empty."""
    if not any(question.worked_out for question in section.questions):
        return answers
    known = {
        asked.key: as_typed(asked.question, answer)
        for asked in walk(section, context, answers)
        if is_blank(answers.get(asked.key)) and (answer := context.worked_out(asked.question.worked_out)) is not None
    }
    return {**answers, **known}


def left_out(definition: FormDefinition, context: VisitContext, answers: Answers) -> list[Asked]:
    """Questions with something typed that no longer apply, so that nobody loses words unawares."""
    return [
        asked
        for section in definition.sections
        for asked in walk(section, context, answers)
        if not asked.shown and not is_blank(answers.get(asked.key))
    ]


def holds(condition: Condition, subject: Subject | None, context: VisitContext, answers: Answers) -> bool:
    """Whether a condition holds, looking first at the answer about the same subject."""
    given = context.facts().get(condition.question)
    if given is None and subject is not None:
        given = answers.get(answer_key(condition.question, subject.key))
    if given is None:
        given = answers.get(condition.question)
    if condition.test == "is_answered":
        return not is_blank(given)
    return any(value in condition.values for value in (given if isinstance(given, list) else [given]))


def _runs(questions: tuple[Question, ...]) -> Iterator[tuple[str | None, list[Question]]]:
    run: list[Question] = []
    for question in questions:
        if run and run[0].for_each != question.for_each:
            yield run[0].for_each, run
            run = []
        run.append(question)
    if run:
        yield run[0].for_each, run


def _ask(
    section: Section, question: Question, subject: Subject | None, context: VisitContext, answers: Answers
) -> Asked:
    def all_hold(conditions: tuple[Condition, ...]) -> bool:
        return all(holds(condition, subject, context, answers) for condition in conditions)

    if question.options_from:
        question = replace(question, options=context.options(question.options_from))
    shown = all_hold(question.show_when)
    required = question.required or (bool(question.required_when) and all_hold(question.required_when))
    key = answer_key(question.id, subject.key if subject else None)
    return Asked(section, question, subject, key, shown, shown and required)


def _is_spare_row(asked: Asked, section: Section, answers: Answers) -> bool:
    """Whether this belongs to a further row of new actions in which nothing was typed."""
    if asked.question.for_each != "new_action" or asked.subject is None or asked.subject.name == "Action 1":
        return False
    keys = (answer_key(question.id, asked.subject.key) for question in section.questions)
    return all(is_blank(answers.get(key)) for key in keys)


def _fault(asked: Asked, context: VisitContext, answers: Answers, today: date) -> tuple[str, bool]:
    """What is wrong with an answer, and whether it is that it is missing; ('', False) when nothing is."""
    question, name = asked.question, asked.subject.name if asked.subject else ""
    answer, error = read_answer(question, answers.get(asked.key))
    if error:
        return message(error, thing=question.thing.format(name=name)), False
    if answer is None:
        own = question.missing.format(name=name)
        return (
            (own or message("missing", thing=question.thing.format(name=name)), True) if asked.required else ("", False)
        )
    return _date_fault(asked, str(answer), context, answers, today), False


def _date_fault(asked: Asked, answer: str, context: VisitContext, answers: Answers, today: date) -> str:
    for name, before in (
        *((n, True) for n in asked.question.not_before),
        *((n, False) for n in asked.question.not_after),
    ):
        limit = context.date_limit(name, today) or _iso(read_date(answers.get(name)))
        if limit and ((answer < limit) if before else (answer > limit)):
            key = f"{'not_before' if before else 'not_after'}_{name}"
            shown = date.fromisoformat(limit)
            about = asked.question.thing.format(name=asked.subject.name if asked.subject else "")
            return message(key, thing=about, limit=f"{shown.day} {shown:%B %Y}")
    return ""


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
