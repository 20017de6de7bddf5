"""The coach's questions fit the criteria and the household."""

import string

import pytest

from fqa_forms.definitions import FORMS
from fqa_forms.domain.coaching import example_question, example_questions

BOTH = {"child": "Kai", "carer": "Ann"}


def test_every_criterion_that_a_form_shows_has_questions() -> None:
    shown = {key for form in FORMS.values() for section in form.sections for key in section.criteria}
    assert shown <= set(example_questions())


@pytest.mark.parametrize("criterion", sorted(example_questions()))
def test_questions_are_open_and_name_only_people_they_can(criterion: str) -> None:
    for text in example_questions()[criterion]:
        assert text.endswith("?")
        assert {name for _, name, _, _ in string.Formatter().parse(text) if name} <= {"child", "carer"}


def test_the_same_draft_keeps_its_question_and_others_get_others() -> None:
    asked = [example_question("child_voice", draft, BOTH) for draft in range(20)]
    assert asked[3] == example_question("child_voice", 3, BOTH)
    assert len(set(asked)) == len(example_questions()["child_voice"])


def test_nobody_is_asked_about_a_child_who_is_not_there() -> None:
    for turn in range(20):
        question = example_question("training", turn, {"child": "", "carer": "Ann"})
        assert question
        assert "{" not in question
    assert example_question("child_voice", 0, {"child": "", "carer": ""}) == ""
