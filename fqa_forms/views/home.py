"""The start page: what is waiting for this person today."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.permissions import Permission
from fqa_forms.services.people import administrators_of
from fqa_forms.views.access import requires
from fqa_forms.views.my_work_pages import waiting
from fqa_forms.views.oversight_pages import find_late_today, group_headers, team_lines

home = Blueprint("home", __name__)


@home.get("/")
@requires(Permission.OWN_ACCOUNT)
def start() -> ResponseReturnValue:
    """What waits, each number with the way to its list, and the ways on from here."""
    if not current_user.roles:
        return render_template("no_role.html", administrators=administrators_of(current_user))
    groups = waiting() if current_user.can(Permission.VIEW_HOUSEHOLD) else {}
    teams = team_lines(find_late_today()) if current_user.can(Permission.VIEW_OVERSIGHT) else []
    return render_template(
        "home.html",
        groups=groups,
        teams=teams,
        headers=group_headers,
        may_withdraw=current_user.can(Permission.WITHDRAW_RECORD),
    )


@home.get("/health")
@requires(Permission.PUBLIC)
def health() -> ResponseReturnValue:
    """Says that the service answers; tells nothing else."""
    return {"status": "ok"}
