"""Leaves some visits half written up, as on any Friday afternoon."""

from datetime import date, timedelta
from random import Random

from fqa_forms.definitions import newest
from fqa_forms.demo.people import Settled
from fqa_forms.demo.visits import moment_on, type_visit
from fqa_forms.demo.write_up import typed_day
from fqa_forms.services.drafts import VISIT_FORM, save_section, start_draft
from fqa_forms.services.household_context import build_context

_PLANS = (
    ("ssw@demo.test", 2, ("visit_details", "who_was_seen", "child_voice", "observation")),
    ("ssw@demo.test", 41, ("visit_details", "who_was_seen")),
    ("ssw3@demo.test", 9, ("visit_details", "who_was_seen", "prior_actions", "child_voice", "household")),
    ("ssw5@demo.test", 5, ("visit_details",)),
)


def add_drafts(settled: list[Settled], today: date, random: Random) -> None:
    """A few open drafts: one new, one weeks old, none complete."""
    used: set[int] = set()
    for email, days_ago, sections in _PLANS:
        home = next((each for each in settled if _fits(each, email, today - timedelta(days=days_ago), used)), None)
        if home is not None:
            used.add(home.household.id)
            _leave_draft(home, today - timedelta(days=days_ago), sections, random)


def _fits(home: Settled, email: str, day: date, used: set[int]) -> bool:
    own = home.workers[-1].email == email and home.household.id not in used
    family = home.family
    return own and bool(family.children_at(len(family.days) - 1)) and family.days[-1] < day


def _leave_draft(home: Settled, day: date, sections: tuple[str, ...], random: Random) -> None:
    """Begin the write-up of a visit with what the worker typed first, in the words of an earlier one."""
    author, definition = home.workers[-1], newest(VISIT_FORM)
    context = build_context(home.household, day)
    typed = type_visit(home, len(home.family.days) - 1, context) | {"visit_date": typed_day(day)}
    draft = start_draft(home.household, author)
    for section_id in sections:
        section = definition.section(section_id)
        ids = {question.id for question in section.questions} if section else set()
        save_section(draft, section_id, {k: v for k, v in typed.items() if k.partition("__")[0] in ids}, author)
    draft.started_at = draft.saved_at = moment_on(day, random)
