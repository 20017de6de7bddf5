"""The list of records, one record with its score, and its download."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import AuditEntry, CriterionGrade, RecordVersion, Score, User, VisitRecord
from fqa_forms.services.quality import record_problems
from fqa_forms.services.record_lists import PAGE_SIZE
from tests import factories
from tests.record_client import RecordClient

ClientFor = Callable[[Any], RecordClient]
SAID = "Max told me alone that he likes the den. He drew it for me."


@pytest.fixture
def author(app: Any) -> User:
    return factories.make_user(team=factories.make_team("North"), name="Sam Okafor")


@pytest.fixture
def record(author: User) -> VisitRecord:
    return factories.make_record(factories.make_household(ssw=author), author, texts={"child_voice": SAID})


def make_records(author: User, count: int, **columns: Any) -> list[VisitRecord]:
    """Records in a list only: no versions of their own are needed, one each without a score."""
    household = factories.make_household(ssw=author, name="The list household")
    begin_write()
    rows = [_bare_record(author, household.id, household.service_id, household.team_id, columns) for _ in range(count)]
    db.session.add_all(rows)
    db.session.commit()
    return rows


def _bare_record(
    author: User, household_id: int, service_id: int, team_id: int, columns: dict[str, Any]
) -> VisitRecord:
    version = RecordVersion(form="supervision_visit", form_version=1, context={}, answers={}, document={})
    given = {"visit_type": "supervision", "visit_date": date(2026, 3, 2), "recorded_on": date(2026, 3, 3), **columns}
    return VisitRecord(
        service_id=service_id,
        team_id=team_id,
        household_id=household_id,
        author_id=author.id,
        versions=[version],
        **given,
    )


def add_score(record: VisitRecord, result: dict[str, Any], overall: int = 1) -> None:
    begin_write()
    version = record.current
    db.session.add(
        Score(
            version_id=version.id,
            rubric_version="r",
            model_version="m",
            overall_grade=overall,
            overall_confidence=0.6,
            result=result,
        )
    )
    db.session.commit()


def criterion(grade: int | None, **more: Any) -> dict[str, Any]:
    return {"grade": grade, "confidence": 0.6, "sure": True, "evidence": [], "advice": [], **more}


def made_up_result(**criteria: Any) -> dict[str, Any]:
    overall = {"grade": 1, "label": "requires improvement", "confidence": 0.6}
    return {"id": "x", "model": "m", "overall": overall, "criteria": criteria, "language": []}


def actions_logged(action: str) -> list[AuditEntry]:
    return list(db.session.scalars(select(AuditEntry).where(AuditEntry.action == action)))


def text_of(page: Any, selector: str) -> str:
    return " ".join(page.soup.select_one(selector).get_text(" ").split())


def test_a_record_shows_its_answers_and_its_grade(client_for: ClientFor, author: User, record: VisitRecord) -> None:
    page = client_for(author).get(f"/records/{record.id}")
    assert record.reference in page.soup.h1.text
    assert "He drew it for me." in page.soup.select_one('[id^="answer-voice__"]').text
    assert "Overall grade" in page.soup.select_one("#overall").text
    assert "auditor’s grade stands" in page.text


def test_every_criterion_of_the_rubric_is_told_in_full_once(
    client_for: ClientFor, author: User, record: VisitRecord
) -> None:
    page = client_for(author).get(f"/records/{record.id}")
    told = [each["id"].removeprefix("criterion-") for each in page.soup.select(".fqa-criterion")]
    assert sorted(told) == sorted(record.current.scores[-1].result["criteria"])


def test_evidence_is_marked_in_the_answer_and_names_the_criteria(
    client_for: ClientFor, author: User, record: VisitRecord
) -> None:
    end = len("Max told me alone that he likes the den.")
    found = [{"field": "child_voice", "start": 0, "end": end}]
    add_score(
        record,
        made_up_result(child_voice=criterion(2, evidence=found), challenge=criterion(1, evidence=found)),
    )
    page = client_for(author).get(f"/records/{record.id}")
    (mark,) = page.soup.select("mark")
    assert mark.text == SAID[:end]
    assert mark.find_next_sibling("span").text == "child voice, challenge"


def test_evidence_in_a_new_action_is_marked_at_that_action(
    client_for: ClientFor, author: User, record: VisitRecord
) -> None:
    add_score(
        record,
        made_up_result(forward_planning=criterion(1, evidence=[{"field": "actions.0.action", "start": 0, "end": 9}])),
    )
    page = client_for(author).get(f"/records/{record.id}")
    assert page.soup.select_one("#answer-action_what__row1 mark").text == "We talked"


def test_a_criterion_the_scorer_is_not_sure_of_asks_for_a_person(
    client_for: ClientFor, author: User, record: VisitRecord
) -> None:
    add_score(record, made_up_result(analysis=criterion(1, sure=False, advice=["Say what it meant for Max."])))
    page = client_for(author).get(f"/records/{record.id}")
    said = text_of(page, "#criterion-analysis")
    assert "The scorer is not sure: have a person look" in said
    assert "Say what it meant for Max." in said


def test_wording_to_reconsider_stands_at_the_answer(client_for: ClientFor, author: User, record: VisitRecord) -> None:
    span = {"field": "child_voice", "start": 0, "end": 3, "rule": "r", "message": "Plainer is kinder."}
    add_score(record, made_up_result() | {"language": [span | {"suggestion": "say it so"}]})
    page = client_for(author).get(f"/records/{record.id}")
    said = text_of(page, '[id^="answer-voice__"] .fqa-wording')
    assert "Wording to reconsider" in said
    assert "“Max”: Plainer is kinder. Perhaps: say it so" in said


def test_html_in_a_record_is_shown_as_it_was_typed(client_for: ClientFor, author: User) -> None:
    words = "<script>alert(1)</script> & <b>Max</b>"
    record = factories.make_record(factories.make_household(ssw=author), author, texts={"child_voice": words})
    page = client_for(author).get(f"/records/{record.id}")
    assert words in page.soup.select_one('[id^="answer-voice__"]').text
    assert not page.soup.select("main b")


def test_a_record_of_an_unknown_form_is_shown_as_it_is_stored(client_for: ClientFor, author: User) -> None:
    record = factories.make_record(factories.make_household(ssw=author), author, texts={"child_voice": SAID})
    begin_write()
    old = record.current
    columns = {"context": old.context, "answers": old.answers, "document": old.document}
    db.session.add(RecordVersion(record_id=record.id, number=2, form="lost_form", form_version=7, **columns))
    db.session.commit()
    page = client_for(author).get(f"/records/{record.id}")
    assert page.status_code == 200
    assert "“lost_form”, version 7" in page.text
    assert SAID in page.soup.select_one("#answer-child_voice").text


def test_viewing_is_logged_and_the_timeline_says_by_whom(
    client_for: ClientFor, author: User, record: VisitRecord
) -> None:
    auditor = factories.make_user("auditor", name="Audrey Lake", service=factories.the_service())
    client_for(auditor).get(f"/records/{record.id}")
    page = client_for(author).get(f"/records/{record.id}")
    assert [entry.actor_id for entry in actions_logged("record_viewed")] == [auditor.id, author.id]
    lines = [row.get_text(" ", strip=True) for row in page.soup.select("#timeline tbody tr")]
    assert any("Viewed" in line and "Audrey Lake" in line for line in lines)
    for event in ("Draft begun", "Submitted", "Scored by model", "Copied to the record of Ann Berry"):
        assert any(event in line for line in lines), event


@pytest.mark.parametrize(("days", "said"), [(0, "in time"), (30, "late")])
def test_a_record_says_whether_it_was_written_up_in_time(
    client_for: ClientFor, author: User, days: int, said: str
) -> None:
    record = factories.make_record(
        factories.make_household(ssw=author), author, visit_date=today() - timedelta(days=days)
    )
    page = client_for(author).get(f"/records/{record.id}")
    assert said in page.soup.find("dt", string=lambda text: text and "Written up" in text).find_next("dd").text


def test_the_download_is_the_stored_record_and_is_logged(
    client_for: ClientFor, author: User, record: VisitRecord
) -> None:
    answer = client_for(author).get(f"/records/{record.id}/visit-record.json")
    assert answer.mimetype == "application/json"
    assert f"filename={record.reference}.json" in answer.headers["Content-Disposition"]
    assert answer.json == record.current.document
    assert record_problems(answer.json) == []
    assert [entry.details["format"] for entry in actions_logged("record_downloaded")] == ["json"]


def test_another_teams_manager_finds_neither_record_nor_download(client_for: ClientFor, record: VisitRecord) -> None:
    client = client_for(factories.make_user("team_manager", team=factories.make_team("South")))
    assert client.get(f"/records/{record.id}").status_code == 404
    assert client.get(f"/records/{record.id}/visit-record.json").status_code == 404


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
