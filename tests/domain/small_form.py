"""A small form and household for the tests of the rules."""

from typing import Any

from fqa_forms.domain.form_definition import FormDefinition
from fqa_forms.domain.load_definition import parse_definition
from fqa_forms.domain.visit_context import OpenAction, PlacedChild, Subject, VisitContext

YES_NO = [{"value": "yes", "label": "Yes"}, {"value": "no", "label": "No"}]


def question(question_id: str, question_type: str = "long_text", **more: Any) -> dict[str, Any]:
    """A question as it stands in a TOML file."""
    options = {"options": YES_NO} if question_type in ("choice", "choices") else {}
    return {"id": question_id, "label": question_id, "type": question_type, "thing": question_id, **options, **more}


def form(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A form as it stands in a TOML file: the questions, and a section with the date it needs."""
    sections = [
        {"id": "first", "title": "First", "question": list(questions)},
        {"id": "dated", "title": "Dated", "question": [question("dated_on", "date")]},
    ]
    settings = {"date_question": "dated_on", "recorded_by": ["supervising_social_worker"]}
    return {"form": "small", "version": 1, "title": "Small", **settings, "section": sections, **more}


def parsed(*questions: dict[str, Any]) -> FormDefinition:
    """The form with these questions in its first section."""
    return parse_definition(form(*questions), "small.toml")


COUPLE = VisitContext(
    household_name="Ann and Bob Berry",
    carers=(Subject("carer-1", "Ann"), Subject("carer-2", "Bob")),
    children=(PlacedChild("child-1", "Max", 9), PlacedChild("child-2", "Ida", None)),
    open_actions=(OpenAction("action-1", "Ring the school"),),
    approved_on="2020-01-06",
    previous_date="2026-02-03",
)
VACANT = VisitContext(household_name="Cleo Dale", carers=(Subject("carer-3", "Cleo"),))
