import pytest

from fqa_forms.domain.passwords import LONGEST, password_fault

NAME, EMAIL = "Samantha Shawcross", "sam.shawcross@county.test"


def fault(password: str) -> str | None:
    return password_fault(password, name=NAME, email=EMAIL)


@pytest.mark.parametrize("password", ["wooden otter piano", "aB3$aB3$xY9!", "þorn and wynn and yogh", "x" * 8 + "abcd"])
def test_long_and_unusual_passwords_are_taken(password: str) -> None:
    assert fault(password) is None


def test_eleven_characters_are_too_few_and_twelve_enough() -> None:
    assert fault("otter-piano") == "password_short"
    assert fault("otter-pianos") is None


def test_the_longest_password_is_taken_and_one_more_character_is_not() -> None:
    longest = ("otter piano " * LONGEST)[:LONGEST]
    assert fault(longest) is None
    assert fault(longest + "x") == "password_long"


@pytest.mark.parametrize("password", [EMAIL, EMAIL.upper(), "sam.shawcross", "Samantha Shawcross", "samanthashawcross"])
def test_name_and_address_are_refused_whatever_capitals_and_spaces(password: str) -> None:
    assert fault(password) == "password_about_person"


@pytest.mark.parametrize(
    "password", ["123456789012", "Password2026!", "ADMINISTRATOR", "fostering-2026", "aaaaaaaabbbb"]
)
def test_what_is_guessed_first_is_refused(password: str) -> None:
    assert fault(password) == "password_common"
