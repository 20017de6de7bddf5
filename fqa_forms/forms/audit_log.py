"""The filter above the audit log."""

from typing import Any

from wtforms.validators import ValidationError

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.domain.messages import message
from fqa_forms.forms.plain_fields import DateField, PlainField, PlainForm, SelectField


class AuditLogForm(PlainForm):
    """Who, what, and from when to when; it comes in the address, so it carries no token."""

    class Meta:
        """Reading the log changes nothing."""

        csrf = False

    person = SelectField("Person")
    action = SelectField("Action", choices=[("", "Any action"), *sorted((a.value, a.in_words) for a in AuditAction)])
    first_day = DateField("From", thing="the first day")
    last_day = DateField("To", thing="the last day")

    def __init__(self, *, people: list[tuple[str, str]], **settings: Any) -> None:
        super().__init__(**settings)
        self.person.choices = [("", "Anybody"), *people]

    def validate_last_day(self, field: PlainField) -> None:
        """Refuse days the wrong way round."""
        if self.first_day.day and self.last_day.day and self.last_day.day < self.first_day.day:
            raise ValidationError(message("not_before_from"))
