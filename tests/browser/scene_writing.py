"""Drafts in the states that a draft can be in, for the list of states."""

from datetime import date, timedelta
from typing import Any

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import Draft, Household, User
from fqa_forms.services.corrections import open_correction
from fqa_forms.services.drafts import start_draft
from fqa_forms.services.hint_answers import answer_hint
from fqa_forms.services.preferences import set_preference
from tests import factories

COPIED = (
    "Nia said “I like feeding the hens before school”. We were alone in the garden and she showed me where each of "
    "them sleeps. She told me that she counts them every evening, and that Ivy lets her stay up until they are in."
)
NOTES = "lamp by the bed\nasked about swimming\nring the school about mornings"


def set_writing(ssw: User, manager: User) -> dict[str, str]:
    """Drafts that a worker and a manager have open; gives the address of each."""
    drafts = {
        "clash_draft": factories.make_draft(_home(ssw, "Ida Jones"), ssw, {"analysis_text": "As it was."}),
        "hinted_draft": hinted(ssw),
        "worded_draft": worded(ssw),
        "copied_draft": copied(ssw),
        "unannounced_draft": unannounced(ssw),
        "late_draft": late(ssw),
        "rows_draft": with_rows(ssw),
        "unknown_draft": unknown(ssw),
        "folded_draft": folded(ssw),
        "note_draft": note(ssw, manager),
    }
    return {name: f"/drafts/{draft.id}" for name, draft in drafts.items()}


def _home(ssw: User, *carers: str, children: tuple[tuple[str, date | None], ...] = (("Nia", date(2014, 3, 9)),)) -> Any:
    return factories.make_household(ssw=ssw, carers=carers, children=children)


def _commit(draft: Draft) -> Draft:
    db.session.commit()
    return draft


def hinted(ssw: User) -> Draft:
    """Two hints answered, notes taken."""
    words = {"observed": "Fine.", "analysis_text": "All is well.", "visit_notes": NOTES}
    draft = factories.make_draft(_home(ssw, "Kay Lowe"), ssw, words)
    begin_write()
    answer_hint(draft, ssw, "observation", "elsewhere", "The child’s voice: the second paragraph")
    answer_hint(draft, ssw, "analysis", "will_add", "")
    draft.notes = NOTES
    return _commit(draft)


def worded(ssw: User) -> Draft:
    """Words that the gentle list would put otherwise."""
    home = _home(ssw, "Ivy Marsh")
    child = home.placements[0].child_id
    said = "Nia absconded after contact and was non-compliant; her challenging behaviour is attention seeking."
    return factories.make_draft(home, ssw, {f"voice__child-{child}": said})


def copied(ssw: User) -> Draft:
    """Words of the visit before, typed again; the prior visit's actions are there to be told of."""
    home = _home(ssw, "Ivy Nash", "Ned Nash")
    words = {"child_voice": COPIED}
    factories.make_record(home, ssw, today() - timedelta(days=40), texts=words)
    factories.make_record(home, ssw, today() - timedelta(days=20), texts=words)
    draft = factories.make_draft(home, ssw)
    begin_write()
    factories.fill_in(draft, texts=words)
    return _commit(draft)


def unannounced(ssw: User) -> Draft:
    """A visit that nobody was told of has questions of its own."""
    return factories.make_draft(_home(ssw, "Odd Olsen"), ssw, {"visit_type": "unannounced"})


def late(ssw: User) -> Draft:
    """A visit of a month ago that is not written up."""
    day = factories.typed_date(today() - timedelta(days=30))
    return factories.make_draft(_home(ssw, "Pat Quill"), ssw, {"visit_date": day, "analysis_text": "Begun."})


def with_rows(ssw: User) -> Draft:
    """Three actions, one of them with a day that cannot be."""
    rows = {f"action_what__row{row}": f"Ring the school, part {row}" for row in (1, 2, 3)}
    wrong = {"action_due__row2": {"day": "31", "month": "2", "year": "2027"}}
    return factories.make_draft(_home(ssw, "Rae Stone"), ssw, {"actions_agreed": "yes", **rows, **wrong})


def unknown(ssw: User) -> Draft:
    """A draft of a form that is not here."""
    draft = factories.make_draft(_home(ssw, "Tom Urwin"), ssw)
    begin_write()
    draft.form_version = 99
    return _commit(draft)


def folded(ssw: User) -> Draft:
    """Somebody who has folded the coach away and writes on one page."""
    worker = factories.make_user(team=ssw.team, name="Flo Vane", email="folded@demo.test")
    draft = factories.make_draft(_home(worker, "Una West"), worker, {"observed": "Fine."})
    begin_write()
    set_preference(worker, "coach_folded", True)
    set_preference(worker, "whole_form", True)
    return _commit(draft)


def note(ssw: User, manager: User) -> Draft:
    """A manager's note on a household."""
    home: Household = _home(ssw, "Val York")
    begin_write()
    return _commit(start_draft(home, manager, "case_supervision_note"))


def correction_of(record: Any, author: User, reason: str) -> Draft:
    """A correction that is begun."""
    begin_write()
    return _commit(open_correction(record, author, reason))
