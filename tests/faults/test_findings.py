"""What is planted as lost, doubled, half stored or without an entry is found to be so."""

import pytest
from flask import Flask

from fqa_forms.extensions import db
from fqa_forms.models import VisitRecord
from tests import factories
from tests.faults.findings import find
from tests.faults.writers import MARKED, Ledger, Save, Submit

pytestmark = pytest.mark.faults


def make_record(words: str) -> VisitRecord:
    author = factories.make_user(team=factories.make_team())
    return factories.make_record(factories.make_household(ssw=author), author, answers={MARKED: words})


def test_what_is_stored_whole_and_once_has_nothing_wrong(app: Flask) -> None:
    draft = factories.make_draft(answers={MARKED: "Kept."})
    record = make_record("Submitted.")
    assert record.submission_key
    ledger = Ledger([Save(draft.id, draft.revision, "Kept.")], [Submit(record.submission_key, record.id, "Submitted.")])
    assert find([ledger]).wrong == []


@pytest.mark.parametrize(("later", "words"), [(1, "Kept."), (0, "Other words.")])
def test_a_save_that_is_not_there_is_lost(app: Flask, later: int, words: str) -> None:
    draft = factories.make_draft(answers={MARKED: "Kept."})
    save = Save(draft.id, draft.revision + later, words)
    assert find([Ledger([save])]).lost == [save]


@pytest.mark.parametrize(("later", "words"), [(1, "Submitted."), (0, "Other words.")])
def test_a_submit_that_is_not_there_is_lost(app: Flask, later: int, words: str) -> None:
    record = make_record("Submitted.")
    submit = Submit(str(record.submission_key), record.id + later, words)
    assert find([Ledger([], [submit])]).lost == [submit]


def test_two_records_of_one_visit_are_doubled(app: Flask) -> None:
    make_record("The same visit.")
    make_record("The same visit.")
    assert find([]).doubled == ["The same visit."]


def test_a_record_alone_is_half_stored_and_without_audit(app: Flask) -> None:
    whole = make_record("Whole.")
    alone = VisitRecord(
        service_id=whole.service_id, team_id=whole.team_id, household_id=whole.household_id, visit_date=whole.visit_date
    )
    db.session.add(alone)
    db.session.commit()
    found = find([])
    assert set(found.half_stored) == set(found.without_audit) == {alone.id}


def test_a_save_without_its_entry_is_found(app: Flask) -> None:
    draft = factories.make_draft()
    draft.revision += 1
    db.session.commit()
    assert find([]).without_audit == [(draft.id, draft.revision)]
