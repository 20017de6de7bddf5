"""What changed between two versions of a form, question by question, in words."""

from dataclasses import fields

from fqa_forms.domain.form_definition import FormDefinition, Question, Section


def definition_changes(old: FormDefinition, new: FormDefinition) -> list[str]:
    """One line a change, in the order of the new form; what is gone comes last."""
    lines = [f"title: {old.title!r} is now {new.title!r}"] if old.title != new.title else []
    before = {question.id: (section, question) for section in old.sections for question in section.questions}
    after = {question.id for question in new.questions}
    lines += [line for section in new.sections for line in _section_changes(section, old)]
    for section in new.sections:
        for question in section.questions:
            lines += _question_changes(section, question, before.get(question.id))
    lines += [f"section {section.id}: gone" for section in old.sections if new.section(section.id) is None]
    return lines + [f"question {key}: gone from {before[key][0].id}" for key in before if key not in after]


def _section_changes(section: Section, old: FormDefinition) -> list[str]:
    previous = old.section(section.id)
    if previous is None:
        return [f"section {section.id}: new"]
    return [
        f"section {section.id}: {name}: {getattr(previous, name)!r} is now {getattr(section, name)!r}"
        for name in ("title", "about", "not_needed", "nms", "criteria", "shows")
        if getattr(previous, name) != getattr(section, name)
    ]


def _question_changes(section: Section, question: Question, previous: tuple[Section, Question] | None) -> list[str]:
    if previous is None:
        return [f"question {question.id}: new in {section.id}"]
    lines = []
    if previous[0].id != section.id:
        lines.append(f"question {question.id}: moved from {previous[0].id} to {section.id}")
    for field in fields(Question):
        was, now = getattr(previous[1], field.name), getattr(question, field.name)
        if was != now:
            lines.append(f"question {question.id}: {field.name}: {was!r} is now {now!r}")
    return lines
