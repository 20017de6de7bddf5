"""Submitted visit records: the list, one record with its score, and its download."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import VisitRecord
from fqa_forms.services.audit import record_entry
from fqa_forms.views.access import requires

records = Blueprint("records", __name__, url_prefix="/records")


@records.get("")
@requires(Permission.LIST_RECORDS)
def index() -> ResponseReturnValue:
    """The records in reach."""
    return render_template("errors/plain.html", title="Visit records", advice="")


@records.get("/<int:record_id>")
@requires(Permission.VIEW_RECORD, record=VisitRecord, logged=True)
def show(record: VisitRecord) -> ResponseReturnValue:
    """One record with its score."""
    record_entry(AuditAction.RECORD_VIEWED, actor=current_user, subject=record, version=record.current.number)
    page = render_template("errors/plain.html", title=record.reference, advice="")
    db.session.commit()
    return page
