"""Signing in and out."""

from urllib.parse import urlsplit

from flask import Blueprint, g, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user

from fqa_forms.domain.messages import message
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.forms.sign_in import SignInForm
from fqa_forms.models import User
from fqa_forms.services import accounts
from fqa_forms.views import kept_words, sessions
from fqa_forms.views.access import requires

sign_in = Blueprint("sign_in", __name__)


@sign_in.get("/sign-in")
@requires(Permission.PUBLIC)
def show() -> ResponseReturnValue:
    """The sign-in page."""
    if current_user.is_authenticated:
        return redirect(url_for("home.start"))
    return _page(SignInForm(formdata=None))


@sign_in.post("/sign-in")
@requires(Permission.PUBLIC)
def submit() -> ResponseReturnValue:
    """Sign in, or say what to do."""
    form = SignInForm()
    if not form.validate():
        return _page(form, 422)
    email, password = form.email.data or "", form.password.data or ""
    if accounts.too_many_attempts(email):
        form.email.errors = [message("sign_in_wait")]
        return _page(form, 429)
    user = accounts.check_password(email, password)
    if user is None:
        accounts.note_failed_attempt(email, "wrong_password")
        db.session.commit()
        form.email.errors = [message("sign_in_failed")]
        return _page(form, 422)
    _start_session(user)
    db.session.commit()
    return kept_words.offer_again(user) or redirect(_safe_target(request.form.get("next", "")))


@sign_in.post("/sign-out")
@requires(Permission.OWN_ACCOUNT)
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    row = sessions.current_session()
    if row is not None:
        accounts.end_session(row, current_user)
    db.session.commit()
    sessions.forget()
    return redirect(url_for("sign_in.show"))


def _start_session(user: User) -> None:
    session.clear()  # a new session id and a new CSRF token: nothing from before signing in lives on
    g.pop("csrf_token", None)  # Flask-WTF would go on handing out the old session's token
    token = accounts.start_session(user, request.user_agent.string)
    session.permanent = True
    sessions.begin(token)
    login_user(user)


def _page(form: SignInForm, status: int = 200) -> ResponseReturnValue:
    target = _safe_target(request.values.get("next", ""))
    kept = request.form.get("kept", "")
    page = render_template("sign_in/show.html", form=form, next=target, kept=kept, errors=form.error_list)
    return page, status


def _safe_target(target: str) -> str:
    """Only a path of this service: never another site, never another scheme."""
    return target if target.isprintable() and _is_own_path(target) else url_for("home.start")


def _is_own_path(target: str) -> bool:
    if not target.startswith("/") or target.startswith(("//", "/\\")):
        return False
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
