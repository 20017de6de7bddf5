"""Every message to a user, once, from definitions/error_messages.toml."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "definitions" / "error_messages.toml"


@cache
def catalogue() -> dict[str, str]:
    """All messages by key."""
    messages: dict[str, str] = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return messages


def message(key: str, **parts: str) -> str:
    """A message with its parts filled in, starting with a capital; raises KeyError for an unknown key."""
    text = catalogue()[key].format(**parts)
    return text[:1].upper() + text[1:]


class RefusedChangeError(ValueError):
    """A change that cannot be: its message, and the field of the page it belongs to."""

    def __init__(self, field: str, key: str, **parts: str) -> None:
        super().__init__(message(key, **parts))
        self.field = field
