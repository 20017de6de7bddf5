"""The text of a record as sentences of plain tokens: where each stands, who is named in it, nothing of who they are."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from nlp.criteria import read_data

SECTIONS = (
    "carers_absence", "children_absence", "prior_actions", "weekly_recordings", "child_voice", "observation",
    "care_plan", "carer_views", "household", "training", "resources", "analysis", "prior_item", "action_item",
)  # fmt: skip
PRIOR_ITEM, ACTION_ITEM = SECTIONS.index("prior_item"), SECTIONS.index("action_item")

_BREAK = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\s*[\n\r\x0b\x0c\u2028\u2029]+\s*|\s+[•▪●]\s+")
_ABBREVIATIONS = frozenset("mr mrs ms dr st no vs e.g i.e eg ie etc approx inc c.f tel w.e yr yrs p.m a.m".split())
_LAST_WORD = re.compile(r"[\w.]+$")
TOKEN = re.compile(r"[^\W\d_]+(?:['’/][^\W\d_]+)*|\d[\d.,:/%-]*|[\"“”‘’?!£]")
_EDGE = re.compile(r"^[\s\-–—*•▪●]+")
_LONGEST = 45  # tokens: a run without a full stop is cut here, so that lost punctuation does not make one sentence


@dataclass(slots=True)
class Unit:
    """A sentence, or an item of a list: `field`, `start` and `end` index the record's own text, in code points."""

    field: str
    start: int
    end: int
    section: int
    tokens: list[str]


@cache
def canonical_words() -> dict[str, str]:
    """Map each listed word to the one it counts as."""
    return {word: head for head, words in read_data("lexicon.toml")["same"].items() for word in words}


@cache
def _plain_capital() -> frozenset[str]:
    return frozenset(read_data("lexicon.toml")["plain_capital"])


def name_roles(record: dict[str, Any]) -> dict[str, str]:
    """Map each part of a name in the record's header, in lower case, to the role it plays in the household."""
    household = record.get("household", {})
    roles: dict[str, str] = {}
    people = [(person, "zother") for person in household.get("others", ())]
    people += [(person, "zchild") for person in household.get("children", ())]
    people += [
        (person, "zcarer2" if number else "zcarer1") for number, person in enumerate(household.get("carers", ()))
    ]
    for person, role in people:
        for part in re.findall(r"[^\W\d_]+", person.get("name", "").lower()):
            roles[part] = role
    return roles


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give the start and end of each sentence or line of `text`, without bullets and blanks at its edges."""
    start = 0
    for found in _BREAK.finditer(text):
        if text[found.start()] == "." and _ends_in_abbreviation(text, start, found.start()):
            continue
        end = found.end() if not found.group().isspace() and not found.group().strip("•▪● \t") == "" else found.start()
        yield from _trimmed(text, start, end)
        start = found.end()
    yield from _trimmed(text, start, len(text))


def _ends_in_abbreviation(text: str, start: int, stop: int) -> bool:
    word = _LAST_WORD.search(text, max(start, stop - 8), stop)
    return bool(word) and word.group().lower() in _ABBREVIATIONS  # type: ignore[union-attr]


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    lead = _EDGE.match(piece)
    start += lead.end() if lead else 0
    end = start + len(text[start:end].rstrip())
    if end > start:
        yield start, end


@lru_cache(maxsize=1 << 16)
def plain_token(word: str) -> str:
    """Reduce one word, number or mark, as written, to the token that it counts as."""
    first = word[0]
    if first.isdigit():
        return _number_token(word)
    if first in '"“”‘’':
        return "zquote"
    lower = word.lower().replace("’", "'")
    same = canonical_words().get(lower)
    if same:
        return same
    if lower.endswith("'s"):
        return canonical_words().get(lower[:-2], lower[:-2])
    return lower


def _number_token(word: str) -> str:
    if "/" in word or word.count(".") >= 2:
        return "zdate"
    if "%" in word:
        return "zpercent"
    if ":" in word:
        return "ztime"
    return "zyear" if len(word) == 4 and word[:2] in ("19", "20") else "znum"


def _name_token(word: str, roles: dict[str, str]) -> str | None:
    lower = word.lower().replace("’", "'")
    part = lower[:-2] if lower.endswith("'s") else lower
    role = roles.get(part)
    if role is None or (part in _plain_capital() and word[0].islower()):
        return None
    return role


def tokens_of(text: str, roles: dict[str, str]) -> list[str]:
    """Cut `text` into plain tokens, the household's names replaced by their roles."""
    out = []
    for word in TOKEN.findall(text):
        role = _name_token(word, roles)
        out.append(role if role else plain_token(word))
    return out


def _text_units(record: dict[str, Any], roles: dict[str, str]) -> Iterator[Unit]:
    texts = record.get("text", {})
    for section, field in enumerate(SECTIONS[:PRIOR_ITEM]):
        text = texts.get(field)
        if not text:
            continue
        for start, end in sentence_spans(text):
            tokens = tokens_of(text[start:end], roles)
            if len(tokens) <= _LONGEST * 2:
                if tokens:
                    yield Unit(field, start, end, section, tokens)
            else:
                yield from _cut_long(field, text, start, end, section, roles)


def _cut_long(field: str, text: str, start: int, end: int, section: int, roles: dict[str, str]) -> Iterator[Unit]:
    places = [found.start() for found in TOKEN.finditer(text, start, end)]
    cuts = places[::_LONGEST] + [end]
    for left, right in zip(cuts[:-1], cuts[1:], strict=True):
        stop = left + len(text[left:right].rstrip())
        yield Unit(field, left, stop, section, tokens_of(text[left:stop], roles))


def _item_units(record: dict[str, Any], roles: dict[str, str]) -> Iterator[Unit]:
    for number, item in enumerate(record.get("prior_actions", ())):
        tokens = tokens_of(item.get("action", ""), roles) + ["zstatus_" + str(item.get("status"))]
        outcome = item.get("outcome") or ""
        field, text = ("outcome", outcome) if outcome else ("action", item.get("action", ""))
        yield Unit(f"prior_actions.{number}.{field}", 0, len(text), PRIOR_ITEM, tokens + tokens_of(outcome, roles))
    for number, item in enumerate(record.get("actions", ())):
        tokens = tokens_of(item.get("action", ""), roles)
        tokens += [
            "zowner",
            *tokens_of(item.get("owner") or "", roles),
            "zdue",
            *tokens_of(item.get("due") or "", roles),
        ]
        tokens += ["zwanted", *tokens_of(item.get("outcome_wanted") or "", roles)]
        yield Unit(f"actions.{number}.action", 0, len(item.get("action", "")), ACTION_ITEM, tokens)


def read_units(record: dict[str, Any]) -> list[Unit]:
    """Read the record as units in the order of the form: the sentences of each section, then the list items."""
    roles = name_roles(record)
    return [*_text_units(record, roles), *_item_units(record, roles)]
