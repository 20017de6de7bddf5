"""Writing at one's own pace: the whole form on a page, the notes, and the help beside a section."""

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.permissions import Permission
from fqa_forms.extensions import db
from fqa_forms.models import Draft
from fqa_forms.services.coach import SectionCoach
from fqa_forms.services.hint_answers import IN_WORDS
from fqa_forms.services.last_visit import read_last_visit
from fqa_forms.services.preferences import set_preference
from fqa_forms.views.access import requires
from fqa_forms.views.writing_aside import STATES, coached
from fqa_forms.views.writing_pages import NOTES_PAGE, WHOLE, WritingPage, read_page, read_section, show_page
from fqa_forms.views.writing_saves import save_page

writing = Blueprint("writing", __name__, url_prefix="/drafts/<int:draft_id>")
requires_own_draft = requires(Permission.EDIT_DRAFT, draft=Draft)


@writing.get("/whole")
@requires_own_draft
def whole(draft: Draft) -> ResponseReturnValue:
    """Every section on one page; `?check=1` shows what is still needed."""
    if draft.record_id:
        return redirect(url_for("records.show", record_id=draft.record_id))
    return show_page(_page(draft, WHOLE, from_browser=False), missing=request.args.get("check") == "1")


@writing.post("/whole")
@requires_own_draft
def save_whole(draft: Draft) -> ResponseReturnValue:
    """Keep what was typed anywhere on the page."""
    db.session.refresh(draft, with_for_update=True)
    page = _page(draft, WHOLE, from_browser=True)
    return save_page(page)


@writing.get("/notes")
@requires_own_draft
def notes(draft: Draft) -> ResponseReturnValue:
    """The scratch box of the visit: never part of the record."""
    if draft.record_id:
        return redirect(url_for("records.show", record_id=draft.record_id))
    return show_page(_page(draft, NOTES_PAGE, from_browser=False))


@writing.post("/notes")
@requires_own_draft
def save_notes(draft: Draft) -> ResponseReturnValue:
    """Keep the notes."""
    db.session.refresh(draft, with_for_update=True)
    page = _page(draft, NOTES_PAGE, from_browser=True)
    return save_page(page)


@writing.post("/layout")
@requires_own_draft
def choose_layout(draft: Draft) -> ResponseReturnValue:
    """Remember whether this person writes section by section or on one page."""
    on_one_page = request.form.get("whole") == "1"
    set_preference(current_user, "whole_form", on_one_page)
    db.session.commit()
    return redirect(url_for("writing.whole" if on_one_page else "drafts.show", draft_id=draft.id))


@writing.get("/coach/<section_id>")
@requires_own_draft
def coach(draft: Draft, section_id: str) -> ResponseReturnValue:
    """What the coach says now of a section, or of the whole form, for the page to show without opening again."""
    page = read_page(draft, section_id, from_browser=False)
    if page is None or draft.record_id or current_user.coach_folded:
        abort(404)
    said = coached(page.opened, page.sections)
    parts = {section.id: _coach_part(page, section.id, said) for section in page.sections}
    return {"parts": parts}


@writing.get("/sections/<section_id>/last-visit")
@requires(Permission.EDIT_DRAFT, draft=Draft, logged=True)
def last_visit(draft: Draft, section_id: str) -> ResponseReturnValue:
    """A section with what the last visit said of it: the whole page, or the part alone for a page open already."""
    page = read_section(draft, section_id, from_browser=False)
    if page is None or draft.record_id:
        abort(404)
    found = read_last_visit(page.opened, page.sections[0], current_user) or abort(404)
    if request.accept_mimetypes.best == "application/json":
        shown: ResponseReturnValue = {"part": render_template("drafts/_last_visit.html", last_visit=found)}
    else:
        shown = show_page(page, last_visit=found)
    db.session.commit()
    return shown


def _page(draft: Draft, name: str, *, from_browser: bool) -> WritingPage:
    return read_page(draft, name, from_browser=from_browser) or abort(404)


def _coach_part(page: WritingPage, section_id: str, said: dict[str, SectionCoach]) -> str:
    return render_template(
        "drafts/_coach_part.html",
        said=said.get(section_id),
        coach_states=STATES,
        replies=IN_WORDS,
        opened=page.opened,
    )
