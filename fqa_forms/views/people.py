"""Administration of users: listed, added, changed, given a new password, signed out everywhere."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.domain.permissions import Permission
from fqa_forms.domain.roles import Role
from fqa_forms.extensions import db
from fqa_forms.forms.people import ChangeUserForm, NewPasswordForm, NewUserForm, UserForm
from fqa_forms.models import User, UserSession
from fqa_forms.services import accounts
from fqa_forms.services.people import (
    Particulars,
    add_user,
    change_user,
    households_held,
    list_people,
    set_password,
)
from fqa_forms.services.teams import list_teams
from fqa_forms.views import sessions
from fqa_forms.views.access import requires

people = Blueprint("people", __name__, url_prefix="/people")
manages_people = requires(Permission.MANAGE_PEOPLE)
manages_person = requires(Permission.MANAGE_PEOPLE, person=User)


@people.get("")
@manages_people
def index() -> ResponseReturnValue:
    """Users and teams."""
    return render_template("people/index.html", rows=list_people(current_user), teams=list_teams(current_user))


@people.get("/add")
@manages_people
def add() -> ResponseReturnValue:
    """An empty form for a new user."""
    return _add_page(NewUserForm(formdata=None, teams=_team_choices()))


@people.post("/add")
@manages_people
def save_new() -> ResponseReturnValue:
    """Add a user, or say what to put right."""
    form = NewUserForm(teams=_team_choices())
    if not form.validate():
        return _add_page(form, 422)
    try:
        person = add_user(_particulars(form, active=True), form.new_password.data, current_user)
    except RefusedChangeError as fault:
        form.mark(fault.field, str(fault))
        return _add_page(form, 422)
    db.session.commit()
    flash(f"{person.name} now has an account.", "success")
    return redirect(url_for("people.index"))


@people.get("/<int:person_id>")
@manages_person
def show(person: User) -> ResponseReturnValue:
    """One user, ready to change."""
    form = ChangeUserForm(formdata=None, teams=_team_choices(), data=_as_typed(person))
    return _person_page(person, form)


@people.post("/<int:person_id>")
@manages_person
def save(person: User) -> ResponseReturnValue:
    """Change a user, or say what to put right."""
    form = ChangeUserForm(teams=_team_choices())
    if not form.validate():
        return _person_page(person, form, 422)
    wanted = _particulars(form, active=form.active.data == "yes")
    try:
        changed = change_user(person, wanted, current_user, _session_to_keep(person))
    except RefusedChangeError as fault:
        form.mark(fault.field, str(fault))
        return _person_page(person, form, 422)
    db.session.commit()
    flash(f"{person.name}’s account is changed." if changed else "Nothing was changed.", "success")
    return redirect(url_for("people.index"))


@people.get("/<int:person_id>/password")
@manages_person
def password(person: User) -> ResponseReturnValue:
    """A form for a new password."""
    return _password_page(person, NewPasswordForm(formdata=None))


@people.post("/<int:person_id>/password")
@manages_person
def save_password(person: User) -> ResponseReturnValue:
    """Give somebody a new password, or say what to put right."""
    form = NewPasswordForm()
    if not form.validate():
        return _password_page(person, form, 422)
    try:
        set_password(person, form.new_password.data, current_user, _session_to_keep(person))
    except RefusedChangeError as fault:
        form.mark(fault.field, str(fault))
        return _password_page(person, form, 422)
    db.session.commit()
    flash(f"{person.name} has a new password and is signed out everywhere else.", "success")
    return redirect(url_for("people.show", person_id=person.id))


@people.post("/<int:person_id>/end-sessions")
@manages_person
def end_sessions(person: User) -> ResponseReturnValue:
    """Sign somebody out of every browser, but for the one in use here."""
    ended = accounts.end_all_sessions(person, current_user, _session_to_keep(person))
    db.session.commit()
    flash(f"{ended} session{'' if ended == 1 else 's'} of {person.name} ended.", "success")
    return redirect(url_for("people.show", person_id=person.id))


def _team_choices() -> list[tuple[str, str]]:
    return [(str(row.team.id), row.team.name) for row in list_teams(current_user)]


def _particulars(form: UserForm, *, active: bool) -> Particulars:
    return Particulars(
        name=form.name.data,
        email=form.address.data,
        roles=frozenset(Role(value) for value in form.roles.data),
        team_id=int(form.team.data) if form.team.data else None,
        active=active,
    )


def _as_typed(person: User) -> dict[str, object]:
    return {
        "name": person.name,
        "address": person.email,
        "roles": [role.value for role in person.roles],
        "team": str(person.team_id or ""),
        "active": "yes" if person.active else "no",
    }


def _session_to_keep(person: User) -> UserSession | None:
    """An administrator who changes their own account stays signed in here."""
    return sessions.current_session() if person.id == current_user.id else None


def _add_page(form: NewUserForm, status: int = 200) -> ResponseReturnValue:
    return render_template("people/add.html", form=form, errors=form.error_list), status


def _person_page(person: User, form: ChangeUserForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "people/show.html", person=person, form=form, errors=form.error_list, held=households_held(person)
    )
    return page, status


def _password_page(person: User, form: NewPasswordForm, status: int = 200) -> ResponseReturnValue:
    return render_template("people/password.html", person=person, form=form, errors=form.error_list), status
