"""Makes words.txt: the words that several writers of the training records use, the commonest first."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from typing import Any

from nlp.corpus_reader import CORPUS, read_lines
from nlp.spelling import WORDS

_WRITERS = 3  # who use a word, at least: names and slips are used by fewer
_WORD = re.compile(r"(?<![\w'’])[a-z]{3,}(?![\w'’])")


def write_words() -> None:
    """Write words.txt from the records of nlp/corpus."""
    used, writers = Counter[str](), defaultdict[str, set[str]](set)
    for name in ("records.jsonl", "added_records.jsonl"):
        for record in read_lines(CORPUS / name):
            for text in _texts(record):
                for word in _WORD.findall(text):
                    used[word] += 1
                    writers[word].add(record["id"].split("-")[0])
    kept = sorted((word for word in used if len(writers[word]) >= _WRITERS), key=lambda word: (-used[word], word))
    WORDS.write_text("\n".join(kept) + "\n", encoding="utf-8")


def _texts(record: dict[str, Any]) -> Iterator[str]:
    yield from record["text"].values()
    for part, keys in (("prior_actions", ("action", "outcome")), ("actions", ("action", "outcome_wanted"))):
        for item in record.get(part, ()):
            yield from (item.get(key) or "" for key in keys)
