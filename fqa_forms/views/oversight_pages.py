"""What the pages of oversight show, put together for their templates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.calendar import today
from fqa_forms.models.record import reference_of
from fqa_forms.services.oversight import Oversight, find_late
from fqa_forms.services.visits_due import DueItem
from fqa_forms.views.my_work_pages import CHECKS_SOON, CHECKS_UNKNOWN
from fqa_forms.views.page_furniture import long_date


@dataclass(frozen=True)
class LateList:
    """One list: its title, how it is chosen, and the columns after worker and household."""

    title: str
    how_chosen: str
    columns: tuple[str, ...]


LISTS: dict[str, LateList] = {
    "records": LateList(
        "Records written up late",
        "visits of the last 13 weeks whose record was completed after its limit",
        ("Record", "Visit", "Days late"),
    ),
    "drafts": LateList(
        "Drafts past their limit",
        "visits begun to be written up and not submitted, by the date of visit typed so far",
        ("Visit", "Days late"),
    ),
    "supervision": LateList(
        "Supervision visits overdue",
        "households with no supervision visit recorded in the last 13 weeks (at least four a year)",
        ("Last visit", "Was due", "Days late"),
    ),
    "unannounced": LateList(
        "Unannounced visits overdue",
        "households with no unannounced visit recorded in the last 26 weeks (at least two a year)",
        ("Last visit", "Was due", "Days late"),
    ),
    "soon": LateList("Visits due soon", "visits to be made within the next 14 days", ("Kind", "Last visit", "Due")),
    "unknown": LateList(
        "Visits that cannot be judged",
        "households with no visit of the kind recorded, and no date of approval to count from",
        ("Kind",),
    ),
    "checks": LateList(
        "Checks overdue",
        "checks not done again, or not done for the first time, by the day they were due",
        ("Check", "Last done", "Was due", "Days late"),
    ),
    "checks-soon": LateList("Checks due soon", CHECKS_SOON, ("Check", "Last done", "Due")),
    "checks-unknown": LateList("Checks that cannot be judged", CHECKS_UNKNOWN, ("Check",)),
}
_CELLS: dict[str, Callable[[DueItem], Any]] = {
    "Visit": lambda item: long_date(item.visited),
    "Last visit": lambda item: long_date(item.visited) or "None recorded",
    "Last done": lambda item: long_date(item.visited) or "No date held",
    "Check": lambda item: item.check,
    "Was due": lambda item: long_date(item.due),
    "Due": lambda item: long_date(item.due),
    "Kind": lambda item: (item.visit_type or "").capitalize(),
    "Days late": lambda item: item.days_late,
    "Record": lambda item: _record_link(item.record_id),
}


def find_late_today() -> Oversight:
    """What is late today in the reach of whoever is signed in."""
    working_days: int = current_app.extensions["fqa_settings"].write_up_working_days
    return find_late(current_user, today(), working_days)


def summary_page(found: Oversight) -> ResponseReturnValue:
    """How many are in each list, and worker by worker; every figure is a link to its list."""
    totals = [
        [{"text": shown.title, "href": _href(key)}, len(found.lists[key]), shown.how_chosen.capitalize()]
        for key, shown in LISTS.items()
    ]
    return render_template(
        "quality/oversight.html",
        totals=totals,
        headers=group_headers,
        teams=team_lines(found),
        workers=[_group_line("worker", *line) for line in found.by_worker()],
    )


def group_headers(of: str) -> list[Any]:
    """The headers of a table that breaks the lists down."""
    return [of, *({"text": shown.title, "numeric": True} for shown in LISTS.values())]


def team_lines(found: Oversight) -> list[list[Any]]:
    """Team by team, how much is in each list; nothing where there is but one team in reach."""
    lines = [_group_line("team", *line) for line in found.by_team()]
    return lines if len(lines) > 1 else []


def list_page(key: str, found: Oversight, team: str, worker: str) -> ResponseReturnValue:
    """One list, of everybody or of one team or worker, with how many and how chosen."""
    shown = found.items(key, team, worker)
    columns = LISTS[key].columns
    lines = [[_household_link(item), item.worker, *(_CELLS[column](item) for column in columns)] for item in shown]
    headers = [{"text": name, "numeric": name == "Days late"} for name in ("Household", "Worker", *columns)]
    whose = [found.teams[shown[0].household_id][1]] if team and shown else []
    whose += [shown[0].worker] if worker and shown else []
    return render_template(
        "quality/late.html", late=LISTS[key], lines=lines, headers=headers, whose=" and ".join(whose), key=key
    )


def _group_line(of: str, row_id: int, name: str, counts: dict[str, int]) -> list[Any]:
    return [name, *({"text": counts[key], "href": _href(key, **{of: row_id})} if counts[key] else 0 for key in LISTS)]


def _href(key: str, **narrowed: Any) -> str:
    return url_for("quality.late", list_name=key, **narrowed)


def _household_link(item: DueItem) -> dict[str, str]:
    return {"text": item.household, "href": url_for("households.show", household_id=item.household_id)}


def _record_link(record_id: int | None) -> dict[str, str] | None:
    if record_id is None:
        return None
    return {"text": reference_of(record_id), "href": url_for("records.show", record_id=record_id)}
