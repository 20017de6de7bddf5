"""The overall grade: the mean of the criteria, held down by a published table of limits."""

from collections.abc import Mapping
from typing import Any

from nlp.criteria import GRADE_LABELS, JUDGED, read_data
from nlp.derived import missing_people

Grades = Mapping[str, int | None]


def overall_grade(grades: Grades, record: dict[str, Any]) -> tuple[int, list[str]]:
    """Give the overall grade and the reasons of the limits that hold it down."""
    table = read_data("overall.toml")
    judged = [grade for key in JUDGED if (grade := grades[key]) is not None]
    mean = sum(judged) / len(judged) if judged else 0.0
    start = min(int(mean + 1 - table["start"]["rounding"]), 3)
    limits = [(each["at_most"], each["why"]) for each in table["limit"] if _reaches(grades[each["criterion"]], each)]
    facts = _facts(judged, record)
    limits += [(each["at_most"], each["why"]) for each in table["fact_limit"] if facts[each["fact"]]]
    return min([start, *(most for most, _ in limits)]), [why for most, why in limits if most < start]


def _reaches(grade: int | None, limit: dict[str, Any]) -> bool:
    return grade is not None and grade <= limit["at_or_below"]


def _facts(judged: list[int], record: dict[str, Any]) -> dict[str, bool]:
    unseen = missing_people(record, "children", "children_seen")
    inadequate = sum(grade == 0 for grade in judged)
    return {
        "child_not_seen_without_reason": bool(unseen) and not (record["text"].get("children_absence") or "").strip(),
        "many_inadequate": inadequate >= 4,
        "mostly_inadequate": inadequate * 2 > len(judged),
    }


def overall_score(grades: Grades, confidences: Mapping[str, float], record: dict[str, Any]) -> dict[str, Any]:
    """Give the overall part of a score; its confidence is the mean of the judged criteria's."""
    grade, reasons = overall_grade(grades, record)
    known = [confidences[key] for key in JUDGED if grades[key] is not None]
    confidence = sum(known) / len(known) if known else 1.0
    return {"grade": grade, "label": GRADE_LABELS[grade], "confidence": round(confidence, 4), "limits": reasons}
