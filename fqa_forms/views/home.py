"""The start page: what is waiting for this person today."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.permissions import Permission
from fqa_forms.services.drafts import drafts_of
from fqa_forms.views.access import requires

home = Blueprint("home", __name__)


@home.get("/")
@requires(Permission.OWN_ACCOUNT)
def start() -> ResponseReturnValue:
    """Drafts to finish and the ways on from here."""
    drafts = drafts_of(current_user) if current_user.can(Permission.EDIT_DRAFT) else []
    return render_template("home.html", drafts=drafts, can_write=current_user.can(Permission.EDIT_DRAFT))


@home.get("/health")
@requires(Permission.PUBLIC)
def health() -> ResponseReturnValue:
    """Says that the service answers; tells nothing else."""
    return {"status": "ok"}
