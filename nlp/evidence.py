"""How far each sentence carries each criterion: a linear model over signals, one column a target."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nlp.criteria import JUDGED
from nlp.elements import element_codes
from nlp.signals import Hashes, Rows, signals_of
from nlp.text import SECTIONS, Unit

Scores = NDArray[np.float32]

# Targets, by criterion: is evidence; is evidence in a record graded 2 or more; in a record graded 3.
LEVELS = 3
TARGETS = len(JUDGED) * LEVELS
HOLLOW = TARGETS  # how like a sentence is to those that only name topics or quote guidance
ELEMENTS = slice(TARGETS + 1, TARGETS + 1 + len(element_codes()))  # which elements of a grade it carries
COLUMNS = ELEMENTS.stop
CONTEXT = len(SECTIONS) + 2


@dataclass(frozen=True)
class Lexis:
    """The known signals of one kind: sorted hashes and the weight (idf) of each."""

    hashes: Hashes
    idf: Scores

    def places(self, hashes: Hashes) -> Rows:
        """Give the place of each hash in the table, -1 where it is unknown."""
        found = np.minimum(np.searchsorted(self.hashes, hashes), len(self.hashes) - 1)
        return np.where(self.hashes[found] == hashes, found, -1)


@dataclass(frozen=True)
class SentenceModel:
    """Two tables of signals with a row of weights each, and the weights of a sentence's place and length."""

    words: Lexis
    skeleton: Lexis
    word_weights: Scores
    skeleton_weights: Scores
    context_weights: Scores


def context_of(units: Sequence[Unit]) -> Scores:
    """Describe the place and length of each unit: its section as one of many, its length, and a constant."""
    table = np.zeros((len(units), CONTEXT), dtype=np.float32)
    table[np.arange(len(units)), [unit.section for unit in units]] = 1
    table[:, -2] = [(np.log1p(len(unit.tokens)) - 2.4) / 3 for unit in units]
    table[:, -1] = 1
    return table


def weigh(lexis: Lexis, hashes: Hashes, rows: Rows, count: int) -> tuple[Rows, Rows, Scores]:
    """Give rows, places and values of the known signals, every row's values scaled to a sum of squares of one."""
    places = lexis.places(hashes)
    known = places >= 0
    rows, places = rows[known], places[known]
    values = lexis.idf[places]
    norms = np.sqrt(np.bincount(rows, values * values, minlength=count))
    return rows, places, (values / norms[rows]).astype(np.float32)


def _add(scores: Scores, lexis: Lexis, weights: Scores, hashes: Hashes, rows: Rows) -> None:
    rows, places, values = weigh(lexis, hashes, rows, len(scores))
    if not len(rows):
        return
    order = np.argsort(rows, kind="stable")
    rows, places, values = rows[order], places[order], values[order]
    starts = np.flatnonzero(np.r_[True, rows[1:] != rows[:-1]])
    scores[rows[starts]] += np.add.reduceat(weights[places] * values[:, None], starts, axis=0)


def sentence_scores(model: SentenceModel, units: Sequence[Unit]) -> Scores:
    """Score every unit for every target; shape (units, COLUMNS), about 0 for nothing and 1 for plain evidence."""
    if not units:
        return np.zeros((0, COLUMNS), dtype=np.float32)
    signals = signals_of(units)
    scores = context_of(units) @ model.context_weights
    _add(scores, model.words, model.word_weights, signals.words, signals.word_rows)
    _add(scores, model.skeleton, model.skeleton_weights, signals.skeleton, signals.skeleton_rows)
    return scores
