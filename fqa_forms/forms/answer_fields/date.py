"""A date in three boxes: day, month and year."""

from typing import Any

from fqa_forms.domain.answer_types import DATE_PARTS
from fqa_forms.forms.answer_fields.base import AnswerField
from fqa_forms.forms.typed_text import clean_text


class DateField(AnswerField):
    """A date; `data` is a dict of the three parts as typed. The boxes are named NAME-day and so on."""

    widget_kind = "date"

    def process(self, formdata: Any, data: Any = None, extra_filters: Any = None) -> None:
        """Take the parts from the three boxes, or from what was kept; missing parts are empty."""
        self.process_errors: list[str] = []
        kept = data if isinstance(data, dict) else {}
        if formdata and any(f"{self.name}-{part}" in formdata for part in DATE_PARTS):
            kept = {part: clean_text(formdata.get(f"{self.name}-{part}", "")) for part in DATE_PARTS}
        self.data = {part: str(kept.get(part, "")) for part in DATE_PARTS}

    @property
    def parts(self) -> dict[str, str]:
        """What was typed, part by part."""
        return dict(self.data)

    @property
    def part_errors(self) -> set[str]:
        """The boxes to mark: those left empty, or all of them."""
        if not self.errors:
            return set()
        return {part for part in DATE_PARTS if not self.data[part].strip()} or set(DATE_PARTS)
