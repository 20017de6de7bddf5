"""Lets managers read the demonstration's older records: signed off, some returned first, one with its author."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random

from sqlalchemy import select

from fqa_forms.demo.clock import happening_at
from fqa_forms.domain.record_status import Step
from fqa_forms.domain.roles import Role
from fqa_forms.extensions import db
from fqa_forms.models import User, UserRole, VisitRecord
from fqa_forms.services.carer_comments import add_carer_comment, carers_of
from fqa_forms.services.reviews import review_record, reviewed_records

_READ_WITHIN = timedelta(days=21)
_ASKED = "Please say what the child told you, in their words, and whether you saw them alone."
_ANSWERED = "We spoke on the walk to the shop; I have noted what was said for the next visit."
_RETURNED_ONE_IN, _CARER_ASKED_ONE_IN = 25, 4


def add_reviews(today: date, random: Random, report: Callable[[str], None]) -> None:
    """Managers have read everything but the records of the last three weeks; one lies with its author."""
    managers = _managers()
    read = 0
    for record in _written_before(today - _READ_WITHIN):
        if manager := managers.get(record.team_id):
            _read(record, manager, random)
            read += 1
    _return_one(today, managers)
    report(f"  {read} records read by managers")


def _managers() -> dict[int, User]:
    rows = db.session.scalars(select(User).join(UserRole).where(UserRole.role == Role.TEAM_MANAGER).order_by(User.id))
    return {user.team_id: user for user in rows if user.team_id is not None}


def _written_before(day: date) -> list[VisitRecord]:
    statement = select(VisitRecord).where(reviewed_records(), VisitRecord.visit_date < day)
    return list(db.session.scalars(statement.order_by(VisitRecord.id)))


def _read(record: VisitRecord, manager: User, random: Random) -> None:
    moment = record.submitted_at + timedelta(days=random.randint(1, 6), minutes=random.randint(0, 200))
    if record.author and random.randrange(_RETURNED_ONE_IN) == 0:
        with happening_at(moment):
            review_record(record, Step.RETURNED, _ASKED, manager, "1")
        with happening_at(moment + timedelta(days=1)):
            review_record(record, Step.ANSWERED, _ANSWERED, record.author, "1")
    with happening_at(moment + timedelta(days=2)):
        review_record(record, Step.SIGNED_OFF, "", manager, "1")
    if record.author and random.randrange(_CARER_ASKED_ONE_IN) == 0:
        with happening_at(moment + timedelta(days=3)):
            for side in carers_of(record):
                add_carer_comment(record, side.carer, True, "", (moment + timedelta(days=3)).date(), record.author)


def _return_one(today: date, managers: dict[int, User]) -> None:
    """The newest record of the first supervising social worker is returned."""
    newest = db.session.scalar(
        select(VisitRecord)
        .join(User, User.id == VisitRecord.author_id)
        .where(reviewed_records(), User.email == "ssw@demo.test", VisitRecord.visit_date >= today - _READ_WITHIN)
        .order_by(VisitRecord.visit_date.desc())
        .limit(1)
    )
    if newest and newest.team_id in managers:
        with happening_at(newest.submitted_at + timedelta(hours=3)):
            review_record(newest, Step.RETURNED, _ASKED, managers[newest.team_id], "1")
