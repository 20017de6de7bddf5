"""A visit with one child or with six: each is asked about by name, and what is said of one stays with that one."""

from datetime import date, timedelta

import pytest
from bs4 import Tag
from flask import Flask
from sqlalchemy import select

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import db
from fqa_forms.models import VisitRecord
from fqa_forms.services.drafts import open_draft
from tests.views.journey import Visit, begin_visit

NAMES = ("Kai", "Leila", "Tomasz", "Amara", "Joe", "Rose")


def begin_with(app: Flask, count: int) -> Visit:
    return begin_visit(app, children=tuple((name, date(2015, 2, 28)) for name in NAMES[:count]))


def keys(visit: Visit) -> dict[str, str]:
    """The key of each child by name."""
    return {child.name: child.key for child in open_draft(visit.draft).context.children}


@pytest.mark.parametrize("count", [1, 3, 6])
def test_each_child_is_asked_about_by_name_under_a_heading(app: Flask, count: int) -> None:
    page = begin_with(app, count).open("sections/who_was_seen").soup  # type: ignore[attr-defined]
    headings = [heading.get_text() for heading in page.select("form h2")]
    assert headings == ["Ann Berry", "Bob Berry", *NAMES[:count]]
    for name in NAMES[:count]:
        for asked in (f"Did you see {name}?", f"Did you see {name} alone?", f"If {name} was not seen, why not?"):
            assert page.find(string=lambda text, asked=asked: text is not None and text.strip() == asked), asked
    voices = begin_with(app, count).open("sections/child_voice").soup  # type: ignore[attr-defined]
    assert len(voices.select("form textarea")) == count


def test_a_reason_is_called_for_by_the_answer_about_that_child_alone(app: Flask) -> None:
    visit = begin_with(app, 3)
    page = visit.open("sections/who_was_seen").soup  # type: ignore[attr-defined]
    for key in keys(visit).values():
        reason = page.find(id=f"child_not_seen_reason__{key}").find_parent(class_="fqa-question")
        assert isinstance(reason, Tag)
        assert f"child_seen__{key}" in str(reason["data-show-when"])


def test_only_what_is_missing_for_each_child_is_said_and_by_name(app: Flask) -> None:
    visit = begin_with(app, 3)
    key = keys(visit)
    seen = {f"child_seen__{key['Kai']}": "yes", f"child_seen__{key['Leila']}": "no"}
    visit.save("who_was_seen", then="later", **seen)
    page = visit.open("sections/who_was_seen?check=1").soup  # type: ignore[attr-defined]
    told = [link.get_text() for link in page.select(".govuk-error-summary a")]
    assert "Say whether you saw Kai alone" in told
    assert "Enter why Leila was not seen" in told
    assert "Say whether you saw Tomasz" in told
    assert not [line for line in told if "Tomasz" in line and "alone" in line]


def test_the_record_says_child_by_child_who_was_seen_and_whose_voice_it_is(app: Flask) -> None:
    visit = begin_with(app, 6)
    key = keys(visit)
    given = {f"child_seen__{key['Joe']}": "no", f"child_seen_alone__{key['Rose']}": "no"}
    voices = {f"voice__{key[name]}": f"“I am {name}”, said {name} by the pond." for name in NAMES}
    visit.fill_in(answers={**given, **voices})
    assert visit.submit().status_code == 302
    document = db.session.scalars(select(VisitRecord)).one().current.document
    assert document["visit"]["children_seen"] == [name for name in NAMES if name != "Joe"]
    assert document["visit"]["children_seen_alone"] == ["Kai", "Leila", "Tomasz", "Amara"]
    assert [f"{name}: {voices[f'voice__{key[name]}']}" for name in NAMES] == document["text"]["child_voice"].split(
        "\n\n"
    )
    absent = document["text"]["children_absence"]
    assert "Joe: " in absent
    assert "Rose: " in absent
    assert "Kai: " not in absent


def test_a_baby_is_not_aged_nought_on_the_households_page(app: Flask) -> None:
    visit = begin_visit(app, children=(("Rose", today() - timedelta(days=100)), ("Kit", None)))
    page = visit.client.get(f"/households/{visit.household.id}").text
    assert "Rose, under 1" in page
    assert "Kit, " not in page
