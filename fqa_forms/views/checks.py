"""The checks of a household: recording that one was done, what was recorded, and taking one back as an error."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.definitions import CHECKS
from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.calendar import today
from fqa_forms.domain.checks import CheckLine
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.forms.checks import CheckErrorForm, CheckForm
from fqa_forms.forms.typed_text import clean_text
from fqa_forms.models import Household, HouseholdCheck
from fqa_forms.services.audit import record_entry
from fqa_forms.services.household_checks import (
    check_in_words,
    checks_of,
    mark_in_error,
    new_submission_key,
    record_check,
    recorded_checks,
)
from fqa_forms.views.access import requires
from fqa_forms.views.check_lines import due_in_words, may_record_check
from fqa_forms.views.page_furniture import long_date

checks = Blueprint("checks", __name__)
_LONGEST_KEY = 64
_IN_ERROR = "recorded, and marked as an error since. If it was done, open “Record a check” anew to record it again."


@checks.get("/households/<int:household_id>/checks")
@requires(Permission.VIEW_HOUSEHOLD, household=Household, logged=True)
def index(household: Household) -> ResponseReturnValue:
    """Everything that was recorded of a household's checks, also what was recorded in error."""
    record_entry(AuditAction.HOUSEHOLD_VIEWED, actor=current_user, subject=household)
    rows = [(check, *check_in_words(check)) for check in recorded_checks(household)]
    may_record = may_record_check(household)
    page = render_template("checks/index.html", household=household, rows=rows, may_record=may_record)
    db.session.commit()
    return page


@checks.get("/households/<int:household_id>/checks/record")
@requires(Permission.RECORD_CHECK, household=Household, logged=True)
def ask(household: Household) -> ResponseReturnValue:
    """Ask which check was done and when; one named in the address is chosen already."""
    lines = checks_of(household, today())
    form = _form(lines, formdata=None, data={"check": request.args.get("check", "")})
    return _page(household, form, new_submission_key())


@checks.post("/households/<int:household_id>/checks/record")
@requires(Permission.RECORD_CHECK, household=Household)
def record(household: Household) -> ResponseReturnValue:
    """Keep that a check was done, or say what to put right."""
    lines = checks_of(household, today())
    form = _form(lines)
    key = clean_text(request.form.get("submission_key", ""))[:_LONGEST_KEY] or new_submission_key()
    done_on = form.done_on.day
    if not form.validate() or done_on is None:
        return _page(household, form, key, 422)
    line = next(line for line in lines if line.key == form.check.data)
    in_error = record_check(household, line, done_on, key, current_user).error is not None
    db.session.commit()
    said, banner = (_IN_ERROR, "notice") if in_error else ("recorded.", "success")
    flash(f"{line.in_words}, done on {long_date(done_on)}: {said}", banner)
    return redirect(url_for("households.show", household_id=household.id))


@checks.get("/checks/<int:check_id>/error")
@requires(Permission.RECORD_CHECK, check=HouseholdCheck, logged=True)
def ask_error(check: HouseholdCheck) -> ResponseReturnValue:
    """Ask what was wrong before a check is taken back."""
    return _error_page(check, CheckErrorForm(formdata=None))


@checks.post("/checks/<int:check_id>/error")
@requires(Permission.RECORD_CHECK, check=HouseholdCheck)
def mark_error(check: HouseholdCheck) -> ResponseReturnValue:
    """Take a check back as recorded in error."""
    form = CheckErrorForm()
    if not form.validate():
        return _error_page(check, form, 422)
    if not mark_in_error(check, form.reason.data, current_user):
        return _error_page(check, form, 409)
    db.session.commit()
    flash(f"{': '.join(check_in_words(check))}, done on {long_date(check.done_on)}: marked as an error.", "success")
    return redirect(url_for("checks.index", household_id=check.household_id))


def _form(lines: list[CheckLine], **settings: object) -> CheckForm:
    """The form to record a check, offering the household's own."""
    return CheckForm(
        choices=[(line.key, line.in_words) for line in lines],
        hints={line.key: due_in_words(line) for line in lines},
        earliest=CHECKS.earliest,
        born={line.key: (line.whose.name, line.born_on) for line in lines if line.born_on},
        **settings,
    )


def _page(household: Household, form: CheckForm, key: str, status: int = 200) -> ResponseReturnValue:
    """The page to record a check; it says when each was last done, and so is a view of the household."""
    record_entry(AuditAction.HOUSEHOLD_VIEWED, actor=current_user, subject=household)
    page = render_template(
        "checks/record.html", household=household, form=form, submission_key=key, errors=form.error_list
    )
    db.session.commit()
    return page, status


def _error_page(check: HouseholdCheck, form: CheckErrorForm, status: int = 200) -> ResponseReturnValue:
    """The page of one check that may be an error; a view of the household, as it says whose and when."""
    record_entry(AuditAction.HOUSEHOLD_VIEWED, actor=current_user, subject=check.household)
    kind, whose = check_in_words(check)
    page = render_template("checks/error.html", check=check, kind=kind, whose=whose, form=form, errors=form.error_list)
    db.session.commit()
    return page, status
