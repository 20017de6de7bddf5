"""Fitting the forests: extremely random trees for each criterion, laid out as flat arrays."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier

from nlp.forest import Forest
from nlp.grading import Floats


@dataclass(frozen=True)
class ForestSettings:
    """How the forests are fitted: trees a criterion, records that a leaf must hold, share of features tried."""

    trees: int = 60
    least: int = 6
    share: float = 0.3


class _Layout:
    """Gathers trees into flat arrays, each node's two children side by side."""

    def __init__(self) -> None:
        self.feature: list[int] = []
        self.threshold: list[float] = []
        self.left: list[int] = []
        self.chances: list[list[int]] = []
        self.depth = 0

    def add(self, tree: Any, classes: NDArray[np.int64]) -> int:
        """Add one fitted tree and give the place of its root."""
        root = self._room(1)
        waiting = [(0, root)]
        while waiting:
            node, place = waiting.pop()
            if tree.children_left[node] < 0:
                self.chances[place] = _bytes_of(tree.value[node][0], classes)
                continue
            self.feature[place] = int(tree.feature[node])
            self.threshold[place] = float(tree.threshold[node])
            self.left[place] = self._room(2)
            waiting.append((int(tree.children_left[node]), self.left[place]))
            waiting.append((int(tree.children_right[node]), self.left[place] + 1))
        self.depth = max(self.depth, int(tree.max_depth))
        return root

    def _room(self, count: int) -> int:
        place = len(self.feature)
        self.feature += [-1] * count
        self.threshold += [0.0] * count
        self.left += [0] * count
        self.chances += [[0, 0, 0, 0] for _ in range(count)]
        return place


def _bytes_of(value: Floats, classes: NDArray[np.int64]) -> list[int]:
    chances = np.zeros(4)
    chances[classes] = value / value.sum()
    return [round(float(each) * 255) for each in chances]


def fit_forest(features: Floats, grades: NDArray[np.int64], settings: ForestSettings) -> Forest:
    """Fit a forest for each criterion; features (records, criteria, features); a grade of -1 is left out."""
    layout, roots = _Layout(), []
    for column in range(grades.shape[1]):
        known = grades[:, column] >= 0
        model = ExtraTreesClassifier(
            settings.trees, min_samples_leaf=settings.least, max_features=settings.share, random_state=column
        ).fit(features[known, column].astype(np.float32), grades[known, column])
        roots.append([layout.add(tree.tree_, model.classes_) for tree in model.estimators_])
    return Forest(
        np.array(roots, np.int32),
        np.array(layout.feature, np.int16),
        np.array(layout.threshold, np.float32),
        np.array(layout.left, np.int32),
        np.array(layout.chances, np.uint8),
        layout.depth,
    )
