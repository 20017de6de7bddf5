"""The journey from a household to a draft that is complete, page by page and state by state."""

from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, Draft
from tests import factories
from tests.page_inspection import soup_of
from tests.views.journey import Visit, begin_visit

SECTIONS = (
    *("visit_details", "who_was_seen", "prior_actions", "weekly_recordings", "child_voice", "observation"),
    *("care_plan", "carer_views", "household", "training", "resources", "analysis", "actions_next"),
)


@pytest.fixture
def visit(app: Flask) -> Visit:
    return begin_visit(app)


def day_parts(name: str, day: date) -> dict[str, str]:
    return {f"{name}-{part}": value for part, value in factories.typed_date(day).items()}


def error_links(page: Any) -> list[str]:
    return [link["href"] for link in soup_of(page).select(".govuk-error-summary a")]


def states(page: Any) -> dict[str, str]:
    """The task list's sections with the state each shows."""
    rows = soup_of(page).select(".govuk-task-list__item")
    return {
        row.select_one(".govuk-task-list__name-and-hint").get_text(" ", strip=True).split("  ")[0]: row.select_one(
            ".govuk-task-list__status"
        ).get_text(strip=True)
        for row in rows
    }


def test_a_visit_begins_at_the_household_and_is_gone_on_with(visit: Visit) -> None:
    page = visit.client.get(f"/households/{visit.household.id}")
    assert "Go on with your draft" in page.text
    address = soup_of(page).select_one("main form")["action"]
    assert visit.client.post(address).location == visit.address()
    assert db.session.query(Draft).count() == 1


def test_an_empty_draft_shows_what_is_to_be_done(visit: Visit) -> None:
    shown = states(visit.open())
    assert len(shown) == len(SECTIONS)
    assert shown["Visit details"] == "Not started"


@pytest.mark.parametrize("section", SECTIONS)
def test_every_section_opens_empty_and_with_what_is_missing(visit: Visit, section: str) -> None:
    assert visit.open(f"sections/{section}").status_code == 200
    page = visit.open(f"sections/{section}?check=1")
    links = error_links(page)
    assert bool(links) == (section not in ("prior_actions", "resources"))
    assert len(links) == len(set(links))


@pytest.mark.parametrize(
    "household",
    [
        {"children": ()},
        {"carers": ("Cleo Dale",)},
        {"carers": ("Cleo Dale",), "children": (), "approved_on": None},
        {"kind": "kinship", "members": (("Gran", "grandmother"),)},
        {"children": (("Max", date(2020, 2, 29)), ("Ida", None))},
    ],
    ids=["vacant", "single carer", "vacant single carer", "kinship", "two children"],
)
def test_every_page_fits_every_kind_of_household(app: Flask, household: dict[str, Any]) -> None:
    visit = begin_visit(app, **household)
    pages = ["", "check", "discard", *(f"sections/{section}?check=1" for section in SECTIONS)]
    for page in pages:
        assert visit.open(page).status_code == 200, page
    assert visit.client.get(f"/households/{visit.household.id}").status_code == 200


def test_a_vacant_household_is_not_asked_about_children(app: Flask) -> None:
    visit = begin_visit(app, children=())
    shown = visit.open()
    assert "No child is placed with the household" in shown.text
    assert "Did you see" not in visit.open("sections/who_was_seen").text


def test_a_single_carer_is_not_asked_for_a_second(app: Flask) -> None:
    page = begin_visit(app, carers=("Cleo Dale",)).open("sections/carer_views")
    assert [label for label in soup_of(page).find_all("label") if "own views" in label.text][1:] == []


def test_saving_never_needs_validity(visit: Visit) -> None:
    answer = visit.save("visit_details", visit_type="", place="nowhere", **{"visit_date-day": "99"})
    assert answer.status_code == 422
    assert visit.draft.answers["visit_date"] == {"day": "99", "month": "", "year": ""}
    page = visit.open("sections/visit_details")
    assert soup_of(page).find(id="visit_date-day")["value"] == "99"
    assert "#visit_date-day" in error_links(page)


def test_a_visit_tomorrow_is_refused_at_its_field(visit: Visit) -> None:
    answer = visit.save("visit_details", **day_parts("visit_date", today() + timedelta(days=1)))
    assert "must be today or in the past" in answer.text
    assert error_links(answer) == ["#visit_date-day"]


def test_a_visit_before_approval_is_refused_at_its_field(visit: Visit) -> None:
    answer = visit.save("visit_details", **day_parts("visit_date", factories.APPROVED - timedelta(days=1)))
    assert "6 January 2020" in answer.text


def test_missing_answers_do_not_stop_a_save_from_leading_on(visit: Visit) -> None:
    assert visit.save("visit_details").location == visit.address("sections/who_was_seen")


def test_the_last_section_leads_back_to_the_list(visit: Visit) -> None:
    assert visit.save("actions_next").location == visit.address()


def test_coming_back_later_finds_the_words(visit: Visit) -> None:
    words = "Max said “I like the den”.\nThen: <b>\u200fשלום\u200f</b> =1+1 {{ 7*7 }}"
    answer = visit.save("child_voice", then="later", **{f"voice__child-{child_id(visit)}": words})
    assert answer.location == visit.address()
    assert "Your draft is saved" in visit.open().text
    box = soup_of(visit.open("sections/child_voice")).find("textarea")
    assert box.text.lstrip("\n") == words


def child_id(visit: Visit) -> int:
    return int(visit.household.placements[0].child_id)


def test_words_of_one_section_stay_when_another_is_saved(visit: Visit) -> None:
    visit.save("analysis", analysis_text="She is thriving.")
    visit.save("training", learning="None yet")
    assert visit.draft.answers["analysis_text"] == "She is thriving."


def test_rows_of_actions_are_added_and_taken_away(visit: Visit) -> None:
    row = {"actions_agreed": "yes", "action_what__row1": "Ring the school"}
    assert visit.save("actions_next", then="add", **row).status_code == 302
    page = visit.open("sections/actions_next")
    assert soup_of(page).find(id="action_what__row2") is not None
    visit.save("actions_next", then="remove:row1", **row, action_what__row2="Write")
    assert "action_what__row1" not in visit.draft.answers
    assert visit.draft.answers["action_what__row2"] == "Write"


def test_only_a_row_of_actions_can_be_taken_away(visit: Visit) -> None:
    carer = f"views__carer-{visit.household.carers[0].id}"
    visit.save("carer_views", then="remove:" + carer.partition("__")[2], **{carer: "She is tired."})
    assert visit.draft.answers[carer] == "She is tired."


def test_there_are_never_more_rows_than_the_most(visit: Visit) -> None:
    for _ in range(25):
        visit.save("actions_next", then="add", actions_agreed="yes")
    rows = {key.rpartition("row")[2] for key in visit.draft.answers if "__row" in key}
    assert len(rows) == 20


def test_open_actions_of_the_last_visit_are_brought_in_and_need_a_status(app: Flask) -> None:
    visit = begin_visit(app)
    answers = {"actions_agreed": "yes", "action_what__row1": "Ring the school"}
    factories.make_record(visit.household, visit.author, today() - timedelta(days=40), answers=answers)
    after = factories.make_draft(visit.household, visit.author)
    page = visit.client.get(f"/drafts/{after.id}/sections/prior_actions?check=1")
    assert "Give the status of “Ring the school”" in page.text
    visit.client.get(f"/households/{visit.household.id}")


def test_no_narrative_of_the_last_visit_is_brought_in(app: Flask) -> None:
    visit = begin_visit(app)
    factories.make_record(visit.household, visit.author, texts={"analysis": "Sentinel words of the last visit."})
    after = factories.make_draft(visit.household, visit.author)
    for section in SECTIONS:
        assert "Sentinel" not in visit.client.get(f"/drafts/{after.id}/sections/{section}").text


def test_check_shows_what_is_typed_and_counts_what_is_missing(visit: Visit) -> None:
    visit.save("analysis", analysis_text="She is <thriving>.")
    page = visit.open("check")
    assert "She is &lt;thriving&gt;." in page.text
    assert "still missing" in page.text
    visit.fill_in()
    assert "Nothing is missing" in visit.open("check").text


def test_words_that_no_longer_apply_are_shown_before_submitting(visit: Visit) -> None:
    visit.save("visit_details", place="video", place_reason="Snow had closed the road")
    visit.save("visit_details", place="home", place_reason="Snow had closed the road")
    page = visit.open("check")
    assert "Typed, but not part of the record" in page.text
    assert "Snow had closed the road" in page.text


def test_every_link_of_check_leads_to_its_field(visit: Visit) -> None:
    links = [link["href"] for link in soup_of(visit.open("check")).select(".govuk-summary-list__actions a")]
    assert links
    for address in links:
        page, _, anchor = address.partition("#")
        assert soup_of(visit.client.get(page)).find(id=anchor) is not None, address


def test_a_discarded_draft_is_gone_for_its_author(visit: Visit) -> None:
    answer = visit.client.post(visit.address("discard"))
    assert answer.location == f"/households/{visit.household.id}"
    assert visit.open().status_code == 404
    assert visit.save("analysis", analysis_text="x").status_code == 404
    assert "Record a visit" in visit.client.get(answer.location).text


def test_every_save_is_in_the_audit_log_without_its_words(visit: Visit) -> None:
    visit.save("analysis", analysis_text="Sentinel")
    entry = db.session.query(AuditEntry).filter_by(action="draft_saved").order_by(AuditEntry.id.desc()).first()
    assert (entry.actor_id, entry.subject_id, entry.details["section"]) == (visit.author.id, visit.draft.id, "analysis")
    assert "Sentinel" not in str(entry.details)


def test_a_section_that_is_not_there(visit: Visit) -> None:
    assert visit.open("sections/weather").status_code == 404
    assert visit.save("weather").status_code == 404


def test_a_page_that_arrives_cut_short_takes_no_words_away(visit: Visit) -> None:
    visit.save("analysis", analysis_text="She is thriving.")
    visit.save("analysis")
    assert visit.draft.answers["analysis_text"] == "She is thriving."


@pytest.mark.parametrize("page", ["", "check", "whole", "notes", "sections/analysis"])
def test_a_draft_of_a_form_that_is_not_here_says_so(visit: Visit, page: str) -> None:
    visit.draft.form_version = 99
    db.session.commit()
    answer = visit.open(page)
    assert answer.status_code == 409
    assert "form is not here" in answer.text
    assert visit.client.get("/").status_code == 200
    assert visit.client.get("/my-work/late-write-ups").status_code == 200
