"""Who the record's names stand for: a role in the household, never who they are."""

import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from typing import Any

from nlp.criteria import read_data


@cache
def _plain_capital() -> frozenset[str]:
    return frozenset(read_data("lexicon.toml")["plain_capital"])


@dataclass(frozen=True, slots=True)
class Person:
    """What a name stands for: the token that replaces it, and the bit of the carer it names (1, 2; 0 for no carer)."""

    token: str
    carer: int = 0


def name_roles(record: dict[str, Any]) -> dict[str, Person]:
    """Map each part of a name in the record's header, in lower case, to whom it names.

    A carer or child who was not there gets a token of their own: what is said of them reads otherwise. A single
    letter stands for the one person whose name begins with it.
    """
    household, visit = record.get("household", {}), record.get("visit", {})
    people = [(person, Person("zother")) for person in household.get("others", ())]
    seen = _lower(visit.get("children_seen"))
    for person in household.get("children", ()):
        unseen = seen is not None and person.get("name", "").lower() not in seen
        people.append((person, Person("zunseen" if unseen else "zchild")))
    present = _lower(visit.get("carers_present"))
    for number, person in enumerate(household.get("carers", ())):
        absent = present is not None and person.get("name", "").lower() not in present
        people.append((person, Person("zabsent" if absent else "zcarer", 1 << number)))
    return _by_part(people)


def _lower(names: list[str] | None) -> set[str] | None:
    return None if names is None else {name.lower() for name in names}


def _by_part(people: list[tuple[dict[str, Any], Person]]) -> dict[str, Person]:
    roles, initials = {}, defaultdict(set)
    for person, role in people:
        for part in re.findall(r"[^\W\d_]+", person.get("name", "").lower()):
            roles[part] = role
            initials[part[0]].add(role)
    for letter, roles_of_letter in initials.items():
        if len(roles_of_letter) == 1 and letter not in "ai":
            roles.setdefault(letter, next(iter(roles_of_letter)))
    return roles


def person_named(word: str, roles: dict[str, Person]) -> Person | None:
    """Give whom a word names; a name that is also a word only where it has a capital."""
    lower = word.lower().replace("’", "'")
    part = lower[:-2] if lower.endswith("'s") else lower
    person = roles.get(part)
    if person is None or (word[0].islower() and (len(part) == 1 or part in _plain_capital())):
        return None
    return person
