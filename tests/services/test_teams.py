import pytest
from flask import Flask

from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, User
from fqa_forms.services.teams import add_team, list_teams, rename_team
from tests import factories


@pytest.fixture
def admin(app: Flask) -> User:
    return factories.make_user("administrator")


def test_teams_are_listed_by_name_with_their_people_and_households(admin: User) -> None:
    south, north = factories.make_team("South"), factories.make_team("north")
    factories.make_user(team=north)
    factories.make_user(team=north, active=False)
    factories.make_household(team=south)
    factories.make_team("Elsewhere", service=factories.make_service())
    rows = [(row.team.name, row.people, row.households) for row in list_teams(admin)]
    assert rows == [("north", 1, 0), ("South", 0, 1)]


def test_a_team_name_is_taken_once_whatever_the_capitals(admin: User) -> None:
    north = add_team("North", admin)
    with pytest.raises(RefusedChangeError):
        add_team("NORTH", admin)
    rename_team(north, "NORTH", admin)
    assert north.name == "NORTH"


def test_two_services_may_each_have_a_team_of_one_name(admin: User) -> None:
    factories.make_team("North", service=factories.make_service())
    assert add_team("North", admin).service_id == admin.service_id


def test_adding_and_renaming_are_logged_without_names(admin: User) -> None:
    team = add_team("North", admin)
    rename_team(team, "North and West", admin)
    found = [
        (entry.action, entry.subject_id, entry.details)
        for entry in db.session.query(AuditEntry).order_by(AuditEntry.id)
    ]
    assert found == [("team_added", team.id, {}), ("team_changed", team.id, {"changed": ["name"]})]
