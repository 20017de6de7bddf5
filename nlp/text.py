"""The text of a record as sentences of plain tokens: where each stands, who is named in it, nothing of who they are."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, reduce
from itertools import pairwise
from operator import or_
from typing import Any

from nlp.criteria import read_data
from nlp.people import Person, name_roles, person_named
from nlp.spelling import mended

SECTIONS = (
    "carers_absence", "children_absence", "prior_actions", "weekly_recordings", "child_voice", "observation",
    "care_plan", "carer_views", "household", "training", "resources", "analysis", "prior_item", "action_item",
)  # fmt: skip
PRIOR_ITEM, ACTION_ITEM = SECTIONS.index("prior_item"), SECTIONS.index("action_item")

_BREAK = re.compile(r"[.!?…]+[\"'”’)\]]*(?=\s)|\s*[\n\r\x0b\x0c\u2028\u2029]+\s*|\s+[•▪●]\s+")
_ABBREVIATIONS = frozenset(
    {"mr", "mrs", "ms", "dr", "st", "no", "vs", "e.g", "i.e", "eg", "ie", "etc", "approx", "inc", "c.f", "tel", "w.e"}
    | {"yr", "yrs", "p.m", "a.m"}
)
_LAST_WORD = re.compile(r"[\w.]+$")
TOKEN = re.compile(r"[^\W\d_]+(?:['’/][^\W\d_]+)*|\d[\d.,:/%-]*|[\"“”‘’?!£]")
_EDGE = re.compile(r"^[\s\-–—*•▪●]+")
_PRONOUNS = frozenset(["zhe", "zhim", "zhimself", "zhe_is", "zhe_had", "zhe_will"])
_OTHERS = frozenset(["zparent", "zgrandparent", "zsibling", "zauntuncle", "zspouse", "zsondaughter", "zmr"])
_KIND_OF_PERSON = {"zother": "other", "zchild": "child", "zunseen": "child", "zcarer": "carer", "zabsent": "carer"}
# Whom 'she' means where nobody has been named yet.
_FIRST_MEANT = {
    "carers_absence": "carer",
    "children_absence": "child",
    "child_voice": "child",
    "carer_views": "carer",
}
_SPEECH_WITHIN = 4  # tokens from a name to its verb of speech
_LONGEST = 45  # tokens: a run without a full stop is cut here, so that lost punctuation does not make one sentence


@dataclass(slots=True)
class Unit:
    """A sentence, or an item of a list: `field`, `start` and `end` index the record's own text, in code points."""

    field: str
    start: int
    end: int
    section: int
    tokens: list[str]
    carers: int = 0  # bits: 1 the first carer is meant, 2 the second
    speakers: int = 0  # bits: who of them says or thinks something in it


@cache
def canonical_words() -> dict[str, str]:
    """Map each listed word to the one it counts as."""
    return {word: head for head, words in read_data("lexicon.toml")["same"].items() for word in words}


def sentence_spans(text: str) -> Iterator[tuple[int, int]]:
    """Give the start and end of each sentence or line of `text`, without bullets and blanks at its edges."""
    start = 0
    for found in _BREAK.finditer(text):
        if text[found.start()] == "." and _ends_in_abbreviation(text, start, found.start()):
            continue
        end = found.end() if found.group().strip("•▪● \t\n") else found.start()
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
    meant = mended(lower) if first.islower() else lower
    return canonical_words().get(meant, meant)


def _number_token(word: str) -> str:
    if "/" in word or word.count(".") >= 2:
        return "zdate"
    if "%" in word:
        return "zpercent"
    if ":" in word:
        return "ztime"
    return "zyear" if len(word) == 4 and word[:2] in ("19", "20") else "znum"


class _Reader:
    """Reads the pieces of one field in order, and remembers who was named last, so that 'she' is somebody."""

    def __init__(self, roles: dict[str, Person], who: str = "", carer: int = 0) -> None:
        self.roles, self.who, self.last_carer = roles, who, carer

    def read(self, text: str) -> tuple[list[str], int, int]:
        """Cut `text` into plain tokens, names replaced by roles; give them, the carers meant and those who speak."""
        out: list[str] = []
        meant: list[tuple[int, int]] = []  # place and bit
        end = -1
        for found in TOKEN.finditer(text):
            word, joined = found.group(), found.start() == end + 1 and text[end] == "-"
            end = found.end()
            neighbour = len(word) == 1 and out[-1:] == ["zmr"]  # "Mr D" is nobody of the household
            person = None if neighbour else person_named(word, self.roles)
            if person and joined and out[-1:] == [person.token]:
                continue  # "Anne-Marie" is one person
            if person:
                self.who, self.last_carer = _KIND_OF_PERSON[person.token], person.carer
                meant.append((len(out), person.carer))
                out.append(person.token)
                continue
            token = plain_token(word)
            if token in _PRONOUNS:
                meant.append((len(out), self.last_carer))
                token = f"{token}@{self.who}"
            elif token in _OTHERS:
                self.who, self.last_carer = "other", 0
            out.append(token)
        return out, _bits(bit for _, bit in meant), _bits(bit for place, bit in meant if _speaks(out, place))


def _bits(bits: Iterable[int]) -> int:
    return reduce(or_, bits, 0)


@cache
def _speech() -> frozenset[str]:
    classes = read_data("lexicon.toml")["class"]
    return frozenset([*classes["say"], *classes["think"], *classes["answer"]])


def _speaks(tokens: list[str], place: int) -> bool:
    """Say whether whoever is named at `place` says or thinks something: a verb of speech stands close behind."""
    return any(token in _speech() for token in tokens[place + 1 : place + _SPEECH_WITHIN])


def tokens_of(text: str, roles: dict[str, Person]) -> list[str]:
    """Cut `text` into plain tokens, the household's names replaced by their roles."""
    return _Reader(roles).read(text)[0]


def _text_units(record: dict[str, Any], roles: dict[str, Person]) -> Iterator[Unit]:
    texts = record.get("text", {})
    for section, field in enumerate(SECTIONS[:PRIOR_ITEM]):
        text = texts.get(field)
        if not text:
            continue
        reader = _Reader(roles, _FIRST_MEANT.get(field, ""))
        for start, end in sentence_spans(text):
            for left, right in _pieces(text, start, end):
                tokens, carers, speakers = reader.read(text[left:right])
                if tokens:
                    yield Unit(field, left, right, section, tokens, carers, speakers)


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Give a sentence as it is, or cut where it is longer than two sentences may be."""
    if end - start < _LONGEST * 8:
        yield start, end
        return
    places = [found.start() for found in TOKEN.finditer(text, start, end)]
    if len(places) <= _LONGEST * 2:
        yield start, end
        return
    for left, right in pairwise([*places[::_LONGEST], end]):
        yield left, left + len(text[left:right].rstrip())


def _item_units(record: dict[str, Any], roles: dict[str, Person]) -> Iterator[Unit]:
    for number, item in enumerate(record.get("prior_actions", ())):
        tokens, carers = _item_tokens(roles, item, ("action",))
        outcome, more = _item_tokens(roles, item, ("outcome",))
        field = "outcome" if item.get("outcome") else "action"
        where = f"prior_actions.{number}.{field}"
        status = "zstatus_" + str(item.get("status"))
        yield Unit(where, 0, len(item.get(field) or ""), PRIOR_ITEM, [*tokens, status, *outcome[1:]], carers | more)
    for number, item in enumerate(record.get("actions", ())):
        tokens, carers = _item_tokens(roles, item, ("action", "owner", "due", "outcome_wanted"))
        yield Unit(f"actions.{number}.action", 0, len(item.get("action", "")), ACTION_ITEM, tokens[1:], carers)


def _item_tokens(roles: dict[str, Person], item: dict[str, Any], keys: tuple[str, ...]) -> tuple[list[str], int]:
    """Read the texts of a list item, each behind a token that says which it is."""
    reader, tokens, carers = _Reader(roles), [], 0
    for key in keys:
        found, named, _ = reader.read(item.get(key) or "")
        tokens += ["z_" + key, *found]
        carers |= named
    return tokens, carers


def read_units(record: dict[str, Any]) -> list[Unit]:
    """Read the record as units in the order of the form: the sentences of each section, then the list items."""
    roles = name_roles(record)
    return [*_text_units(record, roles), *_item_units(record, roles)]
