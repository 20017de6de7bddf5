"""Withdrawing a record made on the wrong household, and reading those withdrawn."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.forms.after_submit import WithdrawalForm
from fqa_forms.models import VisitRecord
from fqa_forms.services.audit import record_entry
from fqa_forms.services.record_page import build_record_view
from fqa_forms.services.withdrawals import find_withdrawn, list_withdrawn, withdraw_record
from fqa_forms.views.access import requires

withdrawals = Blueprint("withdrawals", __name__)


@withdrawals.get("/records/<int:record_id>/withdrawal")
@requires(Permission.WITHDRAW_RECORD, record=VisitRecord)
def ask(record: VisitRecord) -> ResponseReturnValue:
    """Ask for the reason before anything is withdrawn."""
    return _page(record, WithdrawalForm(formdata=None))


@withdrawals.post("/records/<int:record_id>/withdrawal")
@requires(Permission.WITHDRAW_RECORD, record=VisitRecord)
def withdraw(record: VisitRecord) -> ResponseReturnValue:
    """Withdraw the record."""
    form = WithdrawalForm()
    if not form.validate():
        return _page(record, form, 422)
    withdraw_record(record, form.reason.data, current_user)
    db.session.commit()
    flash(f"{record.reference} is withdrawn. It is in no list any more, and is kept here.", "success")
    return redirect(url_for("withdrawals.show", withdrawn_id=record.id))


@withdrawals.get("/withdrawn-records")
@requires(Permission.WITHDRAW_RECORD, logged=True)
def index() -> ResponseReturnValue:
    """The withdrawn records in reach, with who withdrew each and why."""
    rows = list_withdrawn(current_user)
    record_entry(AuditAction.RECORD_LIST_VIEWED, actor=current_user, shown=len(rows))
    page = render_template("withdrawals/index.html", rows=rows)
    db.session.commit()
    return page


@withdrawals.get("/withdrawn-records/<int:withdrawn_id>")
@requires(Permission.WITHDRAW_RECORD, logged=True)
def show(withdrawn_id: int) -> ResponseReturnValue:
    """One withdrawn record, to copy what belongs to the right household."""
    record = find_withdrawn(current_user, withdrawn_id) if withdrawn_id < 2**31 else None
    if record is None:
        abort(404)
    record_entry(AuditAction.RECORD_VIEWED, actor=current_user, subject=record, version=record.current.number)
    page = render_template("withdrawals/show.html", record=record, view=build_record_view(record.current))
    db.session.commit()
    return page


def _page(record: VisitRecord, form: WithdrawalForm, status: int = 200) -> ResponseReturnValue:
    return render_template("withdrawals/ask.html", record=record, form=form, errors=form.error_list), status
