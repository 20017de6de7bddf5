"""Which checks of the households in reach are overdue, due soon, or have no date, and with whom."""

from datetime import date

from sqlalchemy import select

from fqa_forms.domain.checks import most_urgent_first
from fqa_forms.domain.due_dates import DueState
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import Household, User
from fqa_forms.models.visibility import visible_households
from fqa_forms.services.household_checks import checks_of_all
from fqa_forms.services.visits_due import NOBODY, DueItem, workers_on


def checks_due(user: User, today: date, permission: Permission = Permission.VIEW_OVERSIGHT) -> list[DueItem]:
    """Every check of each household in reach of the permission that is not up to date, the longest due first."""
    in_reach, workers = visible_households(user, permission), workers_on(today)
    lines = checks_of_all(in_reach, today)
    households = db.session.execute(
        select(Household.id, Household.name).where(in_reach).order_by(Household.name, Household.id)
    )
    items = []
    for household_id, name in households:
        worker_id, worker = workers.get(household_id, NOBODY)
        items += [
            DueItem(
                worker_id=worker_id,
                worker=worker,
                household=name,
                household_id=household_id,
                visited=line.last_done,
                due=line.due,
                days_late=max((today - line.due).days, 0) if line.due else 0,
                state=line.state,
                check=line.in_words,
            )
            for line in most_urgent_first(lines[household_id])
            if line.state is not DueState.IN_DATE
        ]
    return sorted(items, key=lambda item: item.due or date.max)
