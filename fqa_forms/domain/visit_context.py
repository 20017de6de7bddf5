"""What the service already knows when a visit is written up, so that the form need not ask."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any, Self

from fqa_forms.domain.form_definition import Option, answer_key

SUBJECT_KINDS = ("carer", "child", "open_action", "new_action")
FACTS: dict[str, tuple[str, ...]] = {
    "fact.children_placed": ("yes", "no"),
    "fact.carers": ("one", "two"),
    "fact.open_actions": ("yes", "no"),
    "fact.first_visit": ("yes", "no"),
    "fact.recordings_expected": ("yes", "no"),
}
OPTION_SOURCES = ("recording_weeks",)
WORKED_OUT = ("recordings_expected", "recordings_from", "recordings_to", "checks_due")
SHOWN = ("check_dates",)
MOST_NEW_ACTIONS = 20


@dataclass(frozen=True)
class Subject:
    """Somebody or something a question is asked about."""

    key: str
    name: str


@dataclass(frozen=True)
class PlacedChild(Subject):
    """A child living in the home on the day of the visit; `age` in years where it is known."""

    age: int | None = None


@dataclass(frozen=True)
class OtherMember:
    """Somebody else in the home."""

    name: str
    relation: str = ""
    age: int | None = None


@dataclass(frozen=True)
class OpenAction(Subject):
    """An action of an earlier visit that is still open; `name` is what is to be done.

    `agreed_on` is the date of the visit that agreed it (ISO 8601), `carried` how many visits
    have left it open since.
    """

    owner: str = ""
    due: str = ""
    outcome_wanted: str = ""
    agreed_on: str = ""
    carried: int = 0


@dataclass(frozen=True)
class VisitContext:
    """The household on the day of the visit, the last visit and what was left open. Dates are ISO 8601.

    `recording_weeks` are the first days of the weeks that a weekly recording is expected of; None
    where that cannot be said. `checks_due` are the checks to do something about, in words; None
    where the form does not ask for them.
    """

    household_name: str
    carers: tuple[Subject, ...]
    children: tuple[PlacedChild, ...] = ()
    others: tuple[OtherMember, ...] = ()
    open_actions: tuple[OpenAction, ...] = ()
    approved_on: str | None = None
    previous_date: str | None = None
    recording_weeks: tuple[str, ...] | None = None
    checks_due: str | None = None

    def facts(self) -> dict[str, str]:
        """What conditions can ask of the household, as ready answers."""
        return {
            "fact.children_placed": "yes" if self.children else "no",
            "fact.carers": "two" if len(self.carers) > 1 else "one",
            "fact.open_actions": "yes" if self.open_actions else "no",
            "fact.first_visit": "no" if self.previous_date else "yes",
            "fact.recordings_expected": "yes" if self.recording_weeks else "no",
        }

    def options(self, source: str) -> tuple[Option, ...]:
        """The options that the household gives a question to choose from."""
        weeks: dict[str, tuple[str, ...]] = {"recording_weeks": self.recording_weeks or ()}
        return tuple(Option(week, _week_in_words(date.fromisoformat(week))) for week in weeks[source])

    def worked_out(self, what: str) -> str | None:
        """What the service works out of itself, as an answer is kept; None where it cannot."""
        weeks = self.recording_weeks
        known = {} if weeks is None else {"recordings_expected": str(len(weeks))}
        if weeks:
            last = date.fromisoformat(weeks[-1]) + timedelta(days=6)
            known |= {"recordings_from": weeks[0], "recordings_to": last.isoformat()}
        if self.checks_due is not None:
            known["checks_due"] = self.checks_due
        return known.get(what)

    def subjects(self, kind: str, answers: dict[str, Any]) -> tuple[Subject, ...]:
        """Whom a question of that kind is asked about; new actions are rows that the answers hold."""
        if kind == "new_action":
            return tuple(Subject(key, f"Action {n}") for n, key in enumerate(new_action_rows(answers), 1))
        subjects: dict[str, tuple[Subject, ...]] = {
            "carer": self.carers,
            "child": self.children,
            "open_action": self.open_actions,
        }
        return subjects[kind]

    def date_limit(self, name: str, today: date) -> str | None:
        """The ISO date that a limit's name stands for, if the household has it."""
        return {"today": today.isoformat(), "approved_on": self.approved_on, "previous_visit": self.previous_date}.get(
            name
        )

    def as_json(self) -> dict[str, Any]:
        """The context as JSON, to keep with a version for ever."""
        return asdict(self)

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The context kept with a version."""
        return cls(
            household_name=data["household_name"],
            carers=tuple(Subject(**item) for item in data["carers"]),
            children=tuple(PlacedChild(**item) for item in data["children"]),
            others=tuple(OtherMember(**item) for item in data["others"]),
            open_actions=tuple(OpenAction(**item) for item in data["open_actions"]),
            approved_on=data["approved_on"],
            previous_date=data["previous_date"],
            recording_weeks=None if data.get("recording_weeks") is None else tuple(data["recording_weeks"]),
            checks_due=data.get("checks_due"),
        )


def _week_in_words(first: date) -> str:
    last = first + timedelta(days=6)
    return f"{first.day} {first:%B} to {last.day} {last:%B %Y}"


def new_action_rows(answers: dict[str, Any]) -> list[str]:
    """The keys of the rows of new actions in the answers, in order; there is always a first."""
    rows = {key.rpartition(answer_key("", "row"))[2] for key in answers if "__row" in key}
    numbers = sorted(int(row) for row in rows if row.isascii() and row.isdigit() and len(row) <= 3)
    return [f"row{number}" for number in (numbers or [1])][:MOST_NEW_ACTIONS]
