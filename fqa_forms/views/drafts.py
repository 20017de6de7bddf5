"""Writing up a visit: task list, one page a section, check your answers, submit."""

from flask import Blueprint, abort, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import Draft
from fqa_forms.services.corrections import submit_correction
from fqa_forms.services.drafts import discard_draft, open_draft
from fqa_forms.services.records import Submission, submit_draft
from fqa_forms.views import draft_pages
from fqa_forms.views.access import requires
from fqa_forms.views.writing_pages import read_section, show_page
from fqa_forms.views.writing_saves import save_page

drafts = Blueprint("drafts", __name__, url_prefix="/drafts/<int:draft_id>")
requires_own_draft = requires(Permission.EDIT_DRAFT, draft=Draft)


@drafts.get("")
@requires_own_draft
def show(draft: Draft) -> ResponseReturnValue:
    """The task list: every section with how far it is."""
    if draft.record_id:
        return redirect(url_for("records.show", record_id=draft.record_id))
    return draft_pages.task_list(open_draft(draft))


@drafts.get("/sections/<section_id>")
@requires_own_draft
def edit(draft: Draft, section_id: str) -> ResponseReturnValue:
    """One section, as it was left; `?check=1` shows what it still needs."""
    if draft.record_id:
        return redirect(url_for("records.show", record_id=draft.record_id))
    page = read_section(draft, section_id, from_browser=False) or abort(404)
    return show_page(page, missing=request.args.get("check") == "1")


@drafts.post("/sections/<section_id>")
@requires_own_draft
def save(draft: Draft, section_id: str) -> ResponseReturnValue:
    """Keep what was typed, then go where the button says."""
    db.session.refresh(draft, with_for_update=True)
    page = read_section(draft, section_id, from_browser=True) or abort(404)
    return save_page(page)


@drafts.get("/check")
@requires_own_draft
def check(draft: Draft) -> ResponseReturnValue:
    """Everything typed, on one page, before submitting."""
    if draft.record_id:
        return redirect(url_for("records.show", record_id=draft.record_id))
    return draft_pages.check(open_draft(draft), gaps=())


@drafts.post("/submit")
@requires_own_draft
def submit(draft: Draft) -> ResponseReturnValue:
    """Submit once: a second click, or a resent page, finds the record made by the first."""
    db.session.refresh(draft, with_for_update=True)
    if request.form.get("submission_key") != draft.submission_key:
        abort(409)
    done = draft.record_id is not None
    submission = _submit(draft)
    if submission.record is None:
        db.session.commit()  # a correction may have taken in what a newer version changed
        return make_response(draft_pages.check(open_draft(draft), gaps=submission.gaps), 422)
    db.session.commit()
    return draft_pages.leave_submitted(submission.record, told=done)


def _submit(draft: Draft) -> Submission:
    """A draft becomes a record; a correction becomes the next version of the record it corrects."""
    if draft.corrects_id:
        return submit_correction(draft, current_user, current_app.extensions["fqa_settings"].write_up_working_days)
    return submit_draft(draft, current_user)


@drafts.get("/discard")
@requires_own_draft
def confirm_discard(draft: Draft) -> ResponseReturnValue:
    """Ask before anything is put away."""
    return render_template("drafts/discard.html", draft=draft)


@drafts.post("/discard")
@requires_own_draft
def discard(draft: Draft) -> ResponseReturnValue:
    """Put the draft away."""
    if draft.record_id:
        abort(409)
    discard_draft(draft, current_user)
    db.session.commit()
    return redirect(url_for("households.show", household_id=draft.household_id))
