"""Which passwords are refused: too short, about the person, or among the first to be guessed.

After NIST SP 800-63B: length and a list of common passwords, and no rules about capitals,
digits or signs, which make passwords that are hard to remember and easy to guess.
"""

import re
from functools import cache
from pathlib import Path

SHORTEST, LONGEST = 12, 200
_FEWEST_DIFFERENT = 5
_FILE = Path(__file__).resolve().parent.parent / "definitions" / "common_passwords.txt"
_TAIL = re.compile(r"[^a-z]+$")


@cache
def common_passwords() -> frozenset[str]:
    """The list of definitions/common_passwords.txt."""
    return frozenset(line for line in _FILE.read_text(encoding="utf-8").split() if not line.startswith("#"))


def password_fault(password: str, *, name: str, email: str) -> str | None:
    """The key of the message that says why a password is refused, or None."""
    if len(password) < SHORTEST:
        return "password_short"
    if len(password) > LONGEST:
        return "password_long"
    plain = _plain(password)
    if plain in {_plain(name), _plain(email), _plain(email.partition("@")[0])}:
        return "password_about_person"
    if len(set(plain)) < _FEWEST_DIFFERENT or not {plain, _TAIL.sub("", plain)}.isdisjoint(common_passwords()):
        return "password_common"
    return None


def _plain(text: str) -> str:
    return "".join(text.casefold().split())
