"""Submitted visit records: the list, one record with its score, and its download."""

import json

from flask import Blueprint, Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.definitions import FORMS
from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.due_dates import days_written_up_late, write_up_limit
from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import VisitRecord
from fqa_forms.services.after_submit import after_submit
from fqa_forms.services.audit import record_entry
from fqa_forms.services.hint_answers import hint_answers_of
from fqa_forms.services.record_history import record_history
from fqa_forms.services.record_lists import list_choices, list_records
from fqa_forms.services.record_page import build_record_view, may_open_household
from fqa_forms.views.access import requires
from fqa_forms.views.record_filters import as_query, in_words, read_filters

records = Blueprint("records", __name__, url_prefix="/records")


@records.get("")
@requires(Permission.LIST_RECORDS, logged=True)
def index() -> ResponseReturnValue:
    """The records in reach, narrowed as the address says."""
    choices = list_choices(current_user)
    reading = read_filters(request.args, choices)
    page = list_records(current_user, reading.filters, _page_number(), _working_days())
    record_entry(AuditAction.RECORD_LIST_VIEWED, actor=current_user, shown=len(page.rows))
    shown = render_template(
        "records/index.html",
        page=page,
        fields=reading.fields,
        errors=reading.errors,
        titles={form: definition.title for (form, _version), definition in FORMS.items()},
        chosen=in_words(reading.filters, choices),
        href_for=lambda number: url_for("records.index", **as_query(reading.filters), page=number),
    )
    db.session.commit()
    return shown, 400 if reading.errors else 200


@records.get("/<int:record_id>")
@requires(Permission.VIEW_RECORD, record=VisitRecord, logged=True)
def show(record: VisitRecord) -> ResponseReturnValue:
    """One record with its score."""
    version = record.current
    record_entry(AuditAction.RECORD_VIEWED, actor=current_user, subject=record, version=version.number)
    page = render_template(
        "records/show.html",
        record=record,
        view=build_record_view(version),
        history=record_history(record),
        after=after_submit(record, current_user),
        hint_answers=hint_answers_of(record),
        limit=write_up_limit(record.visit_date, _working_days()),
        days_late=days_written_up_late(record.visit_date, record.recorded_on, _working_days()),
        household_in_reach=may_open_household(record, current_user),
    )
    db.session.commit()
    return page


@records.get("/<int:record_id>/visit-record.json")
@requires(Permission.VIEW_RECORD, record=VisitRecord, logged=True)
def download(record: VisitRecord) -> ResponseReturnValue:
    """The record as a file in the form of visit_record.schema.json."""
    version = record.current
    record_entry(
        AuditAction.RECORD_DOWNLOADED, actor=current_user, subject=record, version=version.number, format="json"
    )
    text = json.dumps(version.document, ensure_ascii=False, indent=2) + "\n"
    db.session.commit()
    answer = Response(text, mimetype="application/json")
    answer.headers.set("Content-Disposition", "attachment", filename=f"{record.reference}.json")
    return answer


def _page_number() -> int:
    text = request.args.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 6 else 1


def _working_days() -> int:
    days: int = current_app.extensions["fqa_settings"].write_up_working_days
    return days
