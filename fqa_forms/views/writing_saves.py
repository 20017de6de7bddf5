"""What a save of a writing page does, and where it leads."""

from dataclasses import dataclass

from flask import flash, get_template_attribute, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.answer_rules import walk
from fqa_forms.domain.calendar import LONDON
from fqa_forms.domain.form_definition import Section
from fqa_forms.domain.messages import RefusedChangeError
from fqa_forms.domain.visit_context import new_action_rows
from fqa_forms.extensions import db
from fqa_forms.forms.typed_text import clean_text
from fqa_forms.models import Draft
from fqa_forms.services.coach import known_hints
from fqa_forms.services.drafts import OpenDraft, add_row, open_draft, remove_row, save_section
from fqa_forms.services.hint_answers import WORDING, Reply, answer_hint
from fqa_forms.services.preferences import set_preference
from fqa_forms.views.draft_pages import submitted_already
from fqa_forms.views.writing_pages import (
    NOTES_PAGE,
    WHOLE,
    WritingPage,
    page_url,
    read_page,
    seen_page,
    show_clash,
    show_hint_fault,
    show_page,
)


@dataclass(frozen=True)
class Kept:
    """What came of a save: the answers that clash with a later one, and what an answer to a hint lacks."""

    clashes: tuple[str, ...]
    fault: RefusedChangeError | None


def button() -> tuple[str, str]:
    """The button that was pressed: what it does, and to what."""
    action, _, what = request.form.get("then", "continue").partition(":")
    return action, what


def save_page(page: WritingPage) -> ResponseReturnValue:
    """Keep a page in one transaction and answer; words that come after the submit are shown, not lost."""
    if page.opened.draft.record_id:
        return submitted_already(page)
    kept = keep_page(page)
    db.session.commit()
    return answer_save(page, kept)


def keep_page(page: WritingPage) -> Kept:
    """Keep what was typed and do what the button says."""
    draft = page.opened.draft
    clashes = save_section(draft, page.name, page.typed, current_user, seen_page())
    action, what = button()
    first = _first_of_row(page.sections)
    if action == "remove" and first and what in new_action_rows(draft.answers):
        remove_row(draft, what)
    if action == "add" and first:
        add_row(draft, first)
    if action in ("fold", "unfold"):
        set_preference(current_user, "coach_folded", action == "fold")
    return Kept(clashes, _answer_hint(draft, what) if action == "hint" else None)


def answer_save(page: WritingPage, kept: Kept) -> ResponseReturnValue:
    """What a save is answered with, once it is committed."""
    action, _what = button()
    if action == "autosave":
        return _autosaved(page, kept.clashes)
    if kept.clashes:
        opened = open_draft(page.opened.draft)
        return show_clash(WritingPage(opened, page.name, page.sections, page.form), kept.clashes)
    if kept.fault:
        return show_hint_fault(_again(page), kept.fault)
    return _leave(page)


def _leave(page: WritingPage) -> ResponseReturnValue:
    """Where the button leads after a save that went well."""
    draft, (action, what) = page.opened.draft, button()
    if action == "later":
        flash("Your draft is saved. You can go on with it at any time.", "success")
        return redirect(url_for("drafts.show", draft_id=draft.id))
    if action == "last" and open_draft(draft).definition.section(what):
        return redirect(url_for("writing.last_visit", draft_id=draft.id, section_id=what, _anchor=f"last-visit-{what}"))
    if anchor := _place_to_return_to(page, action, what):
        return redirect(page_url(draft, page.name, _anchor=anchor))
    if any(not gap.missing for gap in _again(page).gaps):
        return make_response(show_page(_again(page)), 422)
    return redirect(_next_page(open_draft(draft), page))


def _answer_hint(draft: Draft, hint: str) -> RefusedChangeError | None:
    """Keep the answer typed at one hint, or say what it lacks; where it is recorded goes before the words about it."""
    opened = open_draft(draft)
    if hint not in known_hints(opened):
        return None
    where = opened.definition.section(request.form.get(f"hint_where__{hint}", ""))
    note = clean_text(request.form.get(f"hint_note__{hint}", "")).strip()
    reply = Reply.DOES_NOT_APPLY if hint.startswith(WORDING) else request.form.get(f"hint_answer__{hint}", "")
    if where and reply == Reply.ELSEWHERE:
        note = f"{where.title}: {note}" if note else where.title
    try:
        answer_hint(draft, current_user, hint, reply, note)
    except RefusedChangeError as fault:
        return fault
    return None


def _again(page: WritingPage) -> WritingPage:
    """The page as it is saved now."""
    saved = read_page(page.opened.draft, page.name, from_browser=False)
    assert saved is not None  # noqa: S101 - the page was just saved
    return saved


def _autosaved(page: WritingPage, clashes: tuple[str, ...]) -> ResponseReturnValue:
    draft = page.opened.draft
    local = draft.saved_at.astimezone(LONDON)
    states = _states_shown(open_draft(draft)) if page.name == WHOLE else {}
    return {"saved": f"{local:%H:%M}", "revision": draft.revision, "clashes": list(clashes), "states": states}


def _states_shown(opened: OpenDraft) -> dict[str, str]:
    """How far each section is, as the side list of the whole form shows it."""
    show = get_template_attribute("macros/lists.html", "section_state")
    return {section_id: show(state) for section_id, state in opened.section_states().items()}


def _first_of_row(sections: tuple[Section, ...]) -> str:
    """The question that begins a row of new actions; empty where the page asks for none."""
    return next((q.id for section in sections for q in section.questions if q.for_each == "new_action"), "")


def _place_to_return_to(page: WritingPage, action: str, hint: str) -> str:
    """Where on the page somebody goes on after a button that does not leave it; empty where it leaves."""
    if action in ("add", "remove") and (first := _first_of_row(page.sections)):
        return f"{first}__{new_action_rows(page.opened.draft.answers)[-1]}"
    if action == "hint" and not hint.startswith(WORDING):
        return f"coach-{hint}"
    return "coach" if action in ("fold", "unfold", "hint") else ""


def _next_page(opened: OpenDraft, page: WritingPage) -> str:
    """The next section that asks this household anything, or the task list after the last."""
    draft_id, order = opened.draft.id, opened.definition.sections
    if page.name == WHOLE:
        return url_for("drafts.check", draft_id=draft_id)
    following = () if page.name == NOTES_PAGE else order[order.index(page.sections[0]) + 1 :]
    for section in following:
        if any(asked.shown for asked in walk(section, opened.context, opened.answers)):
            return url_for("drafts.edit", draft_id=draft_id, section_id=section.id)
    return url_for("drafts.show", draft_id=draft_id)
