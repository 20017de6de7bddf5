"""Administration of teams: added and renamed."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.forms.people import TeamForm
from fqa_forms.models import Team
from fqa_forms.services.teams import add_team, rename_team
from fqa_forms.views.access import requires

teams = Blueprint("teams", __name__, url_prefix="/teams")


@teams.get("/add")
@requires(Permission.MANAGE_PEOPLE)
def add() -> ResponseReturnValue:
    """An empty form for a new team."""
    return _page(None, TeamForm(formdata=None))


@teams.post("/add")
@requires(Permission.MANAGE_PEOPLE)
def save_new() -> ResponseReturnValue:
    """Add a team, or say what to put right."""
    form = TeamForm()
    if not form.validate():
        return _page(None, form, 422)
    try:
        team = add_team(form.name.data, current_user)
    except RefusedChangeError as fault:
        form.mark(fault.field, str(fault))
        return _page(None, form, 422)
    db.session.commit()
    flash(f"The team {team.name} is added.", "success")
    return redirect(url_for("people.index"))


@teams.get("/<int:team_id>")
@requires(Permission.MANAGE_PEOPLE, team=Team)
def show(team: Team) -> ResponseReturnValue:
    """One team, ready to rename."""
    return _page(team, TeamForm(formdata=None, data={"name": team.name}))


@teams.post("/<int:team_id>")
@requires(Permission.MANAGE_PEOPLE, team=Team)
def save(team: Team) -> ResponseReturnValue:
    """Rename a team, or say what to put right."""
    form = TeamForm()
    if not form.validate():
        return _page(team, form, 422)
    try:
        rename_team(team, form.name.data, current_user)
    except RefusedChangeError as fault:
        form.mark(fault.field, str(fault))
        return _page(team, form, 422)
    db.session.commit()
    flash(f"The team is now called {team.name}.", "success")
    return redirect(url_for("people.index"))


def _page(team: Team | None, form: TeamForm, status: int = 200) -> ResponseReturnValue:
    return render_template("people/team.html", team=team, form=form, errors=form.error_list), status
