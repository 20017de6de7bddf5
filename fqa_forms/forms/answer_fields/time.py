"""A time of day, typed."""

from fqa_forms.forms.answer_fields.base import AnswerField


class TimeField(AnswerField):
    """A time of day, typed."""

    widget_kind = "time"
