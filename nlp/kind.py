"""How far a record is of the kind that was written to target grades, as by writers W and V of the corpus.

The raters of that kind read the rubric differently in places (docs/decisions/0507-two-kinds.md). So there is a grader
for it beside the one for all other records, and each is heard as far as the record is of its kind.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
_CLEAR = 0.03  # with a share as near as this to none or all, the other grader would change hardly anything


@dataclass(frozen=True)
class KindModel:
    """A logistic model over all features of a record, centred and scaled."""

    centre: Floats  # (criteria * features,)
    scale: Floats  # (criteria * features,)
    weights: Floats  # (criteria * features,)
    bias: Floats  # (1,)


def share_to_target(model: KindModel, features: Floats) -> float:
    """Give how far a record is like those written to target grades, 0 to 1; features (criteria, features)."""
    scaled = np.clip((features.ravel() - model.centre) / model.scale, -6, 6)
    share = float(1 / (1 + np.exp(-np.clip(scaled @ model.weights + model.bias[0], -30, 30))))
    return 0.0 if share < _CLEAR else 1.0 if share > 1 - _CLEAR else share
