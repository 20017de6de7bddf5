"""Sentences that may not count: hollow ones, repeated ones, lists of topics, babble, and text that is no English."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nlp.criteria import read_data
from nlp.evidence import HOLLOW, Scores
from nlp.signals import is_everyday
from nlp.text import PRIOR_ITEM, Unit, tokens_of

Mask = NDArray[np.bool_]


def set_aside(scores: Scores, units: Sequence[Unit]) -> Mask:
    """Say for each unit whether a guard sets it aside."""
    if not units:
        return np.zeros(0, dtype=bool)
    rules = read_data("guards.toml")
    hollow = scores[:, HOLLOW] >= rules["hollow_from"]
    empty = np.array([_is_placeholder(unit) or _is_list(unit, rules) or _is_babble(unit, rules) for unit in units])
    return np.asarray(hollow | empty | _repeated(units, rules["repeat_words"]) | _unreadable(units, rules))


@cache
def _sentence_words() -> frozenset[str]:
    rules, classes = read_data("guards.toml"), read_data("lexicon.toml")["class"]
    return frozenset([*rules["grammar"], *(word for name in rules["verbs"] for word in classes[name])])


@cache
def _placeholders() -> frozenset[tuple[str, ...]]:
    return frozenset(tuple(tokens_of(text, {})) for text in read_data("guards.toml")["placeholders"])


def _is_placeholder(unit: Unit) -> bool:
    """Say whether a unit only fills a box, or is one letter typed over and over."""
    if unit.section >= PRIOR_ITEM:
        return False
    return tuple(unit.tokens) in _placeholders() or all(len(set(token)) == 1 for token in unit.tokens)


def _is_list(unit: Unit, rules: dict[str, float]) -> bool:
    """Say whether a unit only lists topics: words, but none that makes a sentence, and nobody and no number in it."""
    if unit.section >= PRIOR_ITEM or len(unit.tokens) < rules["list_words"]:
        return False
    return not any(token[0] == "z" or token in _sentence_words() for token in unit.tokens)


def _is_babble(unit: Unit, rules: dict[str, float]) -> bool:
    """Say whether a unit says the same few words over and over."""
    words = [token for token in unit.tokens if token[0] != "z"]
    return len(words) >= rules["babble_words"] and len(set(words)) < rules["babble_share"] * len(words)


def _repeated(units: Sequence[Unit], least: int) -> Mask:
    seen: set[tuple[str, ...]] = set()
    repeats = np.zeros(len(units), dtype=bool)
    for place, unit in enumerate(units):
        if unit.section >= PRIOR_ITEM or len(unit.tokens) < least:
            continue
        tokens = tuple(unit.tokens)
        repeats[place] = tokens in seen
        seen.add(tokens)
    return repeats


def _unreadable(units: Sequence[Unit], rules: dict[str, float]) -> Mask:
    """Mark the units of fields in which hardly a word is everyday English."""
    words: dict[str, int] = {}
    known: dict[str, int] = {}
    for unit in units:
        words[unit.field] = words.get(unit.field, 0) + len(unit.tokens)
        known[unit.field] = known.get(unit.field, 0) + sum(map(is_everyday, unit.tokens))
    strange = {
        field
        for field, count in words.items()
        if count >= rules["least_words"] and known[field] < rules["least_known"] * count
    }
    return np.array([unit.field in strange for unit in units], dtype=bool)
