"""One's own account: who one is here, and where one is signed in."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select

from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import UserSession
from fqa_forms.services import accounts
from fqa_forms.views import sessions
from fqa_forms.views.access import requires

account = Blueprint("account", __name__)


@account.get("/account")
@requires(Permission.OWN_ACCOUNT)
def show() -> ResponseReturnValue:
    """Roles, team and open sessions."""
    rows = db.session.scalars(
        select(UserSession)
        .where(UserSession.user_id == current_user.id, UserSession.ended_at.is_(None))
        .order_by(UserSession.started_at.desc())
    ).all()
    return render_template("account.html", rows=rows, this_session=sessions.current_session())


@account.post("/account/sessions/<int:row_id>/end")
@requires(Permission.OWN_ACCOUNT, row=UserSession)
def end_session(row: UserSession) -> ResponseReturnValue:
    """End one of one's own sessions, as on a computer left signed in."""
    accounts.end_session(row, current_user)
    db.session.commit()
    flash("That session has ended.", "success")
    return redirect(url_for("account.show"))
