"""Which criteria a record cannot be judged on, by the rubric's own words on what does not apply."""

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Any

from nlp.criteria import read_data
from nlp.record import parse_day
from nlp.text import sentence_spans

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_MONTH = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?(?: of)? (" + "|".join(_MONTHS) + r")[a-z]*\b")
_IN_MONTH = re.compile(r"\b(?:in|since|end of) (" + "|".join(_MONTHS) + r")[a-z]*\b")
_DAY_SLASH = re.compile(r"\b(\d{1,2})[/.](\d{1,2})(?:[/.](?:20)?\d\d)?\b")


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile("|".join(read_data("applicability.toml")[name]), re.MULTILINE)


def not_applicable(record: dict[str, Any]) -> set[str]:
    """Give the keys of the criteria that do not apply to the record."""
    missing: set[str] = set()
    if not record["household"]["children"]:
        missing |= {"child_voice", "observation", "care_plan"}
        if _no_recordings_due(record):
            missing.add("weekly_recordings")
    if len(record["household"]["carers"]) < 2:
        missing.add("both_carers")
    if _nothing_to_look_back_on(record):
        missing.add("prior_actions")
    return missing


def _nothing_to_look_back_on(record: dict[str, Any]) -> bool:
    if record.get("prior_actions"):
        return False
    text = (record["text"].get("prior_actions") or "").lower()
    return bool(_pattern("first_or_none").search(text)) and not _pattern("looked_at").search(text)


def _no_recordings_due(record: dict[str, Any]) -> bool:
    visit = record["visit"]
    if visit.get("weekly_recordings_expected") or visit.get("weekly_recordings_received"):
        return False
    text = (record["text"].get("weekly_recordings") or "").strip().lower()
    if text:
        return bool(_pattern("none_due").search(text))
    return not left_since_last_visit(record)


def left_since_last_visit(record: dict[str, Any]) -> bool:
    """Say whether the record tells of a child who left after the previous visit; so too if there was none."""
    held, previous = parse_day(record["visit"].get("date")), parse_day(record["visit"].get("previous_date"))
    if held is None or previous is None:
        return True
    for text in record["text"].values():
        for start, end in sentence_spans(text):
            sentence = text[start:end].lower()
            if _pattern("leaving").search(sentence) and any(day > previous for day in _days_in(sentence, held)):
                return True
    return False


def _days_in(sentence: str, held: date) -> Iterable[date]:
    """Read the days and months that a sentence names as the latest such days up to the visit."""
    named = [(int(day), _MONTHS.index(month) + 1) for day, month in _DAY_MONTH.findall(sentence)]
    named += [(1, _MONTHS.index(month) + 1) for month in _IN_MONTH.findall(sentence)]
    named += [(int(day), int(month)) for day, month in _DAY_SLASH.findall(sentence)]
    for day, month in named:
        for year in (held.year, held.year - 1):
            found = parse_day(f"{year:04d}-{month:02d}-{day:02d}")
            if found and found <= held:
                yield found
                break
