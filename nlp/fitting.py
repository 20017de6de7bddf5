"""Fitting the two models: ridge by conjugate gradients for sentences, Frank and Hall's steps for grades."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, hstack
from sklearn.linear_model import LogisticRegression

from nlp.context import BESIDE, SHARED, ContextModel, beside_features, shared_features
from nlp.evidence import Lexis, Scores, SentenceModel, context_of, weigh
from nlp.grading import Floats, GradeModel
from nlp.kind import KindModel
from nlp.signals import Hashes, Rows, Signals
from nlp.text import SECTIONS, Unit

CONTEXT_SCALE = np.float32(1 / 3)


@dataclass(frozen=True)
class SentenceSettings:
    """How the sentence model is fitted: ridge penalty, steps of the solver, writers that a signal must be seen in."""

    penalty: float = 6.0
    steps: int = 10
    least_writers: int = 3


@dataclass(frozen=True)
class GradeSettings:
    """How the grade model is fitted: the inverse penalty of each step's regression."""

    freedom: float = 0.03


def fit_lexis(hashes: Hashes, rows: Rows, writer_of_row: NDArray[np.int64], count: int, least: int) -> Lexis:
    """Keep the signals that `least` writers use, each weighed by how few of `count` sentences have it."""
    pairs = np.unique(np.stack([hashes.astype(np.int64), writer_of_row[rows]]), axis=1)
    known, writers = np.unique(pairs[0], return_counts=True)
    kept = known[writers >= least]
    found, sentences = np.unique(np.unique(np.stack([hashes.astype(np.int64), rows]), axis=1)[0], return_counts=True)
    idf = np.log(count / sentences[np.searchsorted(found, kept)]) + 1
    return Lexis(kept.astype(np.uint32), idf.astype(np.float16).astype(np.float32))


def design(words: Lexis, skeleton: Lexis, signals: Signals, units: Sequence[Unit]) -> csr_matrix:
    """Lay sentences out as a sparse matrix: word signals, skeleton signals, context."""
    count = len(units)
    blocks = []
    for lexis, hashes, rows in (
        (words, signals.words, signals.word_rows),
        (skeleton, signals.skeleton, signals.skeleton_rows),
    ):
        where, places, values = weigh(lexis, hashes, rows, count)
        blocks.append(csr_matrix((values, (where, places)), shape=(count, len(lexis.hashes)), dtype=np.float32))
    return csr_matrix(hstack([*blocks, csr_matrix(context_of(units) * CONTEXT_SCALE)]), dtype=np.float32)


def ridge(matrix: csr_matrix, targets: Scores, penalty: float, steps: int) -> Scores:
    """Solve ridge regression for all targets at once by conjugate gradients, stopped early."""
    across = csr_matrix(matrix.T)
    residual = across @ targets
    weights, direction = np.zeros_like(residual), residual.copy()
    size = (residual * residual).sum(0)
    for _ in range(steps):
        image = across @ (matrix @ direction) + np.float32(penalty) * direction
        step = size / np.maximum((direction * image).sum(0), 1e-12)
        weights += step * direction
        residual -= step * image
        fresh = (residual * residual).sum(0)
        direction = residual + (fresh / np.maximum(size, 1e-12)) * direction
        size = fresh
    return np.asarray(weights, dtype=np.float32)


def fit_sentences(
    signals: Signals, units: Sequence[Unit], writers: NDArray[np.int64], targets: Scores, settings: SentenceSettings
) -> SentenceModel:
    """Fit the sentence model to units, their writers (numbers) and their targets."""
    count, least = len(units), settings.least_writers
    words = fit_lexis(signals.words, signals.word_rows, writers, count, least)
    skeleton = fit_lexis(signals.skeleton, signals.skeleton_rows, writers, count, least)
    matrix = design(words, skeleton, signals, units)
    weights = ridge_of_known(matrix, targets, settings.penalty, settings.steps)
    first, second = len(words.hashes), len(words.hashes) + len(skeleton.hashes)
    return SentenceModel(words, skeleton, weights[:first], weights[first:second], weights[second:] * CONTEXT_SCALE)


def ridge_of_known(matrix: csr_matrix, targets: Scores, penalty: float, steps: int) -> Scores:
    """Solve for all targets; those that some rows do not know (NaN) from the rows that do."""
    gaps = np.isnan(targets)
    known, whole = ~gaps.any(axis=1), ~gaps.any(axis=0)
    if whole.all():
        return ridge(matrix, targets, penalty, steps)
    weights = np.zeros((matrix.shape[1], targets.shape[1]), dtype=np.float32)
    weights[:, whole] = ridge(matrix, targets[:, whole], penalty, steps)
    if known.any():
        weights[:, ~whole] = ridge(matrix[known], targets[known][:, ~whole], penalty, steps)
    return weights


def fit_grades(features: Floats, grades: NDArray[np.int64], settings: GradeSettings) -> GradeModel:
    """Fit the ordinal models; features (records, criteria, features), grades (records, criteria), -1 left out."""
    centres, scales, weights, biases = [], [], [], []
    for column in range(grades.shape[1]):
        known = grades[:, column] >= 0
        x, y = features[known, column].astype(np.float64), grades[known, column]
        centre, scale = x.mean(0), x.std(0) + 1e-6
        steps = [_fit_step((x - centre) / scale, y >= grade, settings.freedom) for grade in (1, 2, 3)]
        centres.append(centre)
        scales.append(scale)
        weights.append([step[0] for step in steps])
        biases.append([step[1] for step in steps])
    parts = [np.array(each) for each in (centres, scales, weights, biases)]
    return GradeModel(parts[0], parts[1], parts[2], parts[3], np.ones(grades.shape[1]))


def fit_kind(features: Floats, to_target: NDArray[np.bool_], freedom: float) -> KindModel:
    """Fit the model of a record's kind, to target grades or not; features (records, criteria, features)."""
    flat = features.reshape(len(features), -1)
    centre, scale = flat.mean(0), flat.std(0) + 1e-6
    weights, bias = _fit_step(np.clip((flat - centre) / scale, -6, 6), to_target, freedom)
    return KindModel(centre, scale, weights, np.array([bias]))


def _fit_step(x: Floats, reached: NDArray[np.bool_], freedom: float) -> tuple[Floats, float]:
    if reached.sum() < 2 or (~reached).sum() < 2:
        share = (reached.sum() + 0.5) / (len(reached) + 1)
        return np.zeros(x.shape[1]), float(np.log(share / (1 - share)))
    model = LogisticRegression(C=freedom, max_iter=500).fit(x, reached)
    return model.coef_[0], float(model.intercept_[0])


def fit_context(scores: list[Scores], units: list[list[Unit]], evidence: Scores, penalty: float = 5.0) -> ContextModel:
    """Fit the second look at sentences to out-of-fold scores of records and their units' evidence, in order."""
    known = [(each, of) for each, of in zip(scores, units, strict=True) if len(of)]
    shared = np.concatenate([shared_features(each, of) for each, of in known]).astype(np.float64)
    beside = np.concatenate([beside_features(each, of) for each, of in known], axis=1).astype(np.float64)
    own = np.concatenate([each for each, _ in known])
    sections = np.array([unit.section for of in units for unit in of])
    places = np.eye(len(SECTIONS))[sections]
    columns = []
    for column in range(evidence.shape[1]):
        here = places * own[:, column : column + 1]
        columns.append(_least_squares(np.hstack([shared, beside[:, :, column].T, here]), evidence[:, column], penalty))
    weights, bias = np.array([each[0] for each in columns]).T.astype(np.float32), [each[1] for each in columns]
    return ContextModel(
        weights[:SHARED], weights[SHARED : SHARED + BESIDE], weights[SHARED + BESIDE :], np.array(bias, np.float32)
    )


def _least_squares(x: Floats, y: Scores, penalty: float) -> tuple[Floats, float]:
    """Solve ridge regression on scaled features; give weights and bias for the features as they are."""
    centre, scale = x.mean(0), x.std(0) + 1e-6
    scaled = (x - centre) / scale
    weights = np.linalg.solve(scaled.T @ scaled + penalty * np.eye(x.shape[1]), scaled.T @ (y - y.mean())) / scale
    return weights, float(y.mean() - centre @ weights)
