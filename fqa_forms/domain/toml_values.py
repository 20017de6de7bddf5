"""Reads values out of parsed TOML and refuses, by place and reason, what is not what it should be."""

import re
import tomllib
from pathlib import Path
from typing import Any

_ID = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*")


class DefinitionError(ValueError):
    """A definition that cannot be used; the message names file, place and reason."""


def read_toml(path: Path) -> dict[str, Any]:
    """What a TOML file holds; raises DefinitionError where it is none."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise DefinitionError(f"{path.name}: cannot be read: {error}") from error


def only_known(data: dict[str, Any], allowed: set[str], place: str) -> None:
    """Refuse keys that nobody knows."""
    if unknown := sorted(set(data) - allowed):
        raise DefinitionError(f"{place}: unknown {', '.join(unknown)}; known are {', '.join(sorted(allowed))}")


def read_tables(data: dict[str, Any], key: str, place: str) -> list[Any]:
    """The tables under a key; there is at least one."""
    items = data.get(key)
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) for item in items):
        raise DefinitionError(f"{place}: needs at least one [[{key}]]")
    return items


def read_text(data: dict[str, Any], key: str, place: str, default: str | None = None) -> str:
    """A text; where there is a default it may be missing or empty."""
    value = data.get(key, default)
    if not isinstance(value, str) or (default is None and not value.strip()):
        raise DefinitionError(f"{place}: {key} must be a text")
    return value


def read_texts(data: dict[str, Any], key: str, place: str) -> tuple[str, ...]:
    """A list of texts; empty where it is missing."""
    value = data.get(key, [])
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise DefinitionError(f"{place}: {key} must be a list of texts")
    return tuple(value)


def read_truth(data: dict[str, Any], key: str, place: str) -> bool:
    """True or false; false where it is missing."""
    value = data.get(key, False)
    if not isinstance(value, bool):
        raise DefinitionError(f"{place}: {key} must be true or false")
    return value


def read_whole(data: dict[str, Any], key: str, place: str, least: int = 1) -> int:
    """A whole number that is not less than the least."""
    value = data.get(key)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise DefinitionError(f"{place}: {key} must be a whole number from {least}")
    return value


def read_identifier(data: dict[str, Any], key: str, place: str) -> str:
    """Small words joined by underscores."""
    value = read_text(data, key, place)
    if not _ID.fullmatch(value):
        raise DefinitionError(f"{place}: {key} {value!r} must be words of small letters joined by one underscore")
    return value


def read_one_of(data: dict[str, Any], key: str, allowed: Any, place: str) -> str:
    """A text that is one of those allowed."""
    value = read_text(data, key, place)
    if value not in allowed:
        raise DefinitionError(f"{place}: {key} {value!r} is not one of {', '.join(sorted(allowed))}")
    return value
