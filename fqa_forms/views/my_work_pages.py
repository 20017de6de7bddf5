"""What the start page and its lists show: which lists there are, for whom, and their columns."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import current_app, render_template, url_for
from flask_login import current_user

from fqa_forms.definitions import CHECKS
from fqa_forms.domain.calendar import today
from fqa_forms.domain.permissions import Permission
from fqa_forms.models.record import reference_of
from fqa_forms.services.my_work import Asker, WorkItem, find_work
from fqa_forms.views.page_furniture import long_date


@dataclass(frozen=True)
class WorkList:
    """One list: its title, how it is chosen, who has it, and its columns after the household."""

    title: str
    how_chosen: str
    permission: Permission
    columns: tuple[str, ...]


_VISIT = ("Worker", "Was due", "Days over")
_ACTION = ("Action", "Who", "By when", "Days over")
_CHECK = ("Check", "Was due", "Days over", "Worker")
_RECORD = ("Record", "Written by", "Visit", "Days since")
_AHEAD = sorted({kind.due_soon_days for kind in CHECKS.kinds})
CHECKS_SOON = f"within the next {' or '.join(map(str, _AHEAD))} days, as each kind of check needs"
CHECKS_UNKNOWN = "no date of the check is held, and no date to count from"
_HOUSEHOLD, _REVIEW = Permission.VIEW_HOUSEHOLD, Permission.REVIEW_RECORD

LISTS: dict[str, WorkList] = {
    "returned-to-me": WorkList(
        "Records returned to you", "returned by a manager and not answered yet", Permission.ANSWER_RETURN, _RECORD
    ),
    "to-sign-off": WorkList(
        "Records waiting for sign-off", "submitted or answered, written by somebody else", _REVIEW, _RECORD
    ),
    "returned": WorkList("Records returned", "with their authors, not answered yet", _REVIEW, _RECORD),
    "late-write-ups": WorkList(
        "Visits to write up, past their limit",
        "your drafts, by the date of visit typed so far",
        Permission.EDIT_DRAFT,
        ("Draft", "Visit", "Days over"),
    ),
    "late-in-team": WorkList(
        "Drafts past their limit in your reach",
        "by the date of visit typed so far",
        Permission.VIEW_OVERSIGHT,
        ("Worker", "Visit", "Days over"),
    ),
    "drafts": WorkList(
        "Drafts and corrections to finish", "the oldest first", Permission.EDIT_DRAFT, ("Draft", "Begun", "Days old")
    ),
    "supervision-overdue": WorkList(
        "Supervision visits overdue", "no supervision visit in the last 13 weeks", _HOUSEHOLD, _VISIT
    ),
    "supervision-due": WorkList(
        "Supervision visits due soon", "within the next 14 days", _HOUSEHOLD, ("Worker", "Due")
    ),
    "unannounced-overdue": WorkList(
        "Unannounced visits overdue", "no unannounced visit in the last 26 weeks", _HOUSEHOLD, _VISIT
    ),
    "unannounced-due": WorkList(
        "Unannounced visits due soon", "within the next 14 days", _HOUSEHOLD, ("Worker", "Due")
    ),
    "visits-unknown": WorkList(
        "Visits that cannot be judged",
        "no visit of the kind recorded, and no date of approval to count from",
        _HOUSEHOLD,
        ("Worker", "Kind"),
    ),
    "checks-overdue": WorkList(
        "Checks overdue", "not done again, or not done for the first time, by the day they were due", _HOUSEHOLD, _CHECK
    ),
    "checks-due": WorkList("Checks due soon", CHECKS_SOON, _HOUSEHOLD, ("Check", "Due", "Worker")),
    "checks-unknown": WorkList(
        "Households with checks that cannot be judged",
        CHECKS_UNKNOWN,
        _HOUSEHOLD,
        ("Checks", "Worker"),
    ),
    "actions-overdue": WorkList("Actions overdue", "open after their date", _HOUSEHOLD, _ACTION),
    "actions-due": WorkList("Actions due soon", "within the next 14 days", _HOUSEHOLD, ("Action", "Who", "By when")),
    "actions-unknown": WorkList(
        "Actions without a date", "open, with no date to judge by", _HOUSEHOLD, ("Action", "Who")
    ),
}
GROUPS: dict[str, tuple[str, ...]] = {
    "Records": ("returned-to-me", "to-sign-off", "returned", "late-write-ups", "late-in-team", "drafts"),
    "Visits": ("supervision-overdue", "supervision-due", "unannounced-overdue", "unannounced-due", "visits-unknown"),
    "Checks": ("checks-overdue", "checks-due", "checks-unknown"),
    "Actions": ("actions-overdue", "actions-due", "actions-unknown"),
}


def _checks_link(item: WorkItem) -> dict[str, str]:
    return {"text": item.what, "href": url_for("households.show", household_id=item.household_id, _anchor="checks")}


_CELLS: dict[str, Callable[[WorkItem], Any]] = {
    **dict.fromkeys(("Worker", "Who", "Written by"), lambda item: item.who or None),
    **dict.fromkeys(("Was due", "Due", "By when", "Visit", "Begun"), lambda item: long_date(item.day)),
    **dict.fromkeys(("Days over", "Days old", "Days since"), lambda item: item.days),
    "Action": lambda item: item.what,
    **dict.fromkeys(("Check", "Checks"), _checks_link),
    "Kind": lambda item: item.what.capitalize(),
    "Record": lambda item: {
        "text": reference_of(item.record_id or 0),
        "href": url_for("records.show", record_id=item.record_id),
    },
    "Draft": lambda item: {
        "text": item.what.capitalize(),
        "href": url_for("drafts.show", draft_id=item.draft_id),
    },
}


@dataclass(frozen=True)
class Waiting:
    """One line of the start page: how many wait in a list, and the way to it."""

    title: str
    how_chosen: str
    count: int
    href: str


def waiting() -> dict[str, list[Waiting]]:
    """For each group, the lists that this person has, with how many wait in each."""
    asker = _asker()
    groups = {group: [key for key in keys if current_user.can(LISTS[key].permission)] for group, keys in GROUPS.items()}
    return {
        group: [
            Waiting(
                LISTS[key].title,
                LISTS[key].how_chosen,
                len(find_work(asker, key)),
                url_for("my_work.show", work_list=key),
            )
            for key in keys
        ]
        for group, keys in groups.items()
        if keys
    }


def list_page(key: str, items: list[WorkItem]) -> str:
    """One list in full."""
    columns = LISTS[key].columns
    lines = [[_household_link(item), *(_CELLS[column](item) for column in columns)] for item in items]
    headers = [{"text": name, "numeric": name.startswith("Days")} for name in ("Household", *columns)]
    return render_template("my_work/show.html", work=LISTS[key], lines=lines, headers=headers)


def items_of(key: str) -> list[WorkItem]:
    """What waits in one list for this person today."""
    return find_work(_asker(), key)


def _asker() -> Asker:
    return Asker(current_user, today(), current_app.extensions["fqa_settings"].write_up_working_days)


def _household_link(item: WorkItem) -> dict[str, str]:
    return {"text": item.household, "href": url_for("households.show", household_id=item.household_id)}
