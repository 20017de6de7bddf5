"""From answers to a visit record: where each goes, and where it can be found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fqa_forms.definitions import newest
from fqa_forms.domain.answer_rules import clean_answers, walk
from fqa_forms.domain.visit_record import Composed, Filing, compose
from nlp import record_problems
from tests.domain.small_form import COUPLE, VACANT

VISIT = newest("supervision_visit")
FILING = Filing("V000001", "2026-03-27")
BASE = {"visit_type": "supervision", "visit_date": {"day": "26", "month": "3", "year": "2026"}}
WORDS = st.text(min_size=1).map(str.strip).filter(bool)


def composed(typed: dict[str, object], context: object = COUPLE) -> Composed:
    answers = clean_answers(VISIT, context, {**BASE, **typed})  # type: ignore[arg-type]
    return compose(VISIT, context, answers, FILING)  # type: ignore[arg-type]


def text_of(document: dict[str, object], field: str) -> str:
    """The text that a piece's field names."""
    node: object = document if field.startswith(("prior_actions.", "actions.")) else document["text"]
    for part in field.split("."):
        node = node[int(part)] if isinstance(node, list) else node[part]  # type: ignore[index]
    assert isinstance(node, str)
    return node


def narrative_keys() -> list[str]:
    return [
        asked.key
        for section in VISIT.sections
        for asked in walk(section, COUPLE, {**BASE, "actions_agreed": "yes", "action_what__row1": ""})
        if asked.question.type in ("text", "long_text")
    ]


CHOICES = {
    **{f"carer_present__carer-{n}": "no" for n in (1, 2)},
    **{f"child_seen__child-{n}": "no" for n in (1, 2)},
    "prior_status__action-1": "not_done",
    "actions_agreed": "yes",
}


@given(words=st.dictionaries(st.sampled_from(narrative_keys()), WORDS, min_size=1))
def test_each_piece_of_the_record_is_the_answer_it_came_from(words: dict[str, str]) -> None:
    typed = {**CHOICES, **words}
    answers = clean_answers(VISIT, COUPLE, {**BASE, **typed})
    record = compose(VISIT, COUPLE, answers, FILING)
    for piece in record.pieces:
        assert text_of(record.document, piece.field)[piece.start : piece.end] == answers[piece.key]
    mapped = {a.key for s in VISIT.sections for a in walk(s, COUPLE, typed) if a.shown and a.question.maps_to}
    texts = {key for key in words if key in answers and key in mapped and not _without_its_action(key, answers)}
    assert texts <= {piece.key for piece in record.pieces}


def _without_its_action(key: str, answers: dict[str, object]) -> bool:
    return key.startswith("action_") and "action_what__row1" not in answers


@given(words=st.dictionaries(st.sampled_from(narrative_keys()), WORDS))
def test_what_is_composed_of_complete_answers_is_a_valid_visit_record(words: dict[str, str]) -> None:
    record = composed({**CHOICES, **words})
    assert record_problems(record.document) == []


def test_people_are_named_where_several_are_asked_about() -> None:
    record = composed({"voice__child-1": "I like the den.", "voice__child-2": "She smiled."})
    assert record.document["text"]["child_voice"] == "Max: I like the den.\n\nIda: She smiled."


def test_who_was_seen_is_listed_by_name() -> None:
    seen = {"carer_present__carer-1": "yes", "carer_present__carer-2": "no", "child_seen__child-2": "yes"}
    visit = composed({**seen, "child_seen__child-1": "no", "child_seen_alone__child-2": "yes"}).document["visit"]
    assert visit["carers_present"] == ["Ann"]
    assert (visit["children_seen"], visit["children_seen_alone"]) == (["Ida"], ["Ida"])
    assert visit["copied_to"] == ["Ann", "Bob"]


def test_an_open_action_keeps_its_words_and_gets_its_status() -> None:
    typed = {"prior_status__action-1": "not_done", "prior_outcome__action-1": "No answer yet."}
    found = composed({**typed, "prior_next__action-1": "Ask again."}).document["prior_actions"]
    assert found == [{"action": "Ring the school", "status": "not_done", "outcome": "No answer yet.\n\nAsk again."}]


@pytest.mark.parametrize("part", ["children_seen", "children_seen_alone"])
def test_a_vacant_household_has_nobody_to_see(part: str) -> None:
    document = composed({}, VACANT).document
    assert document["visit"][part] == []
    assert document["household"]["children"] == []
