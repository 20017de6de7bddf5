"""Evidence at the answers: spans split, merged and kept out where the words are not the record's."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from fqa_forms.domain.visit_record import Piece
from fqa_forms.services.evidence_shown import (
    Mark,
    Part,
    field_text,
    marks_by_answer,
    place_spans,
    quote,
    split_into_parts,
    standing_pieces,
    wording_by_answer,
)

DOCUMENT: dict[str, Any] = {
    "text": {"child_voice": "Max: I like it.\n\nEsme: She waved."},
    "prior_actions": [{"action": "Ring school", "outcome": "Rang; he is back."}],
    "actions": [{"action": "Fit a gate"}],
}
ANSWERS = {"voice__1": "I like it.", "voice__2": "She waved.", "outcome__1": "Rang; he is back."}
PIECES = [
    Piece("child_voice", 5, 15, "voice__1"),
    Piece("child_voice", 23, 33, "voice__2"),
    Piece("prior_actions.0.outcome", 0, 17, "outcome__1"),
]


def span(field: str, start: int, end: int, **more: Any) -> dict[str, Any]:
    return {"field": field, "start": start, "end": end, **more}


def test_a_field_path_names_a_text_or_an_item_of_a_list() -> None:
    assert field_text(DOCUMENT, "child_voice").startswith("Max:")
    assert field_text(DOCUMENT, "prior_actions.0.outcome") == "Rang; he is back."
    assert field_text(DOCUMENT, "actions.0.action") == "Fit a gate"


def test_a_field_path_that_leads_nowhere_is_empty() -> None:
    for path in ("observation", "actions.7.action", "actions.0.owner", "actions.x.action"):
        assert field_text(DOCUMENT, path) == ""


def test_a_span_over_two_answers_is_split_between_them() -> None:
    placed = [(key, start, end) for key, start, end, _ in place_spans(PIECES, [span("child_voice", 7, 26)])]
    assert placed == [("voice__1", 2, 10), ("voice__2", 0, 3)]


def test_a_span_of_a_list_item_is_placed_at_its_answer() -> None:
    placed = list(place_spans(PIECES, [span("prior_actions.0.outcome", 6, 17)]))
    assert [(key, start, end) for key, start, end, _ in placed] == [("outcome__1", 6, 17)]


def test_a_span_on_words_that_no_answer_holds_is_placed_nowhere() -> None:
    assert list(place_spans(PIECES, [span("child_voice", 0, 4)])) == []


def test_answers_that_are_not_what_the_record_holds_are_not_marked() -> None:
    changed = ANSWERS | {"voice__1": "I hate it."}
    assert [piece.key for piece in standing_pieces(PIECES, DOCUMENT, changed)] == ["voice__2", "outcome__1"]


def test_marks_are_gathered_over_the_criteria() -> None:
    result = {
        "criteria": {
            "child_voice": {"evidence": [span("child_voice", 5, 15)]},
            "observation": {"evidence": [span("child_voice", 5, 11)]},
        }
    }
    marks = marks_by_answer(result, PIECES, str.upper)
    assert marks == {"voice__1": [Mark(0, 10, "CHILD_VOICE"), Mark(0, 6, "OBSERVATION")]}


def test_overlapping_marks_become_one_that_names_all() -> None:
    parts = split_into_parts("abcdefghij", [Mark(4, 8, "b"), Mark(2, 6, "a"), Mark(5, 6, "a")])
    assert parts == [Part("ab"), Part("cdefgh", "a, b"), Part("ij")]


def test_neighbouring_marks_stay_apart() -> None:
    parts = split_into_parts("abcd", [Mark(0, 2, "a"), Mark(2, 4, "b")])
    assert parts == [Part("ab", "a"), Part("cd", "b")]


def test_wording_is_said_once_at_an_answer_however_often_it_is_there() -> None:
    found = span("child_voice", 23, 26, rule="r", message="Plainer words help", suggestion="Esme")
    wording = wording_by_answer({"language": [found, found]}, PIECES, DOCUMENT)
    assert [(each.words, each.suggestion) for each in wording["voice__2"]] == [("She", "Esme")]


def test_a_quote_is_the_words_of_the_span() -> None:
    assert quote(DOCUMENT, span("child_voice", 5, 15)) == "I like it."


@given(
    text=st.text(min_size=1, max_size=60),
    ends=st.lists(st.tuples(st.integers(0, 59), st.integers(1, 20), st.sampled_from("abc")), max_size=8),
)
def test_parts_are_the_text_and_mark_exactly_what_was_marked(text: str, ends: list[tuple[int, int, str]]) -> None:
    marks = [Mark(start, min(start + size, len(text)), name) for start, size, name in ends if start < len(text)]
    parts = split_into_parts(text, marks)
    assert "".join(part.text for part in parts) == text
    shown = [bool(part.note) for part in parts for _ in part.text]
    assert shown == [any(mark.start <= at < mark.end for mark in marks) for at in range(len(text))]
