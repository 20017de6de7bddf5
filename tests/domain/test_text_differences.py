"""From one text to another, word by word."""

from time import perf_counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fqa_forms.domain.text_differences import Change, Stretch, word_differences

words = st.lists(st.sampled_from(["Max", "ran", "to", "Ann", ".", " ", "\n\n", "é", "‘ok’"]), max_size=40).map("".join)


def rebuilt(stretches: list[Stretch], without: Change) -> str:
    return "".join(stretch.text for stretch in stretches if stretch.change is not without)


@given(before=st.one_of(st.text(), words), after=st.one_of(st.text(), words))
def test_both_texts_can_be_rebuilt(before: str, after: str) -> None:
    stretches = word_differences(before, after)
    assert rebuilt(stretches, Change.ADDED) == before
    assert rebuilt(stretches, Change.REMOVED) == after
    assert all(stretch.text for stretch in stretches)


@given(text=st.one_of(st.text(min_size=1), words.filter(bool)))
def test_the_same_text_is_all_the_same(text: str) -> None:
    assert word_differences(text, text) == [Stretch(Change.SAME, text)]


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Max was seen.", "Max was not seen.", "Max was [+not ]seen."),
        ("Ann was tired.", "Ann was very well.", "Ann was [-tired][+very well]."),
        ("On 3 May Ann rang.", "On 4 June Ann rang.", "On [-3 May][+4 June] Ann rang."),
        ("", "Now there are words", "[+Now there are words]"),
        ("Gone", "", "[-Gone]"),
    ],
)
def test_changes_are_shown_in_the_order_of_reading(before: str, after: str, expected: str) -> None:
    marks = {Change.SAME: "{}", Change.REMOVED: "[-{}]", Change.ADDED: "[+{}]"}
    assert "".join(marks[each.change].format(each.text) for each in word_differences(before, after)) == expected


def test_two_texts_as_long_as_an_answer_can_be_take_no_time() -> None:
    before = " ".join(f"word{n % 700}" for n in range(7000))
    after = " ".join(f"word{n % 611}" for n in range(7000))
    begun = perf_counter()
    stretches = word_differences(before, after)
    assert perf_counter() - begun < 2
    assert rebuilt(stretches, Change.ADDED) == before
