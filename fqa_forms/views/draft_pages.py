"""What the pages of a draft show, put together for their templates."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from fqa_forms.domain.answer_rules import Gap, find_gaps, left_out
from fqa_forms.domain.calendar import today
from fqa_forms.domain.form_definition import Section
from fqa_forms.domain.placeholders import says_nothing
from fqa_forms.models import VisitRecord
from fqa_forms.services.answers_shown import shown_answer, summarise
from fqa_forms.services.copied_text import copied_texts
from fqa_forms.services.drafts import NOTES, OpenDraft
from fqa_forms.services.record_page import may_open_record
from fqa_forms.views.writing_pages import WritingPage, place_url


@dataclass(frozen=True)
class Task:
    """One line of the task list."""

    section: Section
    state: str


def task_list(opened: OpenDraft) -> ResponseReturnValue:
    """Every section with its state, what was brought in, and the way to check and submit."""
    states = opened.section_states()
    tasks = [Task(section, states[section.id]) for section in opened.definition.sections]
    done = sum(task.state in ("completed", "optional", "not_needed") for task in tasks)
    return render_template(
        "drafts/task_list.html", opened=opened, draft=opened.draft, tasks=tasks, done=done, place=place_url
    )


def check(opened: OpenDraft, gaps: tuple[Gap, ...]) -> ResponseReturnValue:
    """Everything typed by section, what no longer applies, and after a refused submit each gap."""
    summary = summarise(opened.definition, opened.context, opened.answers)
    return render_template(
        "drafts/check.html",
        opened=opened,
        draft=opened.draft,
        summary=summary,
        hollow=[(shown.section, answer) for shown in summary for answer in shown.answers if says_nothing(answer.text)],
        left_out=[
            (asked, shown_answer(asked, opened.answers))
            for asked in left_out(opened.definition, opened.context, opened.answers)
        ],
        copied=copied_texts(opened, current_user),
        gap_count=len(find_gaps(opened.definition, opened.context, opened.answers, today())),
        place=lambda section_id, key: _place(opened, section_id, key),
        errors=[{"text": gap.text, "href": _place(opened, gap.section, gap.key, check=1)} for gap in gaps],
    )


def submitted_already(page: WritingPage) -> ResponseReturnValue:
    """Words that came after the submit: shown, so that they can be taken along."""
    typed = [(field.label.text, shown_answer(field.asked, page.typed)) for field in page.form.answer_fields]
    typed.append(("Notes of the visit", page.typed.get(NOTES, "")))
    draft = page.opened.draft
    return render_template("drafts/submitted_already.html", draft=draft, typed=[t for t in typed if t[1]]), 409


def leave_submitted(record: VisitRecord, *, told: bool) -> ResponseReturnValue:
    """On to the record; its author is told on the start page where the household is no longer theirs."""
    if not may_open_record(record, current_user):
        flash(
            f"{record.reference} is submitted. You no longer hold the household, so its worker reads it now.", "success"
        )
        return redirect(url_for("home.start"))
    if not told:
        _flash_submitted(record)
    return redirect(url_for("records.show", record_id=record.id))


def _flash_submitted(record: VisitRecord) -> None:
    if record.current.number > 1:
        flash(f"Version {record.current.number} of {record.reference} stands now. The version before stays.", "success")
        return
    flash(f"Visit record {record.reference} is submitted. Here is what the scorer found.", "success")


def _place(opened: OpenDraft, section_id: str, key: str, **more: int) -> str:
    """The address of one answer's box; a date's first box has a name of its own."""
    kind = next(q.type for q in opened.definition.questions if q.id == key.partition("__")[0])
    return place_url(opened.draft, section_id, f"{key}-day" if kind == "date" else key, **more)
