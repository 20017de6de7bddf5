"""Forms are data: a second form, a second version of the first, and no Python for either."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from fqa_forms.definitions import FORMS, newest
from fqa_forms.domain.calendar import today
from fqa_forms.domain.form_definition import FormDefinition
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import Draft, User, VisitRecord
from fqa_forms.services.records import submit_draft
from tests import factories

VISIT, NOTE = "supervision_visit", "case_supervision_note"


@pytest.fixture
def manager(app: Flask) -> User:
    return factories.make_user(role="team_manager", team=factories.make_team())


def next_version() -> FormDefinition:
    """The visit form with its analysis asked in other words."""
    first = newest(VISIT)
    sections = tuple(
        replace(section, questions=tuple(replace(q, label="What is your view?") for q in section.questions))
        if section.id == "analysis"
        else section
        for section in first.sections
    )
    by_section = {section.id: section for section in sections}
    return replace(first, version=first.version + 1, sections=sections, by_section=by_section)


def test_a_manager_records_a_case_supervision_note(manager: User, client_for: Callable[[Any], Any]) -> None:
    household = factories.make_household(team=manager.team)
    client = client_for(manager)
    assert "Record a case supervision note" in client.get(f"/households/{household.id}").text
    answer = client.post(f"/households/{household.id}/records/{NOTE}", {})
    draft = db.session.get_one(Draft, int(answer.location.rsplit("/", 1)[1]))
    assert draft.form == NOTE
    begin_write()
    draft.answers = {"discussed_on": factories.typed_date(today())}
    record = submit_draft(factories.fill_in(draft), manager).record
    db.session.commit()
    assert record is not None
    assert (record.is_visit, record.visit_date, record.current.scores) == (False, today(), [])
    assert "What do the visit records show" in client.get(f"/records/{record.id}").text


def test_a_note_is_no_visit(manager: User) -> None:
    household = factories.make_household(team=manager.team)
    begin_write()
    draft = factories.start_draft(household, manager, NOTE)
    draft.answers = {"discussed_on": factories.typed_date(today())}
    submit_draft(factories.fill_in(draft), manager)
    db.session.commit()
    assert factories.open_draft(factories.make_draft(household, manager)).context.previous_date is None


def test_nobody_records_a_form_that_is_not_theirs(manager: User, client_for: Callable[[Any], Any]) -> None:
    ssw = factories.make_user(team=manager.team)
    household = factories.make_household(ssw=ssw)
    assert client_for(ssw).post(f"/households/{household.id}/records/{NOTE}", {}).status_code == 404
    assert client_for(manager).post(f"/households/{household.id}/records/supervision_visit", {}).status_code == 404
    assert client_for(manager).post(f"/households/{household.id}/records/no_such_form", {}).status_code == 404


def test_two_versions_live_side_by_side(
    app: Flask, client_for: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    ssw = factories.make_user(team=factories.make_team())
    household = factories.make_household(ssw=ssw)
    old = factories.make_record(household, ssw)
    newer = next_version()
    monkeypatch.setitem(FORMS, (VISIT, newer.version), newer)
    new = factories.make_record(household, ssw)
    assert new.current.form_version == old.current.form_version + 1
    pages = [client_for(ssw).get(f"/records/{record.id}").text for record in (old, new)]
    assert "What do you make of it?" in pages[0]
    assert "What is your view?" not in pages[0]
    assert "What is your view?" in pages[1]


def test_a_record_of_version_1_is_asked_and_shown_nothing_that_came_later(
    app: Flask, client_for: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    ssw = factories.make_user(team=factories.make_team())
    with monkeypatch.context() as older_software:
        for version in [version for form, version in FORMS if form == VISIT and version > 1]:
            older_software.delitem(FORMS, (VISIT, version))
        record = factories.make_record(author=ssw)
        draft = factories.make_draft(record.household, ssw)
    assert (record.current.form_version, draft.form_version) == (1, 1)
    client = client_for(ssw)
    assert "Which weeks have no recording?" not in client.get(f"/records/{record.id}").text
    page = client.get(f"/drafts/{draft.id}/sections/weekly_recordings")
    assert "Which weeks have no recording?" not in page.text
    assert "How many were expected?" in page.text


def test_a_record_of_a_version_not_known_here_is_still_shown(
    app: Flask, client_for: Callable[[Any], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    ssw = factories.make_user(team=factories.make_team())
    with monkeypatch.context() as newer_software:
        newer = next_version()
        newer_software.setitem(FORMS, (VISIT, newer.version), newer)
        record = factories.make_record(texts={"analysis": "Kai is thriving here."}, author=ssw)
        household = record.household_id
    page = client_for(ssw).get(f"/records/{record.id}")
    assert page.status_code == 200
    assert "Kai is thriving here." in page.text
    assert db.session.scalars(db.select(VisitRecord.household_id)).one() == household
