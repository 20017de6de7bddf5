"""The form of a section: its fields by household, what they keep, and where messages go."""

from typing import Any

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from fqa_forms.domain.answer_rules import Gap
from fqa_forms.domain.visit_context import VisitContext
from fqa_forms.forms.answer_fields import ANSWER_FIELDS
from fqa_forms.forms.section_form import SectionForm, build_section_form, page_condition
from tests.domain.small_form import COUPLE, VACANT, parsed, question

SEEN = question("seen", "choice", for_each="child", label="Did you see {name}?")
WHY = question("why", for_each="child", show_when={"question": "seen", "equals": "no"})
DAY, BOXES = question("day", "date"), question("boxes", "choices")


def built(*questions: dict[str, Any], context: VisitContext = COUPLE, **answers: Any) -> SectionForm:
    """The form filled from what a draft holds."""
    return build_section_form(parsed(*questions).sections[0], context, answers, from_browser=False)


def sent(
    app: Flask, *questions: dict[str, Any], typed: list[tuple[str, str]], answers: dict[str, Any] | None = None
) -> dict[str, Any]:
    """What the form keeps of what a browser sends, over what the draft holds."""
    with app.test_request_context("/", method="POST", data=MultiDict(typed)):
        return build_section_form(parsed(*questions).sections[0], COUPLE, answers or {}, from_browser=True).typed


@pytest.fixture
def page(app: Flask) -> Any:
    with app.test_request_context("/"):
        yield


@pytest.mark.usefixtures("page")
def test_there_is_a_field_for_each_child_by_name() -> None:
    labels = [field.label.text for field in built(SEEN).answer_fields]
    assert labels == ["Did you see Max?", "Did you see Ida?"]
    assert built(SEEN, context=VACANT).answer_fields == []


@pytest.mark.usefixtures("page")
def test_a_question_whose_condition_is_on_the_page_is_there_for_browsers_without_scripts() -> None:
    form = built(SEEN, WHY, **{"seen__child-1": "yes"})
    assert "why__child-1" in {field.name for field in form.answer_fields}
    here = {asked.id: asked for asked in parsed(SEEN, WHY).questions}
    conditions = {field.name: page_condition(field.asked, here) for field in form.answer_fields}
    assert conditions["why__child-1"] == [{"name": "seen__child-1", "values": ["no"]}]
    assert conditions["seen__child-1"] == []


@pytest.mark.usefixtures("page")
def test_a_question_whose_condition_is_elsewhere_and_does_not_hold_is_not_there() -> None:
    placed = question("placed", show_when={"question": "fact.children_placed", "equals": "yes"})
    assert built(placed, context=VACANT).answer_fields == []
    assert len(built(placed).answer_fields) == 1


@pytest.mark.usefixtures("page")
def test_messages_stand_at_their_fields_and_mark_the_boxes_left_empty() -> None:
    form = built(DAY, BOXES, day={"day": "1", "month": "", "year": ""})
    form.show_gaps([Gap("first", "day", "The day needs a month", False)])
    day, boxes = form.answer_fields
    assert (day.errors, boxes.errors) == (["The day needs a month"], [])
    assert day.part_errors == {"month", "year"}  # type: ignore[attr-defined]


@pytest.mark.usefixtures("page")
@pytest.mark.parametrize("kept", [None, "", "1 May", ["x"], {"day": 1}, 7])
@pytest.mark.parametrize("answer_type", ANSWER_FIELDS)
def test_a_field_shows_whatever_a_draft_holds(answer_type: str, kept: Any) -> None:
    field = built(question("odd", answer_type), odd=kept).answer_fields[0]
    assert isinstance(field.value_text, str)


def test_a_browser_sends_dates_in_three_boxes_and_any_number_of_ticks(app: Flask) -> None:
    typed = [("day-day", "1"), ("day-year", "2026"), ("boxes", "no"), ("boxes", "yes"), ("nonsense", "x")]
    kept = sent(app, DAY, BOXES, typed=typed)
    assert kept == {"day": {"day": "1", "month": "", "year": "2026"}, "boxes": ["no", "yes"]}


def test_a_page_cut_short_takes_no_words_away(app: Flask) -> None:
    kept = {"day": {"day": "1", "month": "5", "year": "2026"}, "words": "Max said hello", "once": "yes"}
    questions = (DAY, question("words"), question("once", "choice"))
    assert sent(app, *questions, typed=[("nonsense", "x")], answers=kept) == kept
    assert sent(app, *questions, typed=[("words", "")], answers=kept) == {**kept, "words": ""}


def test_boxes_that_are_not_ticked_are_not_sent(app: Flask) -> None:
    assert sent(app, BOXES, typed=[("nonsense", "x")], answers={"boxes": ["yes"]}) == {"boxes": []}
