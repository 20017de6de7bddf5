"""What the pages of oversight show, put together for their templates."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from flask.typing import ResponseReturnValue

from fqa_forms.models.record import reference_of
from fqa_forms.services.oversight import Oversight
from fqa_forms.services.visits_due import DueItem
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
}
_CELLS: dict[str, Callable[[DueItem], Any]] = {
    "Visit": lambda item: long_date(item.visited),
    "Last visit": lambda item: long_date(item.visited) or "None recorded",
    "Was due": lambda item: long_date(item.due),
    "Due": lambda item: long_date(item.due),
    "Kind": lambda item: (item.visit_type or "").capitalize(),
    "Days late": lambda item: item.days_late,
    "Record": lambda item: _record_link(item.record_id),
}


def summary_page(found: Oversight) -> ResponseReturnValue:
    """How many are in each list, and worker by worker; every figure is a link to its list."""
    totals = [
        [{"text": shown.title, "href": _href(key)}, len(found.lists[key]), shown.how_chosen.capitalize()]
        for key, shown in LISTS.items()
    ]
    workers = [
        [name, *(_figure(key, worker_id, counts[key]) for key in LISTS)]
        for worker_id, name, counts in found.by_worker()
    ]
    return render_template("quality/oversight.html", totals=totals, lists=LISTS, workers=workers)


def list_page(key: str, items: list[DueItem], worker: str) -> ResponseReturnValue:
    """One list, of everybody or of one worker, with how many and how chosen."""
    shown = [item for item in items if worker in ("", str(item.worker_id))]
    columns = LISTS[key].columns
    lines = [[_household_link(item), item.worker, *(_CELLS[column](item) for column in columns)] for item in shown]
    headers = [{"text": name, "numeric": name == "Days late"} for name in ("Household", "Worker", *columns)]
    known = shown[0].worker if worker and shown else ""
    return render_template("quality/late.html", late=LISTS[key], lines=lines, headers=headers, worker=known, key=key)


def _figure(key: str, worker: int, count: int) -> dict[str, Any] | int:
    return {"text": count, "href": _href(key, worker)} if count else 0


def _href(key: str, worker: int | None = None) -> str:
    return url_for("quality.late", list_name=key, worker=worker)


def _household_link(item: DueItem) -> dict[str, str]:
    return {"text": item.household, "href": url_for("households.show", household_id=item.household_id)}


def _record_link(record_id: int | None) -> dict[str, str] | None:
    if record_id is None:
        return None
    return {"text": reference_of(record_id), "href": url_for("records.show", record_id=record_id)}
