"""From what was typed to an answer: every type, and nothing that can be typed is a fault."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fqa_forms.domain.answer_types import ANSWER_TYPES, is_blank, read_answer
from fqa_forms.domain.form_definition import Option, Question
from fqa_forms.domain.messages import catalogue

OPTIONS = (Option("yes", "Yes"), Option("no", "No"))
TYPED = st.one_of(
    st.none(),
    st.text(),
    st.lists(st.text()),
    st.dictionaries(st.sampled_from(["day", "month", "year", "x"]), st.text()),
)


def asked(answer_type: str) -> Question:
    options = OPTIONS if answer_type in ("choice", "choices") else ()
    return Question(id="q", label="Q", type=answer_type, thing="q", options=options)


def typed_day(day: str, month: str, year: str) -> dict[str, str]:
    return {"day": day, "month": month, "year": year}


@pytest.mark.parametrize(
    ("answer_type", "typed", "answer"),
    [
        ("text", "  Max \n", "Max"),
        ("text", "x" * 500, "x" * 500),
        ("long_text", "one\n\ntwo", "one\n\ntwo"),
        ("choice", "yes", "yes"),
        ("choices", ["no", "yes"], ["yes", "no"]),
        ("choices", "yes", ["yes"]),
        ("date", typed_day("27", "3", "2026"), "2026-03-27"),
        ("date", typed_day(" 7 ", "march", "2026"), "2026-03-07"),
        ("date", typed_day("29", "02", "2024"), "2024-02-29"),
        ("time", "9.05", "09:05"),
        ("time", "23:59", "23:59"),
        ("number", "007", 7),
        ("number", "999", 999),
    ],
)
def test_what_can_be_read(answer_type: str, typed: Any, answer: Any) -> None:
    assert read_answer(asked(answer_type), typed) == (answer, None)


@pytest.mark.parametrize(
    ("answer_type", "typed", "fault"),
    [
        ("text", "x" * 501, "too_long"),
        ("long_text", "x" * 50_001, "too_long"),
        ("choice", "maybe", "not_an_option"),
        ("choice", ["yes"], "not_an_option"),
        ("choices", ["yes", "maybe"], "not_an_option"),
        ("date", typed_day("1", "", "2026"), "date_incomplete"),
        ("date", "27 March", "date_incomplete"),
        ("date", typed_day("29", "2", "2026"), "date_not_real"),
        ("date", typed_day("٣", "3", "2026"), "date_not_real"),
        ("date", typed_day("1", "1", "0000"), "date_not_real"),
        ("date", typed_day("1", "1", "26"), "date_year"),
        ("time", "24:00", "time_not_real"),
        ("time", "2 pm", "time_not_real"),
        ("number", "-1", "number_not_whole"),
        ("number", "1.5", "number_not_whole"),
        ("number", "1000", "number_too_large"),
        ("number", "9" * 5000, "number_not_whole"),
    ],
)
def test_what_cannot_be_read_is_said(answer_type: str, typed: Any, fault: str) -> None:
    assert read_answer(asked(answer_type), typed) == (None, fault)


@pytest.mark.parametrize("answer_type", ANSWER_TYPES)
@pytest.mark.parametrize("typed", [None, "", "  \n ", [], {"day": "", "month": " ", "year": ""}])
def test_blank_is_no_answer_and_no_fault(answer_type: str, typed: Any) -> None:
    assert read_answer(asked(answer_type), typed) == (None, None)


@given(answer_type=st.sampled_from(sorted(ANSWER_TYPES)), typed=TYPED)
def test_whatever_is_typed_is_read_or_said_to_be_wrong(answer_type: str, typed: Any) -> None:
    answer, fault = read_answer(asked(answer_type), typed)
    if is_blank(typed):
        assert (answer, fault) == (None, None)
    else:
        assert (answer is None) != (fault is None)
        assert fault is None or fault in catalogue()


@given(day=st.dates(min_value=date(1000, 1, 1)))
def test_every_date_typed_in_figures_is_read_back(day: date) -> None:
    typed = typed_day(str(day.day), str(day.month), str(day.year))
    assert read_answer(asked("date"), typed) == (day.isoformat(), None)


@given(hour=st.integers(0, 23), minute=st.integers(0, 59))
def test_every_time_of_day_is_read_back(hour: int, minute: int) -> None:
    assert read_answer(asked("time"), f"{hour}:{minute:02d}") == (f"{hour:02d}:{minute:02d}", None)
