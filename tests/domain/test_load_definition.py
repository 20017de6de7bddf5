"""A form definition with a mistake is refused by file, question and reason."""

from pathlib import Path
from typing import Any

import pytest

from fqa_forms.definitions import FOLDER, load_all
from fqa_forms.domain.load_definition import load_definition, parse_definition
from fqa_forms.domain.toml_values import DefinitionError
from tests.domain.small_form import YES_NO, form, question

FIRST = question("first_one", "choice")
EQUALS = {"question": "first_one", "equals": "yes"}


def when(other: str, **test: Any) -> dict[str, Any]:
    """A question that is shown on a condition."""
    return question("second", show_when={"question": other, **test})


# what is wrong: the second question of the form, what the message must name
WRONG_QUESTIONS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "unknown type": (question("second", "essay"), ("second", "type", "'essay'")),
    "unknown key": (question("second", colour="red"), ("second", "unknown colour")),
    "capitals in id": (question("Second"), ("id", "'Second'")),
    "two underscores in id": (question("se__cond"), ("id", "'se__cond'")),
    "no label": ({"id": "second", "type": "text"}, ("second", "label")),
    "label of spaces": (question("second", label="  "), ("second", "label")),
    "options of a text": (question("second", options=YES_NO), ("second", "options")),
    "choice without options": (question("second", "choice", options=[]), ("second", "options")),
    "option without label": (question("second", "choice", options=[{"value": "a"}]), ("second", "label")),
    "option that is a text": (question("second", "choice", options=["yes"]), ("second", "option")),
    "required as a word": (question("second", required="yes"), ("second", "required", "true or false")),
    "required twice over": (question("second", required=True, required_when=EQUALS), ("second", "required_when")),
    "unknown subject": (question("second", for_each="dog"), ("second", "for_each", "'dog'")),
    "unknown target": (question("second", maps_to="text.weather"), ("second", "maps_to", "'text.weather'")),
    "guidance as a text": (question("second", guidance="Say more"), ("second", "guidance")),
    "limit that is no date": (question("second", "date", not_before=["first_one"]), ("second", "first_one")),
    "limit unheard of": (question("second", "date", not_after=["doomsday"]), ("second", "doomsday")),
    "same id": (question("first_one"), ("first_one", "two of that id")),
    "condition on itself": (
        when("second", equals="yes"),
        ("second", "earlier"),
    ),
    "condition on nothing": (when("later", equals="yes"), ("second", "later")),
    "condition on a value never given": (
        when("first_one", equals="maybe"),
        ("second", "first_one", "'maybe'"),
    ),
    "condition on a fact never so": (
        when("fact.carers", equals="three"),
        ("second", "fact.carers", "'three'"),
    ),
    "two tests in one condition": (
        when("first_one", equals="yes", is_answered=True),
        ("second", "show_when"),
    ),
    "no test in a condition": (
        when("first_one"),
        ("second", "show_when", "equals, is_one_of, is_answered"),
    ),
    "larger language": (
        when("first_one", matches="y.*"),
        ("second", "is_one_of"),
    ),
    "is_answered false": (
        when("first_one", is_answered=False),
        ("second", "is_answered"),
    ),
    "equals a list": (when("first_one", equals=["yes"]), ("second", "equals")),
    "is_one_of nothing": (when("first_one", is_one_of=[]), ("is_one_of",)),
}

WRONG_FORMS: dict[str, tuple[dict[str, Any], tuple[str, ...]]] = {
    "no section": ({**form(FIRST), "section": []}, ("[[section]]",)),
    "section without question": (form(), ("section 1 (first)", "[[question]]")),
    "version in words": (form(FIRST, version="one"), ("version", "whole number")),
    "version true": (form(FIRST, version=True), ("version", "whole number")),
    "version 0": (form(FIRST, version=0), ("version", "whole number")),
    "unknown part": (form(FIRST, colour="red"), ("unknown colour",)),
    "no title": ({key: value for key, value in form(FIRST).items() if key != "title"}, ("title",)),
    "shows what nobody works out": (
        {**form(FIRST), "section": [{**form(FIRST)["section"][0], "shows": ["check_dates", "weather"]}]},
        ("section 1 (first)", "shows: weather", "check_dates"),
    ),
    "two sections of one id": (
        {**form(FIRST), "section": form(FIRST)["section"] * 2},
        ("section first", "two of that id"),
    ),
}


@pytest.mark.parametrize("case", WRONG_QUESTIONS)
def test_a_wrong_question_is_named_with_the_reason(case: str) -> None:
    wrong, named = WRONG_QUESTIONS[case]
    with pytest.raises(DefinitionError) as refusal:
        parse_definition(form(FIRST, wrong), "small.toml")
    for word in ("small.toml", *named):
        assert word in str(refusal.value)


@pytest.mark.parametrize("case", WRONG_FORMS)
def test_a_wrong_form_is_named_with_the_reason(case: str) -> None:
    wrong, named = WRONG_FORMS[case]
    with pytest.raises(DefinitionError) as refusal:
        parse_definition(wrong, "small.toml")
    for word in ("small.toml", *named):
        assert word in str(refusal.value)


def test_a_condition_may_not_ask_one_answer_of_many() -> None:
    each = question("each_one", "choice", for_each="child")
    once = question("once", show_when={"question": "each_one", "equals": "yes"})
    with pytest.raises(DefinitionError, match="each_one is asked for each child"):
        parse_definition(form(each, once), "small.toml")


@pytest.mark.parametrize("content", [b"form = ", b"\xff\xfe", b""], ids=["broken", "not utf-8", "empty"])
def test_a_file_that_cannot_be_used_is_named(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "broken_v1.toml"
    file.write_bytes(content)
    with pytest.raises(DefinitionError, match=r"broken_v1\.toml"):
        load_definition(file)


def test_a_file_must_hold_the_form_and_version_that_its_name_says(tmp_path: Path) -> None:
    released = FOLDER / "supervision_visit_v1.toml"
    (tmp_path / "supervision_visit_v2.toml").write_bytes(released.read_bytes())
    with pytest.raises(DefinitionError, match=r"supervision_visit_v2\.toml.*version 1"):
        load_all(tmp_path)


def test_the_released_forms_can_be_used() -> None:
    assert ("supervision_visit", 1) in load_all(FOLDER)
