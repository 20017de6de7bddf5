"""The two criteria worked out from the form's own data: is it filled in, was it written up in time and copied."""

import re
from collections.abc import Callable
from typing import Any

from nlp.criteria import read_data
from nlp.record import parse_day

Judgement = tuple[int, list[str]]


def _listed(record: dict[str, Any], key: str) -> set[str]:
    return {str(name).strip().lower() for name in record["visit"].get(key) or ()}


def missing_people(record: dict[str, Any], whom: str, key: str) -> list[str]:
    """Give the names in `household.<whom>` that `visit.<key>` does not hold."""
    listed = _listed(record, key)
    return [person["name"] for person in record["household"][whom] if person["name"].strip().lower() not in listed]


def _has_text(record: dict[str, Any], key: str) -> bool:
    """Say whether a box is filled; with words that only stand for a missing answer it is not."""
    said = " ".join(re.findall(r"[^\W_]+", (record["text"].get(key) or "").lower()))
    return bool(said) and said not in read_data("derived.toml")["completeness"]["unanswered"]


_FILLED: dict[str, Callable[[dict[str, Any]], bool]] = {
    "carers_present": lambda record: bool(_listed(record, "carers_present")),
    "children_seen": lambda record: bool(_listed(record, "children_seen")) or _has_text(record, "children_absence"),
    "prior_actions": lambda record: bool(record.get("prior_actions")) or _has_text(record, "prior_actions"),
    "weekly_recordings": lambda record: (
        record["visit"].get("weekly_recordings_received") is not None or _has_text(record, "weekly_recordings")
    ),
    "actions": lambda record: bool(record.get("actions")),
    "next_visit": lambda record: bool(record["visit"].get("next_visit")),
}
_APPLIES: dict[str, Callable[[dict[str, Any]], bool]] = {
    "carer_absent": lambda record: bool(missing_people(record, "carers", "carers_present")),
    "child_placed": lambda record: bool(record["household"]["children"]),
    "child_not_seen": lambda record: bool(missing_people(record, "children", "children_seen")),
    "not_first_visit": lambda record: bool(record["visit"].get("previous_date")),
}


def completeness(record: dict[str, Any]) -> Judgement:
    """Grade how much of what the form asks is there; the advice names each part that is not."""
    rules = read_data("derived.toml")["completeness"]
    asked = [part for part in rules["part"] if "when" not in part or _APPLIES[part["when"]](record)]
    gaps = [part for part in asked if not _is_filled(record, part["key"])]
    share = 1 - len(gaps) / len(asked)
    grade = max((int(grade) for grade, least in rules["shares"].items() if share >= least), default=0)
    names = {
        "absent_carers": _joined(missing_people(record, "carers", "carers_present")),
        "unseen_children": _joined(missing_people(record, "children", "children_seen")),
    }
    return grade, [_filled_in(part["advice"], names) for part in gaps] if grade < 3 else []


def _is_filled(record: dict[str, Any], key: str) -> bool:
    return _FILLED[key](record) if key in _FILLED else _has_text(record, key)


def _joined(names: list[str]) -> str:
    return " and ".join(names)


def _filled_in(advice: str, names: dict[str, str]) -> str:
    for key, value in names.items():
        advice = advice.replace("{" + key + "}", value)
    return advice


def timeliness(record: dict[str, Any]) -> Judgement:
    """Grade whether the record was completed in time and copied to every carer's record."""
    rules = read_data("derived.toml")["timeliness"]
    held, written = parse_day(record["visit"].get("date")), parse_day(record["visit"].get("recorded_on"))
    uncopied = missing_people(record, "carers", "copied_to")
    advice = [f"Copy the record to {_joined(uncopied)}'s record."] if uncopied else []
    if held is None or written is None:
        return 0, ["Give the day that the record was completed.", *advice]
    days = (written - held).days
    if days < 0:
        return 0, ["The record says that it was completed before the visit; put the dates right.", *advice]
    return _timely_grade(days, bool(uncopied), rules), _late_advice(days, rules) + advice


def _timely_grade(days: int, uncopied: bool, rules: dict[str, int]) -> int:
    if days > rules["late_within_days"]:
        return 0
    if days > rules["good_within_days"] or uncopied:
        return 1
    return 3 if days <= rules["outstanding_within_days"] else 2


def _late_advice(days: int, rules: dict[str, int]) -> list[str]:
    if days > rules["good_within_days"]:
        return [f"Written up {days} days after the visit; complete it within {rules['good_within_days']} days."]
    if days > rules["outstanding_within_days"]:
        return [f"Written up {days} days after the visit; within {rules['outstanding_within_days']} is best."]
    return []
