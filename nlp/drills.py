"""Drills: copies of rated records whose form is changed and whose worth is not, for training to look past the form.

In each copy a section stands at the end of another, neutral sentences of the same writer are added, and the typing is
rough in one way or none. Grades and evidence stay as the raters gave them. Nothing is ever measured on a drill.
"""

import copy
import random
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from nlp.people import name_roles, person_named
from nlp.text import TOKEN, sentence_spans

Record = dict[str, Any]
Span = dict[str, Any]
Rated = dict[str, list[dict[str, Any]]]  # by record
MARK = "~"  # stands at the end of a drill's id
_NEUTRAL_FROM = ("household", "resources")
_MOVED = ("weekly_recordings", "child_voice", "observation", "care_plan", "carer_views", "training", "analysis")
_TO = (*_MOVED, "household", "resources")
_LEAST_WORDS = 12
_MORE = 4  # one word in so many is added
_ONE_IN = 12  # words, of which one is mistyped
_WORDS = re.compile(r"\b[A-Za-z]{4,}\b")
_STOPS = re.compile(r"[.!?](?=\s|$)")
_MARKS = re.compile(r"(?<!\d)[,;:'\"‘’“”()](?!\d)")


def is_drill(record: Record) -> bool:
    """Say whether a record is a drill."""
    return str(record["id"]).endswith(MARK)


def make_drills(records: list[Record], ratings: Rated, labels: Rated) -> tuple[list[Record], Rated, Rated]:
    """Give a drill of each record, and by id the ratings of the drills and the labels of their sentences."""
    neutral = neutral_sentences(records, ratings, labels)
    drills, rated, labelled = [], {}, {}
    for record in records:
        drill, given = copy.deepcopy(record), copy.deepcopy(ratings[record["id"]])
        chance = random.Random(zlib.crc32(record["id"].encode()))  # noqa: S311 - the same drill each time
        drill["id"] = record["id"] + MARK
        sentences = copy.deepcopy(labels.get(record["id"]))
        spans = [*_spans(given), *(sentences or ())]
        _move_section(drill, spans, chance)
        _add_neutral(drill, spans, neutral[record["id"].split("-")[0]], chance)
        roughen = chance.choice(_ROUGH)
        drill["text"] = {field: roughen(text or "", chance) for field, text in drill["text"].items()}
        for rating in given:
            rating["id"] = drill["id"]
        drills.append(drill)
        rated[drill["id"]] = given
        if sentences is not None:
            labelled[drill["id"]] = sentences
    return drills, rated, labelled


def _as_typed(text: str, chance: random.Random) -> str:
    return text


def _lower_case(text: str, chance: random.Random) -> str:
    return "".join(each.lower() if len(each.lower()) == 1 else each for each in text)


def _no_marks(text: str, chance: random.Random) -> str:
    return _MARKS.sub(" ", _STOPS.sub("\n", text))


def _mistyped(text: str, chance: random.Random) -> str:
    """Change two letters round in one word of twelve."""
    letters = list(text)
    for word in _WORDS.finditer(text):
        if chance.random() * _ONE_IN < 1:
            place = chance.randrange(word.start() + 1, word.end() - 1)
            letters[place], letters[place + 1] = letters[place + 1], letters[place]
    return "".join(letters)


# Each leaves every character in its place, so that what is marked stays marked.
_ROUGH = (_as_typed, _lower_case, _no_marks, _mistyped)


def neutral_sentences(records: list[Record], ratings: Rated, labels: Rated) -> dict[str, list[str]]:
    """Gather by writer the sentences on the household and its resources that carry nothing and name nobody."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in records:
        roles, marked = name_roles(record), [*_spans(ratings[record["id"]]), *labels.get(record["id"], ())]
        for field in _NEUTRAL_FROM:
            text = record["text"].get(field) or ""
            for start, end in sentence_spans(text):
                overlaps = any(
                    span["field"] == field and span["start"] < end and start < span["end"]
                    for span in marked
                    if span["start"] is not None
                )
                named = any(person_named(word, roles) for word in TOKEN.findall(text[start:end]))
                if not overlaps and not named:
                    found[record["id"].split("-")[0]].append(text[start:end])
    return found


def _spans(ratings: Iterable[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for rating in ratings:
        for spans in rating["evidence"].values():
            yield from spans


def _move_section(record: Record, spans: list[Span], chance: random.Random) -> None:
    texts = record["text"]
    filled = [key for key in _MOVED if len((texts.get(key) or "").split()) >= _LEAST_WORDS]
    if not filled:
        return
    source = chance.choice(filled)
    target = chance.choice([key for key in _TO if key != source])
    before = texts.get(target) or ""
    lead = before + "\n\n" if before else ""
    texts[target] = lead + texts.pop(source)
    for span in spans:
        if span["field"] == source:
            span.update(field=target, start=span["start"] + len(lead), end=span["end"] + len(lead))


def _add_neutral(record: Record, spans: list[Span], sentences: list[str], chance: random.Random) -> None:
    texts = record["text"]
    words = sum(len((text or "").split()) for text in texts.values()) // _MORE if sentences else 0
    while words > 0:
        field, sentence = chance.choice(_TO), chance.choice(sentences)
        before = texts.get(field) or ""
        words -= max(len(sentence.split()), 1)
        if not before or chance.random() < 0.5:
            texts[field] = f"{before}\n{sentence}".strip()
            continue
        texts[field] = f"{sentence}\n{before}"
        for span in spans:
            if span["field"] == field:
                span.update(start=span["start"] + len(sentence) + 1, end=span["end"] + len(sentence) + 1)
