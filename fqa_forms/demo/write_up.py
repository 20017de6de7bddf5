"""Types a retold visit into the form, box by box, as a worker who had only these words would."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fqa_forms.demo.data import BOXES
from fqa_forms.demo.retelling import Retelling
from fqa_forms.demo.rewording import draw_out, share_by_name
from fqa_forms.domain.answer_rules import find_gaps
from fqa_forms.domain.form_definition import FormDefinition, Question, answer_key
from fqa_forms.domain.visit_context import Subject, VisitContext

UNSAID: str = BOXES["unsaid"]
_SENTENCES: dict[str, str] = BOXES["sentences"]
_ROUNDS = 4
Typed = dict[str, Any]


@dataclass(frozen=True)
class Telling:
    """What there is to type: the retold record, the household on that day, and what the next visit looks back on."""

    told: Retelling
    context: VisitContext
    day: date
    asked_next: tuple[str, ...] = ()
    next_day: date | None = None

    def text(self, name: str) -> str:
        """One text of the record, empty where it has none."""
        return self.told.text.get(name, "")


def type_answers(telling: Telling, definition: FormDefinition) -> Typed:
    """Everything the record says, in the form's boxes, and the plain "not recorded" where the form insists."""
    parts = (
        *(_details, _carers, _children, _looking_back, _recordings, _narratives, _views),
        *(_household, _training, _actions, _next_visit),
    )
    answers = {key: value for part in parts for key, value in part(telling) if value not in ("", None)}
    return _fill_gaps(answers, telling, definition)


def typed_day(day: date) -> dict[str, str]:
    """A date as its three boxes hold it."""
    return {"day": str(day.day), "month": str(day.month), "year": str(day.year)}


def _details(telling: Telling) -> Iterator[tuple[str, Any]]:
    yield "visit_type", telling.told.visit["type"]
    yield "visit_date", typed_day(telling.day)
    yield "place", "home"


def _carers(telling: Telling) -> Iterator[tuple[str, Any]]:
    sought, reason = draw_out(telling.text("carers_absence"), _SENTENCES["views_sought"])
    for carer in telling.context.carers:
        present = carer.name in telling.told.visit["carers_present"]
        yield answer_key("carer_present", carer.key), "yes" if present else "no"
        if not present:
            yield answer_key("carer_absent_reason", carer.key), reason
            yield answer_key("carer_views_sought", carer.key), sought


def _children(telling: Telling) -> Iterator[tuple[str, Any]]:
    visit, children = telling.told.visit, telling.context.children
    said = share_by_name(telling.text("child_voice"), _first_names(children))
    why = share_by_name(telling.text("children_absence"), _first_names(children))
    for child in children:
        seen, alone = child.name in visit["children_seen"], child.name in visit["children_seen_alone"]
        yield answer_key("voice", child.key), said[child.name]
        yield answer_key("child_seen", child.key), "yes" if seen else "no"
        if seen:
            yield answer_key("child_seen_alone", child.key), "yes" if alone else "no"
            yield answer_key("child_spoken_to", child.key), "yes" if said[child.name] or alone else "no"
            yield answer_key("child_not_alone_reason", child.key), "" if alone else why[child.name]
        else:
            plan, reason = draw_out(why[child.name], _SENTENCES["will_be_seen"])
            yield answer_key("child_not_seen_reason", child.key), reason
            yield answer_key("child_will_be_seen", child.key), plan


def _looking_back(telling: Telling) -> Iterator[tuple[str, Any]]:
    found = {item["action"]: item for item in telling.told.prior_actions}
    for action in telling.context.open_actions:
        item = found.pop(action.name, None)
        status = (item.get("status") or "not_done") if item else ("no_longer_needed" if action.carried > 1 else "done")
        yield answer_key("prior_status", action.key), status
        yield answer_key("prior_outcome", action.key), (item or {}).get("outcome", "")
    more = [f"{item['action']}: {item.get('outcome') or UNSAID}" for item in found.values()]
    yield "prior_review", "\n".join([telling.text("prior_actions"), *more]).strip()


def _recordings(telling: Telling) -> Iterator[tuple[str, Any]]:
    if not telling.context.children:
        return
    visit, text = telling.told.visit, telling.text("weekly_recordings")
    expected, received = visit.get("weekly_recordings_expected"), visit.get("weekly_recordings_received")
    if expected is None or received is None:
        yield "recordings_reviewed", "no"
        yield "recordings_not_reviewed", text
        return
    feedback, content = draw_out(text, _SENTENCES["recordings_feedback"])
    previous = telling.context.previous_date
    first = date.fromisoformat(previous) if previous else telling.day - timedelta(days=42)
    yield "recordings_reviewed", "yes"
    yield "recordings_from", typed_day(first)
    yield "recordings_to", typed_day(telling.day)
    yield "recordings_expected", str(expected)
    yield "recordings_received", str(received)
    yield "recordings_content", content or feedback
    yield "recordings_feedback", feedback if content else ""


def _narratives(telling: Telling) -> Iterator[tuple[str, Any]]:
    yield "observed", telling.text("observation") if telling.context.children else ""
    for name, text in share_by_name(telling.text("care_plan"), _first_names(telling.context.children)).items():
        yield answer_key("needs", _key_of(name, telling.context.children)), text
    yield "analysis_text", telling.text("analysis")
    yield "resources_reviewed", telling.text("resources")


def _views(telling: Telling) -> Iterator[tuple[str, Any]]:
    support, own = draw_out(telling.text("carer_views"), _SENTENCES["support"])
    if not own:
        support, own = "", support
    carers = {carer.name.split(" ")[0]: carer.key for carer in telling.context.carers}
    for name, text in share_by_name(own, carers).items():
        yield answer_key("views", carers[name]), text
    yield "support", support


def _household(telling: Telling) -> Iterator[tuple[str, Any]]:
    text = telling.text("household")
    denied = re.search(_SENTENCES["no_concerns"], text) is not None
    concerns, rest = ("", text) if denied else draw_out(text, _SENTENCES["concerns"])
    raised = bool(concerns)
    text = rest
    yield "concerns_raised", "yes" if raised else "no"
    yield "concerns", concerns
    if telling.told.visit["type"] == "unannounced":
        home, text = draw_out(text, _SENTENCES["home_seen"])
        yield "home_seen", home
    safer, changes = draw_out(text, _SENTENCES["safer_care"])
    yield "safer_care", safer
    yield "changes", changes


def _training(telling: Telling) -> Iterator[tuple[str, Any]]:
    used, learning = draw_out(telling.text("training"), _SENTENCES["learning_used"])
    yield "learning", learning or used
    yield "learning_used", used if learning else ""


def _actions(telling: Telling) -> Iterator[tuple[str, Any]]:
    """The record's own actions, and what the next visit will look back on, so that the story holds together."""
    own = [dict(item) for item in telling.told.actions]
    said = {item["action"] for item in own}
    more = [{"action": action, "owner": "SSW"} for action in telling.asked_next if action not in said]
    usual = telling.next_day or telling.day + timedelta(days=42)
    yield "actions_agreed", "yes" if own or more else "no"
    for row, item in enumerate([*own, *more], 1):
        yield answer_key("action_what", f"row{row}"), item["action"]
        yield answer_key("action_owner", f"row{row}"), item.get("owner", "")
        yield answer_key("action_due", f"row{row}"), typed_day(_day_or(item.get("due"), usual))
        yield answer_key("action_outcome", f"row{row}"), item.get("outcome_wanted", "")


def _next_visit(telling: Telling) -> Iterator[tuple[str, Any]]:
    usual = telling.day + timedelta(days=42)
    yield "next_visit", typed_day(_day_or(telling.told.visit.get("next_visit"), usual))


def _day_or(text: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return otherwise


def _first_names(people: tuple[Subject, ...]) -> list[str]:
    return [person.name for person in people]


def _key_of(name: str, people: tuple[Subject, ...]) -> str:
    return next(person.key for person in people if person.name == name)


def _fill_gaps(answers: Typed, telling: Telling, definition: FormDefinition) -> Typed:
    """Answer what the form still insists on; an answer can bring up another question, so look again."""
    questions = {question.id: question for question in definition.questions}
    for _round in range(_ROUNDS):
        gaps = [gap for gap in find_gaps(definition, telling.context, answers, telling.day) if gap.missing]
        if not gaps:
            break
        answers |= {gap.key: _plainest(questions[gap.key.partition("__")[0]], telling) for gap in gaps}
    return answers


def _plainest(question: Question, telling: Telling) -> Any:
    """The answer that says least: not recorded, no, none."""
    plain: dict[str, Callable[[], Any]] = {
        "choice": lambda: question.options[-1].value,
        "choices": lambda: [question.options[-1].value],
        "number": lambda: "0",
        "date": lambda: typed_day(telling.day),
        "time": lambda: "10:00",
    }
    return plain.get(question.type, lambda: UNSAID)()
