"""From sentences to a record: the few strongest sentences of each criterion, wherever and at home, beside the facts."""

from collections.abc import Sequence
from typing import Any

import numpy as np

from nlp.criteria import JUDGED, read_data
from nlp.evidence import LEVELS, Scores
from nlp.structure import structured_facts
from nlp.text import PRIOR_ITEM, SECTIONS, Unit

_BEST = 3


def _home_mask() -> Scores:
    """Say for each section and criterion whether the section asks about it; shape (sections, criteria)."""
    homes = read_data("grading.toml")["home"]
    mask = np.zeros((len(SECTIONS), len(JUDGED)), dtype=np.float32)
    for column, key in enumerate(JUDGED):
        for section in homes[key] or SECTIONS[:PRIOR_ITEM]:
            mask[SECTIONS.index(section), column] = 1
    return mask


HOME = _home_mask()


def _strongest(scores: Scores, most: int) -> Scores:
    """Give the `most` highest scores of each column, in falling order, never below 0; shape (most, columns)."""
    padded = np.concatenate([scores, np.zeros((most, scores.shape[1]), dtype=np.float32)])
    return -np.sort(-padded, axis=0)[:most]


def pooled_features(scores: Scores, units: Sequence[Unit]) -> Scores:
    """Pool sentence scores (units, targets) into features of each criterion; shape (criteria, features)."""
    criteria = len(JUDGED)
    sections = [unit.section for unit in units]
    home = np.tile(HOME[sections], (1, LEVELS)) if units else np.zeros_like(scores)
    everywhere = _strongest(scores, _BEST)
    at_home = _strongest(np.where(home > 0, scores, 0), 2)
    total = np.clip(scores, 0, 1).sum(0, keepdims=True) / 3
    home_total = np.clip(scores * home, 0, 1).sum(0, keepdims=True) / 3
    blocks = np.concatenate([everywhere, total, at_home, home_total])
    by_criterion = blocks.reshape(len(blocks), LEVELS, criteria).transpose(2, 1, 0).reshape(criteria, -1)
    return np.concatenate([by_criterion, _level_of_best(scores), _by_carer(scores, units)], axis=1)


def _level_of_best(scores: Scores) -> Scores:
    """Give how high, of itself, the best evidence stands: its level 2 and 3 scores, weighted by its strength."""
    criteria = len(JUDGED)
    if not len(scores):
        return np.zeros((criteria, LEVELS - 1), dtype=np.float32)
    best = np.argsort(-scores[:, :criteria], axis=0, kind="stable")[:4]
    columns = np.arange(criteria)
    weight = np.clip(scores[best, columns], 0.02, 1)
    levels = [(weight * scores[best, columns + criteria * level]).sum(0) / weight.sum(0) for level in (1, 2)]
    return np.stack(levels, axis=1).astype(np.float32)


def _by_carer(scores: Scores, units: Sequence[Unit]) -> Scores:
    """Give the strongest evidence that names each carer, the weaker carer's first; shape (criteria, 6)."""
    criteria = len(JUDGED)
    table = np.zeros((2, criteria, 3), dtype=np.float32)
    for carer, token in enumerate(("zcarer1", "zcarer2")):
        named = [token in unit.tokens for unit in units]
        count = sum(named)
        if count:
            best = np.maximum(scores[named].max(0), 0)
            table[carer, :, 0], table[carer, :, 1] = best[:criteria], best[criteria : 2 * criteria]
            table[carer, :, 2] = min(count, 6) / 6
    weaker = np.where(table[0, :, :1] <= table[1, :, :1], table[0], table[1])
    stronger = np.where(table[0, :, :1] <= table[1, :, :1], table[1], table[0])
    return np.concatenate([weaker, stronger], axis=1)


def record_features(scores: Scores, units: Sequence[Unit], record: dict[str, Any]) -> Scores:
    """Describe a record for the grading of each criterion; shape (criteria, features)."""
    facts = np.array(list(structured_facts(record).values()), dtype=np.float32)
    return np.concatenate([pooled_features(scores, units), np.tile(facts, (len(JUDGED), 1))], axis=1)
