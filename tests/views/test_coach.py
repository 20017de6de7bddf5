"""The coach beside the form: what it says, what one can answer, and what becomes of the answers."""

import statistics
import time
from typing import Any

import pytest
from bs4 import Tag
from flask import Flask
from sqlalchemy import select

from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, HintAnswer, VisitRecord
from fqa_forms.services.coach import coach_sections
from fqa_forms.services.drafts import open_draft
from fqa_forms.services.hint_answers import hint_answers_of
from tests import factories
from tests.views.journey import Visit, begin_visit

STRONG = (
    "I saw Max alone in his room. He said “I like the den because Ann lets me have my lamp on” and showed me his "
    "drawings of the dog. He told me that he misses his brother; I said I would ask about seeing him on Saturday."
)


def voice_key(visit: Visit) -> str:
    return "voice__" + open_draft(visit.draft).context.children[0].key


def hint(visit: Visit, criterion: str, section: str = "child_voice") -> Tag:
    found = visit.open(f"sections/{section}").soup.find(id=f"coach-{criterion}")  # type: ignore[attr-defined]
    assert found is not None
    return found  # type: ignore[no-any-return]


def state(found: Tag) -> str:
    tag = found.find("strong", class_="govuk-tag")
    assert tag is not None
    return tag.get_text(strip=True)


def answer(visit: Visit, criterion: str, **fields: str) -> Any:
    named = {f"hint_{name}__{criterion}": value for name, value in fields.items()}
    return visit.save("child_voice", then=f"hint:{criterion}", **named)


def test_an_empty_section_is_missing_and_gets_a_question_about_the_child(app: Flask) -> None:
    found = hint(begin_visit(app), "child_voice")
    assert state(found) == "Missing"
    question = found.find("q")
    assert question is not None
    assert question.get_text().endswith("?")
    assert "National Minimum Standards 1, 21" in found.get_text()


def test_specific_words_meet_the_criterion_and_are_shown_as_looked_at(app: Flask) -> None:
    visit = begin_visit(app)
    visit.save("child_voice", **{voice_key(visit): STRONG})
    found = hint(visit, "child_voice")
    assert state(found) == "Met"
    quotes = [line.get_text().removeprefix("Looked at: “").removesuffix("”") for line in found.find_all("p")][:1]
    assert quotes
    assert quotes[0] in STRONG


def test_answers_that_cannot_be_read_yet_do_not_stop_the_coach(app: Flask) -> None:
    visit = begin_visit(app)
    visit.save("visit_details", visit_type="unheard of", **{"visit_date-day": "31", "visit_date-month": "2"})
    visit.save("weekly_recordings", recordings_expected="many")
    assert state(hint(visit, "weekly_recordings", "weekly_recordings")) == "Missing"


def test_the_part_that_a_page_fetches_says_the_same(app: Flask) -> None:
    visit = begin_visit(app)
    parts = visit.client.get(visit.address("coach/child_voice")).get_json()["parts"]
    assert 'id="coach-child_voice"' in parts["child_voice"]
    assert visit.client.get(visit.address("coach/no_such_section")).status_code == 404


@pytest.mark.parametrize(
    ("fields", "kept"),
    [
        ({"answer": "will_add"}, ("will_add", "")),
        ({"answer": "elsewhere", "where": "analysis", "note": "second line"}, ("elsewhere", "Analysis: second line")),
        ({"answer": "elsewhere", "where": "analysis"}, ("elsewhere", "Analysis")),
        ({"answer": "does_not_apply", "note": "Max is two weeks old"}, ("does_not_apply", "Max is two weeks old")),
    ],
)
def test_each_hint_has_three_answers_which_are_there_again(
    app: Flask, fields: dict[str, str], kept: tuple[str, str]
) -> None:
    visit = begin_visit(app)
    saved = answer(visit, "child_voice", **fields)
    assert saved.location.endswith("#coach-child_voice")
    row = db.session.scalars(select(HintAnswer)).one()
    assert (row.hint, row.answer, row.note) == ("child_voice", *kept)
    assert "You answered:" in hint(visit, "child_voice").get_text()
    assert kept[1] in hint(visit, "child_voice").get_text()


@pytest.mark.parametrize("fields", [{}, {"answer": "elsewhere"}, {"answer": "does_not_apply"}, {"answer": "nonsense"}])
def test_an_answer_that_says_too_little_is_asked_again_and_no_word_is_lost(app: Flask, fields: dict[str, str]) -> None:
    visit = begin_visit(app)
    named = {f"hint_{name}__child_voice": value for name, value in fields.items()}
    page = visit.save("child_voice", then="hint:child_voice", **{voice_key(visit): "He waved."}, **named)
    assert page.status_code == 422
    assert page.soup.select_one(".govuk-error-summary a")["href"] == "#hint-child_voice"  # type: ignore[attr-defined]
    assert "He waved." in visit.open("sections/child_voice").text
    assert db.session.scalars(select(HintAnswer)).all() == []


def test_a_hint_that_there_is_not_keeps_nothing(app: Flask) -> None:
    visit = begin_visit(app)
    answer(visit, "made_up", answer="will_add")
    visit.save("child_voice", then="hint:language:made_up:voice__child-1")
    assert db.session.scalars(select(HintAnswer)).all() == []


def test_the_log_says_which_hint_was_answered_and_never_why(app: Flask) -> None:
    visit = begin_visit(app)
    answer(visit, "child_voice", answer="does_not_apply", note="Max is asleep")
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "hint_answered")).one()
    assert entry.details == {"hint": "child_voice", "answer": "does_not_apply"}


def test_the_last_answer_goes_with_the_record(app: Flask) -> None:
    visit = begin_visit(app)
    answer(visit, "child_voice", answer="will_add")
    answer(visit, "child_voice", answer="does_not_apply", note="Max is a baby")
    visit.fill_in()
    assert visit.submit().status_code == 302
    record = db.session.scalars(select(VisitRecord)).one()
    shown = hint_answers_of(record)
    assert [(each.hint, each.reply, each.note) for each in shown] == [
        ("child_voice", "It does not apply here", "Max is a baby")
    ]
    auditor = factories.make_user("auditor")
    client: Any = app.test_client()
    assert "Max is a baby" in client.sign_in(auditor).get(f"/records/{record.id}").text


def test_the_poorest_record_can_be_submitted(app: Flask) -> None:
    visit = begin_visit(app)
    visit.fill_in(texts=dict.fromkeys(("child_voice", "observation", "analysis", "care_plan"), "Fine."))
    assert visit.submit().status_code == 302


def test_the_coach_is_folded_away_and_that_is_remembered(app: Flask) -> None:
    visit = begin_visit(app)
    visit.save("child_voice", then="fold", **{voice_key(visit): "Kept words."})
    page = visit.open("sections/observation")
    assert "coach-observation" not in page.text
    assert "Show the coach" in page.text
    assert visit.client.get(visit.address("coach/observation")).status_code == 404
    visit.save("observation", then="unfold")
    assert "coach-observation" in visit.open("sections/observation").text
    assert "Kept words." in visit.open("sections/child_voice").text


def test_wording_comes_one_at_a_time_and_can_be_left(app: Flask) -> None:
    visit = begin_visit(app)
    key = voice_key(visit)
    visit.save("child_voice", **{key: "He absconded after contact with mum."})
    first = wording_button(visit)
    visit.save("child_voice", then=first, **{key: "He absconded after contact with mum."})
    second = wording_button(visit)
    assert second != first
    visit.save("child_voice", then=second, **{key: "He absconded after contact with mum. Then he slept."})
    assert "Wording to reconsider" not in visit.open("sections/child_voice").text


def wording_button(visit: Visit) -> str:
    buttons = visit.open("sections/child_voice").soup.find_all(  # type: ignore[attr-defined]
        "button", value=lambda value: bool(value) and value.startswith("hint:language:")
    )
    assert len(buttons) == 1
    return str(buttons[0]["value"])


def test_a_form_that_is_not_scored_has_no_coach(app: Flask) -> None:
    manager = factories.make_user("team_manager", team=factories.make_team())
    household = factories.make_household(team=manager.team)
    client: Any = app.test_client()
    client.sign_in(manager)
    started = client.post(f"/households/{household.id}/records/case_supervision_note")
    page = client.get(f"{started.location}/sections/discussion")
    assert page.status_code == 200
    assert "fqa-coach" not in page.text


def test_the_coach_is_quick(app: Flask) -> None:
    visit = begin_visit(app)
    visit.fill_in(texts={"child_voice": STRONG * 3, "analysis": STRONG * 3})
    opened = open_draft(visit.draft)
    section = opened.definition.sections[4]
    taken = []
    for _ in range(40):
        began = time.process_time()
        coach_sections(opened, (section,))
        taken.append(time.process_time() - began)
    assert statistics.quantiles(taken, n=20)[-1] < 0.050
