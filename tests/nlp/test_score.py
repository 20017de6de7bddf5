"""What a score holds, whatever the record."""

import copy
import json
from functools import cache
from typing import Any

import jsonschema
import pytest

from nlp import CRITERIA, MODEL_VERSION, score_record
from nlp.corpus_reader import CORPUS, read_lines
from nlp.criteria import HERE

VALIDATOR = jsonschema.Draft202012Validator(json.loads((HERE / "score.schema.json").read_text(encoding="utf-8")))


@cache
def corpus_scores() -> list[tuple[dict[str, Any], dict[str, Any]]]:
    """Score every third record of the corpus, once."""
    return [(record, score_record(record)) for record in read_lines(CORPUS / "records.jsonl")[::3]]


def text_at(record: dict[str, Any], field: str) -> str:
    """Give the text that a field path names."""
    part, *rest = field.split(".")
    if not rest:
        return str(record["text"][part])
    return str(record[part][int(rest[0])][rest[1]])


def test_every_score_keeps_the_schema() -> None:
    for _, score in corpus_scores():
        VALIDATOR.validate(score)


def test_every_criterion_is_scored() -> None:
    for _, score in corpus_scores():
        assert list(score["criteria"]) == [criterion.key for criterion in CRITERIA]
        assert score["model"] == MODEL_VERSION


def test_spans_stand_inside_their_text() -> None:
    for record, score in corpus_scores():
        for part in score["criteria"].values():
            for span in part["evidence"]:
                assert text_at(record, span["field"])[span["start"] : span["end"]].strip()


def test_advice_is_given_below_the_top_grade_and_not_at_it() -> None:
    for _, score in corpus_scores():
        for key, part in score["criteria"].items():
            assert bool(part["advice"]) == (part["grade"] is not None and part["grade"] < 3), (key, part)


def test_grade_0_shows_no_evidence_and_higher_grades_do() -> None:
    judged = {criterion.key for criterion in CRITERIA if not criterion.derived}
    for record, score in corpus_scores():
        for key in judged:
            part = score["criteria"][key]
            assert bool(part["evidence"]) == bool(part["grade"]), (record["id"], key)


def test_probabilities_are_a_distribution() -> None:
    for _, score in corpus_scores():
        for part in score["criteria"].values():
            assert sum(part["probabilities"]) == pytest.approx(1 if part["grade"] is not None else 0, abs=2e-3)


def test_the_record_is_not_changed() -> None:
    record = read_lines(CORPUS / "records.jsonl")[7]
    before = copy.deepcopy(record)
    score_record(record)
    assert record == before


def test_the_same_record_gets_the_same_score() -> None:
    record = read_lines(CORPUS / "records.jsonl")[300]
    assert score_record(record) == score_record(copy.deepcopy(record))
