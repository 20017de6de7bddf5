"""Writing at one's own pace: the whole form on a page, the notes, the last visit, what is worked out."""

from datetime import UTC, datetime, timedelta

from flask import Flask
from sqlalchemy import select

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import AuditEntry, Draft, DraftSave, RecordVersion, User
from tests import factories
from tests.views.journey import Visit, begin_visit

LAST_WORDS = "Max said he likes the den and wants to stay."


def begin_second_visit(app: Flask) -> Visit:
    """A draft for a household that was visited 45 days ago."""
    visit = begin_visit(app)
    visit.fill_in(visit_date=today() - timedelta(days=45), texts={"child_voice": LAST_WORDS})
    assert visit.submit().status_code == 302
    draft = factories.make_draft(visit.household, visit.author, {"visit_date": factories.typed_date(today())})
    return Visit(visit.client, visit.author, visit.household, draft)


def viewings(visit: Visit) -> int:
    query = select(AuditEntry).where(AuditEntry.action == "record_viewed", AuditEntry.actor_id == visit.author.id)
    return len(db.session.scalars(query).all())


def test_the_choice_of_one_page_is_remembered(app: Flask) -> None:
    visit = begin_visit(app)
    chosen = visit.client.post(visit.address("layout"), {"whole": "1"})
    assert chosen.location == visit.address("whole")
    assert db.session.get_one(User, visit.author.id).whole_form
    assert f"{visit.address('whole')}#section-analysis" in visit.open().text
    visit.client.post(visit.address("layout"), {"whole": "0"})
    assert visit.address("sections/analysis") in visit.open().text


def test_one_page_and_many_write_the_same_draft(app: Flask) -> None:
    visit = begin_visit(app)
    visit.save("analysis", analysis_text="Written on its own page.")
    page = visit.open("whole")
    assert "Written on its own page." in page.text
    saved = visit.client.post(visit.address("whole"), {"then": "later", "observed": "Written on the one page."})
    assert saved.location == visit.address()
    assert "Written on the one page." in visit.open("sections/observation").text


def test_one_page_marks_what_cannot_be_where_it_is(app: Flask) -> None:
    visit = begin_visit(app)
    page = visit.client.post(visit.address("whole"), {"start_time": "teatime", "observed": "Kept."})
    assert page.status_code == 422
    assert page.soup.select_one(".govuk-error-summary a")["href"] == "#start_time"  # type: ignore[attr-defined]
    assert "Kept." in page.text
    assert "teatime" in page.text


def test_one_page_asks_at_once_what_another_section_calls_for(app: Flask) -> None:
    visit = begin_visit(app)
    question = visit.open("whole").soup.find(id="home_seen").find_parent(class_="fqa-question")  # type: ignore[attr-defined]
    assert "visit_type" in question["data-show-when"]
    assert visit.open("sections/household").soup.find(id="home_seen") is None  # type: ignore[attr-defined]


def test_one_page_leads_to_each_gap_and_on_to_submitting(app: Flask) -> None:
    visit = begin_visit(app)
    visit.client.post(visit.address("layout"), {"whole": "1"})
    refused = visit.submit()
    links = [link["href"] for link in refused.soup.select(".govuk-error-summary a")]  # type: ignore[attr-defined]
    assert f"{visit.address('whole')}?check=1#analysis_text" in links
    assert visit.client.post(visit.address("whole"), {}).location == visit.address("check")


def test_rows_of_actions_grow_on_one_page_too(app: Flask) -> None:
    visit = begin_visit(app)
    typed = {"actions_agreed": "yes", "action_what__row1": "Ring school"}
    added = visit.client.post(visit.address("whole"), {"then": "add", **typed})
    assert added.location == f"{visit.address('whole')}#action_what__row2"
    assert visit.open("whole").soup.find(id="action_what__row2") is not None  # type: ignore[attr-defined]


def test_notes_are_kept_with_the_draft_and_never_with_the_record(app: Flask) -> None:
    visit = begin_visit(app)
    visit.client.post(visit.address("notes"), {"visit_notes": "lamp, den, brother on Saturday"})
    assert "lamp, den, brother" in visit.open("sections/analysis").text
    assert "lamp, den, brother" not in visit.open("check").text
    visit.fill_in()
    visit.submit()
    assert db.session.get_one(Draft, visit.draft.id).notes == ""
    version = db.session.scalars(select(RecordVersion)).one()
    assert "brother on Saturday" not in str((version.answers, version.document))


def test_a_section_saves_the_notes_beside_it(app: Flask) -> None:
    visit = begin_visit(app)
    visit.save("analysis", analysis_text="A view.", visit_notes="Ask about the lamp.")
    assert "Ask about the lamp." in visit.open("notes").text
    visit.save("analysis", analysis_text="A view, longer.")
    assert "Ask about the lamp." in visit.open("notes").text


def test_two_windows_that_both_change_the_notes_are_shown_both(app: Flask) -> None:
    visit = begin_visit(app)
    opened_at = str(visit.draft.revision)
    visit.save("analysis", visit_notes="From the car.", window="one")
    late = {"visit_notes": "From the desk.", "revision": opened_at, "window": "two", "analysis_text": "A view."}
    page = visit.client.post(visit.address("sections/analysis"), late)
    assert page.status_code == 409
    assert "From the car." in page.text
    assert "From the desk." in page.text
    assert "A view." in visit.open("sections/analysis").text


def test_a_clash_says_when_the_other_window_changed_the_answer(app: Flask) -> None:
    visit = begin_visit(app)
    opened_at = str(visit.draft.revision)
    visit.save("analysis", analysis_text="From the car.", window="one")
    begin_write()
    save = db.session.scalars(select(DraftSave).where(DraftSave.window == "one")).one()
    save.saved_at = datetime(2026, 7, 1, 8, 15, tzinfo=UTC)
    db.session.commit()
    page = visit.save("analysis", analysis_text="From the desk.", window="two", revision=opened_at)
    assert page.status_code == 409
    assert "changed in another window at 09:15" in page.text


def test_the_last_visit_is_read_beside_the_section_and_each_reading_is_logged(app: Flask) -> None:
    visit = begin_second_visit(app)
    assert LAST_WORDS not in visit.open("sections/child_voice").text
    before = viewings(visit)
    saved = visit.save("child_voice", then="last:child_voice")
    page = visit.client.get(saved.location)
    assert LAST_WORDS in page.text
    assert viewings(visit) == before + 1


def test_nothing_of_the_last_visit_is_filled_in(app: Flask) -> None:
    visit = begin_second_visit(app)
    page = visit.client.get(visit.address("sections/child_voice/last-visit"))
    boxes = page.soup.find_all("textarea")  # type: ignore[attr-defined]
    assert boxes
    assert all(LAST_WORDS not in box.get_text() for box in boxes)


def test_a_first_visit_has_no_last_one(app: Flask) -> None:
    visit = begin_visit(app)
    assert "last visit said" not in visit.open("sections/child_voice").text
    assert visit.client.get(visit.address("sections/child_voice/last-visit")).status_code == 404


def test_age_and_time_in_the_home_stand_beside_each_child(app: Flask) -> None:
    visit = begin_visit(app)
    page = visit.open("sections/who_was_seen")
    assert "Living here since 6 January 2020" in page.text


LONG_ANALYSIS = (
    "My view is that the care is warm and steady. I saw the carers kneel to listen at the table, and school tells us "
    "that mornings are calmer since the new routine began in September. The lamp and the story at bedtime matter most. "
    "Wakings have fallen from five a night to one, which the diaries bear out. What should follow is more time with "
    "the brother on Saturdays, and a talk with the therapist about the nights before family time."
)


def test_words_of_the_last_visit_are_pointed_out_before_submitting_and_not_refused(app: Flask) -> None:
    visit = begin_visit(app)
    visit.fill_in(visit_date=today() - timedelta(days=45), texts={"analysis": LONG_ANALYSIS})
    visit.submit()
    draft = factories.make_draft(visit.household, visit.author)
    again = Visit(visit.client, visit.author, visit.household, draft)
    again.fill_in(texts={"analysis": LONG_ANALYSIS})
    page = again.open("check")
    told = [link["href"] for link in page.soup.select("main .govuk-inset-text li a")]  # type: ignore[attr-defined]
    assert f"{again.address('sections/analysis')}#analysis_text" in told
    assert "V000001" in page.soup.select_one("main .govuk-inset-text").get_text()  # type: ignore[attr-defined]
    assert again.submit().status_code == 302


def test_a_first_visit_is_like_no_other(app: Flask) -> None:
    visit = begin_visit(app)
    visit.fill_in(texts={"analysis": LONG_ANALYSIS})
    assert "Much like an earlier visit" not in visit.open("check").text
