"""Correcting a submitted record, and reading each of its versions."""

from flask import Blueprint, abort, current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.calendar import today
from fqa_forms.domain.due_dates import write_up_limit
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.forms.after_submit import CorrectionForm
from fqa_forms.models import VisitRecord
from fqa_forms.services.audit import record_entry
from fqa_forms.services.corrections import can_be_corrected, open_correction, open_corrections
from fqa_forms.services.record_page import build_record_view
from fqa_forms.services.version_history import changes_made, find_version, maker_of
from fqa_forms.views.access import requires

corrections = Blueprint("corrections", __name__, url_prefix="/records/<int:record_id>")


@corrections.get("/correction")
@requires(Permission.CORRECT_RECORD, record=VisitRecord)
def start(record: VisitRecord) -> ResponseReturnValue:
    """Ask why the record is corrected, and say who else is correcting it."""
    return _page(record, CorrectionForm(formdata=None))


@corrections.post("/correction")
@requires(Permission.CORRECT_RECORD, record=VisitRecord)
def begin(record: VisitRecord) -> ResponseReturnValue:
    """Begin the correction, or go on with the one begun."""
    if not can_be_corrected(record):
        abort(409)
    form = CorrectionForm()
    if not form.validate():
        return _page(record, form, 422)
    draft = open_correction(record, current_user, form.reason.data)
    db.session.commit()
    return redirect(url_for("drafts.show", draft_id=draft.id))


@corrections.get("/versions/<int:number>")
@requires(Permission.VIEW_RECORD, record=VisitRecord, logged=True)
def version(record: VisitRecord, number: int) -> ResponseReturnValue:
    """One version as it was, with its own score and what it changed."""
    found = find_version(record, number) or abort(404)
    record_entry(AuditAction.RECORD_VIEWED, actor=current_user, subject=record, version=found.number)
    page = render_template(
        "corrections/version.html",
        record=record,
        view=build_record_view(found),
        made_by=maker_of(found),
        changes=changes_made(found),
    )
    db.session.commit()
    return page


def _page(record: VisitRecord, form: CorrectionForm, status: int = 200) -> ResponseReturnValue:
    working_days = current_app.extensions["fqa_settings"].write_up_working_days
    begun = open_corrections(record)
    page = render_template(
        "corrections/start.html",
        record=record,
        form=form,
        errors=form.error_list,
        correctable=can_be_corrected(record),
        mine=next((draft for draft in begun if draft.author_id == current_user.id), None),
        others=[draft for draft in begun if draft.author_id != current_user.id],
        late=today() > write_up_limit(record.visit_date, working_days),
    )
    return page, status
