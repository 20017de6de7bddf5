import re

import pytest

from fqa_forms.demo.rewording import draw_out, rename, sentences, share_by_name


def test_names_are_changed_whole_and_all_at_once() -> None:
    text = "Max’s gran likes Maxine. Zoe-Mae hugged Zoe, and Maxs dog."
    assert rename(text, {"Max": "Zoe", "Zoe": "Ann", "Zoe-Mae": "Kit"}) == (
        "Zoe’s gran likes Maxine. Kit hugged Ann, and Zoes dog."
    )


def test_sentences_put_together_are_the_text() -> None:
    text = "One. ‘Two!’ Three?\n\n- four\n- five"
    assert "".join(sentences(text)) == text
    assert len(sentences(text)) == 5


def test_a_sentence_goes_to_whom_it_names_or_with_the_one_before() -> None:
    text = "Both were in. Max was shy. He hid. Zoe sang to Max."
    assert share_by_name(text, ["Max", "Zoe"]) == {
        "Max": "Both were in. Max was shy. He hid.",
        "Zoe": "Zoe sang to Max.",
    }


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("All is well. A course was done. It was good.", ("A course was done. It was good.", "All is well.")),
        ("A course was done. All is well.", ("A course was done.", "All is well.")),
        ("All is well. Nothing else.", ("", "All is well. Nothing else.")),
        ("A course.", ("A course.", "")),
        ("", ("", "")),
    ],
)
def test_a_text_is_cut_in_two_pieces_that_stay_whole(text: str, parts: tuple[str, str]) -> None:
    assert draw_out(text, "course|good") == parts


def test_nothing_is_lost_or_added_by_cutting() -> None:
    text = "One two. Three course. Four. Five course! Six."
    words = [word for part in draw_out(text, "course") for word in re.findall(r"\w+", part)]
    assert sorted(words) == sorted(re.findall(r"\w+", text))
