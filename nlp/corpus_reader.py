"""The corpus as arrays: sentences, the raters' evidence as targets, consensus grades, and who wrote what."""

import json
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.criteria import HERE, JUDGED
from nlp.evidence import LEVELS, Scores
from nlp.measures import consensus
from nlp.text import Unit, read_units

CORPUS = HERE / "corpus"
NOT_APPLICABLE = -1


@dataclass(frozen=True)
class Corpus:
    """Rated records: `grades[i, c]` is the consensus or -1; unit `n` belongs to record `record_of[n]`."""

    records: list[dict[str, Any]]
    ratings: dict[str, list[dict[str, Any]]]
    units: list[list[Unit]]
    writers: NDArray[np.str_]
    grades: NDArray[np.int64]
    record_of: NDArray[np.int64]
    evidence: Scores  # (units, criteria): the share of raters who marked the unit

    @property
    def writer_of_unit(self) -> NDArray[np.str_]:
        """Give the writer of each unit."""
        return self.writers[self.record_of]


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Read a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_corpus(folder: Path = CORPUS) -> Corpus:
    """Read records and ratings; records without a rating are left out."""
    ratings: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for rating in read_lines(folder / "ratings.jsonl"):
        ratings[rating["id"]].append(rating)
    records = [record for record in read_lines(folder / "records.jsonl") if record["id"] in ratings]
    return make_corpus(records, dict(ratings))


def make_corpus(records: list[dict[str, Any]], ratings: dict[str, list[dict[str, Any]]]) -> Corpus:
    """Put rated records into arrays."""
    units = [read_units(record) for record in records]
    rated = [ratings[record["id"]] for record in records]
    grades = [[_gold([rating["grades"][key] for rating in each]) for key in JUDGED] for each in rated]
    evidence = [_marked(each, raters) for each, raters in zip(units, rated, strict=True)]
    return Corpus(
        records=records,
        ratings=ratings,
        units=units,
        writers=np.array([record["id"].split("-")[0] for record in records]),
        grades=np.array(grades),
        record_of=np.repeat(np.arange(len(records)), [len(each) for each in units]),
        evidence=np.concatenate(evidence),
    )


def _gold(grades: Sequence[int | None]) -> int:
    grade = consensus(grades)
    return NOT_APPLICABLE if grade is None else grade


def _marked(units: Sequence[Unit], raters: Sequence[dict[str, Any]]) -> Scores:
    table = np.zeros((len(units), len(JUDGED)), dtype=np.float32)
    for rating in raters:
        for column, key in enumerate(JUDGED):
            for span in rating["evidence"].get(key, ()):
                for row, unit in enumerate(units):
                    table[row, column] += covers(unit, span) / len(raters)
    return np.minimum(table, 1)


def covers(unit: Unit, span: dict[str, Any]) -> bool:
    """Say whether a rater's span marks the unit: its list item, or half of the shorter of the two."""
    if span["start"] is None:
        return span["field"] in (unit.field, unit.field.rsplit(".", 1)[0])
    if unit.field != span["field"]:
        return False
    shared = min(unit.end, span["end"]) - max(unit.start, span["start"])
    return bool(shared * 2 >= min(unit.end - unit.start, span["end"] - span["start"]))


def sentence_targets(corpus: Corpus) -> Scores:
    """Give the targets of the sentence model: evidence, and evidence of a record graded 2 or more, and 3."""
    grades = corpus.grades[corpus.record_of]
    parts = [corpus.evidence * (grades >= level) for level in range(1, LEVELS + 1)]
    return np.concatenate([corpus.evidence, *parts[1:]], axis=1).astype(np.float32)
