"""How fast records are scored on one core, beside spaCy and proselint on the same text, and in how much memory."""

import json
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from itertools import cycle
from pathlib import Path
from typing import Any

import spacy
from proselint import checks
from proselint.registry import CheckRegistry
from proselint.tools import LintFile

import nlp
from bench.timing import Limited, Measured, measure, most_of

CORPUS = Path(nlp.__file__).resolve().parent / "corpus" / "records.jsonl"
RECORDS = 40
RECORD_LIMIT, MEMORY_LIMIT = 10.0, 300.0  # milliseconds, MB
# A process counts in what it was started from, so it is started from a small one.
ASK = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL, check=True)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)
"""


def corpus_records() -> list[dict[str, Any]]:
    """The records of the corpus."""
    return [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def measure_scoring() -> Iterator[Measured]:
    """One record scored, and its text read by a linter of prose, each beside spaCy."""
    records = corpus_records()[:RECORDS]
    texts = ["\n".join(record["text"].values()) for record in records]
    blank = spacy.blank("en")
    blank.add_pipe("sentencizer")
    CheckRegistry().register_many(checks.__register__)
    next_record, next_text, next_floor = cycle(records), cycle(texts), cycle(texts)
    floor = ("spaCy blank + sentencizer", lambda: list(blank(next(next_floor)).sents), len(records))
    yield measure("score one record", lambda: nlp.score_record(next(next_record)), *floor)
    yield measure("proselint on its text", lambda: LintFile("record", next(next_text)).lint(), *floor)


def limit_scoring() -> Iterator[Limited]:
    """What one record may take, and what a process that scores may hold."""
    yield most_of("one record, warm", [partial(nlp.score_record, record) for record in corpus_records()], RECORD_LIMIT)
    command = [sys.executable, "-c", ASK, sys.executable, "-m", "nlp", "score", str(CORPUS)]
    asked = subprocess.run(command, capture_output=True, check=True)
    yield Limited("memory of a process that scores", float(asked.stdout), MEMORY_LIMIT, "MB")
