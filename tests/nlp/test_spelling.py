"""Slips of one letter are mended in the scorer's reading; names, known words and other words are left."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.record import record_problems
from nlp.spelling import known_words, mended
from nlp.text import read_units


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("siad", "said"), ("becuase", "because"), ("recrodings", "recordings"), ("toldd", "told"), ("schol", "school")],
)
def test_a_slip_is_read_as_what_was_meant(typed: str, meant: str) -> None:
    assert mended(typed) == meant


@pytest.mark.parametrize("word", ["said", "trampoline", "no", "ab", "zhe", "x-ray", "2nd"])
def test_known_words_short_words_and_what_resembles_nothing_are_left(word: str) -> None:
    assert mended(word) == word


def test_a_name_that_is_nearly_a_word_is_left() -> None:
    record = {
        "id": "1",
        "household": {"carers": [{"name": "Pat"}], "children": []},
        "visit": {"type": "supervision", "date": "2026-01-05"},
        "text": {"analysis": "Then Schol came in."},
    }
    assert not record_problems(record)
    assert "schol" in read_units(record)[0].tokens


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyz", max_size=14))
def test_a_word_stays_or_becomes_a_known_one(word: str) -> None:
    assert mended(word) == word or mended(word) in known_words()
