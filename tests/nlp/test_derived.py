"""What is worked out from the form's own data: how far it is filled in, and whether it was written up in time."""

import copy
from typing import Any

import pytest

from nlp.criteria import read_data
from nlp.derived import completeness, timeliness

FULL: dict[str, Any] = {
    "household": {"carers": [{"name": "Ann"}, {"name": "Bob"}], "children": [{"name": "Max"}]},
    "visit": {
        "date": "2026-03-02",
        "previous_date": "2026-02-02",
        "recorded_on": "2026-03-04",
        "carers_present": ["Ann", "Bob"],
        "children_seen": ["Max"],
        "copied_to": ["Ann", "Bob"],
        "weekly_recordings_received": 4,
        "next_visit": "2026-04-02",
    },
    "prior_actions": [{"action": "Ring school"}],
    "actions": [{"action": "Ring school again"}],
    "text": {part["key"]: "Words." for part in read_data("derived.toml")["completeness"]["part"]},
}


def changed(**visit: Any) -> dict[str, Any]:
    """Give the full record with some of the visit's facts changed."""
    record = copy.deepcopy(FULL)
    record["visit"] |= visit
    return record


def with_texts(text: str) -> dict[str, Any]:
    """Give the full record with the same text in each of its boxes."""
    return {**copy.deepcopy(FULL), "text": dict.fromkeys(FULL["text"], text)}


def test_a_form_filled_in_is_complete_and_needs_no_advice() -> None:
    assert completeness(FULL) == (3, [])


@pytest.mark.parametrize("text", ["", "  ", "Not recorded.", "TBC", "- as above -", "xxx"])
def test_what_stands_for_a_missing_answer_does_not_fill_a_box(text: str) -> None:
    grade, advice = completeness(with_texts(text))
    assert grade < 3
    assert len(advice) >= 5


@pytest.mark.parametrize("text", ["None.", "n/a", "See above the school's letter of 3 March."])
def test_an_answer_fills_a_box_however_short(text: str) -> None:
    assert completeness(with_texts(text)) == completeness(FULL)


def test_the_reason_for_an_absence_is_asked_of_whom_was_not_there() -> None:
    record = changed(carers_present=["Ann"])
    record["text"].pop("carers_absence", None)
    _, advice = completeness({**record, "text": {}})
    assert any("Bob" in each for each in advice)
    assert not any("Ann" in each for each in advice)


@pytest.mark.parametrize(
    ("recorded_on", "grade"),
    [("2026-03-07", 3), ("2026-03-08", 2), ("2026-03-16", 2), ("2026-03-17", 1), ("2026-03-30", 1), ("2026-03-31", 0)],
)
def test_the_days_to_write_up_make_the_grade(recorded_on: str, grade: int) -> None:
    assert timeliness(changed(recorded_on=recorded_on))[0] == grade


def test_a_carer_without_a_copy_is_named() -> None:
    grade, advice = timeliness(changed(copied_to=["Ann"]))
    assert grade == 1
    assert advice == ["Copy the record to Bob's record."]


@pytest.mark.parametrize("recorded_on", [None, "", "2026-03-01"])
def test_a_day_that_is_missing_or_before_the_visit_is_grade_0_with_advice(recorded_on: str | None) -> None:
    grade, advice = timeliness(changed(recorded_on=recorded_on))
    assert grade == 0
    assert advice
