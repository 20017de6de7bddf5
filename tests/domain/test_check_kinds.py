"""The kinds of checks are data, and a mistake in it is refused by place and reason."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from fqa_forms.definitions import CHECKS
from fqa_forms.domain.check_kinds import load_check_kinds, parse_check_kinds
from fqa_forms.domain.toml_values import DefinitionError


def data(**changes: Any) -> dict[str, Any]:
    """A file of one check, with some of its values changed; None leaves one out."""
    check = {
        "key": "dbs",
        "name": "DBS check",
        "whose": ["carer"],
        "source": "NMS 1",
        "first_due_months": 0,
        "due_soon_days": 30,
        "every_months": 36,
        **changes,
    }
    return {"earliest": date(2000, 1, 1), "check": [{k: v for k, v in check.items() if v is not None}]}


def test_the_checks_of_the_framework_and_the_standards_are_there_each_with_its_source() -> None:
    kinds = {kind.key: kind for kind in CHECKS.kinds}
    assert {key: kind.every_months for key, kind in kinds.items()} == {
        "dbs": 36,
        "medical": 36,
        "tsd": None,
        "annual_review": 12,
        "health_and_safety": 12,
        "development_plan": 12,
    }
    assert set(kinds["dbs"].whose) == {"carer", "adult_member"}
    assert (kinds["tsd"].first_due_months, kinds["tsd"].first_due_months_kinship) == (12, 18)
    assert all(kind.source for kind in kinds.values())


def test_what_is_left_out_has_its_meaning() -> None:
    kind = parse_check_kinds(data(every_months=None, first_due_months=12), "x.toml").kinds[0]
    assert (kind.every_months, kind.first_due_months_kinship) == (None, 12)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [
        ({"key": "D B S"}, "key"),
        ({"name": ""}, "name must be a text"),
        ({"source": None}, "source must be a text"),
        ({"whose": []}, "whose must be one or more of carer, adult_member, household"),
        ({"whose": ["carer", "carer"]}, "each once"),
        ({"whose": ["lodger"]}, "whose must be"),
        ({"every_months": 0}, "every_months must be a whole number from 1"),
        ({"first_due_months": -1}, "first_due_months must be a whole number from 0"),
        ({"first_due_months": None}, "first_due_months must be a whole number"),
        ({"first_due_months_kinship": "18"}, "first_due_months_kinship must be a whole number"),
        ({"due_soon_days": 1.5}, "due_soon_days must be a whole number"),
        ({"colour": "red"}, "unknown colour"),
    ],
)
def test_a_mistake_is_refused_by_check_and_reason(changes: dict[str, Any], reason: str) -> None:
    with pytest.raises(DefinitionError, match=rf"x\.toml: check 1.*{reason}"):
        parse_check_kinds(data(**changes), "x.toml")


@pytest.mark.parametrize("earliest", [None, "2000-01-01", 2000])
def test_the_first_day_there_is_must_be_a_day(earliest: Any) -> None:
    with pytest.raises(DefinitionError, match="earliest must be a date"):
        parse_check_kinds({**data(), "earliest": earliest}, "x.toml")


def test_two_checks_of_one_key_are_refused() -> None:
    twice = {**data(), "check": data()["check"] * 2}
    with pytest.raises(DefinitionError, match="two checks of the key dbs"):
        parse_check_kinds(twice, "x.toml")


def test_a_file_that_is_none_is_refused_by_name(tmp_path: Path) -> None:
    with pytest.raises(DefinitionError, match=r"checks\.toml: cannot be read"):
        load_check_kinds(tmp_path / "checks.toml")
