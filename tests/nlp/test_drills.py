"""Drills change a record's form and keep its worth: each marked sentence is still there, letter for letter."""

import pytest

from nlp.corpus_reader import CORPUS, read_lines, read_training
from nlp.criteria import JUDGED
from nlp.drills import is_drill, make_drills, neutral_sentences
from nlp.elements import element_codes

CORPUS_NOW = read_training()
DRILLS, RATINGS, LABELS = make_drills(CORPUS_NOW.records, CORPUS_NOW.ratings, CORPUS_NOW.labels)


def spans_with_text(record, spans):  # type: ignore[no-untyped-def]
    """Give the text that each span covers."""
    return [record["text"][span["field"]][span["start"] : span["end"]] for span in spans if span["start"] is not None]


def letters_of(text: str) -> list[str]:
    """Give the letters of a text in order of the alphabet: what rough typing leaves as it was."""
    return sorted(each for each in text.lower() if each.isalpha())


def all_spans(record, ratings, labels):  # type: ignore[no-untyped-def]
    """Give every span that a rater or a label marks in a record."""
    marked = [span for rating in ratings[record["id"]] for key in JUDGED for span in rating["evidence"].get(key, [])]
    return [*marked, *labels.get(record["id"], [])]


def test_every_marked_sentence_is_in_the_drill_letter_for_letter() -> None:
    for record, drill in zip(CORPUS_NOW.records, DRILLS, strict=True):
        before = spans_with_text(record, all_spans(record, CORPUS_NOW.ratings, CORPUS_NOW.labels))
        after = spans_with_text(drill, all_spans(drill, RATINGS, LABELS))
        assert [letters_of(text) for text in after] == [letters_of(text) for text in before]


def test_a_drill_keeps_grades_people_and_lists() -> None:
    for record, drill in zip(CORPUS_NOW.records, DRILLS, strict=True):
        given = [rating["grades"] for rating in CORPUS_NOW.ratings[record["id"]]]
        assert [rating["grades"] for rating in RATINGS[drill["id"]]] == given
        for part in ("household", "visit", "prior_actions", "actions"):
            assert drill.get(part) == record.get(part)


def test_drills_are_told_from_records_and_change_most_of_them() -> None:
    assert not any(map(is_drill, CORPUS_NOW.records))
    assert all(map(is_drill, DRILLS))
    changed = sum(record["text"] != drill["text"] for record, drill in zip(CORPUS_NOW.records, DRILLS, strict=True))
    assert changed > 0.9 * len(DRILLS)


def test_drills_are_the_same_each_time() -> None:
    again = make_drills(CORPUS_NOW.records[:40], CORPUS_NOW.ratings, CORPUS_NOW.labels)[0]
    first = make_drills(CORPUS_NOW.records[:40], CORPUS_NOW.ratings, CORPUS_NOW.labels)[0]
    assert again == first


def test_a_neutral_sentence_names_nobody_and_is_marked_by_nobody() -> None:
    record = {
        "id": "A1-01",
        "household": {"carers": [{"name": "Ann"}], "children": []},
        "visit": {"type": "supervision", "date": "2026-01-05"},
        "text": {"household": "The gate was mended. Ann has a cold. The alarm was tested.", "resources": ""},
    }
    marked = {"field": "household", "start": 37, "end": 58}
    ratings = {"A1-01": [{"id": "A1-01", "grades": {}, "evidence": {"analysis": [marked]}}]}
    assert neutral_sentences([record], ratings, {})["A1"] == ["The gate was mended."]


@pytest.mark.parametrize("name", ["elements.jsonl", "added_elements.jsonl"])
def test_labels_are_known_elements_of_known_sentences(name: str) -> None:
    records = {record["id"]: record for record in CORPUS_NOW.records}
    for each in read_lines(CORPUS / name):
        texts = records[each["id"]]["text"]
        for sentence in each["sentences"]:
            assert set(sentence["elements"]) <= set(element_codes())
            assert sentence["start"] is None or 0 <= sentence["start"] < sentence["end"] <= len(
                texts[sentence["field"]]
            )
