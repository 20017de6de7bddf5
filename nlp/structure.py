"""What the form's own data says: who was present and seen, what was due, what was planned."""

import re
from collections.abc import Iterable
from typing import Any

from nlp.record import parse_day

_DATED = re.compile(
    r"\d|\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\btomorrow\b|\btoday\b|\btonight\b|\bnext visit\b",
    re.IGNORECASE,
)
_STATUSES = ("done", "partly_done", "not_done", "no_longer_needed")


def _names(people: Iterable[Any]) -> set[str]:
    return {str(person["name"] if isinstance(person, dict) else person).strip().lower() for person in people}


def _words(item: dict[str, Any], key: str, most: int) -> float:
    return min(len((item.get(key) or "").split()), most) / most


def _mean(values: list[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def people_seen(record: dict[str, Any]) -> dict[str, float]:
    """Describe who lives in the household and who was present, seen and seen alone, as shares."""
    household, visit = record["household"], record["visit"]
    carers, children = _names(household["carers"]), _names(household["children"])
    present = _names(visit.get("carers_present", ())) & carers
    seen = _names(visit.get("children_seen", ())) & children
    alone = _names(visit.get("children_seen_alone", ())) & children
    return {
        "two_carers": float(len(household["carers"]) == 2),
        "children": min(len(children), 3) / 3,
        "carers_present": len(present) / max(len(carers), 1),
        "carers_absent": float(len(carers) - len(present)),
        "children_seen": len(seen) / max(len(children), 1),
        "any_child_seen": float(bool(seen)),
        "children_alone": len(alone) / max(len(children), 1),
        "any_child_alone": float(bool(alone)),
    }


def visit_facts(record: dict[str, Any]) -> dict[str, float]:
    """Describe the kind of visit, the recordings expected and received, and how soon it was written up."""
    visit = record["visit"]
    expected, received = visit.get("weekly_recordings_expected"), visit.get("weekly_recordings_received")
    written, held = parse_day(visit.get("recorded_on")), parse_day(visit.get("date"))
    return {
        "unannounced": float(visit.get("type") == "unannounced"),
        "recordings_unsaid": float(received is None),
        "recordings_share": min((received or 0) / max(expected or 1, 1), 1.5),
        "recordings_all": float(received is not None and expected is not None and received >= expected),
        "recordings_none": float(received == 0),
        "next_visit": float(bool(visit.get("next_visit"))),
        "days_to_write": min(max((written - held).days, 0), 40) / 40 if written and held else 0.5,
    }


def prior_facts(record: dict[str, Any]) -> dict[str, float]:
    """Describe the list of the last visit's actions: how many, their statuses, and how far their outcomes are told."""
    items = record.get("prior_actions", [])
    count = max(len(items), 1)
    facts = {"prior_any": float(bool(items)), "prior_count": min(len(items), 4) / 4}
    facts.update({f"prior_{key}": sum(item.get("status") == key for item in items) / count for key in _STATUSES})
    undone = [item for item in items if item.get("status") in _STATUSES[1:]]
    done = [item for item in items if item.get("status") == "done"]
    return facts | {
        "prior_no_status": sum(item.get("status") is None for item in items) / count,
        "prior_outcomes": sum(bool(item.get("outcome")) for item in items) / count,
        "prior_told": _mean([_words(item, "outcome", 15) for item in items]),
        "prior_undone_told": _mean([_words(item, "outcome", 10) for item in undone]) if undone else float(bool(items)),
        "prior_done_told": _mean([_words(item, "outcome", 12) for item in done]),
    }


def is_dated(item: dict[str, Any]) -> bool:
    """Say whether an action has a day, rather than 'soon' or 'ongoing'."""
    return bool(_DATED.search(item.get("due") or ""))


def action_facts(record: dict[str, Any]) -> dict[str, float]:
    """Describe the list of new actions: shares with an owner, a day, and the outcome wanted."""
    items = record.get("actions", [])
    count = max(len(items), 1)
    both = sum(bool(item.get("owner")) and is_dated(item) for item in items) / count
    wanted = sum(bool(item.get("outcome_wanted")) for item in items) / count
    return {
        "actions_any": float(bool(items)),
        "actions_count": min(len(items), 4) / 4,
        "actions_owner": sum(bool(item.get("owner")) for item in items) / count,
        "actions_due": sum(bool(item.get("due")) for item in items) / count,
        "actions_dated": sum(is_dated(item) for item in items) / count,
        "actions_both": both,
        "actions_half": float(both >= 0.5),
        "actions_most": float(both > 0.5),
        "actions_all": float(both == 1),
        "actions_wanted": wanted,
        "actions_wanted_any": float(wanted > 0),
        "actions_wanted_all": float(wanted == 1),
        "actions_told": _mean([_words(item, "action", 12) for item in items]),
    }


def structured_facts(record: dict[str, Any]) -> dict[str, float]:
    """Describe everything the form's own data says, each fact about 0 to 1, in a fixed order."""
    return people_seen(record) | visit_facts(record) | prior_facts(record) | action_facts(record)
