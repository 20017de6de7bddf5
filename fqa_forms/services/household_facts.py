"""What is worked out from the household so that nobody types it: ages, time in the home, recordings expected."""

from dataclasses import dataclass
from datetime import date

from fqa_forms.domain.calendar import today
from fqa_forms.domain.spans_of_time import time_between
from fqa_forms.services.drafts import OpenDraft, typed_date
from fqa_forms.services.household_context import (
    age_on,
    all_placements,
    placements_on,
    recording_weeks,
    recordings_since,
)

_YEARS_ALONE = 2


@dataclass(frozen=True)
class ChildFacts:
    """What is known of a child in the home on the day of the visit; `age` in words, where the birthday is known."""

    age: str
    since: date
    lived_here: str


@dataclass(frozen=True)
class ExpectedRecordings:
    """The weekly recordings to expect: one for each full week since `since` with a child in the home."""

    since: date
    weeks: tuple[date, ...]


def child_facts(opened: OpenDraft) -> dict[str, ChildFacts]:
    """Age and time in the home of each child placed, by the key that answers about the child carry."""
    on = _visit_day(opened)
    return {
        f"child-{row.child.id}": ChildFacts(
            _age_in_words(row.child.born_on, on), row.starts_on, time_between(row.starts_on, on)
        )
        for row in placements_on(opened.draft.household, on)
    }


def expected_recordings(opened: OpenDraft) -> ExpectedRecordings | None:
    """The weekly recordings expected since the last visit, or since the first child came; None without children."""
    placements, on, previous = all_placements(opened.draft.household), _visit_day(opened), opened.context.previous_date
    since = recordings_since(placements, date.fromisoformat(previous) if previous else None, on)
    return ExpectedRecordings(since, tuple(recording_weeks(placements, since, on))) if since else None


def _age_in_words(born_on: date | None, on: date) -> str:
    """Whole years, as the record has it; a baby's age in months, weeks or days."""
    years = age_on(born_on, on)
    if born_on is None or years is None:
        return ""
    return str(years) if years >= _YEARS_ALONE else time_between(born_on, on)


def _visit_day(opened: OpenDraft) -> date:
    return typed_date(opened.definition, opened.answers) or today()
