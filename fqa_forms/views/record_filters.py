"""The filters of the list of records: read from an address, said in words, and written back into links."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from types import SimpleNamespace
from typing import Any

from fqa_forms.definitions import FORMS
from fqa_forms.domain.messages import message
from fqa_forms.forms.typed_text import clean_text
from fqa_forms.services.criteria_shown import short_name
from fqa_forms.services.quality import CRITERIA, GRADE_LABELS
from fqa_forms.services.record_lists import Choices, RecordFilters
from fqa_forms.services.standing_scores import OVERALL
from fqa_forms.services.trends import HIGHEST_GRADE, last_day
from fqa_forms.views.page_furniture import long_date

VISIT_TYPES = {"supervision": "Supervision", "unannounced": "Unannounced"}
NOTES = {form: definition.title for (form, _version), definition in FORMS.items() if not definition.visit}
GRADES = {str(grade): label.capitalize() for grade, label in enumerate(GRADE_LABELS)}
CRITERION_CHOICES = {OVERALL: "Overall grade"} | {each.key: each.title for each in CRITERIA}
_DAY = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4})|(\d{4})-(\d{2})-(\d{2})", re.ASCII)


@dataclass
class FilterField:
    """One filter as macros/fields.html draws it; `options` are the values to choose from, none for a date.

    `thing` names it in messages, as in error_messages.toml.
    """

    name: str
    text: str
    thing: str
    options: dict[str, str] | None = None
    any_label: str = "All"
    hint: str | None = None
    value_text: str = ""
    errors: list[str] = field(default_factory=list)
    guidance: None = None

    @property
    def id(self) -> str:
        """The anchor of the box."""
        return f"filter-{self.name.replace('_', '-')}"

    @property
    def label(self) -> SimpleNamespace:
        """The label, in the shape of a form field's."""
        return SimpleNamespace(text=self.text)

    @property
    def widget_kind(self) -> str:
        """How the macro draws it."""
        return "text" if self.options is None else "select"

    @property
    def choices_list(self) -> list[dict[str, Any]]:
        """The options, the one chosen marked."""
        options = {"": self.any_label, **(self.options or {})}
        return [{"value": v, "text": t, "checked": v == self.value_text} for v, t in options.items()]

    def read(self, args: Mapping[str, str]) -> str:
        """Take the value of an address; a value that cannot be is kept to be shown, with a message, and not used."""
        self.value_text = clean_text(args.get(self.name, "")).strip()
        if not self.value_text:
            return ""
        if self.options is not None and self.value_text not in self.options:
            self.errors = [message("not_an_option", thing=self.thing)]
        if self.options is None and read_day(self.value_text) is None:
            self.errors = [message("date_not_real", thing=self.thing)]
        return "" if self.errors else self.value_text


@dataclass(frozen=True)
class FilterReading:
    """What an address asks for: the filters that can be used, and the boxes with what was typed."""

    filters: RecordFilters
    fields: list[FilterField]

    @property
    def errors(self) -> list[dict[str, str]]:
        """The error summary's lines."""
        return [{"text": text, "href": f"#{each.id}"} for each in self.fields for text in each.errors]


def read_day(text: str) -> date | None:
    """The day typed as 27/3/2026 or 2026-03-27, or None."""
    found = _DAY.fullmatch(text)
    if not found:
        return None
    day, month, year = found.group(1, 2, 3) if found[1] else found.group(6, 5, 4)
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def filter_fields(choices: Choices) -> list[FilterField]:
    """The boxes of the list's filter panel, empty."""
    return [
        FilterField("team", "Team", "the team", _by_id(choices.teams)),
        FilterField("author", "Written by", "who wrote it", _by_id(choices.authors), any_label="Everybody"),
        FilterField("type", "Kind", "the kind of record", VISIT_TYPES | NOTES),
        FilterField("from", "Visited from", "the first day", hint="For example, 27/3/2026"),
        FilterField("to", "Visited to", "the last day", hint="For example, 27/3/2026"),
        FilterField("grade", "Overall grade", "the overall grade", GRADES, any_label="Any"),
        FilterField("criterion", "Criterion", "the criterion", CRITERION_CHOICES, any_label="Any"),
        FilterField(
            "at_most", "Grade of the criterion at or below", "the grade of the criterion", GRADES, any_label="Any"
        ),
    ]


def read_filters(args: Mapping[str, str], choices: Choices) -> FilterReading:
    """Read every filter by itself: one that is wrong gets its message, and the others still hold."""
    fields = {each.name: each for each in filter_fields(choices)}
    given = {name: each.read(args) for name, each in fields.items()}
    first, last = read_day(given["from"]), read_day(given["to"])
    if first and last and last < first:
        fields["to"].errors = [message("not_before_from")]
        last = None
    for name, other in (("criterion", "at_most"), ("at_most", "criterion")):
        if given[name] and not fields[other].value_text:
            fields[other].errors = [message(f"filter_needs_{other}")]
    filters = RecordFilters(
        team_id=_number(given["team"]),
        author_id=_number(given["author"]),
        visited_from=first,
        visited_to=last,
        visit_type=given["type"] if given["type"] in VISIT_TYPES else None,
        form=given["type"] if given["type"] in NOTES else None,
        overall=_number(given["grade"]),
        criterion=given["criterion"] or None,
        at_most=_number(given["at_most"]),
    )
    return FilterReading(filters, list(fields.values()))


def as_query(filters: RecordFilters) -> dict[str, Any]:
    """The filters as the parameters of a link; url_for leaves out those that are None."""
    return {
        "team": filters.team_id,
        "author": filters.author_id,
        "type": filters.visit_type or filters.form,
        "from": filters.visited_from and filters.visited_from.isoformat(),
        "to": filters.visited_to and filters.visited_to.isoformat(),
        "grade": filters.overall,
        "criterion": filters.criterion,
        "at_most": filters.at_most,
    }


def in_words(filters: RecordFilters, choices: Choices) -> str:
    """How a list was chosen, in words; empty where it was not narrowed."""
    said = [
        choices.teams.get(filters.team_id or 0, ""),
        f"written by {choices.authors[filters.author_id]}" if filters.author_id in choices.authors else "",
        f"{filters.visit_type} visits" if filters.visit_type else "",
        NOTES.get(filters.form or "", "").lower(),
        _period(filters.visited_from, filters.visited_to),
        f"overall grade {GRADE_LABELS[filters.overall]}" if filters.overall is not None else "",
        _criterion(filters) if filters.by_criterion else "",
    ]
    return ", ".join(each for each in said if each)


def _criterion(filters: RecordFilters) -> str:
    name, at_most = short_name(str(filters.criterion)), filters.at_most or 0
    return f"{name} graded" if at_most == HIGHEST_GRADE else f"{name} at or below {GRADE_LABELS[at_most]}"


def _period(first: date | None, last: date | None) -> str:
    if first and last:
        if first.day == 1 and last == last_day(first):
            return f"{first:%B %Y}"
        return f"{long_date(first)} to {long_date(last)}"
    if first:
        return f"from {long_date(first)}"
    return f"up to {long_date(last)}" if last else ""


def _by_id(names: dict[int, str]) -> dict[str, str]:
    return {str(key): name for key, name in names.items()}


def _number(text: str) -> int | None:
    return int(text) if text else None
