"""What a grade is built from: the strongest evidence of each facet of a criterion, and how many facets have some."""

from collections.abc import Sequence
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from nlp.criteria import JUDGED, read_data
from nlp.evidence import Scores
from nlp.text import Unit

_BORNE_OUT = 0.25  # a facet counts from evidence as strong as this


@cache
def _groups() -> tuple[dict[str, tuple[int, ...]], Scores, NDArray[np.int64]]:
    """Give the groups of each word, which groups each facet needs (facets, groups), and each facet's criterion."""
    facets, classes = read_data("facets.toml"), read_data("lexicon.toml")["class"]
    words: dict[str, list[int]] = {}
    needs: list[list[int]] = []
    owners = []
    count = 0
    for column, key in enumerate(JUDGED):
        for parts in facets[key].values():
            needs.append([])
            owners.append(column)
            for part in parts:
                for word in part:
                    for each in classes[word[1:]] if word[0] == "@" else [word]:
                        words.setdefault(each, []).append(count)
                needs[-1].append(count)
                count += 1
    table = np.zeros((len(needs), count), dtype=np.float32)
    for row, need in enumerate(needs):
        table[row, need] = 1
    return {word: tuple(found) for word, found in words.items()}, table, np.array(owners)


@lru_cache(maxsize=1 << 16)
def _of_token(token: str) -> tuple[int, ...]:
    words = _groups()[0]
    return words.get(token) or words.get(token.partition("@")[0], ())


def facets_shown(units: Sequence[Unit]) -> NDArray[np.bool_]:
    """Say which facets each unit shows; shape (units, facets)."""
    _, needs, _ = _groups()
    has = np.zeros((len(units), needs.shape[1]), dtype=np.float32)
    found = [(row, group) for row, unit in enumerate(units) for token in unit.tokens for group in _of_token(token)]
    if found:
        has[tuple(np.array(found).T)] = 1
    return np.asarray(has @ needs.T >= needs.sum(axis=1))


@cache
def _layout() -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """Give each facet's criterion, its place among that criterion's facets, and how many each criterion has."""
    owners = _groups()[2]
    counts = np.bincount(owners, minlength=len(JUDGED))
    places = np.arange(len(owners)) - np.repeat(np.cumsum(counts) - counts, counts)
    return owners, places, counts


def by_facet(evidence: Scores, units: Sequence[Unit]) -> Scores:
    """Give for each criterion its facets' strongest evidence and the share of its facets borne out."""
    owners, places, counts = _layout()
    table = np.zeros((len(JUDGED), int(counts.max()) + 1), dtype=np.float32)
    if not len(units):
        return table
    best = np.where(facets_shown(units), np.clip(evidence, 0, 1)[:, owners], 0).max(axis=0)
    table[owners, places] = best
    table[:, -1] = np.bincount(owners, best >= _BORNE_OUT, minlength=len(JUDGED)) / counts
    return table
