"""Forms to say that a check of a household was done, or that one was recorded in error."""

from datetime import date
from typing import Any

from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from fqa_forms.domain.calendar import today
from fqa_forms.domain.messages import message
from fqa_forms.forms.after_submit import AskedField, LongTextField
from fqa_forms.forms.plain_fields import DateField, PlainForm

_LONGEST_REASON = 500
_THING = "the day it was done"


class HintedField(AskedField):
    """One of a few, each with a line under it; `hints` are by the value of the choice."""

    hints: dict[str, str]

    @property
    def choices_list(self) -> list[dict[str, Any]]:
        """The choices as the page shows them."""
        return [{**choice, "hint": self.hints.get(choice["value"])} for choice in super().choices_list]


class CheckForm(PlainForm):
    """Which check was done, of whom, and when; `born` are the people of the checks who have a date of birth."""

    check = HintedField("Which check was done?", missing="check_missing")
    done_on = DateField(
        "When was it done?",
        thing=_THING,
        hint="For example, 27 3 2026",
        validators=[InputRequired(message("check_day_missing"))],
    )

    def __init__(
        self,
        *,
        choices: list[tuple[str, str]],
        hints: dict[str, str],
        earliest: date,
        born: dict[str, tuple[str, date]],
        **settings: Any,
    ):
        super().__init__(**settings)
        self.check.choices, self.check.hints, self.earliest, self.born = choices, hints, earliest, born

    def validate_done_on(self, field: DateField) -> None:
        """A check that is recorded was done, not in a year mistyped, and of somebody born by then."""
        day = field.day
        if day and day > today():
            raise ValidationError(message("not_after_today", thing=_THING))
        if day and day < self.earliest:
            raise ValidationError(message("not_before_earliest", thing=_THING, limit=_in_words(self.earliest)))
        name, born_on = self.born.get(self.check.data, ("", date.min))
        if day and day < born_on:
            raise ValidationError(message("not_before_birth", thing=_THING, limit=_in_words(born_on), name=name))


def _in_words(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


class CheckErrorForm(PlainForm):
    """Why a check was recorded in error."""

    reason = LongTextField(
        "What was wrong?",
        hint="For example, the day was mistyped, or it was the other carer’s. Do not write what a check found.",
        validators=[
            DataRequired(message("check_error_missing")),
            Length(max=_LONGEST_REASON, message=message("reason_long")),
        ],
    )
