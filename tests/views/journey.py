"""A supervising social worker at a household's visit, for the tests of the journey's pages."""

from dataclasses import dataclass
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from fqa_forms.extensions import begin_write, db
from fqa_forms.models import Draft, Household, User
from tests import factories
from tests.record_client import RecordClient


@dataclass
class Visit:
    """A draft begun by its author, who is signed in."""

    client: RecordClient
    author: User
    household: Household
    draft: Draft

    def address(self, page: str = "") -> str:
        """The address of one of the draft's pages."""
        return f"/drafts/{self.draft.id}" + (f"/{page}" if page else "")

    def open(self, page: str = "") -> TestResponse:
        """Open one of the draft's pages."""
        return self.client.get(self.address(page))

    def save(self, section: str, then: str = "continue", **typed: Any) -> TestResponse:
        """Save a section as its page would, with what is typed in some of its boxes."""
        revision = {"revision": str(self.draft.revision)}
        return self.client.post(self.address(f"sections/{section}"), {"then": then, **revision, **typed})

    def fill_in(self, **more: Any) -> None:
        """Answer everything that is still needed."""
        begin_write()
        factories.fill_in(self.draft, **more)
        db.session.commit()

    def submit(self, **fields: str) -> TestResponse:
        """Press the last button."""
        return self.client.post(self.address("submit"), {"submission_key": self.draft.submission_key, **fields})


def begin_visit(app: Flask, **household: Any) -> Visit:
    """Somebody new signs in and begins to record a visit to a household of theirs."""
    author = factories.make_user(team=factories.make_team())
    home = factories.make_household(ssw=author, **household)
    client: RecordClient = app.test_client()  # type: ignore[assignment]
    client.sign_in(author)
    return Visit(client, author, home, factories.make_draft(home, author))
