"""Answers in words: a real date is written out, what cannot be read is shown as it was typed."""

from typing import Any

import pytest

from fqa_forms.domain.answer_rules import walk
from fqa_forms.services.answers_shown import shown_answer
from tests.domain.small_form import COUPLE, parsed, question


@pytest.mark.parametrize(
    ("answer", "shown"),
    [
        ("2026-03-27", "27 March 2026"),
        ({"day": "27", "month": "3", "year": "2026"}, "27 March 2026"),
        ({"day": " 7", "month": "march", "year": "2026"}, "7 March 2026"),
        ({"day": "31", "month": "2", "year": "2026"}, "31 2 2026"),
        ({"day": "", "month": "3", "year": ""}, "3"),
        ({"day": "", "month": "", "year": ""}, ""),
        (None, ""),
    ],
)
def test_a_date(answer: Any, shown: str) -> None:
    asked = next(walk(parsed(question("seen_on", "date")).sections[0], COUPLE, {}))
    assert shown_answer(asked, {"seen_on": answer}) == shown
