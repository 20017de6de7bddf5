"""A whole number, typed."""

from fqa_forms.forms.answer_fields.base import AnswerField


class NumberField(AnswerField):
    """A whole number, typed."""

    widget_kind = "number"
