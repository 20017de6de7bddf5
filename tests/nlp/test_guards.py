"""What the guards set aside, and what they leave."""

import pytest

from nlp.evidence import sentence_scores
from nlp.guards import set_aside
from nlp.model_store import load_scorer
from nlp.text import read_units


def aside(text: str) -> list[bool]:
    """Say for each sentence of an analysis whether it is set aside."""
    record = {
        "household": {"carers": [{"name": "Pat"}], "children": [{"name": "Ivy"}]},
        "visit": {},
        "text": {"analysis": text},
    }
    units = read_units(record)
    return [bool(each) for each in set_aside(sentence_scores(load_scorer().sentences, units), units)]


def test_topic_words_and_claims_are_set_aside() -> None:
    assert aside(
        "Wishes and feelings, views of the child, voice of the child. "
        "The importance of the child's voice was discussed."
    ) == [True, True]


def test_plain_sentences_are_left() -> None:
    assert aside("Ivy told me that she wants to swim again. Pat has not asked the school yet.") == [False, False]


def test_a_sentence_counts_once_however_often_it_is_written() -> None:
    assert aside("Ivy told me that she wants to swim again. " * 4) == [False, True, True, True]


def test_text_in_another_language_is_set_aside() -> None:
    assert all(
        aside("Mam plentyn sy'n byw gyda'r teulu hwn ers blwyddyn bellach. Mae hi'n hapus iawn yn ei chartref newydd.")
    )


def test_a_list_of_topics_is_set_aside() -> None:
    assert aside("School, nursery, health visitor, review, panel, court.") == [True]
    assert aside("Interaction, bond, relationship, warmth, attunement.") == [True]


def test_babble_is_set_aside() -> None:
    assert aside("done because done because done because done because done because done because") == [True]


def test_notes_without_grammar_are_left() -> None:
    assert aside("Ivy: new glasses, front row. Dentist 12/3, two fillings. Keeps reaction chart.") == [False] * 3


@pytest.mark.parametrize("text", ["None.", "Nothing to report.", "xxx", "Not discussed", "See last month.", "TBC"])
def test_what_only_fills_a_box_is_set_aside(text: str) -> None:
    assert aside(text) == [True]


def test_a_sentence_that_begins_like_a_placeholder_is_left() -> None:
    assert aside("None of the boys wanted to stop, so Ivy sat with them.") == [False]
