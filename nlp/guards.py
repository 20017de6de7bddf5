"""Sentences that may not count: hollow ones, repeated ones, and text that is no English."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from nlp.criteria import read_data
from nlp.evidence import HOLLOW, Scores
from nlp.signals import is_everyday
from nlp.text import PRIOR_ITEM, Unit

Mask = NDArray[np.bool_]


def set_aside(scores: Scores, units: Sequence[Unit]) -> Mask:
    """Say for each unit whether a guard sets it aside."""
    if not units:
        return np.zeros(0, dtype=bool)
    rules = read_data("guards.toml")
    hollow = scores[:, HOLLOW] >= rules["hollow_from"]
    return np.asarray(hollow | _repeated(units, rules["repeat_words"]) | _unreadable(units, rules))


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
