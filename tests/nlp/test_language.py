"""The wording rules of nlp/language.toml: what they catch, what they leave, where they point and how fast they are."""

import itertools
import time
from typing import Any

import pytest

from nlp.language import ABBREVIATIONS, RULES, Rule, find_in_text, find_language

CATCHES = [(rule, text) for rule in RULES for text in rule.must_catch]
LEAVES = [(rule, text) for rule in RULES for text in rule.must_leave]


def make_record(**text: str) -> dict[str, Any]:
    """Returns a record with these narrative sections."""
    return {
        "id": "T-1",
        "household": {"carers": [{"name": "Ade"}], "children": [{"name": "Max", "age": 9}]},
        "visit": {"type": "supervision", "date": "2026-03-04"},
        "text": text,
    }


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.id)
def test_every_rule_is_whole(rule: Rule) -> None:
    """A rule says why, from where, what to write instead, and shows what it catches and leaves."""
    for part in (rule.reason, rule.source, rule.message, rule.suggestion, rule.must_catch, rule.must_leave):
        assert part, f"{rule.id} lacks a part that every rule has"
    assert len(rule.message) < 120, f"{rule.id}: the message is for a busy worker; shorten it"


def test_rule_ids_are_unique() -> None:
    """No two rules share an id."""
    ids = [rule.id for rule in RULES]
    assert len(ids) == len(set(ids))


@pytest.mark.parametrize(("rule", "text"), CATCHES, ids=lambda value: getattr(value, "id", None))
def test_catches(rule: Rule, text: str) -> None:
    """Each must_catch example is marked by its rule."""
    assert rule.id in [found.rule for found in find_in_text(text)], text


@pytest.mark.parametrize(("rule", "text"), LEAVES, ids=lambda value: getattr(value, "id", None))
def test_leaves(rule: Rule, text: str) -> None:
    """Each must_leave example is left alone by its rule."""
    assert rule.id not in [found.rule for found in find_in_text(text)], text


@pytest.mark.parametrize(
    "text",
    [
        'Max said "I hate contact with mum and respite."',
        "Max said 'I hate contact with mum and respite, don't you?'",
        "Max said “I hate contact with mum and respite.”",
        "Max said ‘I hate contact with mum, it’s like respite.’",
    ],
)
def test_quotations_are_left_alone(text: str) -> None:
    """What somebody said is recorded as they said it, in any quotation marks."""
    assert find_in_text(text) == []


def test_an_apostrophe_is_not_a_quotation_mark() -> None:
    """Words between two apostrophes are still the worker's own."""
    assert [found.rule for found in find_in_text("Max's view of contact with mum is Ade's too.")] == ["contact"]


def test_each_text_is_its_own() -> None:
    """No phrase and no quotation reaches from one text into the next, and offsets start again."""
    record = make_record(child_voice="He spoke of contact", observation="with mum. In placement.", training='"open')
    assert [(found["field"], found["start"], found["end"]) for found in find_language(record)] == [
        ("observation", 10, 22)
    ]


def test_spans_point_at_the_words() -> None:
    """Offsets are code points of the field's own text, end exclusive, after letters that change in lower case too."""
    text = "İlker 🙂 is quiet after contact."
    (found,) = find_in_text(text)
    assert text[found.start : found.end] == "after contact"


def test_fields_are_paths_of_the_record() -> None:
    """Sections, earlier actions and new actions are read, each under its own path."""
    record = make_record(care_plan="Sibling time is monthly.", training="")
    record["prior_actions"] = [{"action": "Ring school"}, {"action": "Book respite", "outcome": "Respite declined"}]
    record["actions"] = [{"action": "Continue to monitor", "owner": "", "due": None}]
    paths = [found["field"] for found in find_language(record)]
    assert paths == ["care_plan", "prior_actions.1.action", "prior_actions.1.outcome", "actions.0.action"]


def test_findings_have_what_a_score_needs() -> None:
    """The keys are those of score.schema.json."""
    (found,) = find_language(make_record(observation="Good interactions."))
    assert set(found) == {"rule", "message", "suggestion", "field", "start", "end"}


def test_findings_do_not_overlap_and_come_in_order() -> None:
    """A page can mark them from left to right."""
    found = find_in_text(
        "In placement he appears happy and settled in placement. No concerns. Needs are being met. LAC review."
    )
    assert len(found) >= 4
    assert all(first.end <= second.start for first, second in itertools.pairwise(found))


def test_an_abbreviation_is_marked_once_and_not_when_explained() -> None:
    """The first use in a record is marked; words in full anywhere in the record excuse it."""
    record = make_record(
        care_plan="CAMHS rang. The PEP is late.", household="CAMHS again.", training="His personal education plan."
    )
    found = find_language(record)
    assert [(item["field"], item["suggestion"]) for item in found] == [("care_plan", ABBREVIATIONS["CAMHS"])]


@pytest.mark.parametrize("record", [make_record(), {"id": "x", "text": None}, make_record(analysis="")])
def test_an_empty_record_has_nothing_to_say(record: dict[str, Any]) -> None:
    """Missing and empty texts are fine."""
    assert find_language(record) == []


def test_is_fast() -> None:
    """A usual record of 2,000 characters stays far below a millisecond, the best of several runs."""
    words = "Max told me that he likes the new school bus because Ade waves from the gate until it turns. " * 2
    record = make_record(**dict.fromkeys(("child_voice", "care_plan", "analysis", "observation", "training"), words))
    best = min(_time_of(record) for _ in range(20))
    assert best < 0.0015, f"{best * 1000:.2f} ms"


@pytest.mark.parametrize("text", ["contact with mum 'a ", "'", "‘", '"No concerns. ', "respite " * 2, "LAC review “"])
def test_a_hundred_thousand_words_take_no_more_than_seconds(text: str) -> None:
    """Stray quotation marks and endless hits stay linear."""
    start = time.process_time()
    find_in_text(text * 5_000)
    assert time.process_time() - start < 3


def _time_of(record: dict[str, Any]) -> float:
    """Returns the processor seconds that one record takes."""
    start = time.process_time()
    for _ in range(5):
        find_language(record)
    return (time.process_time() - start) / 5
