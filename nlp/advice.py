"""What is missing for the next grade, said to the worker in plain words and from the record itself."""

from collections import defaultdict
from functools import cache
from typing import Any

from nlp.criteria import read_data
from nlp.derived import missing_people
from nlp.structure import is_dated

_MOST_QUOTED = 3
Facts = tuple[frozenset[str], dict[str, str]]


@cache
def _lines() -> dict[tuple[str, int], list[dict[str, Any]]]:
    lines: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for line in read_data("advice.toml")["line"]:
        lines[line["criterion"], line["from"]].append(line)
    return dict(lines)


def _joined(names: list[str], otherwise: str) -> str:
    known = [name for name in names if name.strip()]
    if not known:
        return otherwise
    return known[0] if len(known) == 1 else ", ".join(known[:-1]) + " and " + known[-1]


def _quoted(items: list[dict[str, Any]]) -> str:
    texts = [f"'{' '.join(item.get('action', '').split())[:60]}'" for item in items[:_MOST_QUOTED]]
    return ", ".join(texts)


def advice_facts(record: dict[str, Any]) -> Facts:
    """Give the facts that lines of advice may need, and the words that fill them in."""
    household, visit = record["household"], record["visit"]
    absent = missing_people(record, "carers", "carers_present")
    unseen = missing_people(record, "children", "children_seen")
    undone = [item for item in record.get("prior_actions", []) if item.get("status") in ("not_done", "partly_done")]
    undated = [item for item in record.get("actions", []) if not is_dated(item)]
    short = (visit.get("weekly_recordings_received") or 0) < (visit.get("weekly_recordings_expected") or 0)
    carers = [carer["name"] for carer in household["carers"]]
    facts = {
        "child_unseen": bool(unseen),
        "carer_absent": bool(absent),
        "carers_all_present": not absent,
        "recordings_short": short,
        "prior_undone": bool(undone),
        "action_undated": bool(undated),
    }
    words = {
        "children": _joined([child["name"] for child in household["children"]], "the child"),
        "unseen_children": _joined(unseen, "the child"),
        "absent_carers": _joined(absent, "the carer"),
        "second_carer": _joined(absent[:1] or carers[1:], "the second carer"),
        "undone": _quoted(undone),
        "undated": _quoted(undated),
    }
    return frozenset(name for name, holds in facts.items() if holds), words


def advice_for(key: str, grade: int | None, facts: Facts) -> list[str]:
    """Say what criterion `key` lacks for the grade after `grade`; nothing at grade 3 or where it does not apply."""
    if grade is None or grade >= 3:
        return []
    held, words = facts
    lines = [line for line in _lines()[key, grade] if "when" not in line or line["when"] in held]
    return [_fill(line["text"], words) for line in lines]


def _fill(text: str, words: dict[str, str]) -> str:
    for name, value in words.items():
        if "{" + name + "}" in text:
            text = text.replace("{" + name + "}", value)
    return text
