"""The elements that grades are built from: which there are, and how a record is described by those found in it."""

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray

from nlp.criteria import JUDGED, read_data
from nlp.text import Unit

Scores = NDArray[np.float32]
SOURCES = ("ss", "sh", "sw", "sf", "so", "sr", "va", "se")
_ALSO = {"observation": ("se",), "weekly_recordings": ("sr",), "forward_planning": ("af",)}
_FAINT, _PLAIN = 0.15, 0.65  # from the first score a sentence counts as an element a little, at the second whole
_MOST = 3  # sentences: more of one element than this earns nothing
_WIDTH = 10  # elements of a criterion, at most


@cache
def element_codes() -> tuple[str, ...]:
    """Give the code of every element, in the order of the sentence model's columns."""
    return tuple(code for part in read_data("elements.toml").values() for code in part)


@cache
def _places(key: str) -> list[int]:
    codes = element_codes()
    return [codes.index(code) for code in (*read_data("elements.toml")[key], *_ALSO.get(key, ()))]


def by_element(found: Scores, units: Sequence[Unit]) -> Scores:
    """Describe a record by the elements found in its units (units, elements); shape (criteria, features).

    For each element of a criterion: its strongest and second strongest sentence, and how many there are up to a few.
    """
    table = np.zeros((len(JUDGED), 3 * _WIDTH + len(SOURCES) + 1), dtype=np.float32)
    if not len(units):
        return table
    strength = np.clip(found, 0, 1)
    ranked = np.concatenate([-np.sort(-strength, axis=0)[:2], np.zeros((1, strength.shape[1]), np.float32)])
    counted = np.minimum(_counts(strength).sum(axis=0), _MOST) / _MOST
    for row, key in enumerate(JUDGED):
        mine = _places(key)
        for block, values in enumerate((ranked[0], ranked[1], counted)):
            table[row, block * _WIDTH : block * _WIDTH + len(mine)] = values[mine]
    sources = -np.sort(-ranked[0, [element_codes().index(code) for code in SOURCES]])
    table[JUDGED.index("triangulation"), 3 * _WIDTH :] = [*sources, _counts(sources).sum() / 4]
    table[JUDGED.index("both_carers"), 3 * _WIDTH : 3 * _WIDTH + 6] = _by_carer(strength, units)
    return table


def _counts(strength: Scores) -> Scores:
    return np.asarray(np.clip((strength - _FAINT) / (_PLAIN - _FAINT), 0, 1))


def _by_carer(strength: Scores, units: Sequence[Unit]) -> list[float]:
    """Give how far each carer's own view is told, the weaker carer's first: where they are meant, where they speak."""
    view = strength[:, element_codes().index("bv")]
    told = []
    for bit in (1, 2):
        meant = view[[bool(unit.carers & bit) for unit in units]]
        spoken = view[[bool(unit.speakers & bit) for unit in units]]
        count = min(float(_counts(meant).sum()), _MOST) / _MOST
        told.append([float(meant.max(initial=0)), float(spoken.max(initial=0)), count])
    return [each for carer in sorted(told) for each in carer]
