"""What a valid visit record is: the schema read as data, its breaches told in plain words."""

import json
import re
from datetime import date
from functools import cache
from typing import Any

from nlp.criteria import HERE

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "integer": (int,),
    "null": (type(None),),
}
_KIND_NAMES = {
    "object": "a group of named values",
    "array": "a list",
    "string": "text",
    "integer": "a whole number",
    "null": "empty (null)",
}
_MOST_PROBLEMS = 20


@cache
def visit_record_schema() -> dict[str, Any]:
    """Read the JSON Schema of a visit record."""
    schema: dict[str, Any] = json.loads((HERE / "visit_record.schema.json").read_text(encoding="utf-8"))
    return schema


def record_problems(record: object) -> list[str]:
    """Say in plain words what keeps `record` from being a visit record, and where; empty if it is one."""
    problems: list[str] = []
    _check(record, visit_record_schema(), "", problems)
    return problems[:_MOST_PROBLEMS]


def is_day(text: str) -> bool:
    """Say whether `text` is a calendar day written YYYY-MM-DD."""
    if not _DAY.fullmatch(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def parse_day(value: object) -> date | None:
    """Read a calendar day, or give None for anything that is not one."""
    return date.fromisoformat(value) if isinstance(value, str) and is_day(value) else None


def _is_kind(value: object, kind: str) -> bool:
    if kind == "integer" and isinstance(value, float):
        return value.is_integer()
    return isinstance(value, _KINDS[kind]) and not isinstance(value, bool)


def _check(value: object, schema: dict[str, Any], where: str, problems: list[str]) -> None:
    if len(problems) >= _MOST_PROBLEMS:
        return
    name = where or "the record"
    kinds = schema.get("type", [])
    kinds = [kinds] if isinstance(kinds, str) else kinds
    if kinds and not any(_is_kind(value, kind) for kind in kinds):
        problems.append(f"{name}: must be {' or '.join(_KIND_NAMES[kind] for kind in kinds)}")
    elif "enum" in schema and (value not in schema["enum"] or isinstance(value, bool)):
        allowed = ", ".join("empty (null)" if each is None else each for each in schema["enum"])
        problems.append(f"{name}: must be one of {allowed}")
    elif isinstance(value, dict):
        _check_object(value, schema, where, problems)
    elif isinstance(value, list):
        _check_list(value, schema, where, problems)
    elif isinstance(value, str):
        _check_text(value, schema, name, problems)
    elif isinstance(value, int | float):
        _check_number(value, schema, name, problems)


def _check_object(value: dict[Any, Any], schema: dict[str, Any], where: str, problems: list[str]) -> None:
    known = schema.get("properties", {})
    prefix = f"{where}." if where else ""
    problems += [f"{prefix}{key}: is missing" for key in schema.get("required", ()) if key not in value]
    for key, item in value.items():
        if key in known:
            _check(item, known[key], f"{prefix}{key}", problems)
        elif schema.get("additionalProperties") is False:
            problems.append(f"{prefix}{str(key)[:60]!a}: is not a part of a visit record")


def _check_list(value: list[Any], schema: dict[str, Any], where: str, problems: list[str]) -> None:
    if len(value) < schema.get("minItems", 0):
        problems.append(f"{where}: needs at least {schema['minItems']}")
    if len(value) > schema.get("maxItems", len(value)):
        problems.append(f"{where}: may hold at most {schema['maxItems']}")
    for number, item in enumerate(value):
        _check(item, schema.get("items", {}), f"{where}.{number}", problems)


def _check_text(value: str, schema: dict[str, Any], name: str, problems: list[str]) -> None:
    if len(value) < schema.get("minLength", 0):
        problems.append(f"{name}: must not be empty")
    if len(value) > schema.get("maxLength", len(value)):
        problems.append(f"{name}: must be at most {schema['maxLength']} characters")
    if schema.get("format") == "date" and not is_day(value):
        problems.append(f"{name}: {value[:40]!a} is not a date written YYYY-MM-DD")


def _check_number(value: float, schema: dict[str, Any], name: str, problems: list[str]) -> None:
    if value < schema.get("minimum", value):
        problems.append(f"{name}: must be at least {schema['minimum']}")
    if value > schema.get("maximum", value):
        problems.append(f"{name}: must be at most {schema['maximum']}")
