"""A head of service's oversight, team by team: every figure opens its list, and nobody sees beyond their reach."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask

from fqa_forms.domain.calendar import today
from tests import factories
from tests.record_client import RecordClient
from tests.views.test_quality import make_graded, rows_of, total_of

ClientFor = Callable[[Any], RecordClient]


@pytest.mark.parametrize("page", ["/", "/oversight"])
def test_a_head_of_service_sees_each_team_and_each_figure_opens_its_list(
    app: Flask, client_for: ClientFor, page: str
) -> None:
    author = factories.make_user(team=factories.make_team("North"))
    second = factories.make_user(team=factories.make_team("South"), name="Joan Ellis")
    for worker, weeks in ((author, 14), (second, 14), (second, 15)):
        make_graded(worker, today() - timedelta(weeks=weeks), 1)
    factories.make_household(team=factories.make_team("West"), approved_on=today())
    client = client_for(factories.make_user("head_of_service", service=factories.the_service()))
    teams = rows_of(client.get(page), "teams")
    overdue = {name: int(cells[2].text) for name, cells in teams.items()}
    assert overdue == {"North": 1, "South": 2, "West": 0}
    for name, cells in teams.items():
        for link in (cell.a for cell in cells if cell.a):
            listed = client.get(link["href"])
            assert (total_of(listed), name in listed.soup.h1.text) == (int(link.text), True), link["href"]


def test_a_manager_of_one_team_has_no_break_down_and_no_other_teams_list(app: Flask, client_for: ClientFor) -> None:
    north, south = factories.make_team("North"), factories.make_team("South")
    factories.make_household(ssw=factories.make_user(team=south), name="The southern household")
    factories.make_household(ssw=factories.make_user(team=north))
    client = client_for(factories.make_user("team_manager", team=north))
    for page in ("/", "/oversight"):
        assert client.get(page).soup.select_one("#teams") is None
    elsewhere = client.get(f"/oversight/supervision?team={south.id}")
    assert total_of(elsewhere) == 0
    assert "The southern household" not in elsewhere.text
