"""The score of one visit record, put together from its parts."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.advice import Facts, advice_facts, advice_for
from nlp.applicability import not_applicable
from nlp.criteria import JUDGED
from nlp.derived import completeness, timeliness
from nlp.evidence import Scores
from nlp.grading import Floats, choose_grades
from nlp.language import find_language
from nlp.model_store import load_scorer, manifest
from nlp.overall import overall_score
from nlp.scorer import Scorer, judge
from nlp.text import Unit, read_units

MODEL_VERSION: str = manifest()["version"]
SURE = 0.5  # below this confidence a person is asked to look
_MOST_EVIDENCE = 5


def score_record(record: dict[str, Any]) -> dict[str, Any]:
    """Score a valid visit record in the form of score.schema.json."""
    units = read_units(record)
    evidence, probabilities = judge(load_scorer(), record, units)
    return assemble(record, units, evidence, probabilities, load_scorer())


def assemble(
    record: dict[str, Any], units: list[Unit], scores: Scores, probabilities: Floats, scorer: Scorer
) -> dict[str, Any]:
    """Put a score together from evidence scores (units, criteria) and grade probabilities (criteria, 4)."""
    absent, facts = not_applicable(record), advice_facts(record)
    criteria = {}
    for column, key in enumerate(JUDGED):
        if key in absent:
            criteria[key] = _part(None, 1.0, [0.0] * 4, [], [])
        else:
            threshold = float(scorer.thresholds[column])
            criteria[key] = _judged(key, probabilities[column], units, scores[:, column], threshold, facts)
    for key, (grade, advice) in (("completeness", completeness(record)), ("timeliness", timeliness(record))):
        criteria[key] = _part(grade, 1.0, [float(grade == each) for each in range(4)], [], advice)
    known = {key: part["grade"] for key, part in criteria.items()}
    return {
        "id": record["id"],
        "model": MODEL_VERSION,
        "overall": overall_score(known, {key: part["confidence"] for key, part in criteria.items()}, record),
        "criteria": criteria,
        "language": find_language(record),
    }


def choose_evidence(scores: NDArray[np.float32], grade: int, threshold: float) -> list[int]:
    """Choose the units shown for one criterion: the few that reach the threshold, the best if none does."""
    if grade < 1 or not len(scores):
        return []
    order = np.argsort(-scores, kind="stable")[:_MOST_EVIDENCE]
    chosen = [int(each) for each in order if scores[each] >= threshold]
    return sorted(chosen or [int(order[0])])


def _judged(
    key: str, chances: Floats, units: list[Unit], scores: NDArray[np.float32], threshold: float, facts: Facts
) -> dict[str, Any]:
    grade = int(choose_grades(chances))
    shown = choose_evidence(scores, grade, threshold)
    total = max(float(sum(max(scores[each], 0.0) for each in shown)), 1e-9)
    spans = [{"field": units[each].field, "start": units[each].start, "end": units[each].end} for each in shown]
    because = [
        span | {"contribution": round(max(float(scores[each]), 0.0) / total, 3)}
        for span, each in zip(spans, shown, strict=True)
    ]
    confidence = round(float(chances[grade]), 4)
    return _part(grade, confidence, [round(float(each), 4) for each in chances], because, advice_for(key, grade, facts))


def _part(
    grade: int | None, confidence: float, chances: list[float], because: list[dict[str, Any]], advice: list[str]
) -> dict[str, Any]:
    return {
        "grade": grade,
        "confidence": confidence,
        "evidence": [{name: each[name] for name in ("field", "start", "end")} for each in because],
        "advice": advice,
        "probabilities": chances,
        "sure": confidence >= SURE,
        "because": because,
        "missing": advice,
    }
