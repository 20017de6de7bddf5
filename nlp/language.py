"""Finds wording that the fostering sector advises against, by the rules of language.toml and nothing else."""

import re
import sys
import tomllib
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

RULES_FILE = Path(__file__).with_name("language.toml")
ABBREVIATION = "abbreviation"
BREAK = "\0"  # stands before each text of a record; no phrase reaches over it
WINDOW = 70  # characters either side of a hit in which a phrase to leave alone may stand
MARKS = BREAK + "(/-–•*.,:;?!"
ACTION_TEXTS = (("prior_actions", ("action", "outcome")), ("actions", ("action", "outcome_wanted")))


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule of language.toml."""

    id: str
    reason: str
    source: str
    message: str
    suggestion: str
    phrases: tuple[str, ...]
    leave: tuple[str, ...]
    must_catch: tuple[str, ...]
    must_leave: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Words of one text that a rule advises against, by code points, end exclusive."""

    rule: str
    message: str
    suggestion: str
    start: int
    end: int


def _read_rules(data: Mapping[str, Any]) -> tuple[Rule, ...]:
    """Returns the rules of the file with each source spelt out."""
    return tuple(
        Rule(
            id=rule["id"],
            reason=rule["reason"],
            source=data["sources"][rule["source"]],
            message=rule["message"],
            suggestion=rule["suggestion"],
            phrases=tuple(rule["phrases"]),
            leave=tuple(rule["leave"]),
            must_catch=tuple(rule["must_catch"]),
            must_leave=tuple(rule["must_leave"]),
        )
        for rule in data["rule"]
    )


_DATA = tomllib.loads(RULES_FILE.read_text(encoding="utf-8"))
RULES: tuple[Rule, ...] = _read_rules(_DATA)
ABBREVIATIONS: dict[str, str] = _DATA["abbreviations"]
COMMON = frozenset(_DATA["sets"]["common"].split("|"))
_BY_ID = {rule.id: rule for rule in RULES}


def _fill(phrase: str) -> str:
    """Lower-cases a phrase and puts the words of the named sets in."""
    filled = re.sub(r"\{(\w+)\}", lambda found: f"({_DATA['sets'][found[1]]})", phrase.lower())
    return filled.replace("-", " ").replace("’", "'")


def _to_pattern(phrase: str) -> str:
    """Turns the notation of language.toml into a regular expression over lower-case text."""
    grouped = re.sub(r"\((?!\?)", "(?:", _fill(phrase))
    wild = re.sub(r"(?<![\w)])\*", r"\\w+", grouped)
    return re.sub(r"(?<=[\w)])\*", r"\\w*", wild).replace(" ", r"[\s-]+").replace("'", "['’]")


def _needles(phrase: str) -> set[str]:
    """Returns words of which a text must hold one for the phrase to stand in it, the longest that can be had."""
    plain = re.sub(r"\([^()]*\)\?", "", _fill(phrase)).replace("*", "")
    parts = re.findall(r"\((?:[^()]|\([^()]*\))*\)|[^\s()]+", plain)
    choices = [
        {max(option.split(), key=len) for option in part.strip("()").split("|")}
        for part in parts
        if "(" not in part[1:] and "[" not in part and part.strip("()")
    ]
    return max(choices, key=lambda words: (not words & COMMON and min(map(len, words)) > 2, min(map(len, words))))


def _any_of(phrases: Iterable[str]) -> re.Pattern[str]:
    """Joins phrases into one pattern, the longest first."""
    return re.compile(rf"\b(?:{'|'.join(map(_to_pattern, sorted(phrases, key=len, reverse=True)))})\b")


def _index_phrases() -> dict[str, list[tuple[Rule, re.Pattern[str]]]]:
    """Maps each needle to the rules, and the patterns of theirs, that are worth trying where it stands."""
    phrases: dict[str, dict[str, list[str]]] = {}
    for rule in RULES:
        for phrase in rule.phrases:
            for needle in _needles(phrase):
                phrases.setdefault(needle, {}).setdefault(rule.id, []).append(phrase)
    return {
        needle: [(_BY_ID[rule], _any_of(tried)) for rule, tried in rules.items()] for needle, rules in phrases.items()
    }


_INDEX = _index_phrases()
_BY_START = {start: [n for n in _INDEX if n[:4] == start] for start in {needle[:4] for needle in _INDEX}}
_LEAVE = {rule.id: _any_of(rule.leave) for rule in RULES if rule.leave}
_INITIALS = re.compile(r"[A-Z]{3,5}(?!\w)")
_QUOTED = re.compile(  # at most 800 letters, so that a stray mark in a long text costs no more than that
    "“[^”\n]{0,800}”"
    '|"[^"\n]{0,800}"'
    r"|(?<![\w‘])‘(?:[^’\n]|’(?=\w)){0,800}’(?!\w)"
    r"|(?<![\w'])'(?=\S)(?:[^'\n]|'(?=\w)){0,800}'(?!\w)"
)


def _lower(text: str) -> str:
    """Lower-cases without changing any offset, which str.lower does to a few letters."""
    lowered = text.lower()
    return lowered if len(lowered) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text)


def _starts_of_words(lowered: str) -> set[str]:
    """Returns how the words begin: a cheap first look at which needles can be there at all."""
    for mark in MARKS:
        lowered = lowered.replace(mark, " ")
    return {word[:4] for word in lowered.split()}


def _is_left_alone(rule: str, lowered: str, start: int, end: int) -> bool:
    """Says whether a phrase that the rule leaves alone covers these words."""
    leave = _LEAVE.get(rule)
    if leave is None:
        return False
    place = max(0, start - WINDOW)
    stop = min(len(lowered), end + WINDOW)
    while found := leave.search(lowered, place, stop):
        if found.start() <= start and found.end() >= end:
            return True
        place = found.start() + 1
    return False


def _find_around(
    lowered: str, place: int, tried: list[tuple[Rule, re.Pattern[str]]]
) -> Iterator[tuple[int, int, Rule]]:
    """Yields what these rules mark around one place of a text: start, end and rule."""
    for rule, pattern in tried:
        for hit in pattern.finditer(lowered, max(0, place - WINDOW), place + WINDOW):
            if hit.start() <= place < hit.end() and not _is_left_alone(rule.id, lowered, *hit.span()):
                yield hit.start(), hit.end(), rule


def _find_words(lowered: str, needles: Iterable[str]) -> Iterator[tuple[int, int, Rule]]:
    """Yields what the rules mark in a text that holds these needles: start, end and rule, in no order."""
    for needle in needles:
        place = lowered.find(needle)
        while place >= 0:
            if place == 0 or not lowered[place - 1].isalpha():
                yield from _find_around(lowered, place, _INDEX[needle])
            place = lowered.find(needle, place + 1)


def _find_initials(whole: str, lowered: str) -> Iterator[tuple[int, int, Rule, str]]:
    """Yields each use of an abbreviation that no text explains: start, end, rule and the words in full."""
    rule = _BY_ID[ABBREVIATION]
    for hit in _INITIALS.finditer(whole):
        words = ABBREVIATIONS.get(hit[0])
        if words and not whole[hit.start() - 1].isalnum() and words.lower() not in lowered:
            yield hit.start(), hit.end(), rule, words


def _is_inside(spans: list[tuple[int, int]], place: int) -> bool:
    """Says whether a place lies in one of these spans, which are in order."""
    before = bisect_right(spans, (place, sys.maxsize))
    return before > 0 and place < spans[before - 1][1]


def _find_in_texts(texts: list[tuple[str, str]]) -> Iterator[tuple[str, Finding]]:
    """Yields the findings of the texts of one record, each with its field, in order and none over another."""
    whole = BREAK + BREAK.join(text for _, text in texts)
    lowered = _lower(whole)
    starts = _BY_START.keys() & _starts_of_words(lowered)
    needles = [needle for start in starts for needle in _BY_START[start] if needle in lowered]
    hits = [(start, end, rule, rule.suggestion) for start, end, rule in _find_words(lowered, needles)]
    hits += _find_initials(whole, lowered)
    ends = list(accumulate(len(text) + 1 for _, text in texts))
    marked: set[str] = set()
    quoted: dict[int, list[tuple[int, int]]] = {}
    done = -1
    for start, end, rule, suggestion in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        place = bisect_left(ends, start)
        field, text = texts[place]
        first = start - (ends[place] - len(text))
        if start < done or (rule.id == ABBREVIATION and suggestion in marked):
            continue
        if place not in quoted:
            quoted[place] = [quote.span() for quote in _QUOTED.finditer(text)]
        if _is_inside(quoted[place], first):
            continue
        done = end
        if rule.id == ABBREVIATION:
            marked.add(suggestion)
        yield field, Finding(rule.id, rule.message, suggestion, first, first + end - start)


def find_in_text(text: str) -> list[Finding]:
    """Returns the wording of one text that the rules advise against, in order."""
    return [finding for _, finding in _find_in_texts([("", text)])]


def _texts(record: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Yields each text of a record with its field path, the empty and the missing left out."""
    for key, text in (record.get("text") or {}).items():
        if text:
            yield key, text
    for name, keys in ACTION_TEXTS:
        for place, item in enumerate(record.get(name) or ()):
            for key in keys:
                if item.get(key):
                    yield f"{name}.{place}.{key}", item[key]


def find_language(record: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Returns the wording of a record that the rules advise against, as score.schema.json has it."""
    return [
        {
            "rule": finding.rule,
            "message": finding.message,
            "suggestion": finding.suggestion,
            "field": field,
            "start": finding.start,
            "end": finding.end,
        }
        for field, finding in _find_in_texts(list(_texts(record)))
    ]
