"""Clear pages for everything that goes wrong, with the right status and never a lost word."""

from flask import Flask, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException, RequestEntityTooLarge

from fqa_forms.extensions import db
from fqa_forms.logs import log_fault, place_of
from fqa_forms.services.drafts import UnknownFormError
from fqa_forms.views.access import SAFE_METHODS, log_refusal
from fqa_forms.views.body_sizes import MOST_SENT, is_too_much
from fqa_forms.views.kept_words import refuse_but_keep, sign_in_again, typed_words
from fqa_forms.views.storage_faults import or_storage_fault

_MOST_TO_DRAIN = 64 * 1024 * 1024

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
}


def join(app: Flask) -> None:
    """Register the pages."""
    app.register_error_handler(CSRFError, or_storage_fault(_token_ran_out))
    app.register_error_handler(401, or_storage_fault(_sign_in_first))
    app.register_error_handler(HTTPException, or_storage_fault(_http_error))
    app.register_error_handler(UnknownFormError, or_storage_fault(_form_not_here))
    app.register_error_handler(Exception, _fault)


def _token_ran_out(_error: CSRFError) -> ResponseReturnValue:
    if is_too_much():
        return _http_error(RequestEntityTooLarge())
    log_refusal(400, "stale_token")
    if request.endpoint == "sign_in.submit":
        return sign_in_again() or redirect(url_for("sign_in.show", next=request.form.get("next", "")))
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
    if status == 413 and (request.content_length or 0) > MOST_SENT:
        _drain_body()  # what is less was read already, and waiting for more of it would be for ever
    db.session.rollback()
    if status in (403, 404) and current_user.is_authenticated and request.endpoint:
        log_refusal(status, "not_allowed" if status == 403 else "not_visible")
    return _page(status)


def _form_not_here(error: UnknownFormError) -> ResponseReturnValue:
    """A draft of a form that this service does not hold, as after an update was taken back: read only."""
    db.session.rollback()
    return render_template("errors/form_not_here.html", saved=error.saved, typed=typed_words()), 409


def _fault(error: Exception) -> ResponseReturnValue:
    """A fault of ours: its kind and place go to the log, never what the request held."""
    db.session.rollback()
    log_fault(type(error).__name__, place_of(error))
    if current_app.config.get("PROPAGATE_EXCEPTIONS"):
        raise error
    return _page(500)


def _page(status: int) -> ResponseReturnValue:
    title, advice = PAGES.get(status, PAGES[400 if status < 500 else 500])
    return render_template("errors/plain.html", title=title, advice=advice), status


def _drain_body() -> None:
    """Read a body that is too large to its end, so that the browser gets to read the answer."""
    stream, left = request.environ["wsgi.input"], min(request.content_length or 0, _MOST_TO_DRAIN)
    while left > 0 and (chunk := stream.read(min(left, 65536))):
        left -= len(chunk)
