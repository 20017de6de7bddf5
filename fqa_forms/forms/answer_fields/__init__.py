"""One small file an answer type; this table joins them."""

from fqa_forms.forms.answer_fields.base import AnswerField
from fqa_forms.forms.answer_fields.choice import ChoiceField
from fqa_forms.forms.answer_fields.choices import ChoicesField
from fqa_forms.forms.answer_fields.date import DateField
from fqa_forms.forms.answer_fields.long_text import LongTextField
from fqa_forms.forms.answer_fields.number import NumberField
from fqa_forms.forms.answer_fields.text import TextField
from fqa_forms.forms.answer_fields.time import TimeField

ANSWER_FIELDS: dict[str, type[AnswerField]] = {
    "text": TextField,
    "long_text": LongTextField,
    "choice": ChoiceField,
    "choices": ChoicesField,
    "date": DateField,
    "time": TimeField,
    "number": NumberField,
}
