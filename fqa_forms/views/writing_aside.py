"""What stands beside the form while a draft is written: the coach, the last visit, facts worked out."""

from typing import Any

from flask_login import current_user

from fqa_forms.domain.calendar import today
from fqa_forms.domain.checks import CheckLine, most_urgent_first
from fqa_forms.domain.due_dates import DueState
from fqa_forms.domain.form_definition import Section
from fqa_forms.domain.permissions import Permission
from fqa_forms.forms.section_form import SectionForm
from fqa_forms.services.coach import SectionCoach, coach_sections
from fqa_forms.services.drafts import OpenDraft
from fqa_forms.services.hint_answers import IN_WORDS
from fqa_forms.services.household_checks import checks_of
from fqa_forms.services.household_facts import ExpectedRecordings, child_facts, expected_recordings
from fqa_forms.services.households import is_in_reach
from fqa_forms.services.last_visit import find_last_visit
from fqa_forms.views.check_lines import STATES as CHECK_STATES
from fqa_forms.views.check_lines import due_in_words
from fqa_forms.views.page_furniture import long_date

EXPECTED, RECEIVED = "visit.weekly_recordings_expected", "visit.weekly_recordings_received"
CHILDREN_SEEN = "visit.children_seen"
STATES = {
    "met": ("Met", "green"),
    "thin": ("Thin", "yellow"),
    "missing": ("Missing", "orange"),
    "unsure": ("Cannot tell", "grey"),
}


def beside(opened: OpenDraft, sections: tuple[Section, ...], form: SectionForm) -> dict[str, Any]:
    """What the template shows beside these sections."""
    _hint_days(opened, form)
    _hint_checks(opened, form)
    _hint_recordings(opened, form)
    asks = {question.maps_to for section in sections for question in section.questions}
    return {
        "coach": {} if current_user.coach_folded else coached(opened, sections),
        "coach_states": STATES,
        "replies": IN_WORDS,
        "last_record": find_last_visit(opened, current_user) if sections else None,
        "child_facts": child_facts(opened) if CHILDREN_SEEN in asks else {},
        "children_seen": CHILDREN_SEEN,
        "check_dates": _check_dates(opened, sections),
        "check_states": CHECK_STATES,
        "due_in_words": due_in_words,
    }


def coached(opened: OpenDraft, sections: tuple[Section, ...]) -> dict[str, SectionCoach]:
    """The coach of these sections, leaving out those it has nothing to say on."""
    coach = coach_sections(opened, sections)
    return {key: said for key, said in coach.items() if said.hints or said.wording}


def _check_dates(opened: OpenDraft, sections: tuple[Section, ...]) -> dict[str, list[CheckLine]]:
    """The household's checks today: those to do something about, and the rest; nothing beside a correction.

    A correction is of what was known then. Whoever may not open the household any more goes on
    with a draft of their own, and sees nothing that came after.
    """
    household = opened.draft.household
    if opened.draft.corrects_id or not any("check_dates" in section.shows for section in sections):
        return {}
    if not is_in_reach(household, current_user, Permission.VIEW_HOUSEHOLD):
        return {}
    lines = most_urgent_first(checks_of(household, today()))
    return {
        "waiting": [line for line in lines if line.state is not DueState.IN_DATE],
        "in_date": [line for line in lines if line.state is DueState.IN_DATE],
    }


def _hint_days(opened: OpenDraft, form: SectionForm) -> None:
    """Say at a date that is worked out which day it is, so that nobody need type it."""
    for field in form.answer_fields:
        question = field.asked.question
        if question.type == "date" and question.worked_out:
            day = opened.context.worked_out(question.worked_out)
            field.hint = f"Leave this empty if it is {long_date(day)}" if day else field.hint


def _hint_checks(opened: OpenDraft, form: SectionForm) -> None:
    """Say at the checks that are worked out that nobody need type them; a correction's are those of the record."""
    for field in form.answer_fields:
        if field.asked.question.worked_out == "checks_due" and opened.context.checks_due is not None:
            since = "was recorded" if opened.draft.corrects_id else "stands on the day you submit this"
            field.hint = f"Leave this empty to keep the list of the household’s checks as it {since}"


def _hint_recordings(opened: OpenDraft, form: SectionForm) -> None:
    """Say at the two boxes for weekly recordings what is expected, and what is missing."""
    by_target = {field.asked.question.maps_to: field for field in form.answer_fields}
    if EXPECTED not in by_target or (expected := expected_recordings(opened)) is None:
        return
    count, nameable = len(expected.weeks), bool(opened.context.recording_weeks)
    asked = by_target[EXPECTED].asked.question
    worked_out = asked.worked_out and opened.context.worked_out(asked.worked_out) is not None
    by_target[EXPECTED].hint = _expected_in_words(expected, named=nameable and not asked.worked_out) + (
        ". Leave this empty if that is right" if worked_out else ""
    )
    received = str(by_target[RECEIVED].data or "").strip() if RECEIVED in by_target else ""
    if received.isascii() and received.isdigit() and int(received[:4]) < count:
        where = "tick them below" if asked.worked_out and nameable else "name them in your feedback to the carers"
        by_target[RECEIVED].hint = f"{count - int(received[:4])} of {count} missing: {where}"


def _expected_in_words(expected: ExpectedRecordings, *, named: bool) -> str:
    words = f"{len(expected.weeks)} expected since {long_date(expected.since)}"
    return f"{words}: weeks beginning {_days(expected)}" if named else words


def _days(expected: ExpectedRecordings) -> str:
    days = [f"{week.day} {week:%B}" for week in expected.weeks]
    return " and ".join(part for part in (", ".join(days[:-1]), days[-1]) if part)
