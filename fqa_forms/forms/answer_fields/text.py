"""A short text on one line."""

from fqa_forms.forms.answer_fields.base import AnswerField


class TextField(AnswerField):
    """A short text on one line."""

    widget_kind = "text"
