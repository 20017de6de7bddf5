"""How fast records are scored on one core, against spaCy's tokens and sentences of the same text."""

import json
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import spacy

import nlp
from bench.timing import Measured, measure

CORPUS = Path(nlp.__file__).resolve().parent / "corpus" / "records.jsonl"
RECORDS = 40


def corpus_records() -> list[dict[str, Any]]:
    """The first records of the corpus."""
    with CORPUS.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in islice(lines, RECORDS)]


def measure_scoring() -> Measured:
    """One record, scored."""
    records = corpus_records()
    texts = ["\n".join(record["text"].values()) for record in records]
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    next_record, next_text = cycle(records), cycle(texts)
    return measure(
        "score one record",
        lambda: nlp.score_record(next(next_record)),
        "spaCy blank + sentencizer",
        lambda: list(blank(next(next_text)).sents),
        times=len(records),
    )
