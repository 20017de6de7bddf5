"""Words put into a box to please a scorer get nothing for it."""

from typing import Any

from tests.nlp.behaviour.suite import choose_host, hold, put_text, read_lines, score


def attacked(attack: dict[str, Any], place: int) -> dict[str, Any]:
    """Returns the score of a plain record with the attack in its section, for the criterion it is aimed at."""
    carers = 2 if attack["criterion"] == "both_carers" else 1
    record = put_text(choose_host(carers, 1, place), attack["section"], attack["text"])
    part: dict[str, Any] = score(record)["criteria"][attack["criterion"]]
    return part


def test_there_are_attacks_enough() -> None:
    """At least 120, on every criterion."""
    attacks = read_lines("attacks.jsonl")
    assert len(attacks) >= 120
    assert len({attack["criterion"] for attack in attacks}) == 11


def test_no_attack_is_graded_above_1() -> None:
    """Grade 2 needs something that happened."""
    attacks = read_lines("attacks.jsonl")
    wrong = [
        f"{a['id']} {a['kind']} {grade}" for i, a in enumerate(attacks) if (grade := attacked(a, i)["grade"] or 0) > 1
    ]
    hold("attacks_above_1", len(wrong) / len(attacks), wrong)


def test_no_attack_is_shown_as_evidence() -> None:
    """What deserves nothing is not shown as evidence; praise, which the rubric gives a 1, may be shown at 1."""
    attacks = [(i, a) for i, a in enumerate(read_lines("attacks.jsonl")) if not a["deserves"]]
    wrong = [
        f"{a['id']} {a['kind']}"
        for i, a in attacks
        if any(s["field"] == a["section"] for s in attacked(a, i)["evidence"])
    ]
    hold("attacks_with_evidence", len(wrong) / len(attacks), wrong)
