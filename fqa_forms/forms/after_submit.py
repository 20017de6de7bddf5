"""Forms for what happens to a record after it is submitted."""

from datetime import date
from typing import Any

from wtforms.validators import DataRequired, InputRequired, Length, StopValidation, ValidationError

from fqa_forms.domain.calendar import today
from fqa_forms.domain.messages import message
from fqa_forms.forms.plain_fields import DateField, PlainField, PlainForm, RadiosField

_LONGEST_REASON, _LONGEST_COMMENT = 500, 5000


class LongTextField(PlainField):
    """A text of several lines."""

    widget_kind = "long_text"


class AskedField(RadiosField):
    """One of a few that has to be chosen, with a message of its own where none is."""

    def __init__(self, label: str, *, missing: str, **settings: Any) -> None:
        super().__init__(label, **settings)
        self.missing = missing

    def pre_validate(self, form: PlainForm) -> None:
        """Ask for a choice before looking whether it is on the list."""
        if not self.data:
            raise StopValidation(message(self.missing))
        super().pre_validate(form)


class CorrectionForm(PlainForm):
    """Why a record is corrected."""

    reason = LongTextField(
        "Why is the record corrected?",
        hint="It stays with the new version, for everybody who reads the record.",
        validators=[
            DataRequired(message("correction_reason_missing")),
            Length(max=_LONGEST_REASON, message=message("reason_long")),
        ],
    )


class ReviewForm(PlainForm):
    """A manager's reading of a record: signed off, or returned with what is asked for."""

    verdict = AskedField(
        "What have you decided?",
        choices=[("signed_off", "Sign the record off"), ("returned", "Return it to its author")],
        missing="verdict_missing",
    )
    comment = LongTextField(
        "Comment",
        hint="If you return the record, say what you ask for. The comment stays with the record.",
        validators=[Length(max=_LONGEST_COMMENT, message=message("comment_long"))],
    )

    def validate_comment(self, field: PlainField) -> None:
        """A return without a word helps nobody."""
        if self.verdict.data == "returned" and not field.data:
            raise ValidationError(message("return_comment_missing"))


class AnswerForm(PlainForm):
    """What the author answers to a return."""

    comment = LongTextField(
        "Your answer",
        hint="If the record itself needs changing, correct it instead: a correction answers the return too.",
        validators=[
            DataRequired(message("answer_missing")),
            Length(max=_LONGEST_COMMENT, message=message("comment_long")),
        ],
    )


class CarerCommentForm(PlainForm):
    """What a carer said of a record about them."""

    agrees = AskedField(
        "Does the carer agree with the record?",
        choices=[("yes", "Yes"), ("no", "No"), ("not_said", "They did not say")],
        missing="agrees_missing",
    )
    comment = LongTextField(
        "What the carer said, in their own words",
        validators=[Length(max=_LONGEST_COMMENT, message=message("comment_long"))],
    )
    given_on = DateField(
        "When did they say it?",
        thing="the day they said it",
        hint="For example, 27 3 2026",
        validators=[InputRequired(message("given_on_missing"))],
    )

    def __init__(self, *, not_before: date, **settings: Any) -> None:
        super().__init__(**settings)
        self.not_before = not_before

    def validate_comment(self, field: PlainField) -> None:
        """Words are needed where a carer does not simply agree."""
        if self.agrees.data in ("no", "not_said") and not field.data:
            raise ValidationError(message("carer_words_missing"))

    def validate_given_on(self, field: DateField) -> None:
        """Nobody comments on a record before the visit, or tomorrow."""
        day = field.day
        if day and day > today():
            raise ValidationError(message("not_after_today", thing="the day they said it"))
        if day and day < self.not_before:
            limit = f"{self.not_before.day} {self.not_before:%B %Y}"
            raise ValidationError(message("not_before_visit_date", thing="the day they said it", limit=limit))


class WithdrawalForm(PlainForm):
    """Why a record is withdrawn."""

    reason = LongTextField(
        "Why is the record withdrawn?",
        hint="Name no child and no carer here. The reason is read by managers.",
        validators=[
            DataRequired(message("withdrawal_reason_missing")),
            Length(max=_LONGEST_REASON, message=message("reason_long")),
        ],
    )
