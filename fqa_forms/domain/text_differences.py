"""From one text to another, word by word: what stayed, what was taken out, what was put in."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
# Beyond this many comparisons a reader gains nothing from words, and the machine would be busy for seconds.
_MOST_PAIRS = 4_000_000


class Change(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    REMOVED = "removed"
    ADDED = "added"


@dataclass(frozen=True)
class Stretch:
    """A stretch of text and what became of it; without those added they make the old text."""

    change: Change
    text: str


def word_differences(before: str, after: str) -> list[Stretch]:
    """The stretches that lead from one text to the other, in the order of reading."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    start = _common_start(old, new)
    end = _common_start(old[start:][::-1], new[start:][::-1])
    middle = _changed(old[start : len(old) - end], new[start : len(new) - end])
    return _joined([(Change.SAME, "".join(old[:start])), *middle, (Change.SAME, "".join(old[len(old) - end :]))])


def _common_start(old: list[str], new: list[str]) -> int:
    length = 0
    for one, other in zip(old, new, strict=False):
        if one != other:
            break
        length += 1
    return length


def _changed(old: list[str], new: list[str]) -> list[tuple[Change, str]]:
    if len(old) * len(new) > _MOST_PAIRS:
        return [(Change.REMOVED, "".join(old)), (Change.ADDED, "".join(new))]
    stretches = []
    for tag, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new).get_opcodes():
        if tag == "equal":
            stretches.append((Change.SAME, "".join(old[old_from:old_to])))
        else:
            stretches.append((Change.REMOVED, "".join(old[old_from:old_to])))
            stretches.append((Change.ADDED, "".join(new[new_from:new_to])))
    return stretches


def _joined(stretches: list[tuple[Change, str]]) -> list[Stretch]:
    """Gather changes that only white space keeps apart, so that a phrase is taken out and put in as one."""
    given = [(change, text) for change, text in stretches if text]
    done: list[Stretch] = []
    removed = added = ""
    for at, (change, text) in enumerate(given):
        between = change is Change.SAME and text.isspace() and (removed or added) and at + 1 < len(given)
        if change is Change.SAME and not between:
            done += _change(removed, added)
            removed = added = ""
            done.append(Stretch(Change.SAME, text))
        else:
            removed += text if change is not Change.ADDED else ""
            added += text if change is not Change.REMOVED else ""
    return done + _change(removed, added)


def _change(removed: str, added: str) -> list[Stretch]:
    pairs = ((Change.REMOVED, removed), (Change.ADDED, added))
    return [Stretch(change, text) for change, text in pairs if text]
