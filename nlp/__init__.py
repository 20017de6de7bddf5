"""Score the recording quality of foster-carer supervision visits; knows nothing of the web service."""

from nlp.criteria import CRITERIA, GRADE_LABELS, Criterion, read_data
from nlp.record import record_problems
from nlp.score import MODEL_VERSION, score_record

RUBRIC_VERSION: str = read_data("rubric.toml").get("version", "2019-12")

__all__ = [
    "CRITERIA",
    "GRADE_LABELS",
    "MODEL_VERSION",
    "RUBRIC_VERSION",
    "Criterion",
    "record_problems",
    "score_record",
]
