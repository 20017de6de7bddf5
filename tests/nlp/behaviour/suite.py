"""Reads the behavioural data, scores it, and holds each measured rate to its floor in expected.toml."""

import copy
import json
import random
import tomllib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import nlp
from nlp import score_record

Record = dict[str, Any]

HERE = Path(__file__).parent
CORPUS = Path(nlp.__file__).parent / "corpus" / "records.jsonl"
SAMPLE = 60
SEED = 20260601
DERIVED = frozenset({"completeness", "timeliness"})
ITEM_LISTS = ("prior_actions", "actions")


@cache
def read_lines(name: str) -> tuple[dict[str, Any], ...]:
    """Returns the objects of one of the JSON Lines files of this folder."""
    return tuple(map(json.loads, (HERE / name).read_text(encoding="utf-8").rstrip("\n").split("\n")))


@cache
def read_toml(name: str) -> dict[str, Any]:
    """Returns one of the TOML files of this folder."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


@cache
def read_hosts() -> tuple[Record, ...]:
    """Returns the plain records that the short texts are put into."""
    return tuple(json.loads((HERE / "hosts.json").read_text(encoding="utf-8")))


@cache
def read_corpus() -> tuple[Record, ...]:
    """Returns every record of the corpus."""
    return tuple(map(json.loads, CORPUS.read_text(encoding="utf-8").rstrip("\n").split("\n")))


@cache
def sample_corpus(size: int = SAMPLE) -> tuple[Record, ...]:
    """Returns the same few records every time, as many of each writer as can be."""
    shuffled = list(read_corpus())
    random.Random(SEED).shuffle(shuffled)
    seen: dict[str, int] = {}
    ranked = []
    for record in shuffled:
        writer = writer_of(record)
        seen[writer] = seen.get(writer, 0) + 1
        ranked.append((seen[writer], writer, record))
    return tuple(record for _, _, record in sorted(ranked, key=lambda item: item[:2])[:size])


def writer_of(record: Record) -> str:
    """Returns the writer that a corpus id names."""
    return str(record["id"]).split("-", maxsplit=1)[0]


def choose_host(carers: int, children: int, place: int) -> Record:
    """Returns a fresh host whose household has this shape, or the next in turn."""
    hosts = read_hosts()
    fitting = [
        h for h in hosts if (len(h["household"]["carers"]), len(h["household"]["children"])) == (carers, children)
    ]
    return copy.deepcopy((fitting or list(hosts))[place % len(fitting or hosts)])


def put_text(record: Record, section: str, text: str | list[Record]) -> Record:
    """Returns a copy of the record with this text in the section, or these items in the list of that name."""
    changed = copy.deepcopy(record)
    if isinstance(text, list):
        changed[section] = text
    else:
        changed["text"][section] = text
    return changed


def map_texts(record: Record, change: Callable[[str], str], narrative_only: bool = False) -> Record:
    """Returns a copy with every text changed, those of the lists of actions too unless told otherwise."""
    changed = copy.deepcopy(record)
    changed["text"] = {key: change(text) for key, text in record["text"].items()}
    if narrative_only:
        return changed
    for name in ITEM_LISTS:
        for item in changed.get(name, ()):
            item.update(
                {key: change(value) for key, value in item.items() if isinstance(value, str) and key != "status"}
            )
    return changed


@cache
def _score_text(text: str) -> str:
    return json.dumps(score_record(json.loads(text)))


def score(record: Record) -> dict[str, Any]:
    """Returns the score of a record, worked out once."""
    scored: dict[str, Any] = json.loads(_score_text(json.dumps(record, sort_keys=True)))
    return scored


def grades(record: Record) -> dict[str, int | None]:
    """Returns the grade of each judged criterion."""
    return {key: part["grade"] for key, part in score(record)["criteria"].items() if key not in DERIVED}


def compare(cases: Iterable[tuple[str, Record, Record]]) -> Iterator[tuple[str, int, int]]:
    """Yields for each case and criterion an id, and the grades before and after, with -1 for not applicable."""
    for name, before, after in cases:
        first, second = grades(before), grades(after)
        for key, grade in first.items():
            other = second[key]
            yield f"{name}:{key}", -1 if grade is None else grade, -1 if other is None else other


def moved(cases: Iterable[tuple[str, Record, Record]]) -> tuple[float, list[str]]:
    """Returns the share of grades that differ between the two records of each case, and which."""
    results = list(compare(cases))
    assert results, "no case to measure"
    wrong = [f"{name} {before}>{after}" for name, before, after in results if before != after]
    return len(wrong) / len(results), wrong


def hold(suite: str, rate: float, failures: list[str]) -> None:
    """Prints the rate beside its target and fails below the floor, naming a few of the cases."""
    aim = read_toml("expected.toml")[suite]
    is_kept = rate >= aim["floor"] if aim["better"] == "higher" else rate <= aim["floor"]
    line = f"{suite}: measured {rate:.4f}, target {aim['target']}, floor {aim['floor']}"
    print(line)
    shown = ", ".join(failures[:12]) + (f" and {len(failures) - 12} more" if len(failures) > 12 else "")
    assert is_kept, f"{line}; {len(failures)} cases: {shown}"
