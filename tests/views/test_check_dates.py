"""Beside the questions they belong to, the dates of checks are worked out: no form asks for them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from flask import Flask

from fqa_forms.definitions import FORMS, newest
from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import Household, User, VisitRecord
from fqa_forms.services.records import submit_draft
from tests import factories
from tests.page_inspection import soup_of
from tests.views.journey import Visit, begin_visit

HEADING = "Check dates, as they stand today"


def told(visit: Visit, page: str = "sections/household") -> list[str]:
    """The lines about checks on a page, those folded away last."""
    return [" ".join(line.text.split()) for line in soup_of(visit.open(page)).select(".fqa-check-dates li")]


def test_what_to_do_something_about_comes_first_with_its_date_and_whose_it_is(app: Flask) -> None:
    visit = begin_visit(app, carers=("Ann Berry",), approved_on=today() - timedelta(days=200))
    ann = f"carer-{visit.household.carers[0].id}"
    soon = today() - timedelta(days=3 * 365 - 20)
    factories.make_check(visit.household, "medical", soon, visit.author, ann)
    lines = told(visit)
    assert lines[0].startswith("Overdue: DBS check: Ann Berry. No date held, was due by")
    assert lines[1].startswith(f"Due soon: Medical: Ann Berry. Last done {soon.day} {soon:%B %Y}, due by")
    assert [line.partition(".")[0] for line in lines[2:]] == [
        *("Annual review", "Health and safety check of the home", "Personal development plan: Ann Berry"),
        "Training, Support and Development Standards workbook: Ann Berry",
    ]
    assert "Up to date: 4" in visit.open("sections/household").text


def test_a_household_whose_checks_are_all_up_to_date_reads_so(app: Flask) -> None:
    visit = begin_visit(app, carers=("Ann Berry",), approved_on=today())
    for kind in ("dbs", "medical"):
        factories.make_check(visit.household, kind, today(), visit.author, f"carer-{visit.household.carers[0].id}")
    assert "Every check is up to date." in visit.open("sections/household").text


def test_no_date_is_made_up_where_none_is_held(app: Flask) -> None:
    visit = begin_visit(app, approved_on=None)
    assert {line.partition(":")[0] for line in told(visit)} == {"No date held"}


@pytest.mark.parametrize(("page", "times"), [("whole", 1), ("sections/household", 1), ("sections/analysis", 0)])
def test_they_stand_where_the_form_says_and_nowhere_else(app: Flask, page: str, times: int) -> None:
    assert begin_visit(app).open(page).text.count(HEADING) == times


def test_the_case_supervision_note_shows_them_to_the_manager(app: Flask, client_for: Callable[[Any], Any]) -> None:
    manager: User = factories.make_user("team_manager", team=factories.make_team())
    household = factories.make_household(team=manager.team)
    client = client_for(manager)
    draft = client.post(f"/households/{household.id}/records/case_supervision_note", {}).location
    section = client.get(f"{draft}/sections/checks")
    assert HEADING in section.text
    assert 'type="checkbox"' not in section.text  # which checks are due is not asked as well
    assert HEADING not in client.get(f"{draft}/sections/discussion").text


@pytest.mark.parametrize("page", ["whole", "sections/household"])
def test_whoever_holds_the_household_no_longer_writes_on_and_sees_none(app: Flask, page: str) -> None:
    visit = begin_visit(app)
    begin_write()
    visit.household.allocations[0].ends_on = today() - timedelta(days=1)
    db.session.commit()
    assert visit.client.get(f"/households/{visit.household.id}").status_code == 404
    shown = visit.open(page)
    assert (shown.status_code, HEADING in shown.text, "DBS check" in shown.text) == (200, False, False)


@pytest.fixture
def manager(app: Flask) -> User:
    return factories.make_user("team_manager", team=factories.make_team())


def submitted_note(household: Household, manager: User, **typed: str) -> VisitRecord:
    """A case supervision note in which nothing but what must be is typed, and these answers."""
    begin_write()
    draft = factories.start_draft(household, manager, "case_supervision_note")
    draft.answers = {"discussed_on": factories.typed_date(today()), **typed}
    record = submit_draft(factories.fill_in(draft), manager).record
    db.session.commit()
    assert record is not None
    return record


def test_the_note_keeps_what_was_due_when_it_was_written_and_so_do_its_print_and_its_correction(
    manager: User, client_for: Callable[[Any], Any]
) -> None:
    household = factories.make_household(team=manager.team, carers=("Vic Reid",), approved_on=today())
    vic = f"carer-{household.carers[0].id}"
    factories.make_check(household, "medical", date(2020, 1, 6), manager, vic)
    record, client = submitted_note(household, manager), client_for(manager)
    factories.make_check(household, "medical", today(), manager, vic)
    kept = f"Medical: Vic Reid, was due by 6 January 2023; DBS check: Vic Reid, due by {today().day} {today():%B %Y}"
    assert record.current.answers["checks_due"] == kept
    assert kept in client.get(f"/records/{record.id}").text
    draft = client.post(f"/records/{record.id}/correction", {"reason": "One more thing"}).location
    assert kept in client.get(f"{draft}/sections/checks").text


def test_what_a_manager_types_of_the_checks_stands(manager: User) -> None:
    household = factories.make_household(team=manager.team)
    record = submitted_note(household, manager, checks_due="The certificate came today.")
    assert record.current.answers["checks_due"] == "The certificate came today."


def test_the_note_keeps_that_nothing_was_due_and_where_no_date_is_held(manager: User) -> None:
    new = factories.make_household(team=manager.team, carers=("Vic Reid",), approved_on=today())
    for kind in ("dbs", "medical"):
        factories.make_check(new, kind, today(), manager, f"carer-{new.carers[0].id}")
    assert submitted_note(new, manager).current.answers["checks_due"] == "None: every check is up to date"
    unknown = factories.make_household(team=manager.team, carers=("Vic Reid",), approved_on=None)
    assert "Annual review, no date held" in submitted_note(unknown, manager).current.answers["checks_due"]


def test_a_note_of_a_household_out_of_reach_is_told_nothing_of_its_checks(manager: User) -> None:
    household = factories.make_household(team=manager.team)
    begin_write()
    draft = factories.start_draft(household, manager, "case_supervision_note")
    household.team_id = factories.make_team().id
    db.session.commit()
    assert factories.open_draft(draft).context.checks_due is None


def test_another_form_shows_them_by_its_data_alone(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    form = newest("supervision_visit")
    sections = tuple(replace(each, shows=("check_dates",) if each.id == "training" else ()) for each in form.sections)
    newer = replace(form, version=form.version + 1, sections=sections, by_section={each.id: each for each in sections})
    monkeypatch.setitem(FORMS, (form.form, newer.version), newer)
    visit = begin_visit(app)
    assert HEADING in visit.open("sections/training").text
    assert HEADING not in visit.open("sections/household").text


def test_a_correction_shows_none_since_it_is_of_what_was_known_then(app: Flask) -> None:
    visit = begin_visit(app)
    visit.fill_in()
    record = visit.submit().location
    draft = visit.client.post(f"{record}/correction", {"reason": "One more thing"}).location
    assert HEADING not in visit.client.get(f"{draft}/sections/household").text
