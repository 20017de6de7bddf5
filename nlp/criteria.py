"""The criteria of recording quality, read once from the rubric."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
GRADE_LABELS = ("inadequate", "requires improvement", "good", "outstanding")


@dataclass(frozen=True)
class Criterion:
    """One criterion of the rubric: `grades` holds the four descriptors, empty where the criterion is derived."""

    key: str
    title: str
    concern: str
    nms: tuple[str, ...]
    grades: tuple[str, ...]
    not_applicable: str | None
    derived: bool


@cache
def read_data(name: str) -> dict[str, Any]:
    """Read a TOML file of this package; the caller must not change what it gets."""
    return tomllib.loads((HERE / name).read_text(encoding="utf-8"))


def _criterion(entry: dict[str, Any], derived: bool) -> Criterion:
    return Criterion(
        key=entry["key"],
        title=entry["title"],
        concern=entry["concern"],
        nms=tuple(entry.get("nms", ())),
        grades=tuple(entry[str(grade)] for grade in range(4)) if not derived else (),
        not_applicable=entry.get("not_applicable"),
        derived=derived,
    )


def read_criteria() -> tuple[Criterion, ...]:
    """Read the criteria in the rubric's order, the derived ones last."""
    rubric = read_data("rubric.toml")
    judged = [_criterion(entry, derived=False) for entry in rubric["criterion"]]
    return tuple(judged + [_criterion(entry, derived=True) for entry in rubric["derived"]])


CRITERIA = read_criteria()
JUDGED = tuple(criterion.key for criterion in CRITERIA if not criterion.derived)
DERIVED = tuple(criterion.key for criterion in CRITERIA if criterion.derived)
