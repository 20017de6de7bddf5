"""Oversight and quality over time: every figure is as many as the list behind it."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import CriterionGrade, RecordVersion, Score, Team, User, VisitRecord
from fqa_forms.services.trends import FEWEST_FOR_A_MEAN, months_up_to
from tests import factories
from tests.record_client import RecordClient

ClientFor = Callable[[Any], RecordClient]
MONTH = months_up_to(today(), 3)[0]


@pytest.fixture
def north(app: Any) -> Team:
    return factories.make_team("North")


@pytest.fixture
def author(north: Team) -> User:
    return factories.make_user(team=north, name="Sam Okafor")


@pytest.fixture
def manager(north: Team) -> User:
    return factories.make_user("team_manager", team=north, name="Mags Lake")


def make_graded(author: User, day: date, *grades: int | None, recorded_on: date | None = None) -> None:
    """One record for each grade of the child's voice, all of one day and household, overall good."""
    household = factories.make_household(ssw=author)
    begin_write()
    for grade in grades:
        part = CriterionGrade(criterion="child_voice", grade=grade, confidence=0.9)
        score = Score(
            rubric_version="r", model_version="m", overall_grade=2, overall_confidence=0.9, result={}, grades=[part]
        )
        version = RecordVersion(
            form="supervision_visit", form_version=1, context={}, answers={}, document={}, scores=[score]
        )
        db.session.add(
            VisitRecord(
                service_id=household.service_id,
                team_id=household.team_id,
                household_id=household.id,
                author_id=author.id,
                visit_type="supervision",
                visit_date=day,
                recorded_on=recorded_on or day,
                versions=[version],
            )
        )
    db.session.commit()


def rows_of(page: Any, table: str) -> dict[str, list[Any]]:
    found = page.soup.select(f"#{table} tbody tr")
    return {row.th.text.strip(): row.select("td") for row in found}


def total_of(page: Any) -> int:
    return int(page.soup.select_one("#how-chosen strong").text.split()[0])


def month_row(page: Any, month: date) -> list[Any]:
    return rows_of(page, "trend-table")[f"{month:%B %Y}"]


def test_a_month_has_its_mean_without_what_does_not_apply(client_for: ClientFor, author: User, manager: User) -> None:
    make_graded(author, MONTH, 0, 1, 1, 2, 3, None)
    mean, count = month_row(client_for(manager).get("/quality?criterion=child_voice"), MONTH)
    assert mean.text.strip() == "1.4"
    assert count.text.strip() == "5"


def test_the_overall_grade_counts_every_scored_record(client_for: ClientFor, author: User, manager: User) -> None:
    make_graded(author, MONTH, 0, 1, 1, 2, 3, None)
    mean, count = month_row(client_for(manager).get("/quality"), MONTH)
    assert (mean.text.strip(), count.text.strip()) == ("2.0", "6")


def test_a_month_with_few_records_has_no_mean(client_for: ClientFor, author: User, manager: User) -> None:
    make_graded(author, MONTH, *[1] * (FEWEST_FOR_A_MEAN - 1))
    page = client_for(manager).get("/quality?criterion=child_voice")
    assert "Too few to say" in month_row(page, MONTH)[0].text


@pytest.mark.parametrize("query", ["", "?criterion=child_voice", "?criterion=child_voice&months=24"])
@pytest.mark.parametrize("role", ["team_manager", "head_of_service", "auditor"])
def test_each_months_figure_is_the_total_of_its_list(
    client_for: ClientFor, author: User, role: str, query: str
) -> None:
    other = factories.make_user(team=factories.make_team("South"))
    make_graded(author, MONTH, 0, 1, None)
    make_graded(other, MONTH, 2, 2, None)
    make_graded(author, MONTH - timedelta(days=1), 3)
    team = db.session.get(Team, author.team_id) if role == "team_manager" else None
    client = client_for(factories.make_user(role, team=team, service=factories.the_service()))
    links = client.get(f"/quality{query}").soup.select("#trend-table td a")
    assert len(links) == 2
    for link in links:
        assert total_of(client.get(link["href"])) == int(link.text)


def test_a_team_narrows_the_trend_and_its_lists(client_for: ClientFor, author: User) -> None:
    other = factories.make_user(team=factories.make_team("South"))
    make_graded(author, MONTH, 0, 1)
    make_graded(other, MONTH, 2, 2, 2)
    client = client_for(factories.make_user("auditor", service=factories.the_service()))
    page = client.get(f"/quality?team={other.team_id}")
    (link,) = page.soup.select("#trend-table td a")
    assert (int(link.text), total_of(client.get(link["href"]))) == (3, 3)
    assert "South" in page.soup.select_one("#how-chosen").text


def test_a_manager_sees_no_other_teams_figures(client_for: ClientFor, manager: User) -> None:
    make_graded(factories.make_user(team=factories.make_team("South")), MONTH, 1, 1)
    assert total_of(client_for(manager).get("/quality")) == 0


@pytest.mark.parametrize("query", ["criterion=luck", "team=999", "months=7", "months=%00x"])
def test_a_wrong_choice_has_its_message(client_for: ClientFor, manager: User, query: str) -> None:
    page = client_for(manager).get(f"/quality?{query}")
    assert page.status_code == 400
    (link,) = page.soup.select(".govuk-error-summary__list a")
    assert page.soup.select_one(link["href"])


def count_in(page: Any, title: str) -> int:
    return int(rows_of(page, "totals")[title][0].text)


def test_late_records_are_counted_and_listed_with_days_late(client_for: ClientFor, author: User, manager: User) -> None:
    friday = today() - timedelta(days=today().weekday() + 24)
    make_graded(author, friday, 1, recorded_on=friday + timedelta(days=10))
    make_graded(author, friday, 1, recorded_on=friday + timedelta(days=7))
    client = client_for(manager)
    assert count_in(client.get("/oversight"), "Records written up late") == 1
    (cells,) = (row.select("td") for row in client.get("/oversight/records").soup.select("#late tbody tr"))
    assert cells[0].text == "Sam Okafor"
    assert cells[-1].text == "3"


def test_a_draft_past_its_limit_is_listed_without_a_word_of_it(
    client_for: ClientFor, author: User, manager: User
) -> None:
    visited = factories.typed_date(today() - timedelta(days=30))
    late = factories.make_household(ssw=author, name="The late household")
    factories.make_draft(late, author, {"visit_date": visited, "analysis_text": "Words of a draft"})
    in_time = factories.make_household(ssw=author, name="The prompt household")
    factories.make_draft(in_time, author, {"visit_date": factories.typed_date(today())})
    page = client_for(manager).get("/oversight/drafts")
    assert list(rows_of(page, "late")) == ["The late household"]
    assert "Words of a draft" not in page.text


def test_a_draft_of_another_team_is_nobodys_business(client_for: ClientFor, manager: User) -> None:
    other = factories.make_user(team=factories.make_team("South"))
    visited = factories.typed_date(today() - timedelta(days=30))
    factories.make_draft(factories.make_household(ssw=other), other, {"visit_date": visited})
    assert count_in(client_for(manager).get("/oversight"), "Drafts past their limit") == 0


@pytest.mark.parametrize(("weeks", "overdue"), [(12, 0), (14, 1)])
def test_a_supervision_visit_is_overdue_after_thirteen_weeks(
    client_for: ClientFor, author: User, manager: User, weeks: int, overdue: int
) -> None:
    make_graded(author, today() - timedelta(weeks=weeks), 1)
    assert count_in(client_for(manager).get("/oversight"), "Supervision visits overdue") == overdue


def test_a_household_never_visited_is_overdue_since_its_approval(
    client_for: ClientFor, author: User, manager: User
) -> None:
    factories.make_household(ssw=author, name="The new household", approved_on=today() - timedelta(weeks=30))
    cells = rows_of(client_for(manager).get("/oversight/unannounced"), "late")["The new household"]
    assert [cell.text for cell in cells][0::3] == ["Sam Okafor", "28"]
    assert cells[1].text == "None recorded"


def test_with_neither_visit_nor_approval_a_household_cannot_be_judged(
    client_for: ClientFor, author: User, manager: User
) -> None:
    factories.make_household(ssw=author, approved_on=None)
    page = client_for(manager).get("/oversight")
    assert count_in(page, "Visits that cannot be judged") == 2
    assert count_in(page, "Supervision visits overdue") == 0


def test_checks_without_any_date_are_in_somebodys_oversight(client_for: ClientFor, author: User, manager: User) -> None:
    factories.make_household(ssw=author, name="The dateless household", carers=("Ann Berry",), approved_on=None)
    client = client_for(manager)
    assert count_in(client.get("/oversight"), "Checks that cannot be judged") == 6
    listed = client.get("/oversight/checks-unknown").soup.select("#late tbody tr")
    assert len(listed) == 6
    assert all("The dateless household" in row.text for row in listed)
    assert "DBS check: Ann Berry" in {row.find_all("td")[-1].text for row in listed}


def test_every_figure_of_oversight_is_as_many_as_its_list(client_for: ClientFor, author: User) -> None:
    second = factories.make_user(team=factories.make_team("South"), name="Joan Ellis")
    for worker in (author, second):
        make_graded(worker, today() - timedelta(weeks=12), 1, recorded_on=today())
        factories.make_household(ssw=worker)
    client = client_for(factories.make_user("head_of_service", service=factories.the_service()))
    page = client.get("/oversight")
    for row in page.soup.select("#totals tbody tr"):
        assert total_of(client.get(row.a["href"])) == int(row.td.text), row.a.text
    links = page.soup.select("#workers td a")
    assert links
    for link in links:
        assert total_of(client.get(link["href"])) == int(link.text), link["href"]


def test_a_list_that_is_not_there_is_not_found(client_for: ClientFor, manager: User) -> None:
    assert client_for(manager).get("/oversight/everything").status_code == 404


@pytest.mark.parametrize("worker", ["999999", "x", "%00", "-1"])
def test_a_worker_who_is_not_there_has_an_empty_list(client_for: ClientFor, manager: User, worker: str) -> None:
    page = client_for(manager).get(f"/oversight/records?worker={worker}")
    assert page.status_code == 200
    assert total_of(page) == 0
