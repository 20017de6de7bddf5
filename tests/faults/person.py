"""A supervising social worker at a browser, talking to the running service over HTTP."""

import http.client
import re
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode

from tests import factories

_TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')
_KEY = re.compile(r'name="submission_key" value="([^"]+)"')


class UnansweredError(Exception):
    """The service gave no answer, or said that it could not: what was sent may be stored or not."""

    def __init__(self, why: str, page: str = "") -> None:
        super().__init__(why)
        self.page = page


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    location: str
    text: str


@dataclass
class Person:
    """Somebody signed in, with the cookie and token that their browser holds."""

    port: int
    email: str
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""

    def sign_in(self) -> None:
        """Sign in, and keep the token of the new session."""
        self.token = _TOKEN.findall(self.get("/sign-in").text)[0]
        answer = self.post("/sign-in", {"email": self.email, "password": factories.PASSWORD, "next": ""})
        assert answer.status == 302, answer.text
        self.token = _TOKEN.findall(self.get("/account").text)[0]

    def get(self, address: str) -> Answer:
        """Open a page."""
        return self._send("GET", address, "")

    def post(self, address: str, fields: dict[str, Any]) -> Answer:
        """Send a form."""
        return self._send("POST", address, urlencode({"csrf_token": self.token, **fields}, doseq=True))

    def begin(self, household_id: int) -> int:
        """Start a visit to a household, or go on with the one begun; gives the draft's number."""
        answer = self.post(f"/households/{household_id}/records/supervision_visit", {})
        assert answer.status == 302, answer
        return int(answer.location.split("/")[2].partition("?")[0])

    def submission_key(self, draft_id: int) -> str:
        """The key on the page with the last button; it is the same for as long as the draft is one."""
        return _KEY.findall(self.get(f"/drafts/{draft_id}/check").text)[0]

    def _send(self, method: str, address: str, body: str) -> Answer:
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}
        if body:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, address, body or None, headers)
            response = connection.getresponse()
            answer = Answer(response.status, response.headers.get("Location", ""), response.read().decode())
        except (OSError, http.client.HTTPException) as error:
            raise UnansweredError(type(error).__name__) from error
        finally:
            connection.close()
        if answer.status >= 500:
            raise UnansweredError(str(answer.status), answer.text)
        self.cookies |= {k: v.value for k, v in SimpleCookie(response.headers.get("Set-Cookie", "")).items()}
        return answer


def boxes(answers: dict[str, Any]) -> dict[str, Any]:
    """Answers as the boxes of a page send them: a date is three."""
    sent: dict[str, Any] = {}
    for key, value in answers.items():
        parts = value if isinstance(value, dict) else None
        sent |= {f"{key}-{part}": text for part, text in parts.items()} if parts else {key: value}
    return sent
