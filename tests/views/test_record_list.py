"""The list of records, its filters and its pages."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from fqa_forms.extensions import begin_write, db
from fqa_forms.models import CriterionGrade, Score, User, VisitRecord
from fqa_forms.services.record_lists import PAGE_SIZE
from tests import factories
from tests.record_client import RecordClient
from tests.views.record_rows import actions_logged, add_score, criterion, made_up_result, make_records, text_of

ClientFor = Callable[[Any], RecordClient]
SAID = "Max told me alone that he likes the den. He drew it for me."


@pytest.fixture
def author(app: Any) -> User:
    return factories.make_user(team=factories.make_team("North"), name="Sam Okafor")


@pytest.fixture
def record(author: User) -> VisitRecord:
    return factories.make_record(factories.make_household(ssw=author), author)


def shown(page: Any) -> list[str]:
    return [each.text.strip() for each in page.soup.select("#records tbody th")]


def test_the_list_shows_only_what_is_in_reach(client_for: ClientFor, author: User, record: VisitRecord) -> None:
    other = factories.make_user(team=factories.make_team("South"), name="Somebody Else")
    hidden = factories.make_record(factories.make_household(ssw=other, carers=("Zed Hidden",)), other)
    page = client_for(author).get("/records")
    assert shown(page) == [record.reference]
    assert hidden.reference not in page.text
    assert "Zed Hidden" not in page.text
    assert "Somebody Else" not in page.text
    assert "South" not in page.text


def test_the_list_is_newest_visit_first_and_says_how_many(client_for: ClientFor, author: User) -> None:
    older, newer = (make_records(author, 1, visit_date=day)[0] for day in (date(2026, 1, 5), date(2026, 2, 5)))
    page = client_for(author).get("/records")
    assert shown(page) == [newer.reference, older.reference]
    assert text_of(page, "#how-chosen").startswith("2 records that you can see")


def test_a_long_list_comes_in_pages_that_hold_every_record_once(client_for: ClientFor, author: User) -> None:
    rows = make_records(author, PAGE_SIZE + 3)
    client = client_for(author)
    first, second = client.get("/records"), client.get("/records?page=2")
    assert len(shown(first)) == PAGE_SIZE
    assert sorted(shown(first) + shown(second)) == sorted(each.reference for each in rows)
    assert text_of(second, "#how-chosen").startswith(f"{PAGE_SIZE + 3} records")


@pytest.mark.parametrize("page", ["99", "0", "-1", "x", "9" * 30, "%00"])
def test_a_page_that_is_not_there_leads_to_one_that_is(client_for: ClientFor, author: User, page: str) -> None:
    make_records(author, 1)
    assert len(shown(client_for(author).get(f"/records?page={page}"))) == 1


@pytest.mark.parametrize(
    ("query", "chosen"),
    [
        ("type=unannounced", "unannounced visits"),
        ("from=2026-05-01&to=2026-05-31", "May 2026"),
        ("from=1/5/2026", "from 1 May 2026"),
        ("grade=0", "overall grade inadequate"),
        ("criterion=child_voice&at_most=1", "child voice at or below requires improvement"),
    ],
)
def test_a_filter_leaves_what_it_says(client_for: ClientFor, author: User, query: str, chosen: str) -> None:
    one = factories.make_record(
        factories.make_household(ssw=author),
        author,
        visit_date=date(2026, 5, 5),
        texts={"child_voice": "Happy."},
        answers={"visit_type": "unannounced"},
    )
    _grade(one, overall=0, child_voice=1)
    _grade(factories.make_record(factories.make_household(ssw=author), author, visit_date=date(2026, 3, 2)), 2, 2)
    page = client_for(author).get(f"/records?{query}")
    assert shown(page) == [one.reference]
    assert text_of(page, "#how-chosen").startswith(f"1 record : {chosen}")


def _grade(record: VisitRecord, overall: int, child_voice: int | None) -> None:
    """A newer score than the scorer's own, so that a test knows the grades."""
    add_score(record, made_up_result(child_voice=criterion(child_voice)), overall)
    begin_write()
    score_id = db.session.scalar(select(Score.id).order_by(Score.id.desc()).limit(1))
    db.session.add(CriterionGrade(score_id=score_id, criterion="child_voice", grade=child_voice, confidence=0.6))
    db.session.commit()


def test_a_filter_by_grade_goes_by_the_latest_score(client_for: ClientFor, author: User, record: VisitRecord) -> None:
    _grade(record, overall=0, child_voice=0)
    _grade(record, overall=3, child_voice=3)
    client = client_for(author)
    assert shown(client.get("/records?grade=3")) == [record.reference]
    assert shown(client.get("/records?grade=0")) == []
    assert shown(client.get("/records?criterion=child_voice&at_most=1")) == []


def test_team_and_author_narrow_the_list(client_for: ClientFor, author: User, record: VisitRecord) -> None:
    other = factories.make_user(team=factories.make_team("South"))
    theirs = factories.make_record(factories.make_household(ssw=other), other)
    client = client_for(factories.make_user("auditor", service=factories.the_service()))
    assert shown(client.get(f"/records?team={other.team_id}")) == [theirs.reference]
    assert shown(client.get(f"/records?author={author.id}")) == [record.reference]


WRONG_FILTERS = [
    *("team=999", "team=x", "author=-1", "type=picnic", "grade=4", "grade=" + "9" * 5000),
    *("from=30/2/2026", "to=yesterday", "from=%ff%fe", "from=2026-03-02&to=2026-03-01"),
    *("at_most=1", "criterion=child_voice", "criterion=luck&at_most=1"),
]


@pytest.mark.parametrize("query", WRONG_FILTERS)
def test_a_wrong_filter_has_its_message_and_the_others_still_hold(
    client_for: ClientFor, author: User, query: str
) -> None:
    kept = make_records(author, 1, visit_type="unannounced")
    make_records(author, 1, visit_type="supervision")
    narrowed = query if query.startswith("type") else f"{query}&type=unannounced"
    page = client_for(author).get(f"/records?{narrowed}")
    assert page.status_code == 400
    (link, *_) = page.soup.select(".govuk-error-summary__list a")
    assert page.soup.select_one(link["href"]), "the message leads to its filter"
    assert (len(shown(page)) == 1) == (narrowed != query)
    assert narrowed == query or shown(page) == [kept[0].reference]


def test_somebody_elses_team_is_no_choice(client_for: ClientFor, author: User, record: VisitRecord) -> None:
    south = factories.make_team("South")
    assert client_for(author).get(f"/records?team={south.id}").status_code == 400


def test_a_list_that_fits_nothing_says_so(client_for: ClientFor, author: User) -> None:
    page = client_for(author).get("/records?type=unannounced")
    assert "No record fits" in page.text
    assert text_of(page, "#how-chosen").startswith("0 records")


def test_looking_at_a_list_is_logged_with_its_size(client_for: ClientFor, author: User) -> None:
    make_records(author, 2)
    client_for(author).get("/records")
    assert [entry.details for entry in actions_logged("record_list_viewed")] == [{"shown": 2}]
