"""A box that holds only a placeholder is kept as typed, and taken for empty by everybody who reads it."""

import pytest
from flask import Flask
from sqlalchemy import select

from fqa_forms.domain.placeholders import says_nothing
from fqa_forms.extensions import db
from fqa_forms.models import VisitRecord
from tests.page_inspection import soup_of
from tests.views.journey import begin_visit

HOLLOW = ["Not recorded.", "N/A", " n/a. ", "TBC", "To be\ncompleted…", "-", "—", "...", "?", "XXX", "(as above)"]
SOMETHING = ["", "   ", "None", "Nil.", "Nothing to report.", "No.", "Not seen: asleep", "He said “n/a”", "7"]


@pytest.mark.parametrize("text", HOLLOW)
def test_what_only_fills_a_box(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize("text", [*SOMETHING, None, 4, ["x"]])
def test_what_says_something_or_is_empty_anyway(text: object) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize("text", ["Not recorded.", "N/A"])
def test_the_coach_takes_it_for_empty_and_quotes_none_of_it(app: Flask, text: str) -> None:
    visit = begin_visit(app)
    visit.save("observation", observed=text)
    hint = soup_of(visit.open("sections/observation")).find(id="coach-observation")
    assert hint.find("strong", class_="govuk-tag").get_text(strip=True) == "Missing"
    assert "Looked at" not in hint.get_text()
    assert text in soup_of(visit.open("sections/observation")).find(id="observed").get_text()


def test_the_check_before_submitting_points_it_out_and_does_not_refuse(app: Flask) -> None:
    visit = begin_visit(app)
    visit.fill_in(texts={"observation": "Not recorded.", "analysis": "A view."})
    page = soup_of(visit.open("check"))
    told = [link["href"] for link in page.select("main .govuk-inset-text li a")]
    assert told == [f"{visit.address('sections/observation')}#observed"]
    assert visit.submit().status_code == 302


def test_the_record_shows_it_as_typed_and_says_that_nothing_is_recorded(app: Flask) -> None:
    visit = begin_visit(app)
    visit.fill_in(texts={"observation": "Not recorded.", "analysis": "A view."})
    page = soup_of(visit.client.get(visit.submit().location))
    hollow, full = (page.find(id=f"answer-{key}").dd for key in ("observed", "analysis_text"))
    assert "Not recorded." in hollow.get_text()
    assert "Only a placeholder: nothing is recorded here" in hollow.get_text()
    assert hollow.find("mark") is None
    assert "placeholder" not in full.get_text()
    assert db.session.scalars(select(VisitRecord)).one().current.answers["observed"] == "Not recorded."
