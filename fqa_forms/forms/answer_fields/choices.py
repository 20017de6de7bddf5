"""Any number of answers out of a few, as check boxes."""

from fqa_forms.forms.answer_fields.choice import ChoiceField
from fqa_forms.forms.typed_text import clean_text


class ChoicesField(ChoiceField):
    """Any number of answers out of a few; `data` is a list."""

    widget_kind = "choices"

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take every box ticked."""
        self.data = [clean_text(value) for value in valuelist]

    def is_chosen(self, value: str) -> bool:
        """Whether this box is ticked."""
        return value in (self.data or [])
