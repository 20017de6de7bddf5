"""From a record's features to grades: three ordered yes-or-no models a criterion (at least 1, 2, 3), read together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class GradeModel:
    """Ordinal models of all criteria: features are centred and scaled, then weighed for each step from 1 to 3."""

    centre: Floats  # (criteria, features)
    scale: Floats  # (criteria, features)
    weights: Floats  # (criteria, 3, features)
    bias: Floats  # (criteria, 3)
    sharpness: Floats  # (criteria,): the power that makes the final chances as sure as they are right


def step_logits(model: GradeModel, features: Floats) -> Floats:
    """Give the log-odds that each grade is at least 1, 2, 3; shape (criteria, 3)."""
    scaled = np.clip((features - model.centre) / model.scale, -6, 6)
    logits: Floats = np.einsum("cf,csf->cs", scaled, model.weights) + model.bias
    return logits


def grade_probabilities(model: GradeModel, features: Floats) -> Floats:
    """Give the probability of each grade 0 to 3; shape (criteria, 4), rows sum to one."""
    return probabilities_of(step_logits(model, features))


def probabilities_of(logits: Floats) -> Floats:
    """Turn the log-odds of the three steps into the probabilities of the four grades; last axis 3 becomes 4."""
    steps = np.minimum.accumulate(1 / (1 + np.exp(-np.clip(logits, -30, 30))), axis=-1)
    ends = np.ones((*steps.shape[:-1], 1))
    at_least = np.concatenate([ends, steps, np.zeros_like(ends)], axis=-1)
    return np.asarray(at_least[..., :-1] - at_least[..., 1:])


def sharpened(probabilities: Floats, power: Floats) -> Floats:
    """Raise probabilities (..., criteria, 4) to a power for each criterion and make each row sum to one again."""
    raised = np.maximum(probabilities, 1e-6) ** power[:, None]
    return np.asarray(raised / raised.sum(axis=-1, keepdims=True))


def median_grades(probabilities: Floats) -> NDArray[np.int64]:
    """Choose the median grade of each distribution: it serves agreement better than the likeliest one."""
    return np.asarray((np.cumsum(probabilities, axis=-1) < 0.5).sum(axis=-1))
