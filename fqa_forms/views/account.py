"""One's own account: who one is here, and where one is signed in."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from sqlalchemy import select

from fqa_forms.domain.messages import RefusedChangeError, message
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.forms.people import OwnPasswordForm
from fqa_forms.models import UserSession
from fqa_forms.services import accounts
from fqa_forms.services.people import change_own_password
from fqa_forms.views import sessions
from fqa_forms.views.access import requires

account = Blueprint("account", __name__)


@account.get("/account")
@requires(Permission.OWN_ACCOUNT)
def show() -> ResponseReturnValue:
    """Roles, team, open sessions, and the way to a new password."""
    return _page(OwnPasswordForm(formdata=None))


@account.post("/account/password")
@requires(Permission.OWN_ACCOUNT)
def change_password() -> ResponseReturnValue:
    """Choose a new password; guessing the present one is slowed down as at signing in."""
    form = OwnPasswordForm()
    if not form.validate():
        return _page(form, 422)
    if accounts.too_many_attempts(current_user.email):
        form.mark("present_password", message("password_wait"))
        return _page(form, 429)
    try:
        change_own_password(
            current_user, form.present_password.data, form.new_password.data, sessions.current_session()
        )
    except RefusedChangeError as fault:
        form.mark(fault.field, str(fault))
        if fault.field == "present_password":
            accounts.note_failed_attempt(current_user.email, "wrong_present_password")
            db.session.commit()
        return _page(form, 422)
    db.session.commit()
    flash("Your password is changed, and you are signed out everywhere else.", "success")
    return redirect(url_for("account.show"))


@account.post("/account/sessions/<int:row_id>/end")
@requires(Permission.OWN_ACCOUNT, row=UserSession)
def end_session(row: UserSession) -> ResponseReturnValue:
    """End one of one's own sessions, as on a computer left signed in."""
    accounts.end_session(row, current_user)
    db.session.commit()
    flash("That session has ended.", "success")
    return redirect(url_for("account.show"))


def _page(form: OwnPasswordForm, status: int = 200) -> ResponseReturnValue:
    rows = db.session.scalars(
        select(UserSession)
        .where(UserSession.user_id == current_user.id, UserSession.ended_at.is_(None))
        .order_by(UserSession.started_at.desc())
    ).all()
    page = render_template(
        "account.html", rows=rows, this_session=sessions.current_session(), form=form, errors=form.error_list
    )
    return page, status
