"""A form as data: what is asked, in which order, when, and where each answer goes."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Condition:
    """One test of another answer: `equals` (one value), `is_one_of` (several) or `is_answered`."""

    question: str
    test: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Option:
    """One answer to choose."""

    value: str
    label: str
    hint: str = ""


@dataclass(frozen=True)
class Question:
    """One thing asked; `for_each` asks it once for each carer, child, open action or new action.

    `{name}` in the texts stands for the one it is asked about. `thing` names the answer in
    messages ('the date of the visit'); `missing` is the message when a required answer is not
    there. `maps_to` says where in a visit record (visit_record.schema.json) the answer goes.
    `options_from` and `worked_out` name what the service knows: the options to choose from, and
    the answer where nothing is typed.
    """

    id: str
    label: str
    type: str
    thing: str
    missing: str = ""
    hint: str = ""
    guidance: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    options_from: str = ""
    worked_out: str = ""
    for_each: str | None = None
    show_when: tuple[Condition, ...] = ()
    required: bool = False
    required_when: tuple[Condition, ...] = ()
    not_before: tuple[str, ...] = ()
    not_after: tuple[str, ...] = ()
    maps_to: str | None = None


@dataclass(frozen=True)
class Section:
    """One page of the form, with the concern it answers, its standards and the criteria that read it.

    `shows` names what the service works out of the household and puts above the questions.
    """

    id: str
    title: str
    questions: tuple[Question, ...]
    about: str = ""
    not_needed: str = ""
    nms: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    shows: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormDefinition:
    """One version of one form; a record is shown by the version it was made with for ever.

    `start` is what the household page's button says; `recorded_by` are the roles that may use it
    (none: it is only for records brought in). `date_question` dates the record. `visit` says that
    it counts as a visit, `scored` that the scorer reads it.
    """

    form: str
    version: int
    title: str
    sections: tuple[Section, ...]
    start: str = ""
    recorded_by: tuple[str, ...] = ()
    date_question: str = "visit_date"
    visit: bool = True
    scored: bool = True
    by_section: dict[str, Section] = field(default_factory=dict, compare=False)

    def section(self, section_id: str) -> Section | None:
        """The section of that id, if the form has it."""
        return self.by_section.get(section_id)

    @property
    def questions(self) -> tuple[Question, ...]:
        """Every question, in order."""
        return tuple(question for section in self.sections for question in section.questions)


def answer_key(question_id: str, subject_key: str | None = None) -> str:
    """The key of an answer: the question's id, and whom it is about where it is asked for each."""
    return question_id if subject_key is None else f"{question_id}__{subject_key}"
