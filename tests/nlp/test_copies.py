"""Sections copied from earlier records are found and named."""

import copy

from nlp.copies import find_copies
from nlp.corpus_reader import CORPUS, read_lines

SECOND, FIRST = [record for record in read_lines(CORPUS / "records.jsonl") if record["id"] in ("X09-20", "X05-13")]


def test_a_section_moved_to_another_heading_is_found() -> None:
    record = copy.deepcopy(SECOND)
    record["text"]["household"] = FIRST["text"]["carer_views"]
    found = find_copies(record, [FIRST])
    assert [(each["field"], each["earlier_id"], each["earlier_field"]) for each in found] == [
        ("household", FIRST["id"], "carer_views")
    ]
    assert found[0]["share"] > 0.9


def test_different_records_share_nothing() -> None:
    assert find_copies(SECOND, [FIRST]) == []


def test_a_record_is_not_a_copy_of_itself() -> None:
    assert find_copies(FIRST, [FIRST]) == []


def test_short_stock_phrases_are_no_copies() -> None:
    record, earlier = copy.deepcopy(SECOND), copy.deepcopy(FIRST)
    record["text"] = earlier["text"] = {"household": "No complaints or allegations."}
    assert find_copies(record, [earlier]) == []
