"""Clear pages for everything that goes wrong, with the right status and never a lost word."""

from collections.abc import Callable
from typing import Any

from flask import Flask, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy import text
from sqlalchemy.exc import InterfaceError, OperationalError
from werkzeug.exceptions import HTTPException

from fqa_forms.extensions import db
from fqa_forms.logs import log_fault
from fqa_forms.views.access import SAFE_METHODS, log_refusal
from fqa_forms.views.kept_words import keep_unsaved, refuse_but_keep
from fqa_forms.views.sessions import show_nobody

_MOST_TO_DRAIN = 64 * 1024 * 1024
_STORAGE_FAULTS = (OperationalError, InterfaceError)

PAGES = {
    400: ("The page could not read what was sent", "Go back, check what you typed and try again."),
    403: ("You cannot open this page", "Your role does not include it. Ask your administrator if it should."),
    404: ("Page not found", "It may not exist, or it may be outside what you can see. Check the address."),
    405: ("Page not found", "That address cannot be used like this. Go back and use the page’s own buttons."),
    409: ("This has changed since you opened it", "Go back to the list and open it again."),
    413: (
        "That is too much to send at once",
        "Nothing was saved. Go back: your words are still in the page. Shorten or split them, and save again.",
    ),
    429: ("Too many attempts", "Wait 15 minutes and try again."),
    500: (
        "Sorry, something went wrong",
        "Nothing you saved before is lost. Go back: what you typed since is still in the page. Save again in a minute.",
    ),
    503: (
        "The service cannot reach its records just now",
        "Nothing you saved before is lost. Wait a minute and try again. If it stays so, tell your administrator.",
    ),
}


def join(app: Flask) -> None:
    """Register the pages."""
    app.register_error_handler(CSRFError, _or_storage_fault(_token_ran_out))
    app.register_error_handler(401, _or_storage_fault(_sign_in_first))
    app.register_error_handler(HTTPException, _or_storage_fault(_http_error))
    for kind in _STORAGE_FAULTS:
        app.register_error_handler(kind, _storage_fault)
    app.register_error_handler(Exception, _fault)


def _or_storage_fault(answer: Callable[[Any], ResponseReturnValue]) -> Callable[[Any], ResponseReturnValue]:
    """Answer a fault; where not even the log can note it, say that nothing can be stored."""

    def answer_or_say(error: Exception) -> ResponseReturnValue:
        try:
            return answer(error)
        except _STORAGE_FAULTS as fault:
            return _storage_fault(fault)

    return answer_or_say


def _token_ran_out(_error: CSRFError) -> ResponseReturnValue:
    log_refusal(400, "stale_token")
    if request.endpoint == "sign_in.submit":
        return redirect(url_for("sign_in.show", next=request.form.get("next", "")))
    return refuse_but_keep(400 if current_user.is_authenticated else 401)


def _sign_in_first(_error: HTTPException) -> ResponseReturnValue:
    log_refusal(401, "not_signed_in")
    if request.method in SAFE_METHODS and request.path == "/":
        return redirect(url_for("sign_in.show"))
    return refuse_but_keep(401)


def _http_error(error: HTTPException) -> ResponseReturnValue:
    status = error.code or 500
    if 300 <= status < 400:
        return error
    if status == 413:
        _drain_body()
    db.session.rollback()
    if status in (403, 404) and current_user.is_authenticated and request.endpoint:
        log_refusal(status, "not_allowed" if status == 403 else "not_visible")
    return _page(status)


def _fault(error: Exception) -> ResponseReturnValue:
    """A fault of ours: its kind and place go to the log, never what the request held."""
    db.session.rollback()
    log_fault(type(error).__name__, _place(error))
    if current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    return _page(500)


def _storage_fault(error: Exception) -> ResponseReturnValue:
    """The database is away, full or too busy: nothing was stored, so what was typed goes back into the page."""
    db.session.rollback()
    log_fault(type(error).__name__, _place(error))
    try:
        db.session.execute(text("SELECT 1"))
    except _STORAGE_FAULTS:
        db.session.rollback()
        show_nobody()  # the page must not ask the database who is signed in
    return (request.method not in SAFE_METHODS and keep_unsaved()) or _page(503)


def _place(error: Exception) -> str:
    """Where in the code an error was raised."""
    frame = error.__traceback__
    while frame is not None and frame.tb_next is not None:
        frame = frame.tb_next
    return f"{frame.tb_frame.f_code.co_filename}:{frame.tb_lineno}" if frame else "?"


def _page(status: int) -> ResponseReturnValue:
    title, advice = PAGES.get(status, PAGES[400 if status < 500 else 500])
    return render_template("errors/plain.html", title=title, advice=advice), status


def _drain_body() -> None:
    """Read a body that is too large to its end, so that the browser gets to read the answer."""
    stream, left = request.environ["wsgi.input"], min(request.content_length or 0, _MOST_TO_DRAIN)
    while left > 0 and (chunk := stream.read(min(left, 65536))):
        left -= len(chunk)
