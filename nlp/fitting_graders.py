"""Fitting a grader: what it is taught by, and how sure it may be of the records that it will judge."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from nlp.corpus_reader import Corpus, writes_to_target
from nlp.fitting import GradeSettings, fit_grades
from nlp.fitting_forest import ForestSettings, fit_forest
from nlp.grading import Floats, sharpened
from nlp.scorer import Grader, grade

Mask = NDArray[np.bool_]
Folds = Sequence[Sequence[str]]  # writers


@dataclass(frozen=True)
class GraderSettings:
    """How a grader's two models are fitted."""

    steps: GradeSettings = field(default_factory=GradeSettings)
    forest: ForestSettings = field(default_factory=ForestSettings)


@dataclass(frozen=True)
class Rated:
    """The records to learn grades from: their features, and by `numbers` the rest of them in the corpus."""

    features: Floats
    corpus: Corpus
    numbers: NDArray[np.int64]

    @property
    def grades(self) -> NDArray[np.int64]:
        """Give the grades (records, criteria)."""
        return self.corpus.grades[self.numbers]

    @property
    def writers(self) -> NDArray[np.str_]:
        """Give who wrote each record."""
        return self.corpus.writers[self.numbers]

    @property
    def to_target(self) -> Mask:
        """Say which were written to target grades."""
        return np.array([writes_to_target(writer) for writer in self.writers])

    @property
    def real(self) -> Mask:
        """Say which are no drills."""
        return ~self.corpus.drilled[self.numbers]


def fit_grader(rated: Rated, taught: Mask, judged: Mask, folds: Folds, settings: GraderSettings) -> Grader:
    """Fit a grader to the records it is taught by; how sure it may be is chosen on those that it will judge."""
    features, grades = rated.features[taught], rated.grades[taught]
    steps = fit_grades(features, grades, settings.steps)
    sharpness = choose_sharpness(rated, taught & rated.real, judged & rated.real, folds, settings)
    return Grader(replace(steps, sharpness=sharpness), fit_forest(features, grades, settings.forest))


def choose_sharpness(rated: Rated, taught: Mask, judged: Mask, folds: Folds, settings: GraderSettings) -> Floats:
    """Choose the power of the chances that makes unseen writers' grades likeliest; one for all criteria."""
    features, grades = rated.features, rated.grades
    chances = np.zeros((*grades.shape, 4))
    fewer = replace(settings.forest, trees=max(settings.forest.trees // 3, 1))
    for fold in folds:
        held_out = np.isin(rated.writers, fold)
        learnt = taught & ~held_out
        part = Grader(
            fit_grades(features[learnt], grades[learnt], settings.steps),
            fit_forest(features[learnt], grades[learnt], fewer),
        )
        for row in np.flatnonzero(judged & held_out):
            chances[row] = grade(part, features[row])
    known = (grades >= 0) & judged[:, None]
    loss = []
    for power in (grid := np.arange(0.7, 2.01, 0.05)):
        raised = sharpened(chances, np.full(grades.shape[1], power))
        loss.append(-np.log(np.take_along_axis(raised, np.maximum(grades, 0)[..., None], axis=2)[..., 0][known]).mean())
    return np.full(grades.shape[1], grid[int(np.argmin(loss))])
