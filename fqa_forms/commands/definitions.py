"""Commands for those who write forms: check one, print it, compare two versions."""

from pathlib import Path

import click

from fqa_forms.domain.definition_changes import definition_changes
from fqa_forms.domain.form_definition import Condition, FormDefinition, Question
from fqa_forms.domain.load_definition import load_definition
from fqa_forms.domain.toml_values import DefinitionError


@click.command("check-definition")
@click.argument("file", type=click.Path(path_type=Path))
def check_definition(file: Path) -> None:
    """Check a form's FILE and print the form that it makes."""
    definition = _load(file)
    click.echo(f"{definition.title} ({definition.form}, version {definition.version})")
    for section in definition.sections:
        standards = f" [NMS {', '.join(section.nms)}]" if section.nms else ""
        click.echo(f"\n{section.title}{standards}")
        for shown in section.shows:
            click.echo(f"    shown above: {shown}, worked out")
        for question in section.questions:
            click.echo("\n".join(_lines(question)))
    click.echo(f"\n{len(definition.sections)} sections, {len(definition.questions)} questions. No mistakes found.")


@click.command("compare-definitions")
@click.argument("old", type=click.Path(path_type=Path))
@click.argument("new", type=click.Path(path_type=Path))
def compare_definitions(old: Path, new: Path) -> None:
    """Show what changed between the form in OLD and the form in NEW."""
    lines = definition_changes(_load(old), _load(new))
    click.echo("\n".join(lines) if lines else "Nothing a person would see has changed.")


def _load(file: Path) -> FormDefinition:
    try:
        return load_definition(file)
    except DefinitionError as error:
        raise click.ClickException(str(error)) from error


def _lines(question: Question) -> list[str]:
    about = f" (for each {question.for_each.replace('_', ' ')})" if question.for_each else ""
    lines = [f"  {'*' if question.required else ' '} {question.label}{about} <{question.type}>"]
    lines += [f"      ( ) {option.label}" for option in question.options]
    lines += [f"      ( ) each of the household's {question.options_from}"] if question.options_from else []
    lines += [f"      where left empty: {question.worked_out}, worked out"] if question.worked_out else []
    lines += [f"      shown when {_words(condition)}" for condition in question.show_when]
    lines += [f"      required when {_words(condition)}" for condition in question.required_when]
    return lines


def _words(condition: Condition) -> str:
    if condition.test == "is_answered":
        return f"{condition.question} is answered"
    return f"{condition.question} is {' or '.join(condition.values)}"
