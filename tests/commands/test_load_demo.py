from collections import Counter
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select

from fqa_forms.config import Settings
from fqa_forms.demo import load
from fqa_forms.demo.families import FamilyPlan, plan_families
from fqa_forms.domain.calendar import today
from fqa_forms.domain.due_dates import DueState
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, Draft, Household, HouseholdCheck, Service, User, VisitRecord
from fqa_forms.services.household_checks import checks_of_all
from fqa_forms.services.household_context import build_context

FEW = 6
ACCOUNTS = {"ssw", "manager", "head", "auditor", "iro", "admin"}


@pytest.fixture
def small_demo(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The app with a demonstration of a few households, which take a second rather than half a minute."""

    def plan_few(*args: object) -> list[FamilyPlan]:
        return plan_families(*args)[:FEW]  # type: ignore[arg-type]

    monkeypatch.setattr(load, "plan_families", plan_few)
    result = app.test_cli_runner().invoke(args=["load-demo"])
    assert result.exit_code == 0, result.output
    return app


def test_the_demo_accounts_sign_in_to_households_and_records(small_demo: Flask) -> None:
    emails = set(db.session.scalars(select(User.email)))
    assert {f"{name}@demo.test" for name in ACCOUNTS} <= emails
    assert db.session.scalar(select(func.count()).select_from(Household)) == FEW
    authorships = set(db.session.scalars(select(VisitRecord.authorship)))
    assert authorships == {"written", "imported"}


def test_a_second_load_changes_nothing(small_demo: Flask) -> None:
    before = db.session.scalar(select(func.count()).select_from(VisitRecord))
    result = small_demo.test_cli_runner().invoke(args=["load-demo"])
    assert (result.exit_code, result.output) == (0, "The demonstration data is there already.\n")
    assert db.session.scalar(select(func.count()).select_from(VisitRecord)) == before


def test_history_happened_in_the_past_and_in_order(small_demo: Flask) -> None:
    for record in db.session.scalars(select(VisitRecord)):
        assert today() - timedelta(days=740) < record.visit_date < today()
        assert record.recorded_on is None or record.visit_date <= record.recorded_on < today()
        assert record.current.made_at.date() < today()
        assert {score.made_at for score in record.current.scores} == {record.current.made_at}
    submitted = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "record_submitted")).all()
    assert all(entry.at.date() < today() for entry in submitted)
    assert len(submitted) > FEW


def test_every_record_names_the_household_s_own_people(small_demo: Flask) -> None:
    for record in db.session.scalars(select(VisitRecord)):
        household = record.household
        document = record.current.document
        assert [c["name"] for c in document["household"]["carers"]] == [c.name for c in household.carers]
        assert set(document["visit"]["carers_present"]) <= {carer.name for carer in household.carers}
        children = {placement.child.name for placement in household.placements}
        assert {child["name"] for child in document["household"]["children"]} <= children


def test_a_vacant_household_and_one_whose_child_left_are_shown(small_demo: Flask) -> None:
    households = db.session.scalars(select(Household)).all()
    vacant = [household for household in households if not build_context(household).children]
    assert len(vacant) == 2
    assert [bool(household.placements) for household in vacant] == [True, False]


def test_some_drafts_wait_to_be_finished(small_demo: Flask) -> None:
    drafts = db.session.scalars(select(Draft).where(Draft.record_id.is_(None))).all()
    assert drafts
    assert all(draft.answers and draft.started_at.date() < today() for draft in drafts)


def test_checks_are_mostly_up_to_date_and_were_logged_as_they_were_recorded(small_demo: Flask) -> None:
    found = checks_of_all(Household.id > 0, today())
    states = Counter(line.state for lines in found.values() for line in lines)
    assert states[DueState.IN_DATE] > states.total() / 2
    assert states[DueState.DUE_SOON] > 0
    checks = db.session.scalars(select(HouseholdCheck)).all()
    logged = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "check_recorded")).all()
    assert {entry.details["check_id"] for entry in logged} == {check.id for check in checks}
    assert all(check.done_on < today() and check.recorded_at.date() < today() for check in checks)
    assert len([check for check in checks if check.error]) == 1


def test_outside_demo_mode_nothing_is_loaded(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = Settings(database_url="", secret_key="x", demo=False, secure_cookies=True)
    monkeypatch.setitem(app.extensions, "fqa_settings", settings)
    result = app.test_cli_runner().invoke(args=["load-demo"])
    assert result.exit_code == 1
    assert "only loaded with FQA_DEMO=1" in result.output
    assert db.session.scalar(select(func.count()).select_from(Service)) == 1
