"""Who is late: records written up late, drafts past their limit, and households whose visit is overdue."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Select, select

from fqa_forms.definitions import FORMS
from fqa_forms.domain.answer_types import read_date
from fqa_forms.domain.due_dates import DueState, days_written_up_late
from fqa_forms.domain.form_definition import FormDefinition
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import Draft, Household, Team, User, VisitRecord
from fqa_forms.models.visibility import visible_households, visible_records, visible_users
from fqa_forms.services.checks_due import checks_due
from fqa_forms.services.visits_due import DueItem, visits_due

LOOK_BACK = timedelta(weeks=13)
IMPORTED = "Imported"


Group = tuple[int, str]  # a team or a worker: the row's id, and the name


@dataclass(frozen=True)
class Oversight:
    """The lists of what is late or soon will be, each by its key, and the team of each household in reach."""

    lists: dict[str, list[DueItem]]
    teams: dict[int, Group]

    def by_team(self) -> list[tuple[int, str, dict[str, int]]]:
        """For each team in reach, how many items of each list, by name; a team with nothing late is there, too."""
        counts = {key: Counter(self.teams[item.household_id] for item in items) for key, items in self.lists.items()}
        teams = sorted(set(self.teams.values()), key=lambda each: (each[1], each[0]))
        return [(*team, {key: counts[key][team] for key in counts}) for team in teams]

    def items(self, key: str, team: str = "", worker: str = "") -> list[DueItem]:
        """One list, of everybody or of the team or worker whose id is given."""
        return [
            item
            for item in self.lists[key]
            if team in ("", str(self.teams[item.household_id][0])) and worker in ("", str(item.worker_id))
        ]

    def by_worker(self) -> list[tuple[int, str, dict[str, int]]]:
        """For each worker in any list, how many items of each, by name."""
        counts = {key: Counter((item.worker_id, item.worker) for item in items) for key, items in self.lists.items()}
        workers = sorted({worker for count in counts.values() for worker in count}, key=lambda each: (each[1], each[0]))
        return [(*worker, {key: counts[key][worker] for key in counts}) for worker in workers]


def find_late(user: User, today: date, working_days: int) -> Oversight:
    """Everything late in the person's reach today."""
    visits, checks = visits_due(user, today), checks_due(user, today)
    overdue = [item for item in visits if item.state is DueState.OVERDUE]
    return Oversight(
        teams=_teams(user),
        lists={
            "records": _late_records(user, today, working_days),
            "drafts": late_drafts(user, today, working_days),
            "supervision": [item for item in overdue if item.visit_type == "supervision"],
            "unannounced": [item for item in overdue if item.visit_type == "unannounced"],
            "soon": [item for item in visits if item.state is DueState.DUE_SOON],
            "unknown": [item for item in visits if item.state is DueState.UNKNOWN],
            "checks": [item for item in checks if item.state is DueState.OVERDUE],
            "checks-soon": [item for item in checks if item.state is DueState.DUE_SOON],
            "checks-unknown": [item for item in checks if item.state is DueState.UNKNOWN],
        },
    )


def _teams(user: User) -> dict[int, Group]:
    rows = db.session.execute(
        select(Household.id, Team.id, Team.name)
        .join(Team, Team.id == Household.team_id)
        .where(visible_households(user, Permission.VIEW_OVERSIGHT))
    )
    return {household_id: (team_id, name) for household_id, team_id, name in rows}


def _late_records(user: User, today: date, working_days: int) -> list[DueItem]:
    rows = db.session.execute(
        select(
            *(VisitRecord.id, VisitRecord.visit_type, VisitRecord.visit_date, VisitRecord.recorded_on),
            *(Household.id, Household.name, User.id, User.name),
        )
        .join(Household, Household.id == VisitRecord.household_id)
        .outerjoin(User, User.id == VisitRecord.author_id)
        .where(
            visible_records(user, Permission.VIEW_OVERSIGHT),
            VisitRecord.visit_date >= today - LOOK_BACK,
            VisitRecord.recorded_on > VisitRecord.visit_date,
            VisitRecord.is_visit,
        )
        .order_by(VisitRecord.visit_date, VisitRecord.id)
    )
    return [
        DueItem(
            worker_id=author_id or 0,
            worker=author or IMPORTED,
            household=name,
            household_id=household_id,
            visit_type=visit_type,
            visited=visit_date,
            days_late=late,
            record_id=record_id,
        )
        for record_id, visit_type, visit_date, recorded_on, household_id, name, author_id, author in rows
        if (late := days_written_up_late(visit_date, recorded_on, working_days))
    ]


def late_drafts(user: User, today: date, working_days: int) -> list[DueItem]:
    """Open drafts of visits by the date typed in them; nothing else of a draft is read."""
    items = []
    for definition in FORMS.values():
        if not definition.visit:
            continue
        for typed, household_id, name, author_id, author in db.session.execute(_dates_typed(user, definition)):
            visited = read_date(typed)
            if visited and (late := days_written_up_late(visited, today, working_days)):
                items.append(DueItem(author_id, author, name, household_id, visited=visited, days_late=late))
    return sorted(items, key=lambda item: item.visited or today)


def _dates_typed(user: User, definition: FormDefinition) -> Select[Any]:
    """The open drafts of a form, corrections left out: their visit is written up already."""
    return (
        select(Draft.answers[definition.date_question], Household.id, Household.name, User.id, User.name)
        .join(Household, Household.id == Draft.household_id)
        .join(User, User.id == Draft.author_id)
        .where(
            visible_households(user, Permission.VIEW_OVERSIGHT),
            visible_users(user, Permission.VIEW_OVERSIGHT),
            Draft.form == definition.form,
            Draft.form_version == definition.version,
            Draft.discarded_at.is_(None),
            Draft.record_id.is_(None),
            Draft.corrects_id.is_(None),
        )
        .order_by(Draft.id)
    )
