from collections.abc import Callable

import pytest
from flask import Flask

from fqa_forms.extensions import db
from fqa_forms.models import Team
from tests import factories
from tests.page_inspection import soup_of
from tests.record_client import RecordClient


@pytest.fixture
def browser(app: Flask, client_for: Callable[..., RecordClient]) -> RecordClient:
    return client_for("administrator")


def test_a_team_is_added_and_renamed(browser: RecordClient) -> None:
    browser.get("/teams/add")
    assert "The team North is added." in browser.post("/teams/add", {"name": " North "}, follow_redirects=True).text
    team = db.session.query(Team).one()
    page = browser.get(f"/teams/{team.id}")
    assert soup_of(page).find(id="name")["value"] == "North"
    browser.post(f"/teams/{team.id}", {"name": "North and West"})
    assert db.session.query(Team).one().name == "North and West"


@pytest.mark.parametrize(
    ("name", "message"),
    [("", "Enter a name"), ("SOUTH", "There is already a team with this name"), ("t" * 201, "200 characters or fewer")],
)
def test_a_name_that_cannot_be_is_refused_and_kept_in_the_box(browser: RecordClient, name: str, message: str) -> None:
    factories.make_team("South")
    north = factories.make_team("North")
    for address in ("/teams/add", f"/teams/{north.id}"):
        page = browser.post(address, {"name": name})
        assert page.status_code == 422
        assert message in soup_of(page).select_one('a[href="#name"]').text
        assert soup_of(page).find(id="name").get("value", "") == name
    assert {team.name for team in db.session.query(Team)} == {"South", "North"}
