"""Two saves of one page that did not know of each other: what each changed, and where they clash."""

from dataclasses import dataclass
from typing import Any

from fqa_forms.domain.answer_types import is_blank


@dataclass(frozen=True)
class Merged:
    """What to keep, and the keys where both sides changed the same answer differently."""

    answers: dict[str, Any]
    clashes: tuple[str, ...]


def merge_answers(base: dict[str, Any], saved: dict[str, Any], typed: dict[str, Any]) -> Merged:
    """Merge what was typed over `base` with what was saved since; a clash keeps what was saved.

    `base` is what the typist's page showed, `saved` what is kept now, `typed` what came in.
    """
    kept, clashes = {}, []
    for key, mine in typed.items():
        theirs = saved.get(key)
        if same(mine, theirs) or same(mine, base.get(key)):
            kept[key] = theirs if key in saved else mine
        elif same(theirs, base.get(key)):
            kept[key] = mine
        else:
            kept[key] = theirs
            clashes.append(key)
    return Merged(kept, tuple(clashes))


def same(one: Any, other: Any) -> bool:
    """Whether two typed answers are the same; nothing typed in either is the same, too."""
    return bool(one == other) or (is_blank(one) and is_blank(other))
