"""What the pages of a draft show, put together for their templates."""

import secrets
from dataclasses import dataclass
from typing import Any

from flask import flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from fqa_forms.domain.answer_rules import Gap, find_gaps, left_out, section_gaps, section_state, walk
from fqa_forms.domain.calendar import LONDON, today
from fqa_forms.domain.form_definition import Section
from fqa_forms.domain.messages import message
from fqa_forms.domain.visit_context import MOST_NEW_ACTIONS, new_action_rows
from fqa_forms.forms.section_form import SectionForm, build_section_form, page_condition
from fqa_forms.models import Draft, VisitRecord
from fqa_forms.services.answers_shown import shown_answer, summarise
from fqa_forms.services.drafts import OpenDraft, SeenPage

STATE_TAGS = {
    "not_needed": "Cannot apply",
    "not_started": "Not started",
    "in_progress": "In progress",
    "completed": "Completed",
    "optional": "Optional",
}


@dataclass(frozen=True)
class Task:
    """One line of the task list."""

    section: Section
    state: str


def task_list(opened: OpenDraft) -> ResponseReturnValue:
    """Every section with its state, what was brought in, and the way to check and submit."""
    tasks = [Task(s, section_state(s, opened.context, opened.answers, today())) for s in opened.definition.sections]
    done = sum(task.state in ("completed", "optional", "not_needed") for task in tasks)
    return render_template(
        "drafts/task_list.html", opened=opened, draft=opened.draft, tasks=tasks, done=done, tags=STATE_TAGS
    )


def section(opened: OpenDraft, section: Section, form: SectionForm, *, missing: bool) -> ResponseReturnValue:
    """One section's page; `missing` also marks what has not been answered yet."""
    gaps = section_gaps(section, opened.context, opened.answers, today())
    marked = [gap for gap in gaps if missing or not gap.missing]
    form.show_gaps(marked)
    return render_template(
        "drafts/section.html",
        **_section_page(opened, section, form),
        errors=[{"text": gap.text, "href": f"#{_anchor(form, gap.key)}"} for gap in marked],
    )


def after_save(opened: OpenDraft, section_saved: Section, action: str) -> ResponseReturnValue:
    """Where a save leads: the list, the next section, another row, or the same page with its faults."""
    draft_id, here = opened.draft.id, section_saved.id
    if action == "later":
        flash("Your draft is saved. You can go on with it at any time.", "success")
        return redirect(url_for("drafts.show", draft_id=draft_id))
    if action in ("add", "remove"):
        return redirect(url_for("drafts.edit", draft_id=draft_id, section_id=here))
    if any(not gap.missing for gap in section_gaps(section_saved, opened.context, opened.answers, today())):
        form = build_section_form(section_saved, opened.context, opened.answers, from_browser=False)
        return make_response(section(opened, section_saved, form, missing=False), 422)
    return redirect(_next_page(opened, section_saved))


def seen_page() -> SeenPage | None:
    """The page that this save comes from, as its hidden fields tell."""
    revision = request.form.get("revision", type=int)
    return None if revision is None else SeenPage(revision, request.form.get("window", "")[:40])


def autosaved(draft: Draft, clashes: tuple[str, ...]) -> ResponseReturnValue:
    """The answer to a save that the page made by itself."""
    local = draft.saved_at.astimezone(LONDON)
    return {"saved": f"{local:%H:%M}", "revision": draft.revision, "clashes": list(clashes)}


def clash(opened: OpenDraft, section: Section, form: SectionForm, clashes: tuple[str, ...]) -> ResponseReturnValue:
    """The page after two windows changed the same answer: both texts, for the typist to keep or merge."""
    fields = {field.name: field for field in form.answer_fields}
    saved = {key: shown_answer(fields[key].asked, opened.answers) for key in clashes}
    for key in clashes:
        fields[key].errors = [message("changed_elsewhere", at=f"{opened.draft.saved_at.astimezone(LONDON):%H:%M}")]
    page = render_template(
        "drafts/section.html",
        **_section_page(opened, section, form),
        saved_elsewhere=saved,
        errors=[
            {"text": f"{fields[key].label.text.rstrip('?')}: {fields[key].errors[0]}", "href": f"#{_anchor(form, key)}"}
            for key in clashes
        ],
    )
    return make_response(page, 409)


def check(opened: OpenDraft, gaps: tuple[Gap, ...]) -> ResponseReturnValue:
    """Everything typed by section, what no longer applies, and after a refused submit each gap."""
    return render_template(
        "drafts/check.html",
        opened=opened,
        draft=opened.draft,
        summary=summarise(opened.definition, opened.context, opened.answers),
        left_out=[
            (asked, shown_answer(asked, opened.answers))
            for asked in left_out(opened.definition, opened.context, opened.answers)
        ],
        gap_count=len(find_gaps(opened.definition, opened.context, opened.answers, today())),
        errors=[{"text": gap.text, "href": _gap_href(opened, gap)} for gap in gaps],
    )


def submitted_already(opened: OpenDraft, form: SectionForm) -> ResponseReturnValue:
    """Words that came after the submit: shown, so that they can be taken along."""
    typed = [(field.label.text, shown_answer(field.asked, form.typed)) for field in form.answer_fields]
    return render_template("drafts/submitted_already.html", draft=opened.draft, typed=[t for t in typed if t[1]]), 409


def flash_submitted(record: VisitRecord) -> None:
    """Tell the author that the record is made."""
    flash(f"Visit record {record.reference} is submitted. Here is what the scorer found.", "success")


def _section_page(opened: OpenDraft, section: Section, form: SectionForm) -> dict[str, Any]:
    """What a section's page always shows."""
    return {
        "opened": opened,
        "draft": opened.draft,
        "window": request.form.get("window", "")[:40] or secrets.token_urlsafe(12),
        "section": section,
        "form": form,
        "blocks": _blocks(form),
        "position": opened.definition.sections.index(section) + 1,
        "conditions": {field.name: page_condition(field.asked) for field in form.answer_fields},
        "rows": new_action_rows(opened.answers),
        "most_rows": MOST_NEW_ACTIONS,
    }


def _blocks(form: SectionForm) -> list[dict[str, Any]]:
    """The page's fields gathered by whom they are about, each block under that name."""
    blocks: list[dict[str, Any]] = []
    for field in form.answer_fields:
        subject = field.asked.subject
        if not blocks or blocks[-1]["subject"] != subject:
            blocks.append({"subject": subject, "kind": field.asked.question.for_each, "fields": []})
        blocks[-1]["fields"].append(field)
    return blocks


def _anchor(form: SectionForm, key: str) -> str:
    field = next((f for f in form.answer_fields if f.name == key), None)
    return f"{key}-day" if field is not None and field.widget_kind == "date" else key


def _gap_href(opened: OpenDraft, gap: Gap) -> str:
    url = url_for("drafts.edit", draft_id=opened.draft.id, section_id=gap.section, check=1)
    kind = next(q.type for q in opened.definition.questions if q.id == gap.key.partition("__")[0])
    return f"{url}#{gap.key}{'-day' if kind == 'date' else ''}"


def _next_page(opened: OpenDraft, after: Section) -> str:
    """The next section that asks this household anything, or the task list after the last."""
    order = opened.definition.sections
    for following in order[order.index(after) + 1 :]:
        if any(asked.shown for asked in walk(following, opened.context, opened.answers)):
            return url_for("drafts.edit", draft_id=opened.draft.id, section_id=following.id)
    return url_for("drafts.show", draft_id=opened.draft.id)
