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
from nlp.kind import KindModel, share_to_target
from nlp.pooling import record_features
from nlp.text import Unit


@dataclass(frozen=True)
class Grader:
    """Two models that grade together: one is smooth, the other sees what goes together."""

    steps: GradeModel
    forest: Forest


@dataclass(frozen=True)
class Scorer:
    """The trained models, and for each criterion the score from which a sentence is shown as evidence."""

    sentences: SentenceModel
    context: ContextModel
    kind: KindModel
    targeted: Grader
    natural: Grader
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
    return evidence, nothing_to_show(evidence, chances_of(scorer, features))


def chances_of(scorer: Scorer, features: Floats) -> Floats:
    """Give the chance of each grade (criteria, 4): each grader is heard as far as the record is of its kind."""
    targeted = share_to_target(scorer.kind, features)
    heard = ((targeted, scorer.targeted), (1 - targeted, scorer.natural))
    return np.asarray(sum(share * grade(grader, features) for share, grader in heard if share))


def grade(grader: Grader, features: Floats) -> Floats:
    """Give one grader's chance of each grade, as sure as it has been right; features (criteria, features)."""
    mean = blend(grade_probabilities(grader.steps, features), forest_probabilities(grader.forest, features))
    return sharpened(mean, grader.steps.sharpness)


def nothing_to_show(evidence: Scores, chances: Floats) -> Floats:
    """Where no sentence carries a criterion, make grade 0 the likeliest: a higher grade must have something to show."""
    best = evidence.max(axis=0, initial=0.0)
    bare = (best < read_data("guards.toml")["least_evidence"])[:, None]
    return np.asarray(np.where(bare, 0.4 * chances + 0.6 * np.array([1.0, 0.0, 0.0, 0.0]), chances))


def blend(steps: Floats, trees: Floats) -> Floats:
    """Average the two models of a grader."""
    return (steps + trees) / 2
