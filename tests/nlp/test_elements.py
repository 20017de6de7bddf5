"""The elements of a grade: distinct ones count, more of the same hardly, nothing for nothing."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from nlp.criteria import JUDGED, read_data
from nlp.elements import by_element, element_codes
from nlp.facets import by_facet, facets_shown
from nlp.text import SECTIONS, Unit, tokens_of

WIDE = len(element_codes())


def units_of(*texts: str, section: str = "analysis", carers: int = 0) -> list[Unit]:
    """Give sentences as units of one section."""
    place = SECTIONS.index(section)
    return [Unit(section, 0, len(text), place, tokens_of(text, {}), carers) for text in texts]


def found(*rows: dict[str, float]) -> np.ndarray:
    """Give a table of element scores from one mapping a sentence."""
    table = np.zeros((len(rows), WIDE), dtype=np.float32)
    for number, row in enumerate(rows):
        for code, score in row.items():
            table[number, element_codes().index(code)] = score
    return table


def test_every_element_has_a_code_of_its_own_and_words_that_explain_it() -> None:
    codes = element_codes()
    assert len(set(codes)) == len(codes)
    titles = [title for part in read_data("elements.toml").values() for title in part.values()]
    assert all(title[0].islower() and not title.endswith(".") for title in titles)
    assert set(read_data("elements.toml")) >= set(JUDGED)


def test_more_than_a_few_of_the_same_earn_nothing() -> None:
    three = by_element(found(*[{"va": 1}] * 3), units_of(*["I saw him."] * 3))
    thirty = by_element(found(*[{"va": 1}] * 30), units_of(*["I saw him."] * 30))
    assert np.array_equal(three, thirty)


def test_another_source_counts_for_triangulation_and_the_same_again_does_not() -> None:
    row = JUDGED.index("triangulation")
    one = by_element(found({"ss": 1}), units_of("School said so."))[row, -1]
    same = by_element(found({"ss": 1}, {"ss": 1}), units_of("School said so.", "School said more."))[row, -1]
    two = by_element(found({"ss": 1}, {"sh": 1}), units_of("School said so.", "The nurse said so."))[row, -1]
    assert one == same < two


@given(st.lists(st.floats(-0.5, 0.1), min_size=1, max_size=30))
def test_sentences_that_carry_nothing_count_for_nothing(scores: list[float]) -> None:
    table = np.full((len(scores), WIDE), np.array(scores)[:, None], dtype=np.float32)
    counted = by_element(table, units_of(*["Rain."] * len(scores)))[:, 20:30]
    assert not counted.any()


def test_no_sentences_are_described_by_zeros() -> None:
    assert not by_element(found(), []).any()
    assert not by_facet(np.zeros((0, len(JUDGED)), np.float32), []).any()


@pytest.mark.parametrize(
    ("text", "facet", "shown"),
    [
        ("I asked Pat what she made of it.", ("challenge", "asks"), True),
        ("Pat asked for a new bed.", ("challenge", "asks"), False),
        ("The nurse weighed him.", ("triangulation", "health"), True),
        ("The weather was fine.", ("triangulation", "health"), False),
    ],
)
def test_a_facet_is_shown_by_a_word_of_each_of_its_groups(text: str, facet: tuple[str, str], shown: bool) -> None:
    facets = [(key, name) for key in JUDGED for name in read_data("facets.toml")[key]]
    assert bool(facets_shown(units_of(text))[0, facets.index(facet)]) is shown
