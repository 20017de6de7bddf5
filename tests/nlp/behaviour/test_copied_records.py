"""A section copied from an earlier record is found and named; honest work is not accused."""

import pytest

from tests.nlp.behaviour.copies import KINDS, Case, make_copies, make_honest
from tests.nlp.behaviour.suite import hold

COPIES = 150
HONEST = 150


def is_found(case: Case) -> bool:
    """Says whether the copied section and the record it comes from are named."""
    copies = pytest.importorskip("nlp.copies")
    found = copies.find_copies(case.record, case.earlier)
    return any(item["field"] == case.field and item["earlier_id"] == case.source for item in found)


def is_accused(case: Case) -> bool:
    """Says whether anything of an honest record is called copied."""
    copies = pytest.importorskip("nlp.copies")
    return bool(copies.find_copies(case.record, case.earlier))


def test_the_generator_changes_what_it_says() -> None:
    """Each kind of copy is made, and only the verbatim one is the same text."""
    cases = list(make_copies(len(KINDS)))
    assert [case.id.split("/")[0] for case in cases] == list(KINDS)
    same = [case.record["text"][case.field] in {e["text"].get(case.field) for e in case.earlier} for case in cases]
    assert same[0]
    assert not all(same[1:])


def test_copies_are_found() -> None:
    """Verbatim, with names and dates changed, reordered, reworded, or copied in part."""
    wrong = [case.id for case in make_copies(COPIES) if not is_found(case)]
    hold("copies_found", 1 - len(wrong) / COPIES, wrong)


def test_honest_records_are_not_accused() -> None:
    """Records of one writer, each written afresh."""
    wrong = [case.id for case in make_honest(HONEST) if is_accused(case)]
    hold("copies_false_alarms", len(wrong) / HONEST, wrong)
