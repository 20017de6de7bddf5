"""One corpus record retold of a household: its words, its visit and its actions, with the household's names."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from fqa_forms.demo.families import FamilyPlan
from fqa_forms.demo.rewording import rename
from fqa_forms.demo.sources import Source


@dataclass(frozen=True)
class Retelling:
    """A corpus record in a household's names, moved to the day of the visit."""

    text: dict[str, str]
    visit: dict[str, Any]
    prior_actions: list[dict[str, Any]]
    actions: list[dict[str, Any]]


def retell(family: FamilyPlan, number: int) -> Retelling:
    """The household's visit of that number, in its own names."""
    source, day = family.sources[number], family.days[number]
    names = _names(family, number, source)
    full = {first: f"{first} {surname}" for (first, _), surname in zip(family.carers, family.surnames, strict=True)}
    return Retelling(
        text={key: rename(value, names) for key, value in source.document["text"].items()},
        visit=dict(_visit(source, day, names, full)),
        prior_actions=[_renamed(item, names) for item in source.document.get("prior_actions", [])],
        actions=[_moved(_renamed(item, names), source, day) for item in source.document.get("actions", [])],
    )


def legacy_document(family: FamilyPlan, number: int, record_id: str) -> dict[str, Any]:
    """The visit as the system before this one would have given it out."""
    told = retell(family, number)
    carers = [f"{first} {surname}" for (first, _), surname in zip(family.carers, family.surnames, strict=True)]
    children = zip(family.children_at(number), family.sources[number].children, strict=True)
    return {
        "id": record_id,
        "household": {
            "carers": [{"name": name} for name in carers],
            "children": [{"name": child.name, "age": person.age} for child, person in children],
            "others": [{"name": name, "relation": relation} for name, relation in family.members.values()],
        },
        "visit": {**told.visit, "previous_date": family.days[number - 1].isoformat() if number else None},
        "prior_actions": told.prior_actions,
        "actions": told.actions,
        "text": told.text,
    }


def _names(family: FamilyPlan, number: int, source: Source) -> dict[str, str]:
    names = {old.name: new for old, (new, _) in zip(source.carers, family.carers, strict=True)}
    children = family.children_at(number)
    names |= {old.name: new.name for old, new in zip(source.children, children, strict=True)}
    return names | {old: family.members[group][0] for group, old in source.members.items() if group in family.members}


def _visit(source: Source, day: date, names: dict[str, str], full: dict[str, str]) -> Iterator[tuple[str, Any]]:
    for key, value in source.document["visit"].items():
        if key in ("carers_present", "copied_to"):
            yield key, [full[names[name]] for name in value if name in names]
        elif key in ("children_seen", "children_seen_alone"):
            yield key, [names[name] for name in value if name in names]
        elif key in ("date", "recorded_on", "next_visit") and value:
            yield key, _shifted(value, source, day)
        else:
            yield key, value


def _shifted(value: str, source: Source, day: date) -> str:
    return (day + (date.fromisoformat(value) - date.fromisoformat(source.document["visit"]["date"]))).isoformat()


def _renamed(item: dict[str, Any], names: dict[str, str]) -> dict[str, Any]:
    return {key: rename(value, names) if isinstance(value, str) else value for key, value in item.items()}


def _moved(item: dict[str, Any], source: Source, day: date) -> dict[str, Any]:
    """An action with its day moved as the visit is; words for a day stay words."""
    try:
        return {**item, "due": max(_shifted(item["due"], source, day), (day + timedelta(days=1)).isoformat())}
    except (KeyError, TypeError, ValueError):
        return item
