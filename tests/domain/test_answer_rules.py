"""The rules of a form: what is asked of whom, what is required, what is still missing."""

from datetime import date
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fqa_forms.definitions import newest
from fqa_forms.domain.answer_rules import clean_answers, find_gaps, left_out, section_state, walk
from fqa_forms.domain.visit_context import VisitContext
from tests.domain.small_form import COUPLE, VACANT, parsed, question

TODAY = date(2026, 3, 27)
VISIT = newest("supervision_visit")
SEEN = question("seen", "choice", for_each="child", required=True, missing="Say whether you saw {name}")
WHY = question(
    "why",
    for_each="child",
    thing="why {name} was not seen",
    show_when={"question": "seen", "equals": "no"},
    required_when={"question": "seen", "equals": "no"},
)
DAY = question("day", "date", thing="the day", not_before=["approved_on", "previous_visit"], not_after=["today"])


def gap_texts(*questions: dict[str, Any], answers: dict[str, Any], context: VisitContext = COUPLE) -> list[str]:
    return [gap.text for gap in find_gaps(parsed(*questions), context, answers, TODAY)]


def typed(iso: str) -> dict[str, str]:
    year, month, day = iso.split("-")
    return {"day": day, "month": month, "year": year}


def test_each_child_is_asked_about_by_name() -> None:
    assert gap_texts(SEEN, answers={}) == ["Say whether you saw Max", "Say whether you saw Ida"]


def test_all_about_one_child_comes_before_all_about_the_next() -> None:
    keys = [asked.key for asked in walk(parsed(SEEN, WHY).sections[0], COUPLE, {})]
    assert keys == ["seen__child-1", "why__child-1", "seen__child-2", "why__child-2"]


def test_a_condition_looks_at_the_answer_about_the_same_child() -> None:
    answers = {"seen__child-1": "no", "seen__child-2": "yes"}
    assert gap_texts(SEEN, WHY, answers=answers) == ["Enter why Max was not seen"]


def test_nothing_is_asked_about_children_of_a_vacant_household() -> None:
    assert gap_texts(SEEN, WHY, answers={}, context=VACANT) == []
    assert section_state(parsed(SEEN, WHY).sections[0], VACANT, {}, TODAY) == "not_needed"


def test_a_hidden_answer_is_no_part_of_the_record_and_is_not_lost_unawares() -> None:
    answers = {"seen__child-1": "yes", "seen__child-2": "yes", "why__child-1": "She was at school"}
    form = parsed(SEEN, WHY)
    assert clean_answers(form, COUPLE, answers) == {"seen__child-1": "yes", "seen__child-2": "yes"}
    assert [asked.key for asked in left_out(form, COUPLE, answers)] == ["why__child-1"]


def test_dates_that_cannot_be_are_refused_with_their_reason() -> None:
    assert gap_texts(DAY, answers={"day": typed("2026-03-28")}) == ["The day must be today or in the past"]
    assert gap_texts(DAY, answers={"day": typed("2026-02-02")}) == [
        "The day must be on or after 3 February 2026, the day of the previous visit"
    ]
    assert gap_texts(DAY, answers={"day": typed("2020-01-05")}) == [
        "The day must be on or after 6 January 2020, the day the household was approved"
    ]


def test_a_date_that_cannot_be_says_whose_it_is() -> None:
    due = question("due", "date", for_each="child", thing="the day {name} moves", not_before=["approved_on"])
    definition = parsed(due)
    key = f"due__{COUPLE.children[0].key}"
    typed = {key: {"day": "1", "month": "1", "year": "1999"}}
    (gap,) = find_gaps(definition, COUPLE, typed, TODAY)
    assert COUPLE.children[0].name in gap.text


def test_dates_on_the_limits_are_taken() -> None:
    assert gap_texts(DAY, answers={"day": typed("2026-03-27")}) == []
    assert gap_texts(DAY, answers={"day": typed("2026-02-03")}) == []


def test_a_further_row_of_actions_in_which_nothing_was_typed_is_not_missed() -> None:
    what = question("what", "text", for_each="new_action", required=True)
    who = question("who", "text", for_each="new_action", required=True, thing="who will do it")
    assert len(gap_texts(what, who, answers={})) == 2
    first = {"what__row1": "Ring", "who__row1": "Ann"}
    assert gap_texts(what, who, answers={**first, "what__row2": ""}) == []
    assert gap_texts(what, who, answers={**first, "what__row2": "Write"}) == ["Enter who will do it"]


def test_the_state_of_a_section() -> None:
    section = parsed(question("one", required=True), question("two")).sections[0]
    states = {"not_started": {}, "in_progress": {"two": "x"}, "completed": {"one": "x"}}
    for state, answers in states.items():
        assert section_state(section, COUPLE, answers, TODAY) == state
    assert section_state(parsed(question("two")).sections[0], COUPLE, {}, TODAY) == "optional"


KEYS = sorted({asked.key for section in VISIT.sections for asked in walk(section, COUPLE, {})})
VALUES = st.one_of(st.sampled_from(["yes", "no", "home", "video", "supervision", "done", "not_done", ""]), st.text())


@given(answers=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=30))
def test_whatever_is_typed_gives_gaps_at_questions_that_are_shown(answers: dict[str, str]) -> None:
    shown = {asked.key for section in VISIT.sections for asked in walk(section, COUPLE, answers) if asked.shown}
    assert {gap.key for gap in find_gaps(VISIT, COUPLE, answers, TODAY)} <= shown


@given(answers=st.dictionaries(st.sampled_from(KEYS), VALUES, max_size=30))
def test_cleaning_cleaned_answers_changes_nothing(answers: dict[str, str]) -> None:
    once = clean_answers(VISIT, COUPLE, answers)
    texts = {key: value for key, value in once.items() if isinstance(value, str) and not _is_date(key)}
    assert clean_answers(VISIT, COUPLE, texts) == texts


def _is_date(key: str) -> bool:
    return any(q.id == key.partition("__")[0] and q.type == "date" for q in VISIT.questions)
