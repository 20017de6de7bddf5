"""The database is away, full or too busy: said plainly, with every typed word kept in the page."""

from collections.abc import Callable
from typing import Any

from flask import Flask, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import InterfaceError, OperationalError

from fqa_forms.extensions import db
from fqa_forms.logs import log_fault, place_of
from fqa_forms.views.access import SAFE_METHODS
from fqa_forms.views.kept_words import keep_unsaved
from fqa_forms.views.sessions import show_nobody

STORAGE_FAULTS = (OperationalError, InterfaceError)
TITLE = "The service cannot reach its records just now"
ADVICE = "Nothing you saved before is lost. Wait a minute and try again. If it stays so, tell your administrator."


def join(app: Flask) -> None:
    """Answer these faults, also where they come up after the page is made."""
    for kind in STORAGE_FAULTS:
        app.register_error_handler(kind, _storage_fault)
    app.teardown_appcontext(_let_go)


def or_storage_fault(answer: Callable[[Any], ResponseReturnValue]) -> Callable[[Any], ResponseReturnValue]:
    """Answer a fault; where not even the log can note it, say that nothing can be stored."""

    def answer_or_say(error: Exception) -> ResponseReturnValue:
        try:
            return answer(error)
        except STORAGE_FAULTS as fault:
            return _storage_fault(fault)

    return answer_or_say


def _storage_fault(error: Exception) -> ResponseReturnValue:
    """Nothing was stored: what was typed goes back into the page, and reading may go on."""
    db.session.rollback()
    log_fault(type(error).__name__, place_of(error))
    try:
        db.session.execute(text("SELECT 1"))
    except STORAGE_FAULTS:
        db.session.rollback()
        show_nobody()  # the page must not ask the database who is signed in
    if request.method not in SAFE_METHODS and (kept := keep_unsaved()):
        return kept
    return render_template("errors/plain.html", title=TITLE, advice=ADVICE), 503


def _let_go(_error: BaseException | None) -> None:
    """End what the request left open; a database that went away meanwhile must not cost the finished answer."""
    try:
        db.session.rollback()
    except STORAGE_FAULTS:
        db.session().invalidate()  # the registry has no such word itself
