"""Sections copied from earlier records: found, named and told with how much is the same; no part of any grade."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Any

from nlp.criteria import read_data
from nlp.people import name_roles
from nlp.text import tokens_of

Pairs = frozenset[tuple[str, str]]
# Names, pronouns, numbers and days change when a text is carried over; what is left is the text.
_CHANGING = "z"


@dataclass(frozen=True, slots=True)
class _Section:
    words: frozenset[str]
    pairs: Pairs


def _read_section(text: str, record: dict[str, Any]) -> _Section:
    words = [token for token in tokens_of(text, name_roles(record)) if token[0].isalpha() and token[0] != _CHANGING]
    return _Section(frozenset(words), frozenset(pairwise(words)))


def _sections(record: dict[str, Any]) -> dict[str, _Section]:
    return {field: _read_section(text, record) for field, text in record["text"].items() if text}


@cache
def _limits() -> dict[str, Any]:
    return read_data("copies.toml")


def _share(section: _Section, earlier: _Section) -> float | None:
    """Give the share of a section's pairs of words that an earlier section holds; None if it is no copy."""
    limits = _limits()
    shared = len(section.pairs & earlier.pairs)
    if shared < limits["least_shared_pairs"] or shared < limits["pair_share"] * len(section.pairs):
        return None
    if len(section.words & earlier.words) < limits["word_share"] * len(section.words):
        return None
    return shared / len(section.pairs)


def find_copies(record: dict[str, Any], earlier_records: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Find sections of `record` that stand in an earlier record, under whichever heading.

    Gives for each copied section its `field`, `earlier_id`, `earlier_field` and `share` (0 to 1) of the most alike.
    """
    mine = {field: each for field, each in _sections(record).items() if len(each.pairs) >= _limits()["least_words"] - 1}
    best: dict[str, dict[str, Any]] = {}
    for earlier in earlier_records:
        if earlier["id"] == record["id"]:
            continue
        for earlier_field, section in _sections(earlier).items():
            for field, own in mine.items():
                share = _share(own, section)
                if share is not None and share > best.get(field, {"share": 0.0})["share"]:
                    best[field] = _found(field, earlier, earlier_field, share)
    return [best[field] for field in record["text"] if field in best]


def _found(field: str, earlier: dict[str, Any], earlier_field: str, share: float) -> dict[str, Any]:
    return {"field": field, "earlier_id": earlier["id"], "earlier_field": earlier_field, "share": round(share, 3)}
