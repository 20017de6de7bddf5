"""Administration: users, teams and the audit log."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from fqa_forms.domain.permissions import Permission
from fqa_forms.views.access import requires

people = Blueprint("people", __name__)


@people.get("/people")
@requires(Permission.MANAGE_PEOPLE)
def index() -> ResponseReturnValue:
    """Users and teams."""
    return render_template("errors/plain.html", title="People and teams", advice="")


@people.get("/audit-log")
@requires(Permission.VIEW_AUDIT_LOG)
def audit_log() -> ResponseReturnValue:
    """What happened in the service."""
    return render_template("errors/plain.html", title="Audit log", advice="")
