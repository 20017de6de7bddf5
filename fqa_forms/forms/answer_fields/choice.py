"""One answer out of a few, as radio buttons."""

from typing import Any

from fqa_forms.forms.answer_fields.base import AnswerField


class ChoiceField(AnswerField):
    """One answer out of a few."""

    widget_kind = "choice"

    @property
    def choices_list(self) -> list[dict[str, Any]]:
        """The options as the page shows them."""
        return [
            {"value": o.value, "text": o.label, "hint": o.hint or None, "checked": self.is_chosen(o.value)}
            for o in self.asked.question.options
        ]

    def is_chosen(self, value: str) -> bool:
        """Whether this option is chosen."""
        return bool(self.data == value)
