"""A text that denies or lacks the thing is graded low, and its positive twin higher."""

import copy
from typing import Any

from tests.nlp.behaviour.suite import Record, choose_host, hold, put_text, read_lines, score

# A record that says "nothing was outstanding" may be read as "no action was open": not applicable is right too.
MAY_NOT_APPLY = frozenset({"prior_actions"})


def make_host(pair: dict[str, Any], place: int) -> Record:
    """Returns a plain record of the household that the pair is about."""
    host = choose_host(len(pair["carers"]), len(pair["children"]), place)
    host["household"] = copy.deepcopy(host["household"]) | {
        "carers": [{"name": name} for name in pair["carers"]],
        "children": pair["children"],
    }
    absent = pair["criterion"] == "both_carers" and pair["section"] == "carers_absence"
    host["visit"] |= {
        "carers_present": pair["carers"][:1] if absent else pair["carers"],
        "copied_to": pair["carers"],
        "children_seen": [child["name"] for child in pair["children"]],
    }
    return host


def grade_side(pair: dict[str, Any], side: str, place: int) -> dict[str, Any]:
    """Returns the criterion's part of the score of one side, with what the form says of who was seen put to match."""
    host = make_host(pair, place)
    host["visit"] |= pair.get("visit", {}).get(side, {})
    part: dict[str, Any] = score(put_text(host, pair["section"], pair[side]))["criteria"][pair["criterion"]]
    return part


def judge(pair: dict[str, Any], place: int) -> str | None:
    """Returns what is wrong with the grades of a pair, if anything."""
    criterion = pair["criterion"]
    denied, asserted = grade_side(pair, "denied", place), grade_side(pair, "asserted", place)
    low = denied["grade"]
    if low is None and criterion in MAY_NOT_APPLY:
        low = 0
    high = asserted["grade"]
    if low is None or high is None:
        return "not applicable"
    if low == 0 and denied["evidence"]:
        return "evidence at 0"
    return None if low <= 1 and high > low else f"{low}/{high}"


def test_there_are_pairs_enough() -> None:
    """At least 200 pairs, spread over the eleven criteria, no text twice."""
    pairs = read_lines("denial_pairs.jsonl")
    criteria = [pair["criterion"] for pair in pairs]
    assert len(pairs) >= 200
    assert len(set(criteria)) == 11
    assert min(map(criteria.count, set(criteria))) >= 15
    assert len({str(pair["denied"]) for pair in pairs} | {str(pair["asserted"]) for pair in pairs}) == 2 * len(pairs)


def test_denials_and_their_twins() -> None:
    """Both of a pair are right: the denied at 1 or less, the asserted above it."""
    pairs = read_lines("denial_pairs.jsonl")
    wrong = [f"{pair['id']} {fault}" for place, pair in enumerate(pairs) if (fault := judge(pair, place))]
    hold("denial_both_right", 1 - len(wrong) / len(pairs), wrong)
