"""Households: the list in reach, one household, and the start of a visit's record."""

from flask import Blueprint, abort, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.definitions import FORMS, forms_recorded_by, newest
from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.calendar import today
from fqa_forms.domain.checks import most_urgent_first
from fqa_forms.domain.form_definition import FormDefinition
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import Household
from fqa_forms.services.allocations import holder_today
from fqa_forms.services.audit import record_entry
from fqa_forms.services.drafts import find_draft, may_record, start_draft
from fqa_forms.services.household_checks import checks_of
from fqa_forms.services.household_context import build_context
from fqa_forms.services.households import list_households, visits_of
from fqa_forms.views.access import requires
from fqa_forms.views.check_lines import STATES, due_cell, may_record_check

households = Blueprint("households", __name__)


@households.get("/households")
@requires(Permission.VIEW_HOUSEHOLD)
def index() -> ResponseReturnValue:
    """The households in reach, with the last visit of each."""
    return render_template("households/index.html", rows=list_households(current_user))


@households.get("/households/<int:household_id>")
@requires(Permission.VIEW_HOUSEHOLD, household=Household, logged=True)
def show(household: Household) -> ResponseReturnValue:
    """One household: who lives there, its visits, its open actions, and the way to record a visit."""
    record_entry(AuditAction.HOUSEHOLD_VIEWED, actor=current_user, subject=household)
    page = render_template(
        "households/show.html",
        household=household,
        context=build_context(household),
        holder=holder_today(household),
        can_allocate=current_user.can(Permission.ALLOCATE_HOUSEHOLD),
        visits=visits_of(household),
        checks=most_urgent_first(checks_of(household, today())),
        check_states=STATES,
        due_cell=due_cell,
        may_record_check=may_record_check(household),
        form_titles={form: newest(form).title for form, _version in FORMS},
        forms=[(form, find_draft(household, current_user, form.form)) for form in _forms_to_record()],
    )
    db.session.commit()
    return page


@households.post("/households/<int:household_id>/records/<form>")
@requires(Permission.RECORD_VISIT, household=Household)
def start_record(household: Household, form: str) -> ResponseReturnValue:
    """Begin the record of a visit or another form, or go on with the one begun."""
    if not may_record(current_user, form):
        abort(404)
    draft = start_draft(household, current_user, form)
    db.session.commit()
    return redirect(url_for("drafts.show", draft_id=draft.id))


def _forms_to_record() -> list[FormDefinition]:
    return forms_recorded_by(current_user.roles) if current_user.can(Permission.RECORD_VISIT) else []
