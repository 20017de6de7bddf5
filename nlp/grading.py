"""From a record's features to grades: three ordered yes-or-no models a criterion (at least 1, 2, 3), read together."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_FAR = 0.1  # how much the square of a miss counts beside the miss itself (docs/decisions/0509-far-misses.md)
_MISS = np.abs(np.subtract.outer(np.arange(4.0), np.arange(4.0)))
_COST = _MISS + _FAR * _MISS**2  # (true grade, chosen grade)


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


def choose_grades(probabilities: Floats) -> NDArray[np.int64]:
    """Choose the grade that is expected to cost least: nearly the median of its chances, but wary of far misses."""
    return np.asarray((probabilities @ _COST).argmin(axis=-1))
