"""A second look at each sentence: its score beside its neighbours', its section's and the record's best."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.criteria import JUDGED
from nlp.evidence import TARGETS, Scores
from nlp.text import SECTIONS, Unit

Floats = NDArray[np.float64]
_MOST_RANK = 6
SHARED = TARGETS + len(SECTIONS) + 1
BESIDE = 5  # before, after, record's best, section's best, rank


@dataclass(frozen=True)
class ContextModel:
    """A linear model for each criterion over what surrounds a sentence."""

    shared: Scores  # (SHARED, criteria): all of the sentence's scores, its section and length
    beside: Scores  # (BESIDE, criteria): the same criterion's scores around it
    by_section: Scores  # (sections, criteria): how far the sentence's own score counts in each section
    bias: Scores  # (criteria,)


def shared_features(scores: Scores, units: Sequence[Unit]) -> Scores:
    """Describe each unit for all criteria alike; shape (units, SHARED)."""
    table = np.zeros((len(units), SHARED), dtype=np.float32)
    sections = [unit.section for unit in units]
    table[:, :TARGETS] = scores[:, :TARGETS]
    table[np.arange(len(units)), TARGETS + np.array(sections, dtype=int)] = 1
    table[:, -1] = np.log1p([len(unit.tokens) for unit in units])
    return table


def field_starts(units: Sequence[Unit]) -> list[int]:
    """Give the number of the first unit of each field."""
    return [place for place, unit in enumerate(units) if not place or units[place - 1].field != unit.field]


def beside_features(scores: Scores, units: Sequence[Unit]) -> Scores:
    """Describe what stands around each unit, criterion by criterion; shape (BESIDE, units, criteria)."""
    own = scores[:, : len(JUDGED)]
    starts = field_starts(units)
    sizes = np.diff([*starts, len(units)])
    first = np.zeros(len(units), dtype=bool)
    first[starts] = True
    last = np.append(first[1:], True)
    before = np.where(first[:, None], 0, np.roll(own, 1, axis=0))
    after = np.where(last[:, None], 0, np.roll(own, -1, axis=0))
    best = np.repeat(own.max(axis=0)[None], len(units), axis=0)
    section_best = np.repeat(np.maximum.reduceat(own, starts, axis=0), sizes, axis=0)
    order = np.argsort(-own, axis=0, kind="stable")
    rank = np.empty_like(own)
    np.put_along_axis(rank, order, np.arange(len(units), dtype=np.float32)[:, None].repeat(own.shape[1], 1), axis=0)
    return np.stack([before, after, best, section_best, np.minimum(rank, _MOST_RANK) / _MOST_RANK])


def refine(model: ContextModel, scores: Scores, units: Sequence[Unit]) -> Scores:
    """Give the evidence score of every unit for every criterion, seen in its context; shape (units, criteria)."""
    if not units:
        return np.zeros((0, len(JUDGED)), dtype=np.float32)
    sections = [unit.section for unit in units]
    own = scores[:, : len(JUDGED)] * model.by_section[sections]
    around = (beside_features(scores, units) * model.beside[:, None, :]).sum(axis=0)
    return np.asarray(shared_features(scores, units) @ model.shared + around + own + model.bias, dtype=np.float32)
