"""The pages about a household's checks: how they stand, recording one, and taking one back."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import Household, HouseholdCheck, HouseholdMember, Team, User
from tests import factories
from tests.page_inspection import soup_of
from tests.record_client import RecordClient

ClientFor = Callable[[Any], RecordClient]


@pytest.fixture
def worker(app: Flask) -> User:
    return factories.make_user(team=factories.make_team("North"), name="Sam Hill")


@pytest.fixture
def household(worker: User) -> Household:
    return factories.make_household(ssw=worker)


@pytest.fixture
def browser(worker: User, client_for: ClientFor) -> RecordClient:
    return client_for(worker)


def rows(page: TestResponse, table: str) -> list[list[str]]:
    found = soup_of(page).select(f"#{table} tbody tr")
    return [[" ".join(cell.text.split()) for cell in row.find_all(["th", "td"])] for row in found]


def typed(key: str, day: date | None, **more: str) -> dict[str, str]:
    parts = factories.typed_date(day) if day else {"day": "", "month": "", "year": ""}
    return {"check": key, "submission_key": "page", **{f"done_on-{part}": text for part, text in parts.items()}, **more}


def stored() -> list[tuple[str, date]]:
    return [(check.kind, check.done_on) for check in db.session.scalars(select(HouseholdCheck)).all()]


def test_the_household_page_says_in_words_how_each_check_stands(
    browser: RecordClient, household: Household, worker: User
) -> None:
    factories.make_check(household, "annual_review", date(2026, 1, 6), worker)
    factories.make_check(household, "tsd", date(2021, 1, 6), worker, f"carer-{household.carers[0].id}")
    found = {row[0]: row[1:4] for row in rows(browser.get(f"/households/{household.id}"), "checks-table")}
    assert len(found) == 10
    assert found["Medical: Ann Berry"] == ["Overdue", "6 January 2020", "No date held"]
    assert found["Annual review"][1:] == ["6 January 2027", "6 January 2026"]
    tsd = "Training, Support and Development Standards workbook"
    assert found[f"{tsd}: Ann Berry"] == ["Up to date", "Not again", "6 January 2021"]
    assert found[f"{tsd}: Bob Berry"][0] == "Overdue"


def test_a_household_without_dates_is_shown_all_the_same(worker: User, browser: RecordClient) -> None:
    household = factories.make_household(ssw=worker, approved_on=None)
    shown = rows(browser.get(f"/households/{household.id}"), "checks-table")
    assert {tuple(row[1:4]) for row in shown} == {("No date held", "Not known", "No date held")}
    assert browser.get(f"/households/{household.id}/checks/record").status_code == 200


def test_a_check_is_recorded_from_its_line(browser: RecordClient, household: Household) -> None:
    page = soup_of(browser.get(f"/households/{household.id}"))
    link = next(each for each in page.select("#checks-table a") if "Medical: Ann Berry" in each.text)
    form = browser.get(link["href"])
    chosen = [each["value"] for each in soup_of(form).select("input[type=radio][checked]")]
    assert chosen == [f"medical-carer-{household.carers[0].id}"]
    key = soup_of(form).find("input", attrs={"name": "submission_key"})["value"]
    answer = browser.post(
        f"/households/{household.id}/checks/record",
        typed(chosen[0], today(), submission_key=key),
        follow_redirects=True,
    )
    assert f"Medical: Ann Berry, done on {today().day} {today():%B %Y}: recorded." in answer.text
    row = next(row for row in rows(answer, "checks-table") if row[0] == "Medical: Ann Berry")
    assert row[1] == "Up to date"


def test_pressing_twice_records_once(browser: RecordClient, household: Household) -> None:
    for _ in range(2):
        answer = browser.post(
            f"/households/{household.id}/checks/record",
            typed("annual_review-household", today()),
            follow_redirects=True,
        )
        assert "Annual review, done on" in answer.text
    assert stored() == [("annual_review", today())]


@pytest.mark.parametrize("key", ["", "x" * 300, "\x00", "👩‍👩‍👧"])
def test_a_page_without_a_good_key_of_its_own_is_no_fault(
    browser: RecordClient, household: Household, key: str
) -> None:
    sent = typed("annual_review-household", today(), submission_key=key)
    assert browser.post(f"/households/{household.id}/checks/record", sent).status_code == 302
    assert len(stored()) == 1


TOMORROW = today() + timedelta(days=1)


@pytest.mark.parametrize(
    ("changes", "href", "says"),
    [
        ({"check": ""}, "#check", "Choose which check was done"),
        ({"check": "dbs-carer-999999"}, "#check", "Choose one from the list"),
        ({"check": "dbs-household"}, "#check", "Choose one from the list"),
        (dict.fromkeys(("done_on-day", "done_on-month", "done_on-year"), ""), "#done_on-day", "Enter the day"),
        ({"done_on-day": "31", "done_on-month": "2"}, "#done_on-day", "must be a real date"),
        ({"done_on-year": "1999"}, "#done_on-day", "must be on or after 1 January 2000: check the year"),
        ({"done_on-year": "0001"}, "#done_on-day", "1 January 2000"),
        ({"done_on-year": "26"}, "#done_on-day", "must have four digits"),
        (
            {f"done_on-{part}": text for part, text in factories.typed_date(TOMORROW).items()},
            "#done_on-day",
            "today or",
        ),
    ],
)
def test_what_cannot_be_is_refused_at_its_place_and_nothing_typed_is_lost(
    browser: RecordClient, household: Household, changes: dict[str, str], href: str, says: str
) -> None:
    sent = {**typed("annual_review-household", date(2026, 1, 6)), **changes}
    page = browser.post(f"/households/{household.id}/checks/record", sent)
    assert page.status_code == 422
    summary = soup_of(page).select(".govuk-error-summary__list a")
    assert [link["href"] for link in summary] == [href]
    assert says in summary[0].text
    for part in ("day", "month", "year"):
        assert soup_of(page).find(id=f"done_on-{part}").get("value", "") == sent[f"done_on-{part}"]
    if href != "#check":
        checked = [each["value"] for each in soup_of(page).select("input[type=radio][checked]")]
        assert checked == ["annual_review-household"]
    assert soup_of(page).find("input", attrs={"name": "submission_key"})["value"] == "page"
    assert stored() == []


def test_a_day_before_somebody_was_born_is_refused_for_them_alone(browser: RecordClient, household: Household) -> None:
    begin_write()
    member = HouseholdMember(household_id=household.id, name="Cy", born_on=date(2004, 3, 1))
    db.session.add(member)
    db.session.commit()
    address, day = f"/households/{household.id}/checks/record", date(2004, 2, 29)
    page = browser.post(address, typed(f"dbs-member-{member.id}", day))
    says = "The day it was done must be on or after 1 March 2004, when Cy was born"
    assert (page.status_code, says in page.text) == (422, True)
    assert browser.post(address, typed(f"dbs-carer-{household.carers[0].id}", day)).status_code == 302


def test_a_check_is_taken_back_with_a_reason(browser: RecordClient, household: Household, worker: User) -> None:
    check = factories.make_check(household, "annual_review", today(), worker)
    address = f"/checks/{check.id}/error"
    empty = browser.post(address, {"reason": " "})
    assert (empty.status_code, "Say what was wrong" in empty.text) == (422, True)
    long = browser.post(address, {"reason": "x" * 501})
    assert (long.status_code, "x" * 501 in long.text) == (422, True)
    done = browser.post(address, {"reason": "It was <next> door."}, follow_redirects=True)
    assert rows(done, "recorded")[0][4].startswith("Recorded in error, says Sam Hill on")
    assert rows(done, "recorded")[0][4].endswith(": It was <next> door.")
    assert not soup_of(done).select(f'a[href="{address}"]')
    assert "It was marked as an error on" in browser.get(address).text
    assert browser.post(address, {"reason": "It was <next> door."}).status_code == 302


def test_a_second_reason_is_shown_with_the_first_and_nothing_typed_is_lost(
    browser: RecordClient, household: Household, worker: User
) -> None:
    check = factories.make_check(household, "annual_review", today(), worker)
    browser.post(f"/checks/{check.id}/error", {"reason": "The year was mistyped."})
    again = browser.post(f"/checks/{check.id}/error", {"reason": "It was <next> door."})
    assert again.status_code == 409
    for said in ("The year was mistyped.", "What you typed is not kept", "It was <next> door."):
        assert said in soup_of(again).main.text
    assert "is not kept" not in browser.get(f"/checks/{check.id}/error").text
    assert [
        row[4].rpartition(": ")[2] for row in rows(browser.get(f"/households/{household.id}/checks"), "recorded")
    ] == ["The year was mistyped."]


def test_a_page_sent_again_after_its_check_was_taken_back_does_not_say_recorded(
    browser: RecordClient, household: Household, worker: User
) -> None:
    address, sent = f"/households/{household.id}/checks/record", typed("annual_review-household", today())
    browser.post(address, sent, follow_redirects=True)
    check = db.session.scalars(select(HouseholdCheck)).one()
    browser.post(f"/checks/{check.id}/error", {"reason": "Mistyped."}, follow_redirects=True)
    again = soup_of(browser.post(address, sent, follow_redirects=True)).select_one(".govuk-notification-banner")
    assert "recorded, and marked as an error since." in again.text
    assert "Success" not in again.text
    assert len(stored()) == 1


def test_a_head_of_service_reads_and_is_offered_nothing_to_write(
    household: Household, worker: User, client_for: ClientFor
) -> None:
    check = factories.make_check(household, "annual_review", today(), worker)
    reader = client_for("head_of_service")
    for address in (f"/households/{household.id}", f"/households/{household.id}/checks"):
        page = reader.get(address)
        assert "Annual review" in page.text
        assert "checks/record" not in page.text
        assert f"/checks/{check.id}/error" not in page.text
    assert reader.post(f"/households/{household.id}/checks/record", {}).status_code == 403


def test_a_head_of_service_with_a_team_of_their_own_is_offered_to_record_in_that_team_alone(
    household: Household, worker: User, client_for: ClientFor
) -> None:
    own = factories.make_household(team=factories.make_team("South"))
    roles = ("head_of_service", "team_manager")
    client = client_for(factories.make_user(team=db.session.get_one(Team, own.team_id), roles=roles))
    check = factories.make_check(household, "annual_review", today(), worker)
    for page in ("", "/checks"):
        assert "checks/record" in client.get(f"/households/{own.id}{page}").text
        elsewhere = client.get(f"/households/{household.id}{page}")
        assert elsewhere.status_code == 200
        assert "checks/record" not in elsewhere.text
        assert f"/checks/{check.id}/error" not in elsewhere.text


def test_what_was_recorded_is_listed_with_who_did_it(browser: RecordClient, household: Household, worker: User) -> None:
    assert "No check of this household is recorded yet." in browser.get(f"/households/{household.id}/checks").text
    for days in (400, 10):
        factories.make_check(household, "annual_review", today() - timedelta(days=days), worker)
    listed = rows(browser.get(f"/households/{household.id}/checks"), "recorded")
    newest = today() - timedelta(days=10)
    assert listed[0][:3] == ["Annual review", "Household", f"{newest.day} {newest:%B %Y}"]
    assert listed[0][3].startswith("Sam Hill, ")
    assert len(listed) == 2


def test_an_address_that_names_no_check_of_the_household_chooses_nothing(
    browser: RecordClient, household: Household
) -> None:
    page = browser.get(f"/households/{household.id}/checks/record?check=%3Cscript%3E")
    assert not soup_of(page).select("input[type=radio][checked]")
