"""The pages on which a draft is written: one section, the whole form, or the notes of the visit."""

import secrets
from dataclasses import dataclass
from typing import Any

from flask import make_response, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.answer_rules import Gap, section_gaps
from fqa_forms.domain.calendar import LONDON, today
from fqa_forms.domain.form_definition import Section
from fqa_forms.domain.messages import RefusedChangeError, message
from fqa_forms.domain.visit_context import MOST_NEW_ACTIONS, new_action_rows
from fqa_forms.forms.section_form import SectionForm, build_page_form, page_condition, page_questions
from fqa_forms.forms.typed_text import clean_text
from fqa_forms.models import Draft
from fqa_forms.services.answers_shown import shown_answer
from fqa_forms.services.drafts import NOTES, OpenDraft, SeenPage, changed_elsewhere_at, open_draft
from fqa_forms.services.last_visit import LastVisit
from fqa_forms.views import writing_aside

_LAST_REVISION = 2**31 - 1  # what a database's column holds
WHOLE, NOTES_PAGE = "whole-form", "visit-notes"  # no section can be called so


@dataclass(frozen=True)
class WritingPage:
    """A page with the form of the sections it shows; `name` is the section's id, WHOLE or NOTES_PAGE."""

    opened: OpenDraft
    name: str
    sections: tuple[Section, ...]
    form: SectionForm

    @property
    def typed(self) -> dict[str, Any]:
        """What was typed on the page, with the scratch notes where it carries them."""
        notes = {NOTES: clean_text(request.form[NOTES])} if NOTES in request.form else {}
        return {**self.form.typed, **notes}

    @property
    def gaps(self) -> list[Gap]:
        """What is missing or cannot be on this page."""
        opened = self.opened
        return [
            gap for section in self.sections for gap in section_gaps(section, opened.context, opened.answers, today())
        ]


def read_page(draft: Draft, name: str, *, from_browser: bool) -> WritingPage | None:
    """The page of that name, filled from the request or from the draft; None where the form has none such."""
    opened = open_draft(draft)
    section = opened.definition.section(name)
    if section is None and name not in (WHOLE, NOTES_PAGE):
        return None
    sections = (section,) if section else opened.definition.sections if name == WHOLE else ()
    form = build_page_form(sections, opened.context, opened.answers, from_browser=from_browser)
    return WritingPage(opened, name, sections, form)


def read_section(draft: Draft, section_id: str, *, from_browser: bool) -> WritingPage | None:
    """The page of one section; None where the form has none of that id."""
    return None if section_id in (WHOLE, NOTES_PAGE) else read_page(draft, section_id, from_browser=from_browser)


def page_url(draft: Draft, name: str, **more: Any) -> str:
    """The address of a page of that name."""
    if name in (WHOLE, NOTES_PAGE):
        return url_for("writing.whole" if name == WHOLE else "writing.notes", draft_id=draft.id, **more)
    return url_for("drafts.edit", draft_id=draft.id, section_id=name, **more)


def place_url(draft: Draft, section_id: str, key: str = "", **more: Any) -> str:
    """The address of a section or of one answer, on the kind of page that the worker prefers."""
    if current_user.whole_form:
        return page_url(draft, WHOLE, _anchor=key or f"section-{section_id}", **more)
    return page_url(draft, section_id, **more, **({"_anchor": key} if key else {}))


def show_page(page: WritingPage, *, missing: bool = False, last_visit: LastVisit | None = None) -> ResponseReturnValue:
    """The page; `missing` also marks what has not been answered yet."""
    marked = [gap for gap in page.gaps if missing or not gap.missing]
    page.form.show_gaps(marked)
    errors = [{"text": gap.text, "href": f"#{_anchor(page.form, gap.key)}"} for gap in marked]
    return _render(page, errors, last_visit=last_visit)


def show_clash(page: WritingPage, clashes: tuple[str, ...]) -> ResponseReturnValue:
    """The page after two windows changed the same answer: both texts, for the typist to keep or merge."""
    fields = {field.name: field for field in page.form.answer_fields}
    draft = page.opened.draft
    changed_at = changed_elsewhere_at(draft, clashes, _window())
    text = message("changed_elsewhere", at=f"{changed_at.astimezone(LONDON):%H:%M}")
    saved = {key: shown_answer(fields[key].asked, page.opened.answers) for key in clashes if key in fields}
    errors = []
    for key in clashes:
        label = "Notes of the visit"
        if key in fields:
            fields[key].errors = [text]
            label = fields[key].label.text.rstrip("?")
        errors.append({"text": f"{label}: {text}", "href": f"#{_anchor(page.form, key)}"})
    notes = {"notes_typed": clean_text(request.form[NOTES]), "notes_fault": text} if NOTES in clashes else {}
    return make_response(_render(page, errors, saved_elsewhere=saved, **notes), 409)


def show_hint_fault(page: WritingPage, fault: RefusedChangeError) -> ResponseReturnValue:
    """The page after an answer to a hint that says too little; what was typed is saved all the same."""
    errors = [{"text": str(fault), "href": f"#hint-{fault.field}"}]
    return make_response(_render(page, errors, hint_fault=fault), 422)


def seen_page() -> SeenPage | None:
    """The page that this save comes from, as its hidden fields tell."""
    revision = request.form.get("revision", type=int)
    return None if revision is None else SeenPage(min(max(revision, 0), _LAST_REVISION), _window())


def _window() -> str:
    """The name that the page gave itself; whatever is sent, a database can hold it."""
    return clean_text(request.form.get("window", ""))[:40]


def _render(page: WritingPage, errors: list[dict[str, str]], **more: Any) -> str:
    template = {WHOLE: "drafts/whole.html", NOTES_PAGE: "drafts/notes.html"}.get(page.name, "drafts/section.html")
    opened, here = page.opened, page_questions(page.sections)
    return render_template(
        template,
        page=page,
        opened=opened,
        draft=opened.draft,
        window=_window() or secrets.token_urlsafe(12),
        form=page.form,
        blocks={section.id: _blocks(page.form, section) for section in page.sections},
        conditions={field.name: page_condition(field.asked, here) for field in page.form.answer_fields},
        rows=new_action_rows(opened.answers),
        most_rows=MOST_NEW_ACTIONS,
        states=opened.section_states() if page.name == WHOLE else {},
        errors=errors,
        **writing_aside.beside(opened, page.sections, page.form),
        **more,
    )


def _blocks(form: SectionForm, section: Section) -> list[dict[str, Any]]:
    """A section's fields gathered by whom they are about, each block under that name."""
    blocks: list[dict[str, Any]] = []
    for field in form.answer_fields:
        if field.asked.section is not section:
            continue
        subject = field.asked.subject
        if not blocks or blocks[-1]["subject"] != subject:
            blocks.append({"subject": subject, "kind": field.asked.question.for_each, "fields": []})
        blocks[-1]["fields"].append(field)
    return blocks


def _anchor(form: SectionForm, key: str) -> str:
    field = next((f for f in form.answer_fields if f.name == key), None)
    return f"{key}-day" if field is not None and field.widget_kind == "date" else key
