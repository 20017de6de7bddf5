"""A criterion's grade in words: how sure the scorer is, its advice, and what it looked at."""

from dataclasses import dataclass
from typing import Any

from fqa_forms.services.evidence_shown import quote
from fqa_forms.services.quality import CRITERIA, CRITERION_TITLES
from fqa_forms.services.standing_scores import OVERALL

VERY_SURE = 0.8
NOT_SURE = "The scorer is not sure: have a person look"
_NOT_SURE_BELOW = 0.5
_DERIVED = {criterion.key for criterion in CRITERIA if criterion.derived}
_NOT_APPLICABLE = {criterion.key: criterion.not_applicable or "" for criterion in CRITERIA}


@dataclass(frozen=True)
class ShownCriterion:
    """One criterion of a score as a page shows it."""

    key: str
    title: str
    grade: int | None
    confidence: str
    advice: list[str]
    looked_at: list[str]


def short_name(criterion: str) -> str:
    """A criterion in the fewest words, for notes in a text and for links."""
    return "overall grade" if criterion == OVERALL else criterion.replace("_", " ")


def criterion_title(criterion: str) -> str:
    """A criterion's title, or the overall grade."""
    return "Overall grade" if criterion == OVERALL else CRITERION_TITLES[criterion]


def confidence_in_words(found: dict[str, Any]) -> str:
    """How sure the scorer is of a grade."""
    confidence = float(found["confidence"])
    if not found.get("sure", confidence >= _NOT_SURE_BELOW):
        return NOT_SURE
    return "The scorer is sure" if confidence >= VERY_SURE else "The scorer is fairly sure"


def criteria_of(result: dict[str, Any], document: dict[str, Any]) -> dict[str, ShownCriterion]:
    """Every criterion of a score, in the rubric's order."""
    return {
        key: ShownCriterion(
            key=key,
            title=title,
            grade=found["grade"],
            confidence=_basis(key, found),
            advice=list(found["advice"]),
            looked_at=[text for span in found["evidence"] if (text := quote(document, span))],
        )
        for key, title in CRITERION_TITLES.items()
        if (found := result["criteria"].get(key)) is not None
    }


def _basis(key: str, found: dict[str, Any]) -> str:
    if found["grade"] is None:
        reason = _NOT_APPLICABLE.get(key, "")
        return f"Does not apply: {reason}" if reason else "Does not apply to this visit"
    return "Worked out from the form, not judged" if key in _DERIVED else confidence_in_words(found)
