"""Makes records that copy an earlier one, verbatim or lightly changed, and honest ones that do not."""

import copy
import random
import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.nlp.behaviour.suite import SEED, Record, read_corpus, writer_of
from tests.nlp.behaviour.swaps import people_of

LEAST_WORDS = 25
EARLIER = 6
STOCK_PHRASES = frozenset({"W07"})  # this writer's honest records share whole sentences, so they show nothing
STOCK = (
    "Smoke alarms were tested and are working.",
    "There have been no complaints or allegations since the last visit.",
    "Allowances and mileage are up to date.",
    "The carers know how to reach the out of hours team.",
)
WORDS = {
    "also": "too", "very": "really", "told": "said to", "about": "regarding", "and": "&", "because": "as",
    "but": "though", "big": "large", "little": "small", "started": "began", "likes": "enjoys", "went": "had gone",
}  # fmt: skip


@dataclass(frozen=True)
class Case:
    """A record with what was there before it, and the copy in it if there is one."""

    id: str
    record: Record
    earlier: list[Record]
    field: str | None = None
    source: str | None = None


def split_sentences(text: str) -> list[str]:
    """Splits a text where a full stop or a line ends."""
    return [part for part in re.split(r"(?<=[.!?])\s+|\n+", text) if part.strip()]


def rename_and_redate(text: str, old: Record, new: Record, chance: random.Random) -> str:
    """Puts the new household's names for the old ones and other numbers into the dates."""
    names = dict(zip(people_of(old), people_of(new) * 4, strict=False))
    if names:
        text = re.sub(r"\b(?:" + "|".join(map(re.escape, names)) + r")\b", lambda hit: names[hit[0]], text)
    return re.sub(r"\b\d{1,2}(?=(?:st|nd|rd|th)?\b)", lambda hit: str(chance.randint(1, 28)), text)


def reorder(text: str, chance: random.Random) -> str:
    """Puts the sentences in another order."""
    sentences = split_sentences(text)
    chance.shuffle(sentences)
    return " ".join(sentences)


def reword(text: str, chance: random.Random) -> str:
    """Changes some of the commonest words."""
    return re.sub(
        r"\b(?:" + "|".join(WORDS) + r")\b", lambda hit: WORDS[hit[0]] if chance.random() < 0.5 else hit[0], text
    )


def mix(text: str, own: str) -> str:
    """Keeps 70 % of a text, in sentences, and fills it up with the writer's own."""
    sentences, words = split_sentences(text), len(text.split())
    kept: list[str] = []
    while sentences and sum(len(part.split()) for part in kept) < 0.7 * words:
        kept.append(sentences.pop(0))
    fill = " ".join(own.split()[: max(1, words - len(" ".join(kept).split()))])
    return f"{' '.join(kept)} {fill}"


def _fields(record: Record) -> list[str]:
    return [key for key, text in record["text"].items() if len(text.split()) >= LEAST_WORDS]


def _change(kind: str, text: str, source: Record, record: Record, own: str, chance: random.Random) -> str:
    edited = rename_and_redate(text, source, record, chance)
    match kind:
        case "verbatim":
            return text
        case "names_and_dates":
            return edited
        case "reordered":
            return reorder(edited, chance)
        case "reworded":
            return reword(edited, chance)
        case "thorough":
            return reorder(reword(edited, chance), chance)
        case _:
            return mix(text, own)


KINDS = ("verbatim", "names_and_dates", "reordered", "reworded", "thorough", "seventy_percent")


def _by_writer() -> dict[str, list[Record]]:
    writers: dict[str, list[Record]] = {}
    for record in read_corpus():
        writers.setdefault(writer_of(record), []).append(record)
    return writers


def make_copies(count: int) -> Iterator[Case]:
    """Yields records with one section copied from one of the writer's earlier records, each kind in turn."""
    chance = random.Random(SEED)
    writers = _by_writer()
    for place in range(count):
        kind = KINDS[place % len(KINDS)]
        earlier = chance.sample(writers[chance.choice(sorted(writers))], EARLIER + 1)
        record = copy.deepcopy(earlier.pop())
        source = chance.choice([other for other in earlier if _fields(other)])
        field = chance.choice(_fields(source))
        own = " ".join(record["text"].values())
        record["text"][field] = _change(kind, source["text"][field], source, record, own, chance)
        yield Case(f"{kind}/{source['id']}>{record['id']}/{field}", record, earlier, field, source["id"])


def share_stock_sentences(records: list[Record], chance: random.Random) -> Record:
    """Takes the last record out; half the time it shares a sentence that everybody uses with one of the others."""
    record, other = copy.deepcopy(records.pop()), copy.deepcopy(records.pop())
    fields = [key for key in _fields(record) if len(record["text"][key].split()) >= 2 * LEAST_WORDS]
    if fields and chance.random() < 0.5:
        sentence, key = chance.choice(STOCK), chance.choice(fields)
        record["text"][key] += f" {sentence}"
        other["text"][key] = f"{sentence} {other['text'].get(key, '')}"
    records.append(other)
    return record


def make_honest(count: int) -> Iterator[Case]:
    """Yields records beside others of the same writer, who wrote each of them afresh but for stock sentences."""
    chance = random.Random(SEED + 1)
    writers = {name: records for name, records in _by_writer().items() if name not in STOCK_PHRASES}
    for _ in range(count):
        earlier = chance.sample(writers[chance.choice(sorted(writers))], EARLIER + 1)
        record = share_stock_sentences(earlier, chance)
        yield Case(f"honest/{record['id']}", record, earlier)
