"""One record with its score, and its download."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import RecordVersion, User, VisitRecord
from fqa_forms.services.quality import record_problems
from tests import factories
from tests.record_client import RecordClient
from tests.views.record_rows import actions_logged, add_score, criterion, made_up_result, text_of

ClientFor = Callable[[Any], RecordClient]
SAID = "Max told me alone that he likes the den. He drew it for me."


@pytest.fixture
def author(app: Any) -> User:
    return factories.make_user(team=factories.make_team("North"), name="Sam Okafor")


@pytest.fixture
def record(author: User) -> VisitRecord:
    return factories.make_record(factories.make_household(ssw=author), author, texts={"child_voice": SAID})


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
