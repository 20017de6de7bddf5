"""Everything learnt, put to work: from a record's sentences to evidence and the probability of each grade."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from nlp.context import ContextModel, refine
from nlp.criteria import read_data
from nlp.evidence import TARGETS, Scores, SentenceModel, sentence_scores
from nlp.forest import Forest, forest_probabilities
from nlp.grading import Floats, GradeModel, grade_probabilities, sharpened
from nlp.guards import set_aside
from nlp.pooling import record_features
from nlp.text import Unit


@dataclass(frozen=True)
class Scorer:
    """The trained models, and for each criterion the score from which a sentence is shown as evidence."""

    sentences: SentenceModel
    context: ContextModel
    grades: GradeModel
    forest: Forest
    thresholds: Floats


def read_sentences(model: SentenceModel, units: Sequence[Unit]) -> Scores:
    """Score sentences; those that a guard sets aside carry nothing; shape (units, columns)."""
    scores = sentence_scores(model, units)
    return np.where(set_aside(scores, units)[:, None], np.minimum(scores, 0), scores)


def read_evidence(context: ContextModel, scores: Scores, units: Sequence[Unit]) -> Scores:
    """Give each sentence's evidence score in its context, none if it was set aside; shape (units, criteria)."""
    evidence = refine(context, scores, units)
    carries = np.asarray((scores[:, :TARGETS] > 0).any(axis=1))
    return np.where(carries[:, None], evidence, np.minimum(evidence, 0))


def judge(scorer: Scorer, record: dict[str, Any], units: Sequence[Unit]) -> tuple[Scores, Floats]:
    """Give the evidence score of each unit (units, criteria) and the chance of each grade (criteria, 4)."""
    scores = read_sentences(scorer.sentences, units)
    evidence = read_evidence(scorer.context, scores, units)
    features = record_features(evidence, scores, units, record).astype(np.float64)
    chances = blend(grade_probabilities(scorer.grades, features), forest_probabilities(scorer.forest, features))
    return evidence, nothing_to_show(evidence, sharpened(chances, scorer.grades.sharpness))


def nothing_to_show(evidence: Scores, chances: Floats) -> Floats:
    """Where no sentence carries a criterion, make grade 0 the likeliest: a higher grade must have something to show."""
    best = evidence.max(axis=0, initial=0.0)
    bare = (best < read_data("guards.toml")["least_evidence"])[:, None]
    return np.asarray(np.where(bare, 0.4 * chances + 0.6 * np.array([1.0, 0.0, 0.0, 0.0]), chances))


def blend(steps: Floats, trees: Floats) -> Floats:
    """Average the two graders: one is smooth, the other sees what goes together."""
    return (steps + trees) / 2
