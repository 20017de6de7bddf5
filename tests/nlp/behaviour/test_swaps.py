"""Who a record is about, and how its writer spells, changes no grade."""

from collections.abc import Callable, Iterable

import pytest

from tests.nlp.behaviour.suite import SEED, Record, hold, map_texts, moved, read_toml, sample_corpus
from tests.nlp.behaviour.swaps import pairs_said_of_household, rename, swap_words, turn_gender, uses_initials

MOST = 60


def swapped(records: Iterable[Record], change: Callable[[Record], Record]) -> list[tuple[str, Record, Record]]:
    """Returns cases of the records that the change does something to, at most as many as the time allows."""
    cases = [(record["id"], record, change(record)) for record in records]
    return [case for case in cases if case[1] != case[2]][:MOST]


def test_names() -> None:
    """Other names for everybody in the household, from other origins, change no grade at all."""
    records = [record for record in sample_corpus(100) if not uses_initials(record)]
    rate, wrong = moved(swapped(records, lambda record: rename(record, SEED + len(str(record)))))
    hold("swap_names", rate, wrong)


def test_gender() -> None:
    """He for she, and the other words that go with it."""
    rate, wrong = moved(swapped(sample_corpus(), turn_gender))
    hold("swap_gender", rate, wrong)


def test_faith_and_ethnicity() -> None:
    """One faith or origin for another, in the records that mention one."""
    pairs = read_toml("swaps.toml")["faith_and_ethnicity"]
    rate, wrong = moved(
        swapped(sample_corpus(480), lambda record: map_texts(record, lambda text: swap_words(text, pairs)))
    )
    hold("swap_faith_and_ethnicity", rate, wrong)


def test_said_of_the_household() -> None:
    """The carers' age, faith, ethnicity or make-up, said in one sentence, makes no difference whichever it is."""
    rate, wrong = moved(case for record in sample_corpus(15) for case in pairs_said_of_household(record))
    hold("swap_said_of_household", rate, wrong)


@pytest.mark.parametrize("kind", ["spelling", "dialect"])
def test_spelling_and_dialect(kind: str) -> None:
    """American spelling and words of other parts of the country."""
    pairs = read_toml("swaps.toml")[kind]
    rate, wrong = moved(
        swapped(sample_corpus(), lambda record: map_texts(record, lambda text: swap_words(text, pairs)))
    )
    hold(f"swap_{kind}", rate, wrong)
