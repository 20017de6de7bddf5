"""From a visit record of visit_record.schema.json to the answers of the form `imported_visit`.

The other way round than domain/visit_record.py, and exactly so: composing these answers gives the
record's own texts again, which is what lets evidence found in the record be shown at the answer.
"""

from collections.abc import Iterable
from typing import Any

from fqa_forms.domain.form_definition import answer_key
from fqa_forms.domain.visit_context import MOST_NEW_ACTIONS, OpenAction, OtherMember, VisitContext

IMPORTED_FORM = "imported_visit"
TEXT_QUESTIONS = {
    "carers_absence": "carers_absence",
    "children_absence": "children_absence",
    "prior_actions": "prior_review",
    "weekly_recordings": "recordings_content",
    "child_voice": "voice",
    "observation": "observed",
    "care_plan": "needs",
    "carer_views": "views",
    "household": "changes",
    "training": "learning",
    "resources": "resources_reviewed",
    "analysis": "analysis_text",
}
_VALUE_QUESTIONS = {
    "type": "visit_type",
    "date": "visit_date",
    "previous_date": "previous_visit",
    "recorded_on": "recorded_on",
    "weekly_recordings_expected": "recordings_expected",
    "weekly_recordings_received": "recordings_received",
    "next_visit": "next_visit",
}
_NAME_QUESTIONS = {
    "carers_present": ("carer_present", "carer"),
    "copied_to": ("record_copied", "carer"),
    "children_seen": ("child_seen", "child"),
    "children_seen_alone": ("child_seen_alone", "child"),
}
_ACTION_QUESTIONS = {
    "action": "action_what",
    "owner": "action_owner",
    "due": "action_due",
    "outcome_wanted": "action_outcome",
}


def imported_answers(document: dict[str, Any], context: VisitContext) -> dict[str, Any]:
    """The answers that a record holds, word for word; what it does not say has no answer."""
    visit, text = document["visit"], document["text"]
    return {
        **{_VALUE_QUESTIONS[name]: visit[name] for name in _VALUE_QUESTIONS if visit.get(name) is not None},
        **_names(visit, context),
        **_prior_actions(document.get("prior_actions", []), context),
        **{TEXT_QUESTIONS[name]: text[name] for name in TEXT_QUESTIONS if name in text},
        **_actions(document.get("actions", [])),
    }


def prior_actions_of(document: dict[str, Any]) -> tuple[OpenAction, ...]:
    """The actions the record looks back on; they are no rows of the service, so their keys only count them."""
    return tuple(OpenAction(f"prior-{n}", item["action"]) for n, item in enumerate(document.get("prior_actions", [])))


def others_of(document: dict[str, Any]) -> tuple[OtherMember, ...]:
    """The other people in the home that the record names."""
    return tuple(
        OtherMember(item["name"], item.get("relation", ""), item.get("age"))
        for item in document["household"].get("others", [])
    )


def _names(visit: dict[str, Any], context: VisitContext) -> dict[str, Any]:
    answers: dict[str, Any] = {}
    unknown: list[str] = []
    for name, (question, kind) in _NAME_QUESTIONS.items():
        if name not in visit:
            continue
        people = context.subjects(kind, {})
        for person in people:
            answers[answer_key(question, person.key)] = "yes" if person.name in visit[name] else "no"
        unknown += _missing_from(visit[name], (person.name for person in people))
    return {**answers, "others_named": ", ".join(dict.fromkeys(unknown))} if unknown else answers


def _missing_from(names: list[str], known: Iterable[str]) -> list[str]:
    kept = set(known)
    return [name for name in names if name not in kept]


def _prior_actions(items: list[dict[str, Any]], context: VisitContext) -> dict[str, Any]:
    answers = {}
    for subject, item in zip(context.open_actions, items, strict=True):
        if item.get("status") is not None:
            answers[answer_key("prior_status", subject.key)] = item["status"]
        if "outcome" in item:
            answers[answer_key("prior_outcome", subject.key)] = item["outcome"]
    return answers


def _actions(items: list[dict[str, Any]]) -> dict[str, Any]:
    """A row for each action; those beyond what a page holds are told together, so that none is lost."""
    answers = {
        answer_key(_ACTION_QUESTIONS[name], f"row{row}"): item[name]
        for row, item in enumerate(items[:MOST_NEW_ACTIONS], 1)
        for name in _ACTION_QUESTIONS
        if item.get(name) is not None
    }
    if further := items[MOST_NEW_ACTIONS:]:
        answers["further_actions"] = "\n".join(
            " · ".join(str(item[name]) for name in _ACTION_QUESTIONS if item.get(name)) for item in further
        )
    return answers
