"""The coach's questions in the style of appreciative enquiry, from definitions/coach.toml."""

import tomllib
from functools import cache
from pathlib import Path

_FILE = Path(__file__).resolve().parent.parent / "definitions" / "coach.toml"


@cache
def example_questions() -> dict[str, tuple[str, ...]]:
    """All questions by criterion."""
    lists = tomllib.loads(_FILE.read_text(encoding="utf-8"))
    return {criterion: tuple(entry["questions"]) for criterion, entry in lists.items()}


def example_question(criterion: str, turn: int, names: dict[str, str]) -> str:
    """The question for a criterion on somebody's turn; `names` fills in `child` and `carer` where there is one.

    The same turn always gives the same question. Empty where the criterion has none that fits.
    """
    fitting = [text for text in example_questions().get(criterion, ()) if _can_fill(text, names)]
    return fitting[turn % len(fitting)].format(**names) if fitting else ""


def _can_fill(text: str, names: dict[str, str]) -> bool:
    return all(names.get(name) for name in ("child", "carer") if f"{{{name}}}" in text)
