"""Forests as flat arrays: every tree of every criterion walked at once, a step a level."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Forest:
    """Trees of all criteria, node by node; a leaf is its own child.

    `roots` (criteria, trees) are the trees' first nodes; at each node `feature` is compared with `threshold`: the
    child is at `left`, or one after it if the feature is greater. `chances` (nodes, 4) are grade probabilities in
    bytes (255 is certain).
    """

    roots: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: NDArray[np.float32]
    left: NDArray[np.int32]
    chances: NDArray[np.uint8]
    depth: int


def forest_probabilities(forest: Forest, features: Floats) -> Floats:
    """Give the probability of each grade by the trees' mean; features (criteria, features), result (criteria, 4)."""
    nodes = forest.roots.copy()
    rows = np.arange(len(nodes))[:, None]
    values = features.astype(np.float32)
    for _ in range(forest.depth):
        feature = forest.feature[nodes]
        greater = values[rows, np.maximum(feature, 0)] > forest.threshold[nodes]
        nodes = np.where(feature < 0, nodes, forest.left[nodes] + greater)
    mean = forest.chances[nodes].astype(np.float64).mean(axis=1)
    return np.asarray(mean / mean.sum(axis=1, keepdims=True))
