"""Fields for hand-written forms, drawn by the same macros as the questions of a record."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Field
from wtforms.validators import StopValidation

from fqa_forms.domain.answer_types import DATE_PARTS, read_answer
from fqa_forms.domain.form_definition import Question
from fqa_forms.domain.messages import message
from fqa_forms.forms.typed_text import clean_text

Choice = tuple[str, str]


class PlainField(Field):
    """What every hand-written field tells the macros; `data` is what was typed, without spaces at its ends."""

    widget_kind = "text"
    guidance: list[str] | None = None
    data: Any

    def __init__(self, label: str, *, hint: str | None = None, **settings: Any) -> None:
        super().__init__(label, **settings)
        self.hint = hint

    @property
    def anchor(self) -> str:
        """The id that an error summary leads to."""
        return str(self.id)

    @property
    def value_text(self) -> str:
        """What to put into the box."""
        return self.data if isinstance(self.data, str) else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed."""
        self.data = clean_text(valuelist[0]).strip() if valuelist else ""


class TextField(PlainField):
    """A short text on one line."""


class PasswordField(PlainField):
    """A password: kept exactly as typed, and never written back into a page."""

    widget_kind = "password"

    @property
    def value_text(self) -> str:
        """Nothing: a password is typed again after a fault."""
        return ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take the password with every character it has."""
        self.data = valuelist[0] if valuelist else ""


class SelectField(PlainField):
    """One of a list, as a drop-down; `choices` are (value, words) and can be set on the form."""

    widget_kind = "select"

    def __init__(self, label: str, *, choices: Iterable[Choice] = (), **settings: Any) -> None:
        super().__init__(label, **settings)
        self.choices = list(choices)

    @property
    def choices_list(self) -> list[dict[str, Any]]:
        """The choices as the page shows them."""
        return [{"value": value, "text": text, "checked": self.is_chosen(value)} for value, text in self.choices]

    def is_chosen(self, value: str) -> bool:
        """Whether this is the one chosen."""
        return bool((self.data or "") == value)

    def pre_validate(self, form: FlaskForm) -> None:
        """Refuse what is not on the list."""
        if (self.data or "") not in {value for value, _text in self.choices}:
            raise StopValidation(message("choose_from_list"))


class RadiosField(SelectField):
    """One of a few, as radio buttons."""

    widget_kind = "choice"


class CheckBoxesField(SelectField):
    """Any number of a few, as check boxes; `data` is a list in the order of the choices."""

    widget_kind = "choices"

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take every box ticked."""
        ticked = {clean_text(value) for value in valuelist}
        self.data = [value for value, _text in self.choices if value in ticked]

    def is_chosen(self, value: str) -> bool:
        """Whether this box is ticked."""
        return value in (self.data or [])

    def pre_validate(self, form: FlaskForm) -> None:
        """Nothing that is not on the list was taken."""


class DateField(PlainField):
    """A date in three boxes named NAME-day and so on; `data` is the parts as typed, `day` the date."""

    widget_kind = "date"

    def __init__(self, label: str, *, thing: str, **settings: Any) -> None:
        super().__init__(label, **settings)
        self.question = Question(id=self.name, label=label, type="date", thing=thing)

    @property
    def anchor(self) -> str:
        """The first of the three boxes."""
        return f"{self.id}-day"

    @property
    def parts(self) -> dict[str, str]:
        """What was typed, part by part."""
        return dict(self.data)

    @property
    def day(self) -> date | None:
        """The date, where a real one was typed."""
        answer, _error = read_answer(self.question, self.data)
        return date.fromisoformat(answer) if answer else None

    @property
    def part_errors(self) -> set[str]:
        """The boxes to mark: those left empty, or all of them."""
        if not self.errors:
            return set()
        return {part for part in DATE_PARTS if not self.data[part].strip()} or set(DATE_PARTS)

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the parts from the three boxes; without any, from a date given."""
        self.process_errors: list[str] = []
        given = data if isinstance(data, date) else None
        kept = {"day": str(given.day), "month": str(given.month), "year": str(given.year)} if given else {}
        if formdata:
            kept = {part: clean_text(formdata.get(f"{self.name}-{part}", "")) for part in DATE_PARTS}
        self.data = {part: kept.get(part, "") for part in DATE_PARTS}
        self.raw_data = [part for part in self.data.values() if part.strip()]

    def pre_validate(self, form: FlaskForm) -> None:
        """Refuse what is no date."""
        _answer, error = read_answer(self.question, self.data)
        if error:
            raise StopValidation(message(error, thing=self.question.thing))


class PlainForm(FlaskForm):
    """A form of plain fields."""

    def mark(self, name: str, text: str) -> None:
        """Put a fault found after the form was read at its field."""
        self[name].errors = [*self[name].errors, text]

    @property
    def error_list(self) -> list[dict[str, str]]:
        """The faults in the order of the page, each leading to its field."""
        return [
            {"text": str(text), "href": f"#{field.anchor}"}
            for field in self
            if isinstance(field, PlainField)
            for text in field.errors
        ]
