"""Whatever people are called, a sentence about them reads the same."""

import pytest

from nlp.text import read_units


def tokens(carer: str, child: str, text: str) -> list[list[str]]:
    """Give the tokens of each sentence of a box in a record of one carer and one child."""
    record = {
        "id": "1",
        "household": {"carers": [{"name": carer}], "children": [{"name": child}]},
        "visit": {"carers_present": [carer], "children_seen": [child]},
        "text": {"carer_views": text},
    }
    return [unit.tokens for unit in read_units(record)]


@pytest.mark.parametrize("carer", ["Anne-Marie", "Bo", "Jean-Paul"])
@pytest.mark.parametrize("child", ["Mei-Ling", "Max"])
def test_a_name_with_a_hyphen_is_one_name(carer: str, child: str) -> None:
    text = "{} said that {} is well-known at school. {}'s view of {}-time: too short."
    assert tokens(carer, child, text.format(carer, child, carer, child)) == tokens(
        "Ann", "Tom", text.format("Ann", "Tom", "Ann", "Tom")
    )


def test_two_people_beside_each_other_stay_two() -> None:
    assert tokens("Ann", "Tom", "Ann, Tom and I sat down.")[0][:2] == ["zcarer", "zchild"]


def test_a_neighbour_known_by_an_initial_is_not_whoever_has_that_initial() -> None:
    text = "Mr D next door has complained."
    assert tokens("Delroy", "Tom", text) == tokens("Ann", "Tom", text)
    assert tokens("Delroy", "Tom", "D said he is tired.") == tokens("Ann", "Tom", "Ann said he is tired.")
