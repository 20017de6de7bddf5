"""Where imported records go: the team named, or the team "Imported" of the only service."""

from sqlalchemy import select

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.extensions import db
from fqa_forms.models import Service, Team
from fqa_forms.services.audit import record_entry

IMPORTED = "Imported"


class TeamError(ValueError):
    """There is no one team that is meant; the message says what to do."""


def import_team(name: str | None) -> Team:
    """The team to import into, made where that is right; raises TeamError where it is not clear."""
    services = list(db.session.scalars(select(Service).order_by(Service.id)))
    if not services:
        return _make_team(_make_service(), name or IMPORTED)
    if name is not None:
        return find_team(name)
    if len(services) > 1:
        raise TeamError(f"There are several services. Name a team with --team: {team_list()}.")
    found = db.session.scalar(select(Team).where(Team.service_id == services[0].id, Team.name == IMPORTED))
    return found or _make_team(services[0], IMPORTED)


def find_team(name: str) -> Team:
    """The one team of that name; raises TeamError that lists the teams there are."""
    found = list(db.session.scalars(select(Team).where(Team.name == name)))
    if not found:
        raise TeamError(f"There is no team called {name!a}. The teams are: {team_list()}.")
    if len(found) > 1:
        raise TeamError(f"More than one service has a team called {name!a}; give them different names first.")
    return found[0]


def team_list() -> str:
    """The names of the teams, for a message."""
    names = db.session.scalars(select(Team.name).order_by(Team.name))
    return ", ".join(names) or "none yet"


def _make_service() -> Service:
    service = Service(name=IMPORTED)
    db.session.add(service)
    db.session.flush()
    return service


def _make_team(service: Service, name: str) -> Team:
    team = Team(service_id=service.id, name=name)
    db.session.add(team)
    db.session.flush()
    record_entry(AuditAction.TEAM_ADDED, actor=None, subject=team, service_id=service.id)
    return team
