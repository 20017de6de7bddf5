from datetime import date
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from fqa_forms.extensions import begin_write, db
from fqa_forms.models import AuditEntry, Household, Team, VisitAction, VisitRecord
from fqa_forms.services.household_context import build_context, open_actions, placements_on
from fqa_forms.services.imports import Imported, RefusedRecordError, import_document
from tests import factories


@pytest.fixture
def team(app: Flask) -> Team:
    return factories.make_team("North")


def visit(number: str, day: str, carers: tuple[str, ...] = ("Ann", "Bob"), **more: Any) -> dict[str, Any]:
    children = more.pop("children", ("Max",))
    return {
        "id": number,
        "household": {
            "carers": [{"name": name} for name in carers],
            "children": [{"name": name, "age": 9} for name in children],
            "others": [{"name": name} for name in more.pop("others", ())],
        },
        "visit": {"type": "supervision", "date": day, "recorded_on": None, **more.pop("visit", {})},
        "text": {"analysis": "Good care."},
        **more,
    }


def take_in(team: Team, *documents: dict[str, Any]) -> list[Imported]:
    done = []
    for line, document in enumerate(documents, 1):
        begin_write()
        done.append(import_document(document, team, line))
        db.session.commit()
    return done


def only_household() -> Household:
    return db.session.scalars(select(Household)).one()


def test_a_record_is_kept_as_it_came_scored_and_nobodys(team: Team) -> None:
    document = visit("X1", "2026-03-02")
    (done,) = take_in(team, document)
    version = done.record.current
    assert done.household_created
    assert (done.record.authorship, done.record.author_id, done.record.external_id) == ("imported", None, "X1")
    assert (version.form, version.form_version, version.document) == ("imported_visit", 1, document)
    assert [score.result["id"] for score in version.scores] == ["X1"]


def test_what_is_imported_is_in_the_log_without_a_word_of_it(team: Team) -> None:
    (done,) = take_in(team, visit("X1", "2026-03-02"))
    entries = db.session.scalars(select(AuditEntry).where(AuditEntry.subject_id == done.record.id)).all()
    imported = next(entry for entry in entries if entry.action == "record_imported")
    assert {"record_imported", "record_scored"} == {entry.action for entry in entries}
    assert (imported.actor_id, imported.service_id, imported.details) == (
        None,
        team.service_id,
        {"version": 1, "line": 1},
    )


def test_a_new_household_is_marked_imported_and_not_said_to_be_approved(team: Team) -> None:
    take_in(team, visit("X1", "2026-03-02", others=("Gran",)))
    household = only_household()
    assert (household.name, household.imported, household.approved_on) == ("Ann and Bob", True, None)
    context = build_context(household)
    assert [carer.name for carer in context.carers] == ["Ann", "Bob"]
    assert [child.name for child in context.children] == ["Max"]
    assert [other.name for other in context.others] == ["Gran"]


def test_households_are_known_by_their_carers_names_within_the_team(team: Team) -> None:
    other_team = factories.make_team("South")
    first, swapped, alone = take_in(
        team,
        visit("X1", "2026-03-02"),
        visit("X2", "2026-04-02", carers=("Bob", "Ann")),
        visit("X3", "2026-04-02", carers=("Ann",)),
    )
    (elsewhere,) = take_in(other_team, visit("X4", "2026-05-02"))
    assert swapped.record.household_id == first.record.household_id
    assert len({first.record.household_id, alone.record.household_id, elsewhere.record.household_id}) == 3


def test_a_household_of_the_service_is_matched_and_left_as_it_is(team: Team) -> None:
    household = factories.make_household(team=team, carers=("Ann", "Bob"), children=(("Max", date(2015, 2, 28)),))
    (done,) = take_in(team, visit("X1", "2026-03-02", children=("Max", "Zoe"), others=("Gran",)))
    assert done.record.household_id == household.id
    assert not done.household_created
    assert household.approved_on == factories.APPROVED
    assert [row.child.name for row in placements_on(household, date(2026, 6, 1))] == ["Max"]
    assert [row.child.name for row in placements_on(household, date(2026, 3, 2))] == ["Max", "Zoe"]
    assert build_context(household).others == ()


@pytest.mark.parametrize("order", [(0, 1, 2), (2, 1, 0), (1, 2, 0)])
def test_children_live_there_from_their_first_visit_whatever_the_order(team: Team, order: tuple[int, ...]) -> None:
    documents = [
        visit("X1", "2026-01-05", children=("Max", "Zoe")),
        visit("X2", "2026-02-05", children=("Max", "Zoe")),
        visit("X3", "2026-03-05", children=("Max",)),
    ]
    take_in(team, *(documents[place] for place in order))
    spans = {row.child.name: (row.starts_on, row.ends_on) for row in only_household().placements}
    assert spans == {"Max": (date(2026, 1, 5), None), "Zoe": (date(2026, 1, 5), date(2026, 2, 5))}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_only_the_latest_imported_visit_leaves_its_actions_open(team: Team, order: tuple[int, ...]) -> None:
    documents = [
        visit("X1", "2026-01-05", actions=[{"action": "Old"}]),
        visit("X2", "2026-02-05", actions=[{"action": "New", "due": "Friday"}]),
    ]
    take_in(team, *(documents[place] for place in order))
    assert [action.action for action in open_actions(only_household())] == ["New"]
    assert len(db.session.scalars(select(VisitAction)).all()) == 2


def test_importing_history_closes_no_action_that_was_agreed_here(team: Team) -> None:
    household = factories.make_household(team=team, carers=("Ann", "Bob"))
    record = factories.make_record(household, factories.make_user(team=team))
    agreed = [action.id for action in open_actions(household)]
    take_in(team, visit("X1", "2020-03-02", actions=[{"action": "Long ago"}]))
    assert record.household_id == only_household().id
    assert [action.id for action in open_actions(household)] == agreed


def test_the_same_record_again_is_skipped_and_other_content_is_refused(team: Team) -> None:
    first, again = take_in(team, visit("X1", "2026-03-02"), visit("X1", "2026-03-02"))
    assert again.already_here
    assert again.record.id == first.record.id
    with pytest.raises(RefusedRecordError, match="other content"):
        import_document(visit("X1", "2026-03-03"), team, 3)


def test_a_record_written_here_is_known_again_by_its_reference(team: Team) -> None:
    household = factories.make_household(team=team)
    record = factories.make_record(household, factories.make_user(team=team))
    (done,) = take_in(team, dict(record.current.document))
    assert done.already_here
    assert db.session.scalars(select(VisitRecord)).one().id == record.id


@pytest.mark.parametrize(
    ("document", "reason"),
    [
        ([], "the record: must be"),
        ({"id": "X1"}, "household: is missing"),
        (visit("X1", "5 March"), "is not a date"),
        (visit("X1", "2026-03-05", text={"analysis": "a\0b"}), "NUL"),
        (visit("X1", "2026-03-05", text={"analysis": "a\ud800b"}), "surrogate"),
        (visit("X\0", "2026-03-05"), "NUL"),
    ],
)
def test_what_cannot_be_kept_is_refused_with_the_reason(team: Team, document: Any, reason: str) -> None:
    with pytest.raises(RefusedRecordError, match=reason):
        import_document(document, team, 1)
    db.session.rollback()
    assert db.session.scalars(select(VisitRecord)).all() == []


def test_two_children_of_one_name_are_two_children(team: Team) -> None:
    take_in(team, *(visit(f"X{n}", f"2026-0{n}-05", children=("Max", "Max")) for n in (1, 2)))
    assert [row.child.name for row in only_household().placements] == ["Max", "Max"]


def test_names_of_any_length_or_none_are_taken_in(team: Team) -> None:
    done = take_in(team, visit("X1", "2026-03-02", carers=("A" * 500,)), visit("X2", "2026-03-02", carers=("",)))
    assert [each.record.household.name for each in done] == ["A" * 200, "No name given"]
    assert done[0].record.current.document["household"]["carers"] == [{"name": "A" * 500}]


def test_an_id_like_a_reference_beyond_every_number_is_a_new_record(team: Team) -> None:
    (done,) = take_in(team, visit("V" + "9" * 18, "2026-03-02"))
    assert not done.already_here
