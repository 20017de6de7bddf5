"""flask export-visits and export-scores: give records and scores out as JSON Lines."""

import errno
import json
import os
from collections.abc import Callable, Iterator
from typing import IO, Any

import click
from flask.cli import with_appcontext

from fqa_forms.commands.guard import plain_errors
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import Team
from fqa_forms.services.exports import export_documents, export_scores, note_export
from fqa_forms.services.import_teams import find_team

Export = Callable[[Team | None, int], Iterator[dict[str, Any]]]
_target = click.argument("target", metavar="[FILE]", default="-", type=click.Path(dir_okay=False, allow_dash=True))
_team = click.option("--team", metavar="NAME", help="Only the records of this team; else all of them.")


@click.command("export-visits")
@_target
@_team
@with_appcontext
@plain_errors
def export_visits_command(target: str, team: str | None) -> None:
    """Write every visit record as it stands, one JSON object a line, to FILE or standard output."""
    _export("visits", export_documents, target, team)


@click.command("export-scores")
@_target
@_team
@with_appcontext
@plain_errors
def export_scores_command(target: str, team: str | None) -> None:
    """Write the newest score of every visit record, one JSON object a line, to FILE or standard output."""
    _export("scores", export_scores, target, team)


def _export(kind: str, export: Export, target: str, team_name: str | None) -> None:
    try:
        with _open_target(target) as stream:
            _write(kind, export, stream, team_name)
    except OSError as error:
        if error.errno == errno.EPIPE:
            raise  # whoever was reading has enough: click ends quietly
        raise click.ClickException(f"{target} could not be written in full: {error.strerror}") from error


def _write(kind: str, export: Export, stream: IO[bytes], team_name: str | None) -> None:
    begin_write()
    team = find_team(team_name) if team_name is not None else None
    last_id = note_export(kind, team)
    db.session.commit()
    for item in export(team, last_id):
        stream.write(json.dumps(item, ensure_ascii=False).encode("utf-8") + b"\n")
    stream.flush()


def _open_target(target: str) -> IO[bytes]:
    """The stream to write to; a new file can be read by its owner alone, for it holds children's data."""
    if target == "-":
        return click.open_file("-", "wb")
    return open(target, "wb", opener=lambda path, flags: os.open(path, flags, mode=0o600))
