"""Any text gets a sane answer: no exception, no high grade, a score that fits its schema."""

import copy
import json
import time
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import nlp
from nlp import score_record
from tests.nlp.behaviour.suite import DERIVED, Record, hold, read_hosts, read_lines

SECONDS = 30.0
BOXES = ("child_voice", "observation", "care_plan", "analysis", "weekly_recordings", "training", "prior_actions")
SCHEMA = json.loads((Path(nlp.__file__).parent / "score.schema.json").read_text(encoding="utf-8"))
ODD = read_lines("odd_texts.jsonl")
LONG = 3000  # a longer text goes into one box only


def make_record(odd: dict[str, Any], place: int) -> Record:
    """Returns a plain record with the odd text in every box, or in one when it is long."""
    hosts = read_hosts()
    record = copy.deepcopy(hosts[place % len(hosts)])
    text = odd["text"] * odd.get("repeat", 1)
    boxes = BOXES if len(text) < LONG else (BOXES[place % len(BOXES)],)
    record["text"].update(dict.fromkeys(boxes, text))
    return record


def faults_of(record: Record, scored: dict[str, Any]) -> list[str]:
    """Returns what is not sane about a score."""
    faults = [error.message[:60] for error in jsonschema.Draft202012Validator(SCHEMA).iter_errors(scored)]
    for key, part in scored["criteria"].items():
        if key not in DERIVED and (part["grade"] or 0) > 1:
            faults.append(f"{key} {part['grade']}")
        for span in part["evidence"]:
            if span["field"] in record["text"] and not span["start"] < span["end"] <= len(
                record["text"][span["field"]]
            ):
                faults.append(f"{key} span")
    return faults


@pytest.mark.parametrize("place", range(len(ODD)), ids=[f"{odd['id']}-{odd['kind']}" for odd in ODD])
def test_an_odd_text_is_answered_in_time(place: int) -> None:
    """No exception, and no wait that a person would notice as broken."""
    record = make_record(ODD[place], place)
    start = time.process_time()
    scored = score_record(record)
    assert scored["id"] == record["id"]
    assert time.process_time() - start < SECONDS


def test_odd_texts_get_a_sane_answer() -> None:
    """Fits the schema, no grade above 1, every span inside its text."""
    records = [make_record(odd, place) for place, odd in enumerate(ODD)]
    found = [(odd["id"], faults_of(record, score_record(record))) for odd, record in zip(ODD, records, strict=True)]
    wrong = [f"{name} {faults[0]}" for name, faults in found if faults]
    hold("odd_texts_wrong", len(wrong) / len(ODD), wrong)
