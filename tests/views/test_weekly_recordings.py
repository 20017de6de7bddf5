"""Weekly recordings: those expected are worked out, those received asked, the weeks without one named and kept."""

from datetime import date, timedelta

from flask import Flask
from sqlalchemy import select

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import VisitRecord
from tests import factories
from tests.views.journey import Visit, begin_visit

SECTION = "weekly_recordings"


def begin_second_visit(app: Flask, days: int = 45) -> Visit:
    """A draft of today for a household that was visited some days ago."""
    visit = begin_visit(app)
    visit.fill_in(visit_date=today() - timedelta(days=days))
    assert visit.submit().status_code == 302
    draft = factories.make_draft(visit.household, visit.author, {"visit_date": factories.typed_date(today())})
    return Visit(visit.client, visit.author, visit.household, draft)


def week(number: int, days: int = 45) -> date:
    """The first day of a week counted from the visit some days ago; the first is 0."""
    return today() - timedelta(days=days) + timedelta(weeks=number)


def newest_record() -> VisitRecord:
    return db.session.scalars(select(VisitRecord).order_by(VisitRecord.id.desc())).first()  # type: ignore[return-value]


def test_those_expected_are_worked_out_and_each_week_can_be_ticked(app: Flask) -> None:
    page = begin_second_visit(app).open(f"sections/{SECTION}")
    since = week(0)
    assert f"6 expected since {since.day} {since:%B %Y}. Leave this empty if that is right" in page.text
    ticks = page.soup.find_all("input", attrs={"name": "recordings_missing"})  # type: ignore[attr-defined]
    assert [tick["value"] for tick in ticks] == [week(number).isoformat() for number in range(6)]
    first, last = week(0), week(0) + timedelta(days=6)
    assert f"{first.day} {first:%B} to {last.day} {last:%B %Y}" in page.text


def test_the_period_reviewed_need_not_be_typed(app: Flask) -> None:
    visit = begin_second_visit(app)
    visit.save(SECTION, then="later", recordings_reviewed="yes")
    last = week(5) + timedelta(days=6)
    words = visit.open(f"sections/{SECTION}").text
    for day in (week(0), last):
        assert f"Leave this empty if it is {day.day} {day:%B %Y}" in words


def test_those_missing_are_counted_once_those_received_are_said(app: Flask) -> None:
    visit = begin_second_visit(app)
    visit.save(SECTION, then="later", recordings_reviewed="yes", recordings_received="4")
    assert "2 of 6 missing: tick them below" in visit.open(f"sections/{SECTION}").text


def test_weeks_ticked_are_kept_and_can_be_unticked(app: Flask) -> None:
    visit = begin_second_visit(app)
    missing = [week(1).isoformat(), week(4).isoformat()]
    visit.save(SECTION, then="later", recordings_missing=missing)
    ticked = visit.open(f"sections/{SECTION}").soup.select("input[name=recordings_missing][checked]")  # type: ignore[attr-defined]
    assert [tick["value"] for tick in ticked] == missing
    visit.save(SECTION, then="later", window="another page", revision="1000")
    assert not visit.open(f"sections/{SECTION}").soup.select("input[name=recordings_missing][checked]")  # type: ignore[attr-defined]


def test_the_record_holds_what_was_worked_out_and_names_the_weeks(app: Flask) -> None:
    visit = begin_second_visit(app)
    visit.fill_in(answers={"recordings_received": "5", "recordings_missing": [week(2).isoformat()]})
    visit.submit()
    record = newest_record()
    document = record.current.document
    assert document["visit"]["weekly_recordings_expected"] == 6
    assert document["visit"]["weekly_recordings_received"] == 5
    first, last = week(2), week(2) + timedelta(days=6)
    named = f"{first.day} {first:%B} to {last.day} {last:%B %Y}"
    assert f"Weeks without a recording: {named}" in document["text"]["weekly_recordings"]
    page = visit.client.get(f"/records/{record.id}").soup  # type: ignore[attr-defined]
    assert page.find(id="answer-recordings_missing").dd.get_text(strip=True) == named
    assert page.find(id="answer-recordings_expected").dd.get_text(strip=True) == "6"


def test_another_number_than_the_one_worked_out_stands(app: Flask) -> None:
    visit = begin_second_visit(app)
    visit.fill_in(answers={"recordings_expected": "12"})
    visit.submit()
    assert newest_record().current.document["visit"]["weekly_recordings_expected"] == 12


def test_a_visit_within_the_week_expects_none_and_asks_for_no_week(app: Flask) -> None:
    visit = begin_second_visit(app, days=5)
    page = visit.open(f"sections/{SECTION}")
    assert "0 expected since" in page.text
    assert page.soup.find("input", attrs={"name": "recordings_missing"}) is None  # type: ignore[attr-defined]
    visit.fill_in()
    assert visit.submit().status_code == 302
    assert newest_record().current.document["visit"]["weekly_recordings_expected"] == 0


def test_years_without_a_visit_name_no_weeks_and_ask_for_the_number(app: Flask) -> None:
    visit = begin_visit(app)
    page = visit.open(f"sections/{SECTION}")
    assert "expected since 6 January 2020" in page.text
    assert "Leave this empty" not in page.text
    assert page.soup.find("input", attrs={"name": "recordings_missing"}) is None  # type: ignore[attr-defined]
    saved = visit.save(SECTION, then="autosave", recordings_reviewed="yes")
    assert saved.status_code == 200
    refused = visit.open(f"sections/{SECTION}?check=1")
    assert "Enter the number of weekly recordings expected" in refused.text


def test_a_week_that_is_no_longer_one_of_them_is_pointed_at_and_not_lost_unsaid(app: Flask) -> None:
    visit = begin_second_visit(app)
    visit.fill_in(answers={"recordings_missing": [week(5).isoformat()]})
    earlier = factories.typed_date(week(5))
    begin_write()
    visit.draft.answers = {**visit.draft.answers, "visit_date": earlier}
    db.session.commit()
    refused = visit.submit()
    assert refused.status_code == 422
    assert "Choose one of the answers for weeks without a recording" in refused.text


def test_a_correction_keeps_the_weeks_that_its_record_was_made_with(app: Flask) -> None:
    visit = begin_second_visit(app)
    visit.fill_in(answers={"recordings_missing": [week(0).isoformat()]})
    visit.submit()
    record = newest_record()
    answer = visit.client.post(f"/records/{record.id}/correction", {"reason": "One more is missing"})
    ticked = visit.client.get(f"{answer.location}/sections/{SECTION}").soup  # type: ignore[attr-defined]
    assert [tick["value"] for tick in ticked.select("input[name=recordings_missing][checked]")] == [week(0).isoformat()]
    assert len(ticked.find_all("input", attrs={"name": "recordings_missing"})) == 6
