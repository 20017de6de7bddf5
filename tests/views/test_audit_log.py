from collections.abc import Callable
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest
from flask import Flask
from sqlalchemy import select
from werkzeug.test import TestResponse

from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, User
from fqa_forms.services.audit_log import PAGE_SIZE
from tests import factories
from tests.page_inspection import soup_of
from tests.record_client import RecordClient


@pytest.fixture
def head(app: Flask) -> User:
    return factories.make_user("head_of_service", name="Hed Head")


@pytest.fixture
def browser(head: User, client_for: Callable[..., RecordClient]) -> RecordClient:
    return client_for(head)


def rows(page: TestResponse) -> list[list[str]]:
    found = soup_of(page).select("#log tbody tr")
    return [[" ".join(cell.text.split()) for cell in row.find_all(["th", "td"])] for row in found]


def test_the_log_says_who_did_what_to_what(browser: RecordClient) -> None:
    sam = factories.make_user(team=factories.make_team(), name="Sam Shaw")
    record = factories.make_record(factories.make_household(ssw=sam), sam, texts={"child_voice": "Max said moonbeam."})
    page = browser.get("/audit-log")
    submitted = next(row for row in rows(page) if row[2] == "Record submitted")
    assert submitted[1] == "Sam Shaw"
    assert submitted[3:] == [f"record {record.reference}", "draft id: 1; version: 1"]
    assert soup_of(page).find("a", href=f"/records/{record.id}")
    for words in ("moonbeam", "Berry", "Max"):
        assert words not in page.text


def test_every_page_that_shows_when_people_were_checked_is_in_the_log(client_for: Callable[..., RecordClient]) -> None:
    sam = factories.make_user(team=factories.make_team())
    household = factories.make_household(ssw=sam)
    check = factories.make_check(household, "dbs", date(2026, 1, 6), sam, f"carer-{household.carers[0].id}")
    record, error, sender = f"/households/{household.id}/checks/record", f"/checks/{check.id}/error", client_for(sam)
    opened = [sender.get(record), sender.get(error), sender.post(record, {}), sender.post(error, {})]
    assert [page.status_code for page in opened] == [200, 200, 422, 422]
    viewed = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "household_viewed")).all()
    assert [(entry.subject_id, entry.actor_id) for entry in viewed] == [(household.id, sam.id)] * 4


def test_an_administrator_gets_no_way_into_a_record(client_for: Callable[..., RecordClient], app: Flask) -> None:
    record = factories.make_record()
    page = client_for("administrator").get("/audit-log")
    assert f"record {record.reference}" in page.text
    assert not soup_of(page).find("a", href=f"/records/{record.id}")


def test_filters_choose_and_stay_in_the_form(browser: RecordClient, head: User) -> None:
    browser.get("/people")  # refused
    page = browser.get(
        f"/audit-log?person={head.id}&action=refused&first_day-day=1&first_day-month=1&first_day-year=2020"
    )
    [row] = rows(page)
    assert row[1:3] == ["Hed Head", "Refused"]
    assert "endpoint: people.index" in row[4]
    assert soup_of(page).select_one("#action option[selected]")["value"] == "refused"
    assert soup_of(page).find(id="first_day-year")["value"] == "2020"


def test_nothing_found_says_so(browser: RecordClient) -> None:
    page = browser.get("/audit-log?action=records_exported")
    assert "Nothing in the log fits these filters." in page.text


@pytest.mark.parametrize(
    ("query", "href"),
    [
        ("first_day-day=31&first_day-month=2&first_day-year=2026", "#first_day-day"),
        ("last_day-day=1", "#last_day-day"),
        ("person=x", "#person"),
        ("person=99999999999999999999", "#person"),
        ("action=nothing_known", "#action"),
        (
            "first_day-day=2&first_day-month=3&first_day-year=2026&last_day-day=1&last_day-month=3&last_day-year=2026",
            "#last_day-day",
        ),
    ],
)
def test_a_filter_that_cannot_be_is_marked_and_shows_no_log(browser: RecordClient, query: str, href: str) -> None:
    page = browser.get(f"/audit-log?{query}")
    assert page.status_code == 422
    assert [link["href"] for link in soup_of(page).select(".govuk-error-summary__list a")] == [href]
    assert not rows(page)


@pytest.mark.parametrize("number", ["0", "-3", "x", "99999999999999999999"])
def test_any_page_number_is_answered(browser: RecordClient, number: str) -> None:
    assert rows(browser.get(f"/audit-log?page={number}"))


@pytest.mark.parametrize("day", [date.min, date.max])
def test_the_first_and_last_days_there_are_can_be_asked_for(browser: RecordClient, day: date) -> None:
    for name in ("first_day", "last_day"):
        query = "&".join(f"{name}-{part}={text.zfill(4)}" for part, text in factories.typed_date(day).items())
        assert browser.get(f"/audit-log?{query}").status_code == 200


def test_pages_lead_on_and_keep_the_filters(browser: RecordClient, head: User) -> None:
    entry = {"service_id": head.service_id, "actor_id": head.id, "action": "household_viewed", "details": {}}
    db.session.add_all(AuditEntry(**entry) for _ in range(PAGE_SIZE + 3))
    db.session.commit()
    page = browser.get("/audit-log?action=household_viewed")
    following = soup_of(page).select_one(".govuk-pagination__next a")["href"]
    assert parse_qs(urlsplit(following).query) == {"action": ["household_viewed"], "page": ["2"]}
    assert (len(rows(page)), len(rows(browser.get(following)))) == (50, 3)
