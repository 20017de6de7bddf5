"""Builds the WTForms class of one section of a form, for one household and what was typed so far."""

from collections.abc import Iterable
from typing import Any

from flask_wtf import FlaskForm

from fqa_forms.domain.answer_rules import Asked, Gap, holds, walk
from fqa_forms.domain.form_definition import Question, Section, answer_key
from fqa_forms.domain.visit_context import VisitContext
from fqa_forms.forms.answer_fields import ANSWER_FIELDS
from fqa_forms.forms.answer_fields.base import AnswerField


class SectionForm(FlaskForm):
    """A form made for one section; its answer fields carry what they ask and about whom."""

    @property
    def answer_fields(self) -> list[AnswerField]:
        """The fields of the section's questions, in the order of the page."""
        return [field for field in self if isinstance(field, AnswerField)]

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed, by answer key."""
        return {field.name: field.data for field in self.answer_fields}

    def show_gaps(self, gaps: list[Gap]) -> None:
        """Put messages at their fields."""
        texts = {gap.key: gap.text for gap in gaps}
        for field in self.answer_fields:
            field.errors = [texts[field.name]] if field.name in texts else []


def build_section_form(
    section: Section, context: VisitContext, answers: dict[str, Any], *, from_browser: bool
) -> SectionForm:
    """The form of one section, filled from the request (`from_browser`) or from the draft's answers."""
    return build_page_form((section,), context, answers, from_browser=from_browser)


def build_page_form(
    sections: Iterable[Section], context: VisitContext, answers: dict[str, Any], *, from_browser: bool
) -> SectionForm:
    """The form of a page that shows these sections, filled from the request or from the draft's answers.

    Every question that could apply once this page is answered is there: questions whose condition
    is on this very page can be answered without JavaScript.
    """
    sections = tuple(sections)
    here = page_questions(sections)
    fields = {
        asked.key: ANSWER_FIELDS[asked.question.type](asked=asked)
        for section in sections
        for asked in walk(section, context, answers)
        if _can_apply(asked, here, context, answers)
    }
    form_class = type("SectionForm", (SectionForm,), fields)
    form: SectionForm = form_class(**({} if from_browser else {"formdata": None}), data=answers)
    return form


def page_questions(sections: Iterable[Section]) -> dict[str, Question]:
    """The questions that a page with these sections asks, by id."""
    return {question.id: question for section in sections for question in section.questions}


def page_condition(asked: Asked, here: dict[str, Question]) -> list[dict[str, Any]]:
    """The conditions of a question that this very page answers, for the browser to show or hide it by."""
    return [
        {"name": _key_on_page(here[condition.question], asked), "values": list(condition.values)}
        for condition in asked.question.show_when
        if condition.question in here
    ]


def _can_apply(asked: Asked, here: dict[str, Question], context: VisitContext, answers: dict[str, Any]) -> bool:
    return all(
        condition.question in here or holds(condition, asked.subject, context, answers)
        for condition in asked.question.show_when
    )


def _key_on_page(other: Question, asked: Asked) -> str:
    return answer_key(other.id, asked.subject.key if other.for_each and asked.subject else None)
