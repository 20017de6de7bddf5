"""Pages about the service itself: its accessibility and what it keeps about people."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from fqa_forms.domain.permissions import Permission
from fqa_forms.views.access import requires

about = Blueprint("about", __name__)


@about.get("/accessibility")
@requires(Permission.PUBLIC)
def accessibility() -> ResponseReturnValue:
    """How far the service can be used by everybody, and what to do where it cannot."""
    return render_template("about/accessibility.html")


@about.get("/privacy")
@requires(Permission.PUBLIC)
def privacy() -> ResponseReturnValue:
    """What is kept about whom, who sees it, and that a score is advice."""
    return render_template("about/privacy.html")
