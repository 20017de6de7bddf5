"""Oversight for managers: missed visits, late write-ups, and recording quality over time."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from fqa_forms.domain.permissions import Permission
from fqa_forms.views.access import requires

quality = Blueprint("quality", __name__)


@quality.get("/oversight")
@requires(Permission.VIEW_OVERSIGHT)
def oversight() -> ResponseReturnValue:
    """Who is late."""
    return render_template("errors/plain.html", title="Oversight", advice="")


@quality.get("/quality")
@requires(Permission.VIEW_QUALITY)
def trend() -> ResponseReturnValue:
    """Mean grade by month and criterion."""
    return render_template("errors/plain.html", title="Quality over time", advice="")
