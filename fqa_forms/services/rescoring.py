"""Scoring again with a newer model: a new row beside the old one, a batch of records at a time."""

from sqlalchemy import Select, func, select

from fqa_forms.definitions import FORMS
from fqa_forms.extensions import db
from fqa_forms.models import RecordVersion, Score, VisitRecord
from fqa_forms.services.quality import present_model, score_version


def count_stale() -> int:
    """How many current versions were last scored by another model, or never."""
    return db.session.scalar(select(func.count()).select_from(_stale().subquery())) or 0


def rescore_batch(size: int) -> int:
    """Score the next current versions that the present model has not scored; how many it were."""
    version_ids = db.session.scalars(_stale().order_by(RecordVersion.id).limit(size)).all()
    for version_id in version_ids:
        score_version(db.session.get_one(RecordVersion, version_id), actor=None)
    return len(version_ids)


def _stale() -> Select[int]:
    """The newest version of every record that is scored at all and has no score of the present model."""
    newest = select(func.max(RecordVersion.id)).group_by(RecordVersion.record_id)
    by_present_model = select(Score.version_id).where(Score.model_version == present_model())
    unscored_forms = {form for (form, _version), definition in FORMS.items() if not definition.scored}
    return (
        select(RecordVersion.id)
        .join(VisitRecord, VisitRecord.id == RecordVersion.record_id)
        .where(
            RecordVersion.id.in_(newest),
            RecordVersion.id.not_in(by_present_model),
            VisitRecord.form.not_in(unscored_forms),
        )
    )
