"""What a comparison of two versions of a form says."""

import tomllib
from typing import Any

from fqa_forms.domain.definition_changes import definition_changes
from fqa_forms.domain.form_definition import FormDefinition
from fqa_forms.domain.load_definition import parse_definition

BASE = """
form = "small"
version = 1
title = "Small"
date_question = "day"
[[section]]
id = "one"
title = "One"
[[section.question]]
id = "day"
type = "date"
label = "Which day?"
[[section.question]]
id = "why"
type = "text"
label = "Why?"
[[section]]
id = "two"
title = "Two"
[[section.question]]
id = "more"
type = "text"
label = "More?"
"""


def form(change: Any = None) -> FormDefinition:
    data = tomllib.loads(BASE)
    if change:
        change(data)
    return parse_definition(data, "small_v1.toml")


def test_the_same_form_has_no_changes() -> None:
    assert definition_changes(form(), form()) == []


def test_a_changed_label_is_named_with_both_wordings() -> None:
    def relabel(data: dict[str, Any]) -> None:
        data["section"][0]["question"][1]["label"] = "For what reason?"

    assert definition_changes(form(), form(relabel)) == ["question why: label: 'Why?' is now 'For what reason?'"]


def test_a_new_question_a_moved_one_and_a_gone_section_are_told_apart() -> None:
    def rework(data: dict[str, Any]) -> None:
        moved = data["section"].pop(1)["question"][0]
        data["section"][0]["question"] += [moved, {"id": "extra", "type": "text", "label": "Extra?"}]

    assert definition_changes(form(), form(rework)) == [
        "question more: moved from two to one",
        "question extra: new in one",
        "section two: gone",
    ]


def test_what_a_section_shows_above_its_questions_is_a_change() -> None:
    def show(data: dict[str, Any]) -> None:
        data["section"][0]["shows"] = ["check_dates"]

    assert definition_changes(form(), form(show)) == ["section one: shows: () is now ('check_dates',)"]


def test_a_question_taken_away_is_said_to_be_gone() -> None:
    def shorten(data: dict[str, Any]) -> None:
        data["section"][0]["question"].pop(1)

    assert definition_changes(form(), form(shorten)) == ["question why: gone from one"]
