"""A narrative of any length in a box."""

from fqa_forms.forms.answer_fields.base import AnswerField


class LongTextField(AnswerField):
    """A narrative of any length in a box."""

    widget_kind = "long_text"
