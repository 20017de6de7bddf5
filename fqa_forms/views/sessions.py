"""Who is signed in: finds the session that the cookie's token names, and how long it lasts."""

from datetime import timedelta
from time import time

from flask import Flask, current_app, g, session
from flask_login import logout_user

from fqa_forms.extensions import login_manager
from fqa_forms.models import User, UserSession
from fqa_forms.services.accounts import find_session, session_is_live


def join(app: Flask) -> None:
    """Teach Flask-Login to find people by the token of their session."""
    login_manager.user_loader(load_user)
    login_manager.session_protection = None
    app.permanent_session_lifetime = timedelta(hours=app.extensions["fqa_settings"].session_hours)
    app.before_request(_touch)


def current_session() -> UserSession | None:
    """The row of the session that the cookie names, ended or not."""
    token = session.get("token")
    return find_session(token) if isinstance(token, str) else None


def load_user(_user_id: str) -> User | None:
    """The person a live session belongs to; None signs them out."""
    settings = current_app.extensions["fqa_settings"]
    row = current_session()
    if row is None or not session_is_live(row, settings.session_hours):
        return None
    if time() - session.get("seen", 0) > settings.idle_minutes * 60:
        return None
    return row.user


def begin(token: str) -> None:
    """Put a new session's token into the browser's cookie."""
    session["token"] = token
    session["seen"] = int(time())


def _touch() -> None:
    """Note in the signed cookie that the browser was used, once a minute at most."""
    seen = session.get("seen", 0)
    idle = current_app.extensions["fqa_settings"].idle_minutes * 60
    if "token" in session and 60 < time() - seen <= idle:
        session["seen"] = int(time())


def forget() -> None:
    """Empty the browser's cookie."""
    logout_user()
    session.clear()


def show_nobody() -> None:
    """Answer this request as to nobody in particular, its cookie untouched: who it is cannot be looked up."""
    g._login_user = login_manager.anonymous_user()  # Flask-Login's own way would sign the browser out
