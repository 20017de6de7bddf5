"""Records, scores and log entries as the tests of the record pages want them."""

from datetime import date
from typing import Any

from sqlalchemy import select

from fqa_forms.extensions import begin_write, db
from fqa_forms.models import AuditEntry, RecordVersion, Score, User, VisitRecord
from tests import factories


def make_records(author: User, count: int, **columns: Any) -> list[VisitRecord]:
    """Records in a list only: no versions of their own are needed, one each without a score."""
    household = factories.make_household(ssw=author, name="The list household")
    begin_write()
    rows = [_bare_record(author, household.id, household.service_id, household.team_id, columns) for _ in range(count)]
    db.session.add_all(rows)
    db.session.commit()
    return rows


def _bare_record(
    author: User, household_id: int, service_id: int, team_id: int, columns: dict[str, Any]
) -> VisitRecord:
    version = RecordVersion(form="supervision_visit", form_version=1, context={}, answers={}, document={})
    given = {"visit_type": "supervision", "visit_date": date(2026, 3, 2), "recorded_on": date(2026, 3, 3), **columns}
    return VisitRecord(
        service_id=service_id,
        team_id=team_id,
        household_id=household_id,
        author_id=author.id,
        versions=[version],
        **given,
    )


def add_score(record: VisitRecord, result: dict[str, Any], overall: int = 1) -> None:
    begin_write()
    version = record.current
    db.session.add(
        Score(
            version_id=version.id,
            rubric_version="r",
            model_version="m",
            overall_grade=overall,
            overall_confidence=0.6,
            result=result,
        )
    )
    db.session.commit()


def criterion(grade: int | None, **more: Any) -> dict[str, Any]:
    return {"grade": grade, "confidence": 0.6, "sure": True, "evidence": [], "advice": [], **more}


def made_up_result(**criteria: Any) -> dict[str, Any]:
    overall = {"grade": 1, "label": "requires improvement", "confidence": 0.6}
    return {"id": "x", "model": "m", "overall": overall, "criteria": criteria, "language": []}


def actions_logged(action: str) -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def text_of(page: Any, selector: str) -> str:
    return " ".join(page.soup.select_one(selector).get_text(" ").split())
