"""The corpus as raw material: which records can be retold of other people, sorted by their shape."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from fqa_forms.config import PROJECT_ROOT
from fqa_forms.demo.data import NAMES
from fqa_forms.demo.rewording import mentions

CORPUS = PROJECT_ROOT / "nlp" / "corpus" / "records.jsonl"
Shape = tuple[str, str]
_MEMBER_GROUPS = {
    "son": "son",
    "adult son": "son",
    "carers' son": "son",
    "daughter": "daughter",
    "adult daughter": "daughter",
    "grandmother": "grandmother",
}


@dataclass(frozen=True)
class SourcePerson:
    """Somebody in a record's header, with the pronoun the text gives them."""

    name: str
    pronoun: str
    age: int = 0


@dataclass(frozen=True)
class Source:
    """One corpus record; people of one pronoun stand together, children by age within it."""

    document: dict[str, Any]
    carers: tuple[SourcePerson, ...]
    children: tuple[SourcePerson, ...]

    @property
    def shape(self) -> Shape:
        """Who is in it, as pronouns: ('fm', 'f') is a couple with a girl."""
        return "".join(p.pronoun for p in self.carers), "".join(p.pronoun for p in self.children)

    @property
    def ages(self) -> tuple[int, ...]:
        """The children's ages."""
        return tuple(child.age for child in self.children)

    def ages_of(self, pronoun: str) -> list[int]:
        """The ages of the girls, or of the boys."""
        return [child.age for child in self.children if child.pronoun == pronoun]

    @property
    def members(self) -> dict[str, str]:
        """Own sons, daughters and grandmothers in the home: the name of the first of each."""
        found: dict[str, str] = {}
        for item in self.document["household"].get("others", []):
            if group := _MEMBER_GROUPS.get(item.get("relation", "")):
                found.setdefault(group, item["name"])
        return found

    @property
    def days_to_write_up(self) -> int:
        """How long after the visit it was written up."""
        visit = self.document["visit"]
        return (date.fromisoformat(visit["recorded_on"]) - date.fromisoformat(visit["date"])).days

    @property
    def words(self) -> str:
        """Everything written in it, to look names up in."""
        items = self.document.get("actions", []) + self.document.get("prior_actions", [])
        parts = [*self.document["text"].values(), *(str(v) for item in items for v in item.values() if v)]
        return "\n".join(parts)


def read_sources() -> dict[Shape, list[Source]]:
    """The records that can be retold, by shape, in the order of their children's ages."""
    found: dict[Shape, list[Source]] = defaultdict(list)
    for source in _all():
        if _can_be_retold(source):
            found[source.shape].append(source)
    for sources in found.values():
        sources.sort(key=lambda source: (source.ages, source.document["id"]))
    return dict(found)


def _all() -> Iterator[Source]:
    with CORPUS.open(encoding="utf-8") as lines:
        for line in lines:
            document = json.loads(line)
            people = document["household"]
            yield Source(
                document, _people(people["carers"], NAMES["carers"]), _people(people["children"], NAMES["children"])
            )


def _people(items: list[dict[str, Any]], names: dict[str, list[str]]) -> tuple[SourcePerson, ...]:
    people = [
        SourcePerson(item["name"], "f" if item["name"] in names["f"] else "m", item.get("age", 0)) for item in items
    ]
    return tuple(sorted(people, key=lambda person: (person.pronoun, person.age, person.name)))


def _can_be_retold(source: Source) -> bool:
    """Not where two people share a name, or the text calls them by an initial or in small letters."""
    others = [item["name"] for item in source.document["household"].get("others", [])]
    names = [person.name for person in (*source.carers, *source.children)] + others
    if len(set(names)) < len(names):
        return False
    people, words = [person.name for person in (*source.carers, *source.children)], source.words
    in_small_letters = not any(mentions(words, name) for name in people)
    initials = {name[0] for name in people} - {"A", "I"}
    by_initial = any(re.search(rf"(?<![\w.’'&]){letter}(?![\w.’'&])", words) for letter in initials)
    return not (in_small_letters or by_initial)
