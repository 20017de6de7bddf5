"""When each check of a household was last done and is next due, worked out from its people and their dates.

The first is counted from approval: the household's, or a carer's own where that is later; for a
member who turns 18 after it, from that birthday. Where approval is not known, a birthday to come is
still counted from; whoever is past it may have been 18 at approval. Somebody whose date of birth is
not known may be 18, so their check is listed; when it is due cannot be said until one was done.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from fqa_forms.domain.check_kinds import CheckKind
from fqa_forms.domain.due_dates import DueState, due_state
from fqa_forms.domain.spans_of_time import add_months
from fqa_forms.domain.visit_context import Subject

HOUSEHOLD = Subject("household", "Household")
URGENCY = (DueState.OVERDUE, DueState.DUE_SOON, DueState.UNKNOWN, DueState.IN_DATE)
_MONTHS_TO_18 = 18 * 12


@dataclass(frozen=True)
class CheckedCarer(Subject):
    """A foster carer, approved from a day and until a day where these are known."""

    starts_on: date | None = None
    ends_on: date | None = None


@dataclass(frozen=True)
class CheckedMember(Subject):
    """Somebody else in the home."""

    born_on: date | None = None


@dataclass(frozen=True)
class CheckedHousehold:
    """Whom checks are asked of, and the day they are counted from where it is known."""

    approved_on: date | None
    kinship: bool
    carers: tuple[CheckedCarer, ...] = ()
    members: tuple[CheckedMember, ...] = ()


@dataclass(frozen=True)
class DoneCheck:
    """A check that was done: its kind and whose it was, by their keys, and the day."""

    kind: str
    whose: str
    done_on: date


@dataclass(frozen=True)
class CheckLine:
    """One check of one person or of the household: when it was last done and is next due, and how that stands."""

    kind: CheckKind
    whose: Subject
    last_done: date | None = None
    due: date | None = None
    state: DueState = field(default=DueState.UNKNOWN)

    @property
    def key(self) -> str:
        """What names this check of this person among the household's."""
        return f"{self.kind.key}-{self.whose.key}"

    @property
    def born_on(self) -> date | None:
        """When the person was born, where a date of birth is held."""
        return self.whose.born_on if isinstance(self.whose, CheckedMember) else None

    @property
    def in_words(self) -> str:
        """What is checked, and of whom where it is somebody's own."""
        return self.kind.name if self.whose == HOUSEHOLD else f"{self.kind.name}: {self.whose.name}"


def check_lines(
    kinds: Iterable[CheckKind], home: CheckedHousehold, done: Iterable[DoneCheck], today: date
) -> list[CheckLine]:
    """Every check that is asked of a household today, in the order of the kinds."""
    last: dict[tuple[str, str], date] = {}
    for check in done:
        place = (check.kind, check.whose)
        last[place] = max(check.done_on, last.get(place, date.min))
    return [
        _line(kind, subject, first, last.get((kind.key, subject.key)), today)
        for kind in kinds
        for subject, first in _asked(kind, home, today)
    ]


def most_urgent_first(lines: Iterable[CheckLine]) -> list[CheckLine]:
    """What is overdue, then what is due soon, then what has no date, then the rest; each by its day."""
    return sorted(lines, key=lambda line: (URGENCY.index(line.state), line.due or date.max))


def due_in_text(lines: Iterable[CheckLine]) -> str:
    """The checks to do something about as one text, to keep with a record that speaks of them."""
    waiting = [line for line in most_urgent_first(lines) if line.state is not DueState.IN_DATE]
    return "; ".join(map(_in_text, waiting)) or "None: every check is up to date"


def _in_text(line: CheckLine) -> str:
    if line.due is None:
        return f"{line.in_words}, no date held"
    was = "was " if line.state is DueState.OVERDUE else ""
    return f"{line.in_words}, {was}due by {line.due.day} {line.due:%B %Y}"


def _line(kind: CheckKind, subject: Subject, first: date | None, last: date | None, today: date) -> CheckLine:
    if last is None:
        return CheckLine(kind, subject, None, first, _state(kind, first, today))
    if kind.every_months is None:
        return CheckLine(kind, subject, last, None, DueState.IN_DATE)
    due = add_months(last, kind.every_months)
    return CheckLine(kind, subject, last, due, _state(kind, due, today))


def _state(kind: CheckKind, due: date | None, today: date) -> DueState:
    return due_state(due, today, timedelta(days=kind.due_soon_days))


def _asked(kind: CheckKind, home: CheckedHousehold, today: date) -> list[tuple[Subject, date | None]]:
    """Whom a check is asked of today, each with the day the first is due."""
    asked: list[tuple[Subject, date | None]] = []
    for whose in kind.whose:
        if whose == "household":
            asked.append((HOUSEHOLD, _first_due(kind, home, home.approved_on)))
        elif whose == "carer":
            here = [carer for carer in home.carers if carer.ends_on is None or carer.ends_on >= today]
            asked += [(carer, _first_due(kind, home, _approved(carer, home))) for carer in here]
        else:
            asked += [(each, first) for each in home.members for first in _adult(kind, home, each, today)]
    return asked


def _adult(kind: CheckKind, home: CheckedHousehold, member: CheckedMember, today: date) -> list[date | None]:
    """When the first check of a member is due; nothing of a child, until it is soon due."""
    if member.born_on is None:
        return [None]
    birthday = add_months(member.born_on, _MONTHS_TO_18)
    if birthday - min(timedelta(days=kind.due_soon_days), birthday - date.min) > today:
        return []
    since = max(home.approved_on, birthday) if home.approved_on else birthday
    return [_first_due(kind, home, since if home.approved_on or birthday >= today else None)]


def _approved(carer: CheckedCarer, home: CheckedHousehold) -> date | None:
    return max((day for day in (home.approved_on, carer.starts_on) if day), default=None)


def _first_due(kind: CheckKind, home: CheckedHousehold, since: date | None) -> date | None:
    months = kind.first_due_months_kinship if home.kinship else kind.first_due_months
    return add_months(since, months) if since else None
