"""The only door to the scorer: scores a version and keeps what was found."""

from typing import Any

import nlp
from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.extensions import db
from fqa_forms.models import CriterionGrade, RecordVersion, Score, User
from fqa_forms.services.audit import record_entry
from nlp import copies

CRITERIA = nlp.CRITERIA
GRADE_LABELS = nlp.GRADE_LABELS
CRITERION_TITLES: dict[str, str] = {criterion.key: criterion.title for criterion in CRITERIA}


def score_version(version: RecordVersion, actor: User | None) -> Score:
    """Score a version and add the result as a new row; nothing is ever scored in place."""
    result = nlp.score_record(version.document)
    score = Score(
        version_id=version.id,
        rubric_version=nlp.RUBRIC_VERSION,
        model_version=nlp.MODEL_VERSION,
        overall_grade=result["overall"]["grade"],
        overall_confidence=result["overall"]["confidence"],
        result=result,
        grades=[
            CriterionGrade(criterion=key, grade=found["grade"], confidence=found["confidence"])
            for key, found in result["criteria"].items()
        ],
    )
    db.session.add(score)
    db.session.flush()
    record_entry(
        AuditAction.RECORD_SCORED,
        actor=actor,
        subject=version.record,
        service_id=version.record.service_id,
        version=version.number,
        score_id=score.id,
        model_version=score.model_version,
        rubric_version=score.rubric_version,
    )
    return score


def score_document(document: dict[str, Any]) -> dict[str, Any]:
    """The score of a document that is still being written; it is kept nowhere."""
    return nlp.score_record(document)


def find_copies(document: dict[str, Any], earlier: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The texts of a document that stand in an earlier one, as `field` and `earlier_id`; no part of any grade."""
    return copies.find_copies(document, earlier)


def record_problems(document: Any) -> list[str]:
    """What keeps a document from being a visit record, in plain words; empty when nothing does."""
    return nlp.record_problems(document)


def present_model() -> str:
    """The version of the model that scores now."""
    return nlp.MODEL_VERSION


def warm_up() -> None:
    """Load the model before the first person waits for it."""
    nlp.score_record(
        {
            "id": "warm-up",
            "household": {"carers": [{"name": "A"}], "children": []},
            "visit": {"type": "supervision", "date": "2026-01-01"},
            "text": {},
        }
    )
