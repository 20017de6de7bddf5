"""Who holds which household: for team managers and heads of service."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.calendar import today
from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.forms.people import AllocationForm
from fqa_forms.models import Household, User
from fqa_forms.services.allocations import allocate, allocations_of, can_hold, list_allocations
from fqa_forms.views.access import requires
from fqa_forms.views.page_furniture import long_date

allocations = Blueprint("allocations", __name__)


@allocations.get("/allocations")
@requires(Permission.ALLOCATE_HOUSEHOLD)
def index() -> ResponseReturnValue:
    """The households in reach, with who holds each today."""
    return render_template("allocations/index.html", rows=list_allocations(current_user))


@allocations.get("/households/<int:household_id>/allocation")
@requires(Permission.ALLOCATE_HOUSEHOLD, household=Household)
def show(household: Household) -> ResponseReturnValue:
    """Who held, holds and will hold a household, and the form to allocate it."""
    form = AllocationForm(formdata=None, holders=_choices(can_hold(current_user)), data={"starts_on": today()})
    return _page(household, form)


@allocations.post("/households/<int:household_id>/allocation")
@requires(Permission.ALLOCATE_HOUSEHOLD, household=Household)
def save(household: Household) -> ResponseReturnValue:
    """Allocate a household, or say what to put right."""
    holders = can_hold(current_user)
    form = AllocationForm(holders=_choices(holders))
    starts_on = form.starts_on.day
    if not form.validate() or starts_on is None:
        return _page(household, form, 422)
    holder = next(user for user in holders if str(user.id) == form.holder.data)
    try:
        allocate(household, holder, starts_on, current_user)
    except RefusedChangeError as fault:
        form.mark(fault.field, str(fault))
        return _page(household, form, 422)
    db.session.commit()
    flash(f"{household.name}: held by {holder.name} from {long_date(starts_on)}.", "success")
    return redirect(url_for("allocations.show", household_id=household.id))


def _choices(holders: list[User]) -> list[tuple[str, str]]:
    return [(str(user.id), f"{user.name}, {user.team.name}" if user.team else user.name) for user in holders]


def _page(household: Household, form: AllocationForm, status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "allocations/show.html",
        household=household,
        form=form,
        errors=form.error_list,
        held_by=allocations_of(household),
        today=today(),
    )
    return page, status
