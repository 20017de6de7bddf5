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
from nlp.drills import is_drill, make_drills
from nlp.elements import element_codes
from nlp.evidence import LEVELS, Scores
from nlp.measures import consensus
from nlp.text import Unit, read_units

CORPUS = HERE / "corpus"
NOT_APPLICABLE = -1
Ratings = dict[str, list[dict[str, Any]]]  # by record
Labels = dict[str, list[dict[str, Any]]]  # by record: sentences with their elements
_TO_TARGET = ("W", "V")  # first letters of writers
_EMPTY = "E"


@dataclass(frozen=True)
class Corpus:
    """Rated records: `grades[i, c]` is the consensus or -1; unit `n` belongs to record `record_of[n]`."""

    records: list[dict[str, Any]]
    ratings: Ratings
    labels: Labels
    units: list[list[Unit]]
    writers: NDArray[np.str_]
    grades: NDArray[np.int64]
    record_of: NDArray[np.int64]
    evidence: Scores  # (units, criteria): the share of raters who marked the unit
    elements: Scores  # (units, elements): 1 where the unit is labelled with the element; a row of NaN is not labelled

    @property
    def drilled(self) -> NDArray[np.bool_]:
        """Say which records are drills: they train, and nothing is measured on them."""
        return np.array([is_drill(record) for record in self.records])

    @property
    def empty(self) -> NDArray[np.bool_]:
        """Say which records were written to say nothing."""
        return np.char.startswith(self.writers, _EMPTY)

    @property
    def writer_of_unit(self) -> NDArray[np.str_]:
        """Give the writer of each unit."""
        return self.writers[self.record_of]


def writes_to_target(writer: str) -> bool:
    """Say whether a writer of the corpus wrote to target grades; see the corpus's own page."""
    return writer[0] in _TO_TARGET


def read_lines(path: Path) -> list[dict[str, Any]]:
    """Read a JSON Lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def read_corpus(folder: Path = CORPUS) -> Corpus:
    """Read the records and ratings that scores are measured on; records without a rating are left out."""
    return _read(folder, ("",))


def read_training(folder: Path = CORPUS) -> Corpus:
    """Read everything that there is to train on: the measured records and the added ones."""
    return _read(folder, ("", "added_"))


def _read(folder: Path, parts: tuple[str, ...]) -> Corpus:
    ratings: dict[str, list[dict[str, Any]]] = defaultdict(list)
    records: list[dict[str, Any]] = []
    labels: Labels = {}
    for part in parts:
        for rating in read_lines(folder / f"{part}ratings.jsonl"):
            ratings[rating["id"]].append(rating)
        records += [record for record in read_lines(folder / f"{part}records.jsonl") if record["id"] in ratings]
        labels |= {each["id"]: each["sentences"] for each in read_lines(folder / f"{part}elements.jsonl")}
    return make_corpus(records, dict(ratings), labels)


def with_drills(corpus: Corpus) -> Corpus:
    """Add a drill of each record."""
    drills, ratings, labels = make_drills(corpus.records, corpus.ratings, corpus.labels)
    return make_corpus([*corpus.records, *drills], corpus.ratings | ratings, corpus.labels | labels)


def make_corpus(records: list[dict[str, Any]], ratings: Ratings, labels: Labels) -> Corpus:
    """Put rated records, and the labels of their sentences, into arrays."""
    units = [read_units(record) for record in records]
    rated = [ratings[record["id"]] for record in records]
    grades = [[_gold([rating["grades"][key] for rating in each]) for key in JUDGED] for each in rated]
    return Corpus(
        records=records,
        ratings=ratings,
        labels=labels,
        units=units,
        writers=np.array([record["id"].split("-")[0] for record in records]),
        grades=np.array(grades),
        record_of=np.repeat(np.arange(len(records)), [len(each) for each in units]),
        evidence=np.concatenate([_marked(each, raters) for each, raters in zip(units, rated, strict=True)]),
        elements=np.concatenate(
            [_labelled(each, labels.get(record["id"])) for each, record in zip(units, records, strict=True)]
        ),
    )


def _labelled(units: Sequence[Unit], sentences: list[dict[str, Any]] | None) -> Scores:
    codes = element_codes()
    if sentences is None:
        return np.full((len(units), len(codes)), np.nan, dtype=np.float32)
    table = np.zeros((len(units), len(codes)), dtype=np.float32)
    for sentence in sentences:
        columns = [codes.index(code) for code in sentence["elements"]]
        for row, unit in enumerate(units):
            if covers(unit, sentence):
                table[row, columns] = 1
    return table


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
