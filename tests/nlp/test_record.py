"""What counts as a visit record, and how its breaches are told."""

import copy
import json
from typing import Any

import jsonschema
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp import record_problems
from nlp.record import visit_record_schema

PLAIN: dict[str, Any] = {
    "id": "a",
    "household": {"carers": [{"name": "Pat"}], "children": []},
    "visit": {"type": "supervision", "date": "2026-01-05"},
    "text": {},
}
JSON_VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-5, 40)
    | st.text(max_size=5)
    | st.sampled_from(["2026-01-05", "supervision"]),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["name", "id", "text", "date"]), inner, max_size=3)
    ),
    max_leaves=8,
)


def with_change(path: list[str], value: Any) -> dict[str, Any]:
    """Give the plain record with one part changed."""
    record = copy.deepcopy(PLAIN)
    place = record
    for key in path[:-1]:
        place = place.setdefault(key, {})
    place[path[-1]] = value
    return record


def test_the_least_record_is_a_record() -> None:
    assert record_problems(PLAIN) == []


def test_each_breach_names_its_place() -> None:
    cases = {
        "household.carers": with_change(["household", "carers"], []),
        "visit.date": with_change(["visit", "date"], "5 January"),
        "visit.type": with_change(["visit", "type"], "chat"),
        "text.analysis": with_change(["text", "analysis"], 3),
        "actions.0.action": with_change(["actions"], [{}]),
        "household.children.0.age": with_change(["household", "children"], [{"name": "A", "age": True}]),
    }
    for place, record in cases.items():
        problems = record_problems(record)
        assert [problem.startswith(place) for problem in problems] == [True], (place, problems)


def test_a_day_that_is_not_in_the_calendar_is_refused() -> None:
    assert record_problems(with_change(["visit", "date"], "2026-02-30"))


def test_problems_are_bounded_however_wrong_the_record() -> None:
    assert len(record_problems(with_change(["actions"], [{}] * 5000))) <= 20


@settings(max_examples=300, deadline=None)
@given(
    st.sampled_from(
        [
            ["id"],
            ["visit"],
            ["visit", "date"],
            ["household", "carers"],
            ["text"],
            ["text", "analysis"],
            ["actions"],
            ["x"],
        ]
    ),
    JSON_VALUES,
)
def test_agrees_with_json_schema(path: list[str], value: Any) -> None:
    record = with_change(path, value)
    checker = jsonschema.Draft202012Validator(visit_record_schema(), format_checker=jsonschema.FormatChecker(["date"]))
    assert (record_problems(record) == []) == checker.is_valid(json.loads(json.dumps(record)))
