"""Sentences as sparse signals: their words, pairs of words, and the skeleton of who says, sees, asks or plans what.

A signal is named by a 32-bit hash, so that text becomes numbers without a dictionary of every phrase ever seen.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray

from nlp.criteria import read_data
from nlp.text import Unit

Hashes = NDArray[np.uint32]
Rows = NDArray[np.int64]
_PAIR, _SKELETON, _TRIPLE = np.uint32(0x9E3779B1), np.uint32(0x85EBCA6B), np.uint32(0xC2B2AE35)


@dataclass(frozen=True)
class Signals:
    """The signals of some sentences: `hashes[i]` occurs in sentence `rows[i]`; `words` come apart from `skeleton`."""

    words: Hashes
    word_rows: Rows
    skeleton: Hashes
    skeleton_rows: Rows


@cache
def _skeleton_names() -> dict[str, str]:
    lexicon = read_data("lexicon.toml")
    names = {word: word for word in lexicon["skeleton"]["words"]}
    names.update({head: head for head in lexicon["same"]})
    names.update({word: "~" + group for group, words in lexicon["class"].items() for word in words})
    return names


@lru_cache(maxsize=1 << 16)
def _codes(token: str) -> tuple[int, int]:
    """Give the hash of a token and of its part in the skeleton, 0 if it has none."""
    name = token if token[0] == "z" and token[1:2] else _skeleton_names().get(token)
    word = token.partition("@")[0].encode("utf-8", "replace")
    return zlib.crc32(word), zlib.crc32(("~" + name).encode("utf-8", "replace")) if name else 0


_EDGE = zlib.crc32(b"~<>")


def signals_of(units: Sequence[Unit]) -> Signals:
    """Turn each unit's tokens into hashed signals, all in a few array operations."""
    lengths = [len(unit.tokens) for unit in units]
    codes = np.array([_codes(token) for unit in units for token in unit.tokens], dtype=np.uint32).reshape(-1, 2)
    rows = np.repeat(np.arange(len(units)), lengths)
    words = codes[:, 0]
    inside = rows[1:] == rows[:-1]
    pairs = (words[:-1] * _PAIR + words[1:])[inside]
    skeleton, skeleton_rows = _skeleton_signals(codes[:, 1], rows, len(units))
    return Signals(np.concatenate([words, pairs]), np.concatenate([rows, rows[1:][inside]]), skeleton, skeleton_rows)


def _skeleton_signals(codes: Hashes, rows: Rows, count: int) -> tuple[Hashes, Rows]:
    """Give the parts, pairs and triples of the skeletons, with an edge before and after each sentence."""
    kept = codes != 0
    edges = np.full(count, _EDGE, dtype=np.uint32)
    places = np.concatenate([np.arange(count) * 3, rows[kept] * 3 + 1, np.arange(count) * 3 + 2])
    order = np.argsort(places, kind="stable")
    parts = np.concatenate([edges, codes[kept], edges])[order]
    where = (places // 3)[order]
    pairs = parts[:-1] * _SKELETON + parts[1:]
    triples = pairs[:-1] * _TRIPLE + parts[2:]
    two, three = where[1:] == where[:-1], where[2:] == where[:-2]
    return np.concatenate([parts, pairs[two], triples[three]]), np.concatenate(
        [where, where[1:][two], where[2:][three]]
    )


def take_rows(signals: Signals, kept: NDArray[np.bool_]) -> Signals:
    """Keep the signals of some sentences, renumbered from 0."""
    number = np.cumsum(kept) - 1
    words, skeleton = kept[signals.word_rows], kept[signals.skeleton_rows]
    return Signals(
        signals.words[words],
        number[signals.word_rows[words]],
        signals.skeleton[skeleton],
        number[signals.skeleton_rows[skeleton]],
    )


def is_everyday(token: str) -> bool:
    """Say whether a token is among the words that build English sentences, or stands for somebody or something."""
    return _codes(token)[1] != 0
