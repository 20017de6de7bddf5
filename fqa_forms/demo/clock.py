"""Lets rows that are written once carry a past moment: the demonstration's history happened before today."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

from sqlalchemy import event

from fqa_forms.extensions import db
from fqa_forms.models import (
    ActionReview,
    AuditEntry,
    CarerComment,
    RecordCopy,
    RecordReview,
    RecordVersion,
    Score,
    VisitAction,
)

_STAMPS: dict[type[Any], str] = {
    ActionReview: "made_at",
    AuditEntry: "at",
    CarerComment: "entered_at",
    RecordCopy: "copied_at",
    RecordReview: "at",
    RecordVersion: "made_at",
    Score: "made_at",
}


@contextmanager
def happening_at(moment: datetime) -> Iterator[None]:
    """Date everything that is written meanwhile to a moment; such rows cannot be dated back afterwards."""

    def stamp(session: Any, _context: Any, _instances: Any) -> None:
        for row in session.new:
            if type(row) in _STAMPS:
                setattr(row, _STAMPS[type(row)], moment)
        for row in (*session.new, *session.dirty):
            if isinstance(row, VisitAction) and row.closed_at is not None and row.closed_at > moment:
                row.closed_at = moment

    session = db.session()
    event.listen(session, "before_flush", stamp)
    try:
        yield
        db.session.flush()
    finally:
        event.remove(session, "before_flush", stamp)
