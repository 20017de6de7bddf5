"""What every answer field shares: it keeps what was typed, as typed, and lets the domain judge it."""

from typing import Any

from wtforms import Field

from fqa_forms.domain.answer_rules import Asked
from fqa_forms.forms.typed_text import clean_text


class AnswerField(Field):
    """A field whose `data` is what was typed, in the JSON form that domain/answer_types reads."""

    widget_kind = "text"
    data: Any

    def __init__(self, *, asked: Asked, **settings: Any) -> None:
        name = asked.subject.name if asked.subject else ""
        super().__init__(asked.question.label.format(name=name), **settings)
        self.asked = asked
        self.hint = asked.question.hint.format(name=name) or None
        self.guidance = list(asked.question.guidance) or None
        self.guidance_open = asked.subject is None  # asked of several, it would stand there several times

    @property
    def value_text(self) -> str:
        """What to put into the box."""
        return self.data if isinstance(self.data, str) else ""

    def process_formdata(self, valuelist: list[str]) -> None:
        """Take what was typed; a box that the page did not send keeps what the draft holds."""
        if valuelist:
            self.data = clean_text(valuelist[0])
