"""What a form takes from the household itself: options to choose from, and answers that nobody types."""

from dataclasses import replace
from typing import Any

import pytest

from fqa_forms.domain.answer_rules import clean_answers, find_gaps, section_state, walk
from fqa_forms.domain.calendar import today
from fqa_forms.domain.toml_values import DefinitionError
from fqa_forms.domain.visit_context import VisitContext
from tests.domain.small_form import COUPLE, YES_NO, parsed, question

WEEKS = ("2026-12-28", "2027-01-04")
KNOWING = replace(COUPLE, recording_weeks=WEEKS)
EXPECTED = question("expected", "number", required=True, worked_out="recordings_expected")
MISSING = {**question("missing_weeks", "text", options_from="recording_weeks"), "type": "choices"}


def cleaned(known: VisitContext, **typed: Any) -> dict[str, Any]:
    return clean_answers(parsed(EXPECTED, MISSING), known, typed)


def messages(known: VisitContext, **typed: Any) -> list[str]:
    return [gap.text for gap in find_gaps(parsed(EXPECTED, MISSING), known, typed, today())]


def test_what_is_worked_out_stands_where_nothing_is_typed() -> None:
    assert cleaned(KNOWING) == {"expected": 2}
    assert cleaned(KNOWING, expected=" ") == {"expected": 2}
    assert cleaned(KNOWING, expected="4") == {"expected": 4}


def test_what_cannot_be_worked_out_is_asked() -> None:
    assert messages(KNOWING) == []
    assert messages(COUPLE) == ["Enter expected"]
    assert messages(KNOWING, expected="lots") == ["Expected must be a whole number, like 6"]


def test_the_period_reviewed_is_the_first_to_the_last_day_of_those_weeks() -> None:
    days = [question(key, "date", required=True, worked_out=f"recordings_{key}") for key in ("from", "to")]
    assert clean_answers(parsed(*days), KNOWING, {}) == {"from": "2026-12-28", "to": "2027-01-10"}
    assert clean_answers(parsed(*days), COUPLE, {}) == {}
    own = {"from": {"day": "1", "month": "1", "year": "2027"}}
    assert clean_answers(parsed(*days), KNOWING, own)["from"] == "2027-01-01"


def test_what_is_worked_out_does_not_start_a_section() -> None:
    section = parsed(EXPECTED).sections[0]
    assert section_state(section, KNOWING, {}, today()) == "optional"
    assert section_state(section, KNOWING, {"expected": "2"}, today()) == "completed"


def test_the_options_are_the_households_own_weeks() -> None:
    asked = next(walk(parsed(MISSING).sections[0], KNOWING, {}))
    assert [(option.value, option.label) for option in asked.question.options] == [
        ("2026-12-28", "28 December to 3 January 2027"),
        ("2027-01-04", "4 January to 10 January 2027"),
    ]


def test_only_the_households_own_weeks_can_be_chosen() -> None:
    assert cleaned(KNOWING, missing_weeks=["2027-01-04"])["missing_weeks"] == ["2027-01-04"]
    assert messages(KNOWING, missing_weeks=["2020-01-06"]) == ["Choose one of the answers for missing_weeks"]
    assert messages(COUPLE, expected="2", missing_weeks=["2027-01-04"]) != []


@pytest.mark.parametrize(
    ("weeks", "so"),
    [(WEEKS, "yes"), ((), "no"), (None, "no")],
)
def test_a_form_can_ask_whether_any_is_expected(weeks: tuple[str, ...] | None, so: str) -> None:
    assert replace(COUPLE, recording_weeks=weeks).facts()["fact.recordings_expected"] == so


def test_a_context_kept_before_weeks_were_known_has_none() -> None:
    kept = COUPLE.as_json()
    del kept["recording_weeks"]
    assert VisitContext.from_json(kept).recording_weeks is None
    assert VisitContext.from_json(KNOWING.as_json()) == KNOWING


@pytest.mark.parametrize(
    ("wrong", "named"),
    [
        (question("a", "choice", options_from="recording_weeks"), "options belong to"),
        (question("a", "text", options_from="recording_weeks"), "options belong to"),
        ({**question("a", "choices", options_from="moons"), "options": []}, "options_from 'moons'"),
        (question("a", "number", worked_out="the_weather"), "worked_out 'the_weather'"),
        (question("a", "text", options=YES_NO), "options belong to"),
    ],
)
def test_a_form_that_asks_the_household_for_what_it_has_not_is_refused(wrong: dict[str, Any], named: str) -> None:
    with pytest.raises(DefinitionError, match=named):
        parsed(wrong)
