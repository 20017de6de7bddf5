"""What the correction of a record does to actions: it adds, opens and closes, and rewrites no history."""

from typing import Any

from sqlalchemy import exists, select

from fqa_forms.domain.visit_context import OpenAction, VisitContext
from fqa_forms.extensions import db
from fqa_forms.models import ActionReview, VisitAction, VisitRecord
from fqa_forms.models.types import now
from fqa_forms.services.records import CLOSING, new_action, row_id


def follow_correction(
    record: VisitRecord, before: dict[str, Any], after: dict[str, Any], context: VisitContext
) -> None:
    """Bring the record's own actions and those it told of in line with its new version."""
    _follow_statuses(record, before.get("prior_actions", []), after.get("prior_actions", []), context.open_actions)
    _follow_agreed(record, before.get("actions", []), after.get("actions", []))


def _follow_statuses(
    record: VisitRecord, before: list[dict[str, Any]], after: list[dict[str, Any]], subjects: tuple[OpenAction, ...]
) -> None:
    """Close an earlier action that is done after all, or open it again where nothing later spoke of it."""
    for subject, old, new in zip(subjects, before, after, strict=False):
        closed_then, closed_now = old["status"] in CLOSING, new["status"] in CLOSING
        action = db.session.get_one(VisitAction, row_id(subject.key))
        if closed_now and not closed_then and action.closed_at is None:
            action.closed_at = now()
        if closed_then and not closed_now and not told_of_later(action, record):
            action.closed_at = None


def told_of_later(action: VisitAction, record: VisitRecord) -> bool:
    """Whether a visit recorded after this one spoke of the action, too."""
    mine = select(ActionReview.id).where(ActionReview.action_id == action.id, ActionReview.record_id == record.id)
    later = exists().where(ActionReview.action_id == action.id, ActionReview.id > mine.scalar_subquery())
    return bool(db.session.scalar(select(later)))


def _follow_agreed(record: VisitRecord, before: list[dict[str, Any]], after: list[dict[str, Any]]) -> None:
    """Open what is new and close what is gone; an action that reads the same is the same one."""
    held = _standing_actions(record, before)
    for position, item in enumerate(after, 1):
        if any(old == item for _row, old in held):
            held.remove(next(pair for pair in held if pair[1] == item))
            continue
        action = new_action(record, position, item)
        instead_of = next((row for row, _old in held if row.position == position), None)
        action.closed_at = instead_of.closed_at if instead_of else None
        db.session.add(action)
    for row, _old in held:
        row.closed_at = row.closed_at or now()


def _standing_actions(record: VisitRecord, agreed: list[dict[str, Any]]) -> list[tuple[VisitAction, dict[str, Any]]]:
    """The rows of the actions that the version before agreed, each with how it reads there."""
    rows = list(
        db.session.scalars(
            select(VisitAction).where(VisitAction.record_id == record.id).order_by(VisitAction.id.desc())
        )
    )
    found = []
    for item in agreed:
        row = next((each for each in rows if _reads(each) == _words(item)), None)
        if row is not None:
            rows.remove(row)
            found.append((row, item))
    return found


def _reads(row: VisitAction) -> tuple[str, str, str, str]:
    return row.action, row.owner, row.due, row.outcome_wanted


def _words(item: dict[str, Any]) -> tuple[str, str, str, str]:
    return item["action"], item.get("owner") or "", item.get("due") or "", item.get("outcome_wanted") or ""
