"""A browser for tests that looks over every page it opens, and every request for work left uncommitted."""

import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import Context
from typing import Any, Self

from flask import Flask, has_app_context, request_finished
from flask.testing import FlaskClient
from sqlalchemy import event
from werkzeug.test import TestResponse

from fqa_forms.extensions import db
from fqa_forms.models import User
from tests.page_inspection import inspect, soup_of

UNCOMMITTED: list[str] = []
_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class RecordClient(FlaskClient):
    """Flask's test client; `post` brings the page's CSRF token along, as a browser does."""

    _token: str | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        searchable = {"soup": property(soup_of)}
        self.response_wrapper = type("InspectedResponse", (self.response_wrapper,), searchable)

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        """Send a request as a browser of its own would: outside the test's own app context and session."""
        _forget_rows()
        UNCOMMITTED.clear()
        response: TestResponse = Context().run(super().open, *args, **kwargs)
        _forget_rows()
        assert not UNCOMMITTED, f"{response.request.method} {response.request.path} left {UNCOMMITTED} uncommitted"
        if response.mimetype == "text/html" and not response.location and response.text:
            inspect(response.text, response.request.path, demo=self.application.extensions["fqa_settings"].demo)
            if token := _TOKEN.search(response.text):
                self._token = token[1]
        return response

    def post(self, url: str, data: Mapping[str, Any] | None = None, **kwargs: Any) -> TestResponse:  # type: ignore[override]
        """Send a form, with the token of the page last opened unless the data bring their own."""
        fields = dict(data or {})
        if "csrf_token" not in fields:
            fields["csrf_token"] = self._token or self._fetch_token()
        return super().post(url, data=fields, **kwargs)

    def sign_in(self, user: User, password: str = "demo-only", **fields: str) -> Self:
        """Sign in by the sign-in page; fails unless that leads on."""
        email = user.email
        answer = self.send_sign_in(email, password, **fields)
        assert answer.status_code == 302, answer.text
        return self

    def send_sign_in(self, email: str, password: str, **fields: str) -> TestResponse:
        """Send the sign-in form, whatever comes of it."""
        self.get("/sign-in")
        answer = self.post("/sign-in", {"email": email, "password": password, "next": "", **fields})
        if answer.status_code in (200, 302):
            self._token = None  # signing in begins a new session, with a token of its own
            self.get("/account")
        return answer

    def _fetch_token(self) -> str:
        page = self.get("/sign-in")
        if page.status_code != 200:
            self.get("/account")
        assert self._token
        return self._token


def _forget_rows() -> None:
    """Make the test's own session see what requests changed."""
    if has_app_context():
        db.session.rollback()


@contextmanager
def watch_for_uncommitted_work(app: Flask) -> Iterator[None]:
    """Note every request that ends with changes flushed or pending but not committed."""

    def flushed(session: Any, _context: Any) -> None:
        session.info["flushed"] = [type(row).__name__ for row in (*session.new, *session.dirty, *session.deleted)]

    def settled(session: Any, *_rest: Any) -> None:
        session.info.pop("flushed", None)

    def finished(_app: Flask, **_rest: Any) -> None:
        pending = [type(row).__name__ for row in (*db.session.new, *db.session.dirty, *db.session.deleted)]
        UNCOMMITTED.extend(pending + db.session.info.get("flushed", []))

    listeners = (("after_flush", flushed), ("after_commit", settled), ("after_soft_rollback", settled))
    for name, listener in listeners:
        event.listen(db.session, name, listener)
    request_finished.connect(finished, app)
    yield
    request_finished.disconnect(finished, app)
    for name, listener in listeners:
        event.remove(db.session, name, listener)
