"""flask import-visits: takes past visit records in, a line at a time."""

from collections import Counter

import click
from flask.cli import with_appcontext

from fqa_forms.commands.guard import plain_errors
from fqa_forms.commands.json_lines import Line, read_lines
from fqa_forms.extensions import begin_write, db
from fqa_forms.services.import_teams import import_team
from fqa_forms.services.imports import RefusedRecordError, import_document

_SHOWN_ID = 64


@click.command("import-visits")
@click.argument("source", metavar="FILE", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--team", metavar="NAME", help="The team whose records they are; else the team “Imported”.")
@with_appcontext
@plain_errors
def import_visits_command(source: str, team: str | None) -> None:
    """Take in past visit records: one JSON object a line, in the form of visit_record.schema.json.

    A record whose id is here already is skipped, so the same file can be run again. Exit status 1
    if any line was refused; the others are taken in all the same.
    """
    _check_team(team)
    counts: Counter[str] = Counter()
    with click.open_file(source, "rb") as stream:
        for line in read_lines(stream):
            counts[_take_in(line, team)] += 1
    _summarise(counts)
    if counts["refused"]:
        raise click.exceptions.Exit(1)


def _check_team(team: str | None) -> None:
    """Say at once, before a long file is read, that there is no such team; change nothing."""
    begin_write()
    import_team(team)
    db.session.rollback()


def _take_in(line: Line, team: str | None) -> str:
    """One line in one transaction: all of it is kept or none of it."""
    if line.fault:
        return _refuse(line, line.fault)
    begin_write()
    try:
        done = import_document(line.value, import_team(team), line.number)
    except RefusedRecordError as refusal:
        db.session.rollback()
        return _refuse(line, str(refusal))
    said = f"line {line.number}: {_shown_id(line)}: "
    if done.already_here:
        db.session.rollback()
        click.echo(f"{said}skipped, here already as {done.record.reference}")
        return "skipped"
    said += f"imported as {done.record.reference}" + (", household created" if done.household_created else "")
    db.session.commit()
    click.echo(said)
    return "imported"


def _refuse(line: Line, reason: str) -> str:
    shown = _shown_id(line)
    click.echo(f"line {line.number}: {shown + ': ' if shown else ''}refused: {reason}", err=True)
    return "refused"


def _shown_id(line: Line) -> str:
    """The record's id, if it has one, made safe for a terminal."""
    found = line.value.get("id") if isinstance(line.value, dict) else None
    shown = found.encode("unicode_escape").decode("ascii") if isinstance(found, str) else ""
    return shown[:_SHOWN_ID]


def _summarise(counts: Counter[str]) -> None:
    if not counts:
        click.echo("The file holds no records.")
        return
    click.echo(f"{counts['imported']} imported, {counts['skipped']} skipped, {counts['refused']} refused.")
