"""From sentences to a record: the few strongest sentences of each criterion, wherever and at home, beside the facts.

Only the strongest count and nothing is summed, so that more of the same, or anything neutral, earns nothing.
"""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.criteria import JUDGED, read_data
from nlp.elements import by_element
from nlp.evidence import ELEMENTS, Scores
from nlp.facets import by_facet
from nlp.structure import structured_facts
from nlp.text import PRIOR_ITEM, SECTIONS, Unit

_CRITERIA = len(JUDGED)
_FAINT = 0.12  # a sentence's score below this says hardly anything
_CARERS = JUDGED.index("both_carers")


def _home_mask() -> Scores:
    """Say for each section and criterion whether the section asks about it; shape (sections, criteria)."""
    homes = read_data("grading.toml")["home"]
    mask = np.zeros((len(SECTIONS), _CRITERIA), dtype=np.float32)
    for column, key in enumerate(JUDGED):
        for section in homes[key] or SECTIONS[:PRIOR_ITEM]:
            mask[SECTIONS.index(section), column] = 1
    return mask


HOME = _home_mask()


def _strongest(scores: Scores, most: int) -> Scores:
    """Give the `most` highest scores of each column, in falling order, never below 0; shape (most, columns)."""
    padded = np.concatenate([np.maximum(scores, 0), np.zeros((most, scores.shape[1]), dtype=np.float32)])
    return -np.sort(-padded, axis=0)[:most]


def pooled_features(evidence: Scores, scores: Scores, units: Sequence[Unit]) -> Scores:
    """Pool evidence (units, criteria) and sentence scores (units, targets) into (criteria, features)."""
    sections = np.array([unit.section for unit in units], dtype=int)
    levels = [evidence, scores[:, _CRITERIA : 2 * _CRITERIA], scores[:, 2 * _CRITERIA : 3 * _CRITERIA]]
    home = HOME[sections]
    blocks = [_strongest(level, 3).T for level in levels]
    blocks += [_strongest(level * home, 2).T for level in levels]
    blocks += [_level_of_best(*levels), _by_carer(levels, units), _by_section(evidence, sections)]
    blocks += [by_facet(evidence, units), by_element(scores[:, ELEMENTS], units)]
    blocks.append(np.tile(_substance(evidence, sections), (_CRITERIA, 1)))
    return np.concatenate(blocks, axis=1)


def _substance(evidence: Scores, sections: NDArray[np.int64]) -> Scores:
    """Give for each section the strongest evidence of anything in it: that something is written there is not enough."""
    best = np.zeros(len(SECTIONS), dtype=np.float32)
    if len(evidence):
        np.maximum.at(best, sections, np.clip(evidence.max(axis=1), 0, 1))
    return best[:PRIOR_ITEM]


def _level_of_best(evidence: Scores, good: Scores, best: Scores) -> Scores:
    """Give how high, of itself, the strongest evidence stands, weighted by its strength; shape (criteria, 2)."""
    if not len(evidence):
        return np.zeros((_CRITERIA, 2), dtype=np.float32)
    chosen = np.argsort(-evidence, axis=0, kind="stable")[:4]
    columns = np.arange(_CRITERIA)
    weight = np.clip(evidence[chosen, columns], 0.02, 1)
    means = [(weight * level[chosen, columns]).sum(0) / weight.sum(0) for level in (good, best)]
    return np.stack(means, axis=1).astype(np.float32)


def _by_carer(levels: list[Scores], units: Sequence[Unit]) -> Scores:
    """Give for both_carers the strongest evidence where each carer speaks and is meant, the weaker carer's first."""
    table = np.zeros((_CRITERIA, 12), dtype=np.float32)
    told = []
    for bit in (1, 2):
        named = np.array([bool(unit.carers & bit) for unit in units], dtype=bool)
        speaks = np.array([bool(unit.speakers & bit) for unit in units], dtype=bool)
        best = [max(float(level[named, _CARERS].max()), 0.0) for level in levels] if named.any() else [0.0] * 3
        said = max(float(levels[0][speaks, _CARERS].max()), 0.0) if speaks.any() else 0.0
        told.append([min(int(speaks.sum()), 4) / 4, said, *best, min(int(named.sum()), 6) / 6])
    table[_CARERS] = [each for carer in sorted(told) for each in carer]
    return table


def _by_section(evidence: Scores, sections: NDArray[np.int64]) -> Scores:
    """Give the best evidence of the four sections that have most of it: how widely a criterion is borne out."""
    best = np.zeros((len(SECTIONS), _CRITERIA), dtype=np.float32)
    np.maximum.at(best, sections, evidence)
    return (-np.sort(-best, axis=0)[:4]).T


def plain(scores: Scores) -> Scores:
    """Leave out what is faint: a sentence that says hardly anything counts for nothing, and many of them do too."""
    return np.where(scores < _FAINT, 0, scores)


def record_features(evidence: Scores, scores: Scores, units: Sequence[Unit], record: dict[str, Any]) -> Scores:
    """Describe a record for the grading of each criterion; shape (criteria, features)."""
    facts = np.array(list(structured_facts(record).values()), dtype=np.float32)
    evidence, scores = plain(evidence), plain(scores)
    return np.concatenate([pooled_features(evidence, scores, units), np.tile(facts, (_CRITERIA, 1))], axis=1)
