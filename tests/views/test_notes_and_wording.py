"""The scratch box is gone with the draft, and wording turned down stays turned down where it was, and only there."""

from typing import Any

from flask import Flask
from sqlalchemy import select

from fqa_forms.extensions import db
from fqa_forms.models import Draft, DraftSave, HintAnswer, VisitRecord
from fqa_forms.services.drafts import open_draft
from fqa_forms.services.hint_answers import hint_answers_of
from tests import factories
from tests.page_inspection import soup_of
from tests.views.journey import Visit, begin_visit

NOTES = "lamp, den, brother on Saturday"
TOLD = "He absconded on Friday."


def shown_wording(visit: Visit, section: str) -> tuple[str, str]:
    """What the coach says of wording beside a section: the words, and the button that turns them down."""
    page = soup_of(visit.open(f"sections/{section}"))
    buttons = page.find_all("button", value=lambda value: bool(value) and value.startswith("hint:language:"))
    assert len(buttons) <= 1
    return (buttons[0].parent.p.get_text(), buttons[0]["value"]) if buttons else ("", "")


def begin_telling(app: Flask) -> tuple[Visit, str]:
    """A draft that says the same thing in two sections, and the key of the child's voice."""
    visit = begin_visit(app)
    voice = "voice__" + open_draft(visit.draft).context.children[0].key
    visit.save("child_voice", **{voice: TOLD})
    visit.save("observation", observed=TOLD)
    return visit, voice


def test_wording_turned_down_stays_so_where_it_was_and_is_told_elsewhere(app: Flask) -> None:
    visit, voice = begin_telling(app)
    words, button = shown_wording(visit, "child_voice")
    assert "absconded" in words
    visit.save("child_voice", then=button, **{voice: TOLD})
    visit.save("child_voice", **{voice: f"{TOLD} He came back by himself."})
    assert shown_wording(visit, "child_voice") == ("", "")
    assert "absconded" in shown_wording(visit, "observation")[0]


def test_wording_turned_down_is_kept_with_the_record_and_not_with_the_next_visit(app: Flask) -> None:
    visit, voice = begin_telling(app)
    _words, button = shown_wording(visit, "child_voice")
    visit.save("child_voice", then=button, **{voice: TOLD})
    visit.fill_in(answers={voice: TOLD})
    visit.submit()
    record = db.session.scalars(select(VisitRecord)).one()
    assert [each.hint for each in hint_answers_of(record)] == [button.removeprefix("hint:")]
    page = visit.client.get(f"/records/{record.id}")
    assert "What the author answered to the coach" in page.text
    again = Visit(visit.client, visit.author, visit.household, factories.make_draft(visit.household, visit.author))
    again.save("child_voice", **{voice: TOLD})
    assert "absconded" in shown_wording(again, "child_voice")[0]
    assert db.session.query(HintAnswer).count() == 1


def kept_anywhere(visit: Visit) -> list[Any]:
    """Everything that the database still holds of the draft's notes."""
    draft = db.session.get_one(Draft, visit.draft.id)
    saves = db.session.scalars(select(DraftSave).where(DraftSave.draft_id == draft.id))
    return [held for held in (draft.notes, draft.answers, *(save.changes for save in saves)) if NOTES in str(held)]


def test_notes_are_gone_with_a_draft_that_is_put_away(app: Flask) -> None:
    visit = begin_visit(app)
    visit.client.post(visit.address("notes"), {"visit_notes": NOTES})
    assert len(kept_anywhere(visit)) == 2
    assert visit.client.post(visit.address("discard")).status_code == 302
    assert kept_anywhere(visit) == []


def test_notes_are_gone_with_a_draft_that_became_a_record(app: Flask) -> None:
    visit = begin_visit(app)
    visit.client.post(visit.address("notes"), {"visit_notes": NOTES})
    visit.fill_in()
    location = visit.submit().location
    assert kept_anywhere(visit) == []
    assert NOTES not in visit.client.get(location).text
    download = visit.client.get(f"{location}/visit-record.json")
    assert download.status_code == 200
    assert NOTES not in download.text
