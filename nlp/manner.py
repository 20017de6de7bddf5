"""Manner: whether a record is written box by box, each to its question, or as one account that runs through the boxes.

Raters read the two differently: where each box answers its own question, a moment seen and set down for its own sake
is no second source for anything. So there is a grader for each, heard as far as the record is of its manner.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_CLEAR = 0.03  # a share nearer than this to none or all is taken for none or all


@dataclass(frozen=True)
class MannerModel:
    """A logistic model over all features of a record, centred and scaled."""

    centre: Floats  # (criteria * features,)
    scale: Floats  # (criteria * features,)
    weights: Floats  # (criteria * features,)
    bias: Floats  # (1,)


def share_boxed(model: MannerModel, features: Floats) -> float:
    """Give how far a record is written box by box, 0 to 1; features (criteria, features)."""
    scaled = np.clip((features.ravel() - model.centre) / model.scale, -6, 6)
    share = float(1 / (1 + np.exp(-np.clip(scaled @ model.weights + model.bias[0], -30, 30))))
    return 0.0 if share < _CLEAR else 1.0 if share > 1 - _CLEAR else share
