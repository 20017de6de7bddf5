"""What waits for somebody today: each list by one query, whose length is the number on the start page."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from sqlalchemy import Select, select

from fqa_forms.definitions import FORMS
from fqa_forms.domain.calendar import london_date
from fqa_forms.domain.due_dates import DueState, days_written_up_late, due_state
from fqa_forms.domain.permissions import Permission
from fqa_forms.domain.record_status import WAITING, RecordStatus
from fqa_forms.extensions import db
from fqa_forms.models import Draft, Household, User, VisitAction, VisitRecord
from fqa_forms.models.visibility import visible_drafts, visible_households, visible_records
from fqa_forms.services.checks_due import checks_due
from fqa_forms.services.drafts import typed_date
from fqa_forms.services.oversight import late_drafts
from fqa_forms.services.reviews import reviewed_records, status_column
from fqa_forms.services.visits_due import DueItem, visits_due


@dataclass(frozen=True)
class WorkItem:
    """One thing that waits: for which household, what it is about, and since or by when."""

    household_id: int
    household: str
    what: str = ""
    who: str = ""
    day: date | None = None
    days: int | None = None
    record_id: int | None = None
    draft_id: int | None = None


@dataclass
class Asker:
    """Who asks what waits for them, on which day, and the working days for writing a visit up."""

    user: User
    today: date
    working_days: int

    @cached_property
    def visits(self) -> list[DueItem]:
        """Every visit to come of the households in reach, worked out once for all lists."""
        return visits_due(self.user, self.today, Permission.VIEW_HOUSEHOLD)

    @cached_property
    def checks(self) -> list[DueItem]:
        """Every check of the households in reach that is not up to date, worked out once for all lists."""
        return checks_due(self.user, self.today, Permission.VIEW_HOUSEHOLD)


def find_work(asker: Asker, key: str) -> list[WorkItem]:
    """One list of what waits, the most urgent first."""
    return _FINDERS[key](asker)


def _visits(kind: str, state: DueState) -> Callable[[Asker], list[WorkItem]]:
    def find(asker: Asker) -> list[WorkItem]:
        return [_visit(item) for item in asker.visits if item.visit_type == kind and item.state is state]

    return find


def _unknown_visits(asker: Asker) -> list[WorkItem]:
    return [_visit(item) for item in asker.visits if item.state is DueState.UNKNOWN]


def _visit(item: DueItem) -> WorkItem:
    kind = item.visit_type or ""
    return WorkItem(item.household_id, item.household, kind, item.worker, item.due, item.days_late or None)


def _checks(state: DueState) -> Callable[[Asker], list[WorkItem]]:
    def find(asker: Asker) -> list[WorkItem]:
        return [
            WorkItem(item.household_id, item.household, item.check, item.worker, item.due, item.days_late or None)
            for item in asker.checks
            if item.state is state
        ]

    return find


def _unknown_checks(asker: Asker) -> list[WorkItem]:
    """One item a household, with how many have no date: mostly all of them or none."""
    without: dict[int, list[DueItem]] = {}
    for item in asker.checks:
        if item.state is DueState.UNKNOWN:
            without.setdefault(item.household_id, []).append(item)
    return [
        WorkItem(household_id, items[0].household, f"{len(items)} without a date", items[0].worker)
        for household_id, items in without.items()
    ]


def _own_drafts(user: User) -> list[tuple[Draft, str]]:
    rows = db.session.execute(
        select(Draft, Household.name)
        .join(Household, Household.id == Draft.household_id)
        .where(visible_drafts(user, Permission.EDIT_DRAFT), Draft.record_id.is_(None))
        .order_by(Draft.started_at, Draft.id)
    )
    return [(draft, name) for draft, name in rows]


def _drafts(asker: Asker) -> list[WorkItem]:
    return [
        WorkItem(
            draft.household_id,
            name,
            "correction" if draft.corrects_id else "draft",
            day=london_date(draft.started_at),
            days=_age(draft.started_at, asker.today),
            draft_id=draft.id,
        )
        for draft, name in _own_drafts(asker.user)
    ]


def _late_write_ups(asker: Asker) -> list[WorkItem]:
    """One's own drafts of visits, by the date typed in them; a correction's visit is written up already."""
    items = []
    for draft, name in _own_drafts(asker.user):
        definition = FORMS.get((draft.form, draft.form_version))
        is_visit = definition is not None and definition.visit and not draft.corrects_id
        visited = typed_date(definition, draft.answers) if definition and is_visit else None
        if visited and (late := days_written_up_late(visited, asker.today, asker.working_days)):
            items.append(WorkItem(draft.household_id, name, "draft", day=visited, days=late, draft_id=draft.id))
    return sorted(items, key=lambda item: item.day or asker.today)


def _own_returned(asker: Asker) -> list[WorkItem]:
    statement = _records(asker.user, Permission.ANSWER_RETURN).where(status_column() == RecordStatus.RETURNED.value)
    return _record_items(statement, asker.today)


def _to_sign_off(asker: Asker) -> list[WorkItem]:
    waiting = status_column().in_([status.value for status in WAITING])
    statement = _records(asker.user, Permission.REVIEW_RECORD).where(waiting, VisitRecord.author_id != asker.user.id)
    return _record_items(statement, asker.today)


def _returned(asker: Asker) -> list[WorkItem]:
    statement = _records(asker.user, Permission.REVIEW_RECORD).where(status_column() == RecordStatus.RETURNED.value)
    return _record_items(statement, asker.today)


def _records(user: User, permission: Permission) -> Select[VisitRecord, str, str]:
    return (
        select(VisitRecord, Household.name, User.name)
        .join(Household, Household.id == VisitRecord.household_id)
        .join(User, User.id == VisitRecord.author_id)
        .where(visible_records(user, permission), reviewed_records())
        .order_by(VisitRecord.visit_date, VisitRecord.id)
    )


def _record_items(statement: Select[VisitRecord, str, str], today: date) -> list[WorkItem]:
    return [
        WorkItem(
            record.household_id,
            household,
            record.visit_type or "",
            author,
            record.visit_date,
            _age(record.submitted_at, today),
            record_id=record.id,
        )
        for record, household, author in db.session.execute(statement)
    ]


def _actions(state: DueState) -> Callable[[Asker], list[WorkItem]]:
    def find(asker: Asker) -> list[WorkItem]:
        rows = db.session.execute(
            select(VisitAction, Household.name)
            .join(Household, Household.id == VisitAction.household_id)
            .where(visible_households(asker.user, Permission.VIEW_HOUSEHOLD), VisitAction.closed_at.is_(None))
            .order_by(VisitAction.due_on, VisitAction.id)
        )
        return [
            WorkItem(action.household_id, name, action.action, action.owner, action.due_on, _days_over(action, asker))
            for action, name in rows
            if due_state(action.due_on, asker.today) is state
        ]

    return find


def _days_over(action: VisitAction, asker: Asker) -> int | None:
    return max((asker.today - action.due_on).days, 0) or None if action.due_on else None


def _team_late(asker: Asker) -> list[WorkItem]:
    return [
        WorkItem(item.household_id, item.household, "draft", item.worker, item.visited, item.days_late)
        for item in late_drafts(asker.user, asker.today, asker.working_days)
    ]


def _age(moment: datetime, today: date) -> int:
    return (today - london_date(moment)).days


_FINDERS: dict[str, Callable[[Asker], list[WorkItem]]] = {
    "supervision-overdue": _visits("supervision", DueState.OVERDUE),
    "supervision-due": _visits("supervision", DueState.DUE_SOON),
    "unannounced-overdue": _visits("unannounced", DueState.OVERDUE),
    "unannounced-due": _visits("unannounced", DueState.DUE_SOON),
    "visits-unknown": _unknown_visits,
    "checks-overdue": _checks(DueState.OVERDUE),
    "checks-due": _checks(DueState.DUE_SOON),
    "checks-unknown": _unknown_checks,
    "drafts": _drafts,
    "late-write-ups": _late_write_ups,
    "returned-to-me": _own_returned,
    "actions-overdue": _actions(DueState.OVERDUE),
    "actions-due": _actions(DueState.DUE_SOON),
    "actions-unknown": _actions(DueState.UNKNOWN),
    "to-sign-off": _to_sign_off,
    "returned": _returned,
    "late-in-team": _team_late,
}
