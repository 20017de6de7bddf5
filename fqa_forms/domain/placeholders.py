"""Words that only fill a box, such as 'Not recorded.', from definitions/placeholders.toml."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).resolve().parent.parent / "definitions" / "placeholders.toml"
_ENDS = re.compile(r"^[\W_]+|[\W_]+$")


@cache
def placeholders() -> frozenset[str]:
    """All of them, in small letters."""
    return frozenset(tomllib.loads(_FILE.read_text(encoding="utf-8"))["words"])


def says_nothing(text: Any) -> bool:
    """Whether a text holds something, but nothing that says anything: a placeholder, or marks alone."""
    if not isinstance(text, str) or not text.strip():
        return False
    words = " ".join(_ENDS.sub("", text).lower().split())
    return not words or words in placeholders()
