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
    nodes: NDArray[np.int32] = forest.roots.flatten()
    values = features.astype(np.float32)
    rows = np.repeat(np.arange(len(forest.roots)), forest.roots.shape[1])
    walking = np.flatnonzero(forest.feature[nodes] >= 0)
    while len(walking):  # fewer trees at each level: most leaves are near the root
        here = nodes[walking]
        greater = values[rows[walking], forest.feature[here]] > forest.threshold[here]
        nodes[walking] = forest.left[here] + greater
        walking = walking[forest.feature[nodes[walking]] >= 0]
    mean = forest.chances[nodes.reshape(forest.roots.shape)].astype(np.float64).mean(axis=1)
    return np.asarray(mean / mean.sum(axis=1, keepdims=True))
