"""How well scores agree with raters: grades, evidence and confidence, as the project is judged on."""

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Grades = Sequence[int] | NDArray[np.int64]


def quadratic_kappa(left: Grades, right: Grades, grades: int = 4) -> float:
    """Measure agreement of two gradings by quadratic weighted kappa; NaN where chance agreement is certain."""
    seen = np.zeros((grades, grades))
    np.add.at(seen, (np.asarray(left, dtype=int), np.asarray(right, dtype=int)), 1)
    distance = (np.arange(grades)[:, None] - np.arange(grades)) ** 2
    chance = np.outer(seen.sum(1), seen.sum(0)) / max(seen.sum(), 1)
    expected = float((distance * chance).sum())
    return 1 - float((distance * seen).sum()) / expected if expected else float("nan")


def consensus(grades: Sequence[int | None]) -> int | None:
    """Give the lower median of the raters; None where half of them or more say that it does not apply."""
    given = sorted(grade for grade in grades if grade is not None)
    return given[(len(given) - 1) // 2] if len(given) * 2 > len(grades) else None


def spans_overlap(left: dict[str, Any], right: dict[str, Any]) -> bool:
    """Say whether two spans share text; a span without offsets is its whole field, an item is all its texts."""
    same = left["field"] == right["field"]
    if (
        not same
        and not right["field"].startswith(left["field"] + ".")
        and not left["field"].startswith(right["field"] + ".")
    ):
        return False
    if left.get("start") is None or right.get("start") is None or not same:
        return True
    return bool(min(left["end"], right["end"]) > max(left["start"], right["start"]))


def evidence_counts(marked: list[dict[str, Any]], shown: list[dict[str, Any]], grade: int) -> NDArray[np.int64]:
    """Count raters' spans found, raters' spans, shown spans that are right, shown spans."""
    unique = [span for number, span in enumerate(marked) if span not in marked[:number]]
    found = sum(any(spans_overlap(span, each) for each in shown) for span in unique) if grade >= 1 else 0
    right = sum(any(spans_overlap(span, each) for span in unique) for each in shown)
    return np.array([found, len(unique) if grade >= 1 else 0, right, len(shown)])


def f1_of(counts: NDArray[np.int64]) -> float:
    """Turn counts of `evidence_counts` into the F1 of precision and recall."""
    found, marked, right, shown = (float(each) for each in counts)
    recall, precision = found / marked if marked else 0.0, right / shown if shown else 0.0
    return 2 * recall * precision / (recall + precision) if recall + precision else 0.0


def calibration_error(confidence: NDArray[np.float64], right: NDArray[np.bool_]) -> float:
    """Measure the expected calibration error of confidence in ten equal bins."""
    bins = np.minimum((confidence * 10).astype(int), 9)
    return float(sum(abs((confidence - right)[bins == each].sum()) for each in range(10)) / max(len(confidence), 1))
