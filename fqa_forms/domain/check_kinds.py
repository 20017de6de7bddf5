"""The kinds of checks a household has to keep in date, as definitions/checks.toml has them."""

from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from fqa_forms.domain.toml_values import (
    DefinitionError,
    only_known,
    read_identifier,
    read_tables,
    read_text,
    read_texts,
    read_toml,
    read_whole,
)

WHOSE = ("carer", "adult_member", "household")
_KEYS = {
    *("key", "name", "whose", "every_months", "source"),
    *("first_due_months", "first_due_months_kinship", "due_soon_days"),
}


@dataclass(frozen=True)
class CheckKind:
    """One kind of check: of whom, every how many months (None: once), and when the first is due."""

    key: str
    name: str
    whose: tuple[str, ...]
    source: str
    due_soon_days: int
    first_due_months: int
    first_due_months_kinship: int
    every_months: int | None = None


@dataclass(frozen=True)
class CheckKinds:
    """Every kind of check, in the order of the file, and the first day that one can have been done."""

    kinds: tuple[CheckKind, ...]
    earliest: date

    def find(self, key: str) -> CheckKind | None:
        """The kind of that key; None for one that is not known any more."""
        return next((kind for kind in self.kinds if kind.key == key), None)


def load_check_kinds(path: Path) -> CheckKinds:
    """The kinds of checks in a TOML file; raises DefinitionError that names file, check and reason."""
    return parse_check_kinds(read_toml(path), path.name)


def parse_check_kinds(data: dict[str, Any], name: str) -> CheckKinds:
    """The kinds of checks in already parsed data; `name` stands for the file in messages."""
    only_known(data, {"earliest", "check"}, name)
    earliest = data.get("earliest")
    if not isinstance(earliest, date) or isinstance(earliest, datetime):
        raise DefinitionError(f"{name}: earliest must be a date")
    kinds = tuple(_kind(item, f"{name}: check {n}") for n, item in enumerate(read_tables(data, "check", name), 1))
    keys = [kind.key for kind in kinds]
    if twice := sorted({key for key in keys if keys.count(key) > 1}):
        raise DefinitionError(f"{name}: there are two checks of the key {', '.join(twice)}")
    return CheckKinds(kinds, earliest)


def _kind(data: dict[str, Any], place: str) -> CheckKind:
    key = read_identifier(data, "key", place)
    place = f"{place} ({key})"
    only_known(data, _KEYS, place)
    whose = read_texts(data, "whose", place)
    if not whose or len(set(whose)) < len(whose) or set(whose) - set(WHOSE):
        raise DefinitionError(f"{place}: whose must be one or more of {', '.join(WHOSE)}, each once")
    first = read_whole(data, "first_due_months", place, least=0)
    return CheckKind(
        key=key,
        name=read_text(data, "name", place),
        whose=whose,
        source=read_text(data, "source", place),
        due_soon_days=read_whole(data, "due_soon_days", place, least=0),
        first_due_months=first,
        first_due_months_kinship=_months(data, "first_due_months_kinship", place, least=0, default=first) or 0,
        every_months=_months(data, "every_months", place, least=1, default=None),
    )


def _months(data: dict[str, Any], key: str, place: str, least: int, default: int | None) -> int | None:
    return read_whole(data, key, place, least=least) if key in data else default
