"""Retells a text of other people: names changed, sentences shared out, not a word added."""

import re
from collections.abc import Iterable

_FEWEST_TO_CUT = 2
_SENTENCE = re.compile(r".+?(?:[.!?…][’”'\")]*(?=\s)|\n+|$)\s*", re.DOTALL)


def rename(text: str, names: dict[str, str]) -> str:
    """The text with whole names changed, all at once so that swapped names stay apart."""
    if not names:
        return text
    longest_first = sorted(names, key=len, reverse=True)
    pattern = rf"(?<![\w-])({'|'.join(map(re.escape, longest_first))})(?=s?(?![\w-]))"
    return re.sub(pattern, lambda match: names[match[1]], text)


def mentions(text: str, name: str) -> bool:
    """Whether the text names somebody."""
    return re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", text) is not None


def sentences(text: str) -> list[str]:
    """The text in sentences, each with the space that follows it."""
    return _SENTENCE.findall(text)


def share_by_name(text: str, names: Iterable[str]) -> dict[str, str]:
    """The text's sentences, each to the person it names first, or else with the sentence before it."""
    shares = dict.fromkeys(names, "")
    if not shares:
        return shares
    parts = [(part, _first_named(part, shares)) for part in sentences(text)]
    current = next((name for _part, name in parts if name), next(iter(shares)))
    for part, named in parts:
        current = named or current
        shares[current] += part
    return {name: share.strip() for name, share in shares.items()}


def draw_out(text: str, pattern: str) -> tuple[str, str]:
    """The text cut in two where its sentences with the pattern's words part best from the rest: (these, the rest).

    Both parts stay in one piece, so that no sentence loses the one it follows from.
    """
    parts = sentences(text)
    marks = [re.search(pattern, part) is not None for part in parts]
    if not any(marks) or len(parts) < _FEWEST_TO_CUT:
        return (text.strip(), "") if marks and all(marks) else ("", text.strip())
    cut = max(range(1, len(parts)), key=lambda at: (abs(_share(marks[:at]) - _share(marks[at:])), -at))
    front, back = "".join(parts[:cut]).strip(), "".join(parts[cut:]).strip()
    return (front, back) if _share(marks[:cut]) > _share(marks[cut:]) else (back, front)


def _share(marks: list[bool]) -> float:
    return sum(marks) / len(marks)


def _first_named(part: str, names: Iterable[str]) -> str:
    found = [(match.start(), name) for name in names if (match := re.search(rf"(?<![\w-]){re.escape(name)}\b", part))]
    return min(found)[1] if found else ""
