"""How much can be sent at once: what somebody types, and somewhat more for typed words that are carried back.

Words that come too late are signed and go along with signing in again, which makes them a little
longer. Were the limit one and the same, a page that was taken would be refused on its way back.
"""

from flask import Flask, abort, request

_MEGABYTE = 1024 * 1024
MOST_TYPED = 4 * _MEGABYTE
MOST_SENT = 5 * _MEGABYTE
AGAIN = "again"  # the field by which a page says that it carries words back


def join(app: Flask) -> None:
    """Refuse what is too much, before any view sees it."""
    app.before_request(_refuse_too_much)


def is_too_much() -> bool:
    """Whether the request holds more than a page takes of what somebody types."""
    carries_back = request.endpoint == "sign_in.submit" or AGAIN in request.form
    return (request.content_length or 0) > MOST_TYPED and not carries_back


def _refuse_too_much() -> None:
    if is_too_much():
        abort(413)
