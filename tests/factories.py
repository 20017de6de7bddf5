"""Makes what tests need, by the service's own ways where it has them; everything is committed."""

from collections.abc import Iterable
from datetime import date, timedelta
from functools import cache
from itertools import count
from typing import Any

from sqlalchemy import select

from fqa_forms.domain.answer_rules import Asked, find_gaps, walk
from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import (
    Allocation,
    Carer,
    Child,
    Draft,
    Household,
    HouseholdCheck,
    HouseholdMember,
    Placement,
    Service,
    Team,
    User,
    UserRole,
    VisitRecord,
)
from fqa_forms.services.accounts import hash_password
from fqa_forms.services.drafts import OpenDraft, open_draft, save_section, start_draft
from fqa_forms.services.household_checks import checks_of, new_submission_key, record_check
from fqa_forms.services.records import submit_draft

PASSWORD = "demo-only"
APPROVED = date(2020, 1, 6)
_numbers = count(1)


@cache
def _password_hash(password: str) -> str:
    return hash_password(password)


def _keep(row: Any) -> Any:
    db.session.add(row)
    db.session.commit()
    return row


def make_service(name: str | None = None) -> Service:
    """A fostering service."""
    return _keep(Service(name=name or f"Service {next(_numbers)}"))


def the_service() -> Service:
    """The first service: the one the `app` fixture makes."""
    return db.session.scalars(select(Service).order_by(Service.id).limit(1)).one()


def make_team(name: str | None = None, service: Service | None = None) -> Team:
    """A team of a service."""
    return _keep(Team(service_id=(service or the_service()).id, name=name or f"Team {next(_numbers)}"))


def make_user(
    role: str = "supervising_social_worker",
    team: Team | None = None,
    name: str | None = None,
    email: str | None = None,
    service: Service | None = None,
    roles: Iterable[str] | None = None,
    active: bool = True,
    password: str = PASSWORD,
) -> User:
    """Somebody with an account; `roles` for one who holds several, or none."""
    number = next(_numbers)
    held = [role] if roles is None else roles
    return _keep(
        User(
            service_id=team.service_id if team else (service or the_service()).id,
            team_id=team.id if team else None,
            email=email or f"person{number}@fostering.test",
            name=name or f"Person {number}",
            password_hash=_password_hash(password),
            active=active,
            role_rows=[UserRole(role=str(each)) for each in held],
        )
    )


def make_household(
    team: Team | None = None,
    ssw: User | None = None,
    carers: Iterable[str] = ("Ann Berry", "Bob Berry"),
    children: Iterable[tuple[str, date | None]] = (("Max", date(2015, 2, 28)),),
    approved_on: date | None = APPROVED,
    members: Iterable[tuple[str, str]] = (),
    kind: str = "mainstream",
    name: str | None = None,
) -> Household:
    """A household held by `ssw` since its approval, with its carers and the children placed."""
    team = team or (db.session.get(Team, ssw.team_id) if ssw and ssw.team_id else None) or make_team()
    carers, since = tuple(carers), approved_on or APPROVED
    household = Household(
        service_id=team.service_id,
        team_id=team.id,
        name=name or " and ".join(carers),
        kind=kind,
        approved_on=approved_on,
        carers=[Carer(name=carer) for carer in carers],
        members=[HouseholdMember(name=member, relation=relation) for member, relation in members],
        placements=[
            Placement(child=Child(service_id=team.service_id, name=child, born_on=born), starts_on=since)
            for child, born in children
        ],
        allocations=[Allocation(user_id=ssw.id, starts_on=since)] if ssw else [],
    )
    return _keep(household)


def make_check(household: Household, kind: str, done_on: date, user: User, whose: str = "household") -> HouseholdCheck:
    """A check recorded the way a page does; `whose` is a key such as `carer-1`, or the household."""
    begin_write()
    line = next(each for each in checks_of(household, today()) if each.key == f"{kind}-{whose}")
    check = record_check(household, line, done_on, new_submission_key(), user)
    db.session.commit()
    return check


def make_draft(
    household: Household | None = None, author: User | None = None, answers: dict[str, Any] | None = None
) -> Draft:
    """A draft begun by the author, with answers by their keys as they would be typed."""
    author = author or make_user(team=make_team())
    household = household or make_household(ssw=author)
    begin_write()
    draft = start_draft(household, author)
    save_section(draft, "visit_details", answers or {}, author)
    db.session.commit()
    return draft


def make_record(
    household: Household | None = None,
    author: User | None = None,
    visit_date: date | None = None,
    texts: dict[str, str] | None = None,
    answers: dict[str, Any] | None = None,
) -> VisitRecord:
    """A record that went the real way: a draft, filled in, submitted and scored.

    `texts` maps a text of the record (`child_voice`) to words; `answers` maps answer keys to what is typed.
    """
    draft = make_draft(household, author)
    begin_write()
    fill_in(draft, visit_date=visit_date, texts=texts, answers=answers)
    submission = submit_draft(draft, draft.author)
    assert submission.record is not None, submission.gaps
    db.session.commit()
    return submission.record


def fill_in(
    draft: Draft,
    visit_date: date | None = None,
    texts: dict[str, str] | None = None,
    answers: dict[str, Any] | None = None,
) -> Draft:
    """Answer everything that a draft still needs; does not commit."""
    before = draft.answers
    given = {"visit_date": typed_date(visit_date or today()), **(answers or {})}
    draft.answers = {**draft.answers, **given}
    while typed := _missing_answers(open_draft(draft), texts or {}):
        draft.answers = {**draft.answers, **typed}
    filled, draft.answers = draft.answers, before
    save_section(draft, "visit_details", filled, draft.author)
    return draft


def typed_date(day: date) -> dict[str, str]:
    """A date as its three boxes hold it."""
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def _missing_answers(opened: OpenDraft, texts: dict[str, str]) -> dict[str, Any]:
    """Something typed for each answer that is missing now; what cannot be is a mistake of the test."""
    gaps = find_gaps(opened.definition, opened.context, opened.answers, today())
    assert all(gap.missing for gap in gaps), gaps
    keys = {gap.key for gap in gaps}
    return {
        asked.key: _typed_answer(asked, texts, opened.answers)
        for section in opened.definition.sections
        for asked in walk(section, opened.context, opened.answers)
        if asked.key in keys
    }


def _typed_answer(asked: Asked, texts: dict[str, str], answers: dict[str, Any]) -> Any:
    """Something true enough to type: the first choice, a day that can be, the words given or a sentence."""
    question, name = asked.question, asked.subject.name if asked.subject else "the household"
    if question.type in ("choice", "choices"):
        return question.options[0].value
    if question.type == "date":
        in_future = not question.not_after
        day = date(*(int(answers["visit_date"][part]) for part in ("year", "month", "day")))
        return typed_date(day + timedelta(days=30) if in_future else day)
    if question.type in ("number", "time"):
        return {"number": "4", "time": "14:30"}[question.type]
    for key in ((question.maps_to or "").removeprefix("text."), question.id, asked.key):
        if key in texts:
            return texts[key]
    return f"We talked about {name} on the visit and agreed what comes next ({question.id})."
