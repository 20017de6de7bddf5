"""The score of one visit record, put together from its parts."""

from typing import Any

from nlp.criteria import CRITERIA, GRADE_LABELS

MODEL_VERSION = "0"


def score_record(record: dict[str, Any]) -> dict[str, Any]:
    """Score a valid visit record in the form of score.schema.json."""
    blank = {"grade": 0, "confidence": 0.25, "evidence": [], "advice": [], "probabilities": [0.25] * 4,
             "sure": False, "because": [], "missing": []}
    return {
        "id": record["id"], "model": MODEL_VERSION,
        "overall": {"grade": 0, "label": GRADE_LABELS[0], "confidence": 0.25},
        "criteria": {criterion.key: dict(blank) for criterion in CRITERIA},
        "language": [],
    }
