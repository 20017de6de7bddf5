"""Records on paper: the PDF for workers, with the score, and each carer's copy, without it."""

from flask import Blueprint, Response, abort, current_app
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import Carer, RecordVersion, VisitRecord
from fqa_forms.services.audit import record_entry
from fqa_forms.services.carer_comments import has_copy
from fqa_forms.services.printing import print_record
from fqa_forms.services.version_history import find_version
from fqa_forms.views.access import requires

prints = Blueprint("prints", __name__, url_prefix="/records/<int:record_id>")
DEMO_NOTICE = "Demonstration: everything here is fictional."


@prints.get("/visit-record.pdf")
@requires(Permission.VIEW_RECORD, record=VisitRecord, logged=True)
def as_pdf(record: VisitRecord) -> ResponseReturnValue:
    """The record as it stands, with its score."""
    return _answer(record.current, None)


@prints.get("/versions/<int:number>/visit-record.pdf")
@requires(Permission.VIEW_RECORD, record=VisitRecord, logged=True)
def version_as_pdf(record: VisitRecord, number: int) -> ResponseReturnValue:
    """One version of the record, with its score."""
    return _answer(find_version(record, number) or abort(404), None)


@prints.get("/carers/<int:carer_id>/visit-record.pdf")
@requires(Permission.VIEW_CARER_FILE, record=VisitRecord, carer=Carer, logged=True)
def for_carer(record: VisitRecord, carer: Carer) -> ResponseReturnValue:
    """A carer's copy of the record as it stands, without the score."""
    if not has_copy(record, carer):
        abort(404)
    return _answer(record.current, carer)


def _answer(version: RecordVersion, carer: Carer | None) -> ResponseReturnValue:
    record = version.record
    record_entry(
        AuditAction.RECORD_DOWNLOADED, actor=current_user, subject=record, version=version.number, format="pdf"
    )
    notice = DEMO_NOTICE if current_app.extensions["fqa_settings"].demo else ""
    pdf = Response(print_record(version, carer=carer, notice=notice), mimetype="application/pdf")
    for_whom = f"-carer-{carer.id}" if carer else ""
    pdf.headers.set(
        "Content-Disposition", "attachment", filename=f"{record.reference}-version-{version.number}{for_whom}.pdf"
    )
    db.session.commit()
    return pdf
