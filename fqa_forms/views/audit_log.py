"""The audit log: who did what, when; never a word of a record."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.permissions import Permission
from fqa_forms.forms.audit_log import AuditLogForm
from fqa_forms.models import AuditEntry
from fqa_forms.services.audit_log import (
    NOBODY,
    LogFilter,
    details_in_words,
    people_of,
    read_log,
    subject_in_words,
)
from fqa_forms.views.access import requires

audit_log = Blueprint("audit_log", __name__)

# Where a subject can be looked at, by those who may.
_PAGES = {
    "visit_record": ("records.show", "record_id", Permission.VIEW_RECORD),
    "household": ("households.show", "household_id", Permission.VIEW_HOUSEHOLD),
    "user_account": ("people.show", "person_id", Permission.MANAGE_PEOPLE),
    "team": ("teams.show", "team_id", Permission.MANAGE_PEOPLE),
}


@audit_log.get("/audit-log")
@requires(Permission.VIEW_AUDIT_LOG)
def index() -> ResponseReturnValue:
    """What happened in the service, newest first."""
    people = [(str(user.id), user.name) for user in people_of(current_user)]
    form = AuditLogForm(formdata=request.args, people=[*people, (NOBODY, "Nobody signed in")])
    if not form.validate():
        return render_template("audit_log.html", form=form, errors=form.error_list), 422
    page = read_log(current_user, _filter(form), request.args.get("page", 1, type=int))
    lines = [_line(entry) for entry in page.entries]
    return render_template("audit_log.html", form=form, page=page, lines=lines, page_address=_page_address)


def _filter(form: AuditLogForm) -> LogFilter:
    return LogFilter(form.person.data or "", form.action.data or "", form.first_day.day, form.last_day.day)


def _line(entry: AuditEntry) -> dict[str, Any]:
    return {
        "entry": entry,
        "what": AuditAction(entry.action).in_words,
        "subject": subject_in_words(entry),
        "href": _subject_address(entry),
        "details": details_in_words(entry),
    }


def _subject_address(entry: AuditEntry) -> str | None:
    endpoint, name, permission = _PAGES.get(entry.subject_type, ("", "", Permission.VIEW_AUDIT_LOG))
    if not endpoint or not current_user.can(permission):
        return None
    values: dict[str, Any] = {name: entry.subject_id}
    return url_for(endpoint, **values)


def _page_address(number: int) -> str:
    values: dict[str, Any] = {**request.args.to_dict(), "page": number}
    return url_for("audit_log.index", **values)
