"""Neutral sentences raise no grade, alone or in a record."""

import copy
import random

from tests.nlp.behaviour.suite import SEED, Record, compare, hold, put_text, read_hosts, read_lines, sample_corpus

BOXES = (
    "child_voice",
    "observation",
    "care_plan",
    "carer_views",
    "household",
    "analysis",
    "training",
    "weekly_recordings",
)


def pad(record: Record, seed: int) -> Record:
    """Returns the record with a quarter more text, none of it to the point."""
    chance = random.Random(seed)
    sentences = [line["text"] for line in read_lines("padding.jsonl")]
    padded = copy.deepcopy(record)
    words = max(40, sum(len(text.split()) for text in record["text"].values()) // 4)
    while words > 0:
        key, sentence = chance.choice(BOXES), chance.choice(sentences)
        text = padded["text"].get(key, "")
        padded["text"][key] = f"{sentence} {text}".strip() if chance.random() < 0.5 else f"{text} {sentence}".strip()
        words -= len(sentence.split())
    return padded


def test_padding_raises_no_grade() -> None:
    """A quarter more neutral text in a record, and each sentence alone in a plain one, raises nothing."""
    cases = [(record["id"], record, pad(record, SEED + i)) for i, record in enumerate(sample_corpus())]
    hosts = read_hosts()
    for place, line in enumerate(read_lines("padding.jsonl")):
        host = hosts[place % len(hosts)]
        cases.append((line["id"], host, put_text(host, BOXES[place % len(BOXES)], line["text"])))
    results = list(compare(cases))
    wrong = [f"{name} {before}>{after}" for name, before, after in results if after > before >= 0]
    hold("padding_raised", len(wrong) / len(results), wrong)
