"""Answers in words: what a page, a record and later a print show of an answer."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from fqa_forms.domain.answer_rules import Asked, walk, with_worked_out
from fqa_forms.domain.answer_types import DATE_PARTS, is_blank, read_date
from fqa_forms.domain.form_definition import FormDefinition, Section
from fqa_forms.domain.visit_context import VisitContext


@dataclass(frozen=True)
class ShownAnswer:
    """A question as it was asked, with its answer in words (empty where there is none)."""

    asked: Asked
    label: str
    text: str


@dataclass(frozen=True)
class ShownSection:
    """A section with the answers it holds."""

    section: Section
    answers: tuple[ShownAnswer, ...]


def summarise(definition: FormDefinition, context: VisitContext, answers: dict[str, Any]) -> list[ShownSection]:
    """Every section with every question that applies, in the order of the form."""
    return [_summary(section, context, with_worked_out(section, context, answers)) for section in definition.sections]


def _summary(section: Section, context: VisitContext, answers: dict[str, Any]) -> ShownSection:
    shown = [asked for asked in walk(section, context, answers) if asked.shown]
    return ShownSection(
        section, tuple(ShownAnswer(asked, label_of(asked), shown_answer(asked, answers)) for asked in shown)
    )


def label_of(asked: Asked) -> str:
    """The question as this household is asked it."""
    return asked.question.label.format(name=asked.subject.name if asked.subject else "")


def shown_answer(asked: Asked, answers: dict[str, Any]) -> str:
    """An answer, typed or cleaned, in words; what cannot be read is shown as it was typed."""
    answer: Any = answers.get(asked.key)
    if is_blank(answer):
        return ""
    if asked.question.type in ("choice", "choices"):
        labels = {option.value: option.label for option in asked.question.options}
        chosen = answer if isinstance(answer, list) else [answer]
        return ", ".join(labels.get(str(value), str(value)) for value in chosen)
    if asked.question.type == "date":
        return _date_in_words(answer)
    return str(answer)


def _date_in_words(answer: Any) -> str:
    day = read_date(answer) if isinstance(answer, dict) else date.fromisoformat(answer)
    if day is None:
        typed = [str(answer.get(part, "")).strip() for part in DATE_PARTS]
        return " ".join(part for part in typed if part)
    return f"{day.day} {day:%B %Y}"
