"""Teams of a service: listed, added and renamed."""

from dataclasses import dataclass

from sqlalchemy import func, select

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import Household, Service, Team, User
from fqa_forms.models.visibility import visible_teams
from fqa_forms.services.audit import record_entry


@dataclass(frozen=True)
class TeamRow:
    """A team in a list, with how many people and households belong to it."""

    team: Team
    people: int
    households: int


def list_teams(viewer: User) -> list[TeamRow]:
    """The teams in reach, by name."""
    people = select(func.count(User.id)).where(User.team_id == Team.id, User.active).scalar_subquery()
    households = select(func.count(Household.id)).where(Household.team_id == Team.id).scalar_subquery()
    rows = db.session.execute(
        select(Team, people, households)
        .where(visible_teams(viewer, Permission.MANAGE_PEOPLE))
        .order_by(func.lower(Team.name), Team.id)
    )
    return [TeamRow(*row) for row in rows]


def add_team(name: str, actor: User) -> Team:
    """Add a team to the actor's service; raises RefusedChangeError."""
    _check_name_is_free(name, actor.service_id, None)
    team = Team(service_id=actor.service_id, name=name)
    db.session.add(team)
    db.session.flush()
    record_entry(AuditAction.TEAM_ADDED, actor=actor, subject=team)
    return team


def rename_team(team: Team, name: str, actor: User) -> None:
    """Give a team another name; raises RefusedChangeError."""
    _check_name_is_free(name, team.service_id, team)
    if team.name != name:
        team.name = name
        record_entry(AuditAction.TEAM_CHANGED, actor=actor, subject=team, changed=["name"])


def _check_name_is_free(name: str, service_id: int, holder: Team | None) -> None:
    # One change to teams at a time: the table's own rule would let names differ by capitals.
    db.session.execute(select(Service.id).where(Service.id == service_id).with_for_update())
    taken = select(Team).where(Team.service_id == service_id, func.lower(Team.name) == name.lower())
    if any(team is not holder for team in db.session.scalars(taken)):
        raise RefusedChangeError("name", "team_taken")
