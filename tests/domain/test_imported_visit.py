import json
from pathlib import Path
from typing import Any

import pytest

from fqa_forms.config import PROJECT_ROOT
from fqa_forms.definitions import newest
from fqa_forms.domain.imported_visit import IMPORTED_FORM, imported_answers, others_of, prior_actions_of
from fqa_forms.domain.visit_context import MOST_NEW_ACTIONS, PlacedChild, Subject, VisitContext
from fqa_forms.domain.visit_record import Composed, Filing, compose

CORPUS: Path = PROJECT_ROOT / "nlp" / "corpus" / "records.jsonl"
RECORDS = [json.loads(line) for line in CORPUS.read_text(encoding="utf-8").splitlines()]


def context_for(document: dict[str, Any]) -> VisitContext:
    people = document["household"]
    return VisitContext(
        household_name="Somebody",
        carers=tuple(Subject(f"carer-{n}", item["name"]) for n, item in enumerate(people["carers"])),
        children=tuple(
            PlacedChild(f"child-{n}", item["name"], item.get("age")) for n, item in enumerate(people["children"])
        ),
        others=others_of(document),
        open_actions=prior_actions_of(document),
        previous_date=document["visit"].get("previous_date"),
    )


def composed_again(document: dict[str, Any]) -> tuple[dict[str, Any], Composed]:
    context = context_for(document)
    answers = imported_answers(document, context)
    filing = Filing(document["id"], document["visit"].get("recorded_on") or "")
    return answers, compose(newest(IMPORTED_FORM), context, answers, filing)


def minimal(**parts: Any) -> dict[str, Any]:
    return {
        "id": "a",
        "household": {"carers": [{"name": "Ann"}], "children": [{"name": "Max"}]},
        "visit": {"type": "supervision", "date": "2026-01-05"},
        "text": {},
        **parts,
    }


def text_at(document: dict[str, Any], field: str) -> str:
    list_name, _, rest = field.partition(".")
    if not rest:
        return str(document["text"][field])
    number, _, key = rest.partition(".")
    return str(document[list_name][int(number)][key])


@pytest.mark.parametrize("document", RECORDS, ids=lambda document: document["id"])
def test_the_answers_of_a_corpus_record_are_its_texts_in_the_same_places(document: dict[str, Any]) -> None:
    answers, composed = composed_again(document)
    assert composed.document["text"] == document["text"]
    told = {(piece.field, answers[piece.key]) for piece in composed.pieces}
    for piece in composed.pieces:
        assert text_at(document, piece.field)[piece.start : piece.end] == answers[piece.key]
    for number, action in enumerate(document.get("actions", [])):
        assert (f"actions.{number}.action", action["action"]) in told
    for number, action in enumerate(document.get("prior_actions", [])):
        if "outcome" in action:
            assert (f"prior_actions.{number}.outcome", action["outcome"]) in told


def test_texts_are_kept_with_their_spaces_and_line_ends() -> None:
    answers, composed = composed_again(minimal(text={"analysis": "  Two\n\nparts \t"}))
    assert answers["analysis_text"] == "  Two\n\nparts \t"
    assert composed.document["text"] == {"analysis": "  Two\n\nparts \t"}


def test_what_a_record_does_not_say_has_no_answer() -> None:
    answers, _composed = composed_again(minimal())
    assert set(answers) == {"visit_type", "visit_date"}


def test_a_list_of_names_answers_for_everybody_and_keeps_names_of_nobody_known() -> None:
    visit = {"type": "supervision", "date": "2026-01-05", "children_seen": ["Zoe"], "carers_present": ["Ann"]}
    answers, _composed = composed_again(minimal(visit=visit))
    assert answers["carer_present__carer-0"] == "yes"
    assert answers["child_seen__child-0"] == "no"
    assert answers["others_named"] == "Zoe"
    assert "child_seen_alone__child-0" not in answers


def test_more_actions_than_a_page_holds_are_still_told() -> None:
    actions = [{"action": f"Do {n}", "owner": "Ann"} for n in range(MOST_NEW_ACTIONS + 2)]
    answers, _composed = composed_again(minimal(actions=actions))
    assert answers[f"action_what__row{MOST_NEW_ACTIONS}"] == f"Do {MOST_NEW_ACTIONS - 1}"
    assert f"Do {MOST_NEW_ACTIONS} · Ann" in answers["further_actions"]
    assert f"Do {MOST_NEW_ACTIONS + 1} · Ann" in answers["further_actions"]
