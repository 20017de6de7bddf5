"""What the pages of a draft show, put together for their templates."""

from dataclasses import dataclass
from typing import Any

from flask import flash, make_response, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from fqa_forms.domain.answer_rules import Gap, find_gaps, left_out, section_gaps, section_state, walk
from fqa_forms.domain.calendar import today
from fqa_forms.domain.form_definition import Section
from fqa_forms.domain.visit_context import MOST_NEW_ACTIONS, new_action_rows
from fqa_forms.forms.section_form import SectionForm, build_section_form, page_condition
from fqa_forms.models import VisitRecord
from fqa_forms.services.answers_shown import shown_answer, summarise
from fqa_forms.services.drafts import OpenDraft

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
    order = opened.definition.sections
    return render_template(
        "drafts/section.html",
        opened=opened,
        draft=opened.draft,
        section=section,
        form=form,
        blocks=_blocks(form),
        position=order.index(section) + 1,
        conditions={field.name: page_condition(field.asked) for field in form.answer_fields},
        errors=[{"text": gap.text, "href": f"#{_anchor(form, gap)}"} for gap in marked],
        rows=new_action_rows(opened.answers),
        most_rows=MOST_NEW_ACTIONS,
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


def _blocks(form: SectionForm) -> list[dict[str, Any]]:
    """The page's fields gathered by whom they are about, each block under that name."""
    blocks: list[dict[str, Any]] = []
    for field in form.answer_fields:
        subject = field.asked.subject
        if not blocks or blocks[-1]["subject"] != subject:
            blocks.append({"subject": subject, "kind": field.asked.question.for_each, "fields": []})
        blocks[-1]["fields"].append(field)
    return blocks


def _anchor(form: SectionForm, gap: Gap) -> str:
    field = next((f for f in form.answer_fields if f.name == gap.key), None)
    return f"{gap.key}-day" if field is not None and field.widget_kind == "date" else gap.key


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
