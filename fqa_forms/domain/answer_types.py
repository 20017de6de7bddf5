"""From what was typed to an answer: one function a type, which never loses what it cannot read.

Typed values are JSON: a text, a list of texts (choices) or a date's parts as a dict of day,
month and year. Each reader returns (answer, None) or (None, key of a message).
"""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

from fqa_forms.domain.form_definition import Question

Reading = tuple[Any, str | None]
DATE_PARTS = ("day", "month", "year")
_ANY_DATE = Question(id="date", label="", type="date", thing="the date")
LONGEST = {"text": 500, "long_text": 50_000}
LARGEST_NUMBER = 999
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)")


def is_blank(typed: Any) -> bool:
    """Whether nothing was typed."""
    if isinstance(typed, dict):
        return not any(str(part).strip() for part in typed.values())
    if isinstance(typed, list):
        return not typed
    return typed is None or not str(typed).strip()


def read_answer(question: Question, typed: Any) -> Reading:
    """The answer in what was typed (None where blank), or the key of the message that says what is wrong."""
    if is_blank(typed):
        return None, None
    return ANSWER_TYPES[question.type](question, typed)


def read_date(typed: Any) -> date | None:
    """The date in what was typed into a date's boxes, where it is a real one."""
    answer, _error = (None, None) if is_blank(typed) else _read_date(_ANY_DATE, typed)
    return date.fromisoformat(answer) if answer else None


def as_typed(question: Question, answer: Any) -> Any:
    """An answer as it would be typed: what `read_answer` reads it from."""
    if question.type == "date":
        year, month, day = answer.split("-")
        return {"day": str(int(day)), "month": str(int(month)), "year": year}
    return answer if question.type == "choices" else str(answer)


def as_words(typed: Any) -> str:
    """What was typed, as one text, whatever the question was."""
    parts = [typed.get(name, "") for name in DATE_PARTS] if isinstance(typed, dict) else typed
    return " ".join(str(part) for part in parts if part) if isinstance(parts, list) else str(parts).strip()


def _read_text(question: Question, typed: Any) -> Reading:
    text = str(typed).strip()
    return (None, "too_long") if len(text) > LONGEST[question.type] else (text, None)


def _read_choice(question: Question, typed: Any) -> Reading:
    known = {option.value for option in question.options}
    return (typed, None) if isinstance(typed, str) and typed in known else (None, "not_an_option")


def _read_choices(question: Question, typed: Any) -> Reading:
    known = [option.value for option in question.options]
    chosen = typed if isinstance(typed, list) else [typed]
    if any(value not in known for value in chosen):
        return None, "not_an_option"
    return [value for value in known if value in chosen], None


def _read_date(_question: Question, typed: Any) -> Reading:
    parts = {name: str(typed.get(name, "")).strip() for name in DATE_PARTS} if isinstance(typed, dict) else {}
    if not all(parts.values()) or not parts:
        return None, "date_incomplete"
    month = parts["month"].lower()[:3]
    if month in _MONTHS:
        parts["month"] = str(_MONTHS.index(month) + 1)
    if not all(part.isascii() and part.isdigit() and len(part) <= 4 for part in parts.values()):
        return None, "date_not_real"
    if len(parts["year"]) != 4:
        return None, "date_year"
    try:
        return date(*(int(parts[name]) for name in ("year", "month", "day"))).isoformat(), None
    except ValueError:
        return None, "date_not_real"


def _read_time(_question: Question, typed: Any) -> Reading:
    match = _TIME.fullmatch(str(typed).strip())
    return (f"{int(match[1]):02d}:{match[2]}", None) if match else (None, "time_not_real")


def _read_number(_question: Question, typed: Any) -> Reading:
    text = str(typed).strip()
    if not (text.isascii() and text.isdigit() and len(text) <= 6):
        return None, "number_not_whole"
    return (int(text), None) if int(text) <= LARGEST_NUMBER else (None, "number_too_large")


ANSWER_TYPES: dict[str, Callable[[Question, Any], Reading]] = {
    "text": _read_text,
    "long_text": _read_text,
    "choice": _read_choice,
    "choices": _read_choices,
    "date": _read_date,
    "time": _read_time,
    "number": _read_number,
}
