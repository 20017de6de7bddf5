"""A manager's reading of a record, its author's answer, and what the carers say."""

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.domain.permissions import Permission
from fqa_forms.domain.record_status import Step
from fqa_forms.extensions import db
from fqa_forms.forms.after_submit import AnswerForm, CarerCommentForm, ReviewForm
from fqa_forms.models import Carer, VisitRecord
from fqa_forms.services.audit import record_entry
from fqa_forms.services.carer_comments import add_carer_comment, carer_file, has_copy
from fqa_forms.services.reviews import review_lines, review_record, status_of, wrote_any_of
from fqa_forms.views.access import requires

reviews = Blueprint("reviews", __name__)
_AGREES = {"yes": True, "no": False, "not_said": None}
_DONE = {Step.SIGNED_OFF: "signed off", Step.RETURNED: "returned to its author", Step.ANSWERED: "answered"}


@reviews.get("/records/<int:record_id>/review")
@requires(Permission.REVIEW_RECORD, record=VisitRecord, logged=True)
def show(record: VisitRecord) -> ResponseReturnValue:
    """What was said so far, and the form to sign the record off or return it."""
    return _step_page("reviews/show.html", record, ReviewForm(formdata=None))


@reviews.post("/records/<int:record_id>/review")
@requires(Permission.REVIEW_RECORD, record=VisitRecord)
def decide(record: VisitRecord) -> ResponseReturnValue:
    """Sign the record off or return it, or say why that cannot be."""
    form = ReviewForm()
    if not form.validate():
        return _step_page("reviews/show.html", record, form), 422
    return _take(record, Step(form.verdict.data), form, "reviews/show.html")


@reviews.get("/records/<int:record_id>/answer")
@requires(Permission.ANSWER_RETURN, record=VisitRecord, logged=True)
def ask_answer(record: VisitRecord) -> ResponseReturnValue:
    """What the manager asked for, and the form to answer."""
    return _step_page("reviews/answer.html", record, AnswerForm(formdata=None))


@reviews.post("/records/<int:record_id>/answer")
@requires(Permission.ANSWER_RETURN, record=VisitRecord)
def answer(record: VisitRecord) -> ResponseReturnValue:
    """Answer a return."""
    form = AnswerForm()
    if not form.validate():
        return _step_page("reviews/answer.html", record, form), 422
    return _take(record, Step.ANSWERED, form, "reviews/answer.html")


@reviews.get("/records/<int:record_id>/carers/<int:carer_id>/comment")
@requires(Permission.ADD_CARER_COMMENT, record=VisitRecord, carer=Carer)
def ask_carer(record: VisitRecord, carer: Carer) -> ResponseReturnValue:
    """The form for what a carer said of the record."""
    return _carer_page(record, carer, CarerCommentForm(formdata=None, not_before=record.visit_date))


@reviews.post("/records/<int:record_id>/carers/<int:carer_id>/comment")
@requires(Permission.ADD_CARER_COMMENT, record=VisitRecord, carer=Carer)
def add_comment(record: VisitRecord, carer: Carer) -> ResponseReturnValue:
    """Keep what the carer said."""
    form = CarerCommentForm(not_before=record.visit_date)
    given_on = form.given_on.day
    if not has_copy(record, carer) or not form.validate() or given_on is None:
        return _carer_page(record, carer, form, 422)
    add_carer_comment(record, carer, _AGREES[form.agrees.data], form.comment.data, given_on, current_user)
    db.session.commit()
    flash(f"What {carer.name} said is kept with {record.reference}.", "success")
    return redirect(url_for("records.show", record_id=record.id))


@reviews.get("/carers/<int:carer_id>/records")
@requires(Permission.VIEW_CARER_FILE, carer=Carer, logged=True)
def carer_records(carer: Carer) -> ResponseReturnValue:
    """The copies of visit records on one carer's own record."""
    lines = carer_file(carer)
    record_entry(AuditAction.CARER_FILE_VIEWED, actor=current_user, subject=carer, shown=len(lines))
    in_reach = current_user.can(Permission.VIEW_HOUSEHOLD)
    page = render_template("reviews/carer.html", carer=carer, lines=lines, household_in_reach=in_reach)
    db.session.commit()
    return page


def _take(record: VisitRecord, step: Step, form: ReviewForm | AnswerForm, template: str) -> ResponseReturnValue:
    try:
        review_record(record, step, form.comment.data, current_user, request.form.get("version", ""))
    except RefusedChangeError as fault:
        form.mark(fault.field, str(fault))
        return _step_page(template, record, form), 409
    db.session.commit()
    flash(f"{record.reference} is {_DONE[step]}.", "success")
    return redirect(url_for("records.show", record_id=record.id))


def _step_page(template: str, record: VisitRecord, form: ReviewForm | AnswerForm) -> str:
    """The page of a step: its comments are words about the record, so opening it is a view of the record."""
    record_entry(AuditAction.RECORD_VIEWED, actor=current_user, subject=record, version=record.current.number)
    page = render_template(
        template,
        record=record,
        form=form,
        errors=form.error_list,
        status=status_of(record),
        steps=review_lines(record),
        own=wrote_any_of(record, current_user),
    )
    db.session.commit()
    return page


def _carer_page(record: VisitRecord, carer: Carer, form: CarerCommentForm, status: int = 200) -> ResponseReturnValue:
    if not has_copy(record, carer):
        abort(404)
    page = render_template("reviews/carer_comment.html", record=record, carer=carer, form=form, errors=form.error_list)
    return page, status
