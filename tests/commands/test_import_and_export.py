import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import select

from fqa_forms.commands import import_visits as import_command
from fqa_forms.commands.json_lines import LONGEST_LINE
from fqa_forms.config import PROJECT_ROOT
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, Service, Team, VisitRecord
from tests import factories

CORPUS = (PROJECT_ROOT / "nlp" / "corpus" / "records.jsonl").read_text(encoding="utf-8").splitlines()[:6]


def run(app: Flask, *args: str, **more: Any) -> Result:
    return app.test_cli_runner().invoke(args=list(args), **more)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "visits.jsonl"
    path.write_text("\n".join(CORPUS) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def empty_app(app: Flask) -> Flask:
    db.session.delete(factories.the_service())
    db.session.commit()
    return app


def record_ids() -> list[str | None]:
    return list(db.session.scalars(select(VisitRecord.external_id).order_by(VisitRecord.id)))


def test_on_an_empty_database_a_service_and_team_called_imported_are_made(empty_app: Flask, file: Path) -> None:
    result = run(empty_app, "import-visits", str(file))
    assert result.exit_code == 0, result.output
    assert "line 1: W01-01: imported as V" in result.output
    assert "6 imported, 0 skipped, 0 refused." in result.output
    assert (db.session.scalars(select(Service.name)).all(), db.session.scalars(select(Team.name)).all()) == (
        ["Imported"],
        ["Imported"],
    )


def test_on_an_empty_database_the_team_named_is_made(empty_app: Flask, file: Path) -> None:
    assert run(empty_app, "import-visits", str(file), "--team", "North").exit_code == 0
    assert db.session.scalars(select(Team.name)).all() == ["North"]


def test_the_only_service_gets_a_team_imported_once(app: Flask, file: Path) -> None:
    for _time in range(2):
        assert run(app, "import-visits", str(file)).exit_code == 0
    assert db.session.scalars(select(Team.name)).all() == ["Imported"]
    assert db.session.scalars(select(Team.service_id)).all() == [factories.the_service().id]


def test_a_team_that_is_not_there_is_refused_with_those_that_are(app: Flask, file: Path) -> None:
    factories.make_team("North")
    result = run(app, "import-visits", str(file), "--team", "Nroth")
    assert result.exit_code == 1
    assert "no team called 'Nroth'" in result.output
    assert "The teams are: North." in result.output
    assert record_ids() == []


def test_with_several_services_a_team_must_be_named(app: Flask, file: Path) -> None:
    factories.make_team("North")
    factories.make_service("Another")
    result = run(app, "import-visits", str(file))
    assert result.exit_code == 1
    assert "Name a team with --team: North." in result.output


def test_a_second_run_skips_what_is_here(app: Flask, file: Path) -> None:
    run(app, "import-visits", str(file))
    again = run(app, "import-visits", str(file))
    assert again.exit_code == 0
    assert "line 1: W01-01: skipped, here already as V" in again.output
    assert "0 imported, 6 skipped, 0 refused." in again.output
    assert len(record_ids()) == 6


def test_bad_lines_are_refused_by_number_and_the_others_taken_in(app: Flask, tmp_path: Path) -> None:
    lines: list[bytes] = [
        b"\xef\xbb\xbf" + CORPUS[0].encode(),
        b"",
        b"{not json",
        b'{"id": "caf\xe9"}',
        b'{"id": "X\\u001b[31m"}',
        b"[" * 100_000,
        b'{"id": 1' + b"0" * 5000 + b"}",
        b'"' + b"a" * (LONGEST_LINE + 10) + b'"',
        json.dumps({**json.loads(CORPUS[1]), "text": {"analysis": "nul \0"}}).encode(),
        CORPUS[2].encode(),
    ]
    file = tmp_path / "bad.jsonl"
    file.write_bytes(b"\n".join(lines))
    result = run(app, "import-visits", str(file))
    assert result.exit_code == 1
    assert "line 3: refused: is not JSON" in result.output
    assert "line 4: refused: is not text in UTF-8" in result.output
    assert "line 5: X\\x1b[31m: refused: household: is missing" in result.output
    assert "line 6: refused: is nested too deeply" in result.output
    assert "line 7: refused: holds a number too large to read" in result.output
    assert "line 8: refused: is longer than 4 MB" in result.output
    assert "NUL" in result.output
    assert "2 imported, 0 skipped, 7 refused." in result.output
    assert record_ids() == ["W01-01", "W01-03"]


def test_a_file_without_records_says_so(app: Flask, tmp_path: Path) -> None:
    file = tmp_path / "empty.jsonl"
    file.write_text("\n \n")
    result = run(app, "import-visits", str(file))
    assert (result.exit_code, result.output) == (0, "The file holds no records.\n")


@pytest.mark.parametrize(("name", "said"), [("gone.jsonl", "does not exist"), (".", "is a directory")])
def test_what_is_no_file_is_refused(app: Flask, tmp_path: Path, name: str, said: str) -> None:
    result = run(app, "import-visits", str(tmp_path / name))
    assert result.exit_code == 2
    assert said in result.output


def test_an_interruption_leaves_whole_records_and_can_be_gone_on_with(
    app: Flask, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = import_command.import_document

    def interrupted(document: Any, team: Team, line: int) -> Any:
        done = real(document, team, line)
        if line == 3:
            raise KeyboardInterrupt
        return done

    monkeypatch.setattr(import_command, "import_document", interrupted)
    assert run(app, "import-visits", str(file)).exit_code == 1
    db.session.rollback()
    assert record_ids() == ["W01-01", "W01-02"]
    monkeypatch.undo()
    assert "4 imported, 2 skipped, 0 refused." in run(app, "import-visits", str(file)).output


def test_what_was_imported_comes_back_equal_and_scored_as_the_scorer_does(
    app: Flask, file: Path, tmp_path: Path
) -> None:
    run(app, "import-visits", str(file))
    visits, scores = tmp_path / "out.jsonl", tmp_path / "scores.jsonl"
    assert run(app, "export-visits", str(visits)).exit_code == 0
    assert run(app, "export-scores", str(scores)).exit_code == 0
    assert [json.loads(line) for line in visits.read_text("utf-8").splitlines()] == [
        json.loads(line) for line in CORPUS
    ]
    by_hand = subprocess.run([sys.executable, "-m", "nlp", "score", visits], capture_output=True, check=True)
    assert scores.read_bytes() == by_hand.stdout
    assert visits.stat().st_mode & 0o077 == 0


def test_a_team_can_be_exported_alone_with_records_written_here(app: Flask, file: Path) -> None:
    run(app, "import-visits", str(file))
    team = factories.make_team("North")
    record = factories.make_record(factories.make_household(team=team), factories.make_user(team=team))
    result = run(app, "export-visits", "--team", "North")
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [record.reference]


def test_an_export_is_in_the_log_of_its_service(app: Flask, file: Path) -> None:
    run(app, "import-visits", str(file))
    run(app, "export-scores")
    entry = db.session.scalars(select(AuditEntry).where(AuditEntry.action == "records_exported")).one()
    assert (entry.service_id, entry.details) == (factories.the_service().id, {"count": 6, "kind": "scores"})


def test_a_file_that_cannot_be_written_is_said(app: Flask, tmp_path: Path) -> None:
    result = run(app, "export-visits", str(tmp_path / "nowhere" / "out.jsonl"))
    assert result.exit_code == 1
    assert "could not be written in full: No such file or directory" in result.output


def test_a_reader_who_stops_reading_causes_no_traceback(app: Flask, file: Path) -> None:
    run(app, "import-visits", str(file))
    db.session.rollback()
    url = db.engine.url.render_as_string(hide_password=False)
    reading, writing = os.pipe()
    os.close(reading)
    with os.fdopen(writing, "wb") as closed:
        done = subprocess.run(
            [sys.executable, "-m", "flask", "--app", "fqa_forms.app", "export-visits"],
            env={**os.environ, "FQA_DEMO": "1", "DATABASE_URL": url},
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert b"Traceback" not in done.stderr
    assert done.returncode == 1
