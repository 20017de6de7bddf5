"""flask add-user: gives somebody an account, so that a new installation gets its first administrator."""

import click
from flask.cli import with_appcontext
from sqlalchemy import select

from fqa_forms.commands.guard import plain_errors
from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.domain.roles import Role
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import Service
from fqa_forms.services.import_teams import find_team
from fqa_forms.services.people import Particulars, add_user

_ROLES = click.Choice([role.value for role in Role])


@click.command("add-user")
@click.option("--email", required=True, help="The address to sign in with.")
@click.option("--name", required=True, help="The person's name.")
@click.option("--role", "roles", multiple=True, required=True, type=_ROLES, help="May be given several times.")
@click.option("--team", metavar="NAME", help="Their team; supervising social workers and team managers need one.")
@click.option("--service", metavar="NAME", help="The fostering service; made if there is none yet.")
@click.password_option(envvar="FQA_NEW_PASSWORD", help="Asked for if neither given nor in FQA_NEW_PASSWORD.")
@with_appcontext
@plain_errors
def add_user_command(
    email: str, name: str, roles: tuple[str, ...], team: str | None, service: str | None, password: str
) -> None:
    """Give somebody an account. On a new database also name the fostering service."""
    email = email.strip()
    if "@" not in email or not name.strip():
        raise click.UsageError("An account needs an e-mail address and a name.")
    begin_write()
    service_id = _service_id(service)
    team_row = find_team(team) if team is not None else None
    if team_row is not None and team_row.service_id != service_id:
        raise click.UsageError("The team belongs to another service.")
    wanted = Particulars(name.strip(), email, frozenset(map(Role, roles)), team_row.id if team_row else None)
    try:
        add_user(wanted, password, None, service_id)
    except RefusedChangeError as refusal:
        raise click.ClickException(f"{refusal}.") from refusal
    db.session.commit()
    click.echo(f"{email} can sign in now.")


def _service_id(name: str | None) -> int:
    """The service named, or the only one; a new one where there is none."""
    services = list(db.session.scalars(select(Service).order_by(Service.id)))
    if not services and name:
        services = [Service(name=name)]
        db.session.add_all(services)
        db.session.flush()
    found = [service for service in services if name in (None, service.name)]
    if len(found) != 1:
        there = ", ".join(service.name for service in services) or "none yet"
        raise click.UsageError(f"Name the fostering service with --service. The services are: {there}.")
    return found[0].id
