"""Migrations: numbered, in one line, and what they make is what the models say."""

import re
from collections.abc import Callable
from pathlib import Path

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import VisitRecord
from tests import factories

FOLDER = Path(__file__).resolve().parents[2] / "migrations"
FILES = sorted((FOLDER / "versions").glob("*.py"))
CHECKS = {"household_check", "household_check_error"}


@pytest.fixture
def fresh_app(make_app: Callable[..., Flask]) -> Flask:
    return make_app()


def differences() -> list[object]:
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "render_as_batch": True})
        return compare_metadata(context, db.metadata)


def test_files_are_numbered_one_after_the_other() -> None:
    numbers = [int(re.match(r"(\d{4})_[a-z0-9_]+\.py$", file.name)[1]) for file in FILES]  # type: ignore[index]
    assert numbers == list(range(1, len(FILES) + 1))


def test_there_is_one_line_of_migrations_in_the_order_of_the_numbers() -> None:
    scripts = ScriptDirectory(str(FOLDER))
    walked = [script.revision for script in scripts.walk_revisions()]
    assert walked[::-1] == [file.name[:4] for file in FILES]
    assert scripts.get_heads() == [FILES[-1].name[:4]]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_migration_imports_nothing_of_the_service(file: Path) -> None:
    assert "fqa_forms" not in file.read_text(encoding="utf-8")


def test_an_upgraded_database_is_what_the_models_say(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        assert differences() == []


def test_down_to_nothing_and_up_again(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        flask_migrate.downgrade(revision="base")
        assert set(inspect(db.engine).get_table_names()) <= {"alembic_version"}
        flask_migrate.upgrade()
        assert differences() == []


def refused(statement: str) -> bool:
    """Whether the database says that what a statement would change is written once."""
    begin_write()
    with pytest.raises(DBAPIError, match="is written once"):
        db.session.execute(text(statement))
    db.session.remove()
    return True


def test_the_checks_go_and_come_back_and_the_records_stay(fresh_app: Flask) -> None:
    with fresh_app.app_context():
        team = factories.make_team("North", factories.make_service("Example"))
        record = factories.make_record(author=factories.make_user(team=team))
        factories.make_check(record.household, "annual_review", today(), record.author)
        db.session.remove()
        flask_migrate.downgrade(revision="0002")
        assert not CHECKS & set(inspect(db.engine).get_table_names())
        assert refused("DELETE FROM record_version")
        flask_migrate.upgrade()
        assert differences() == []
        record = db.session.scalars(db.select(VisitRecord)).one()
        factories.make_check(record.household, "annual_review", today(), record.author)
        assert refused("DELETE FROM household_check")


def test_every_constraint_has_a_name() -> None:
    unnamed = [
        f"{table.name}: {constraint}"
        for table in db.metadata.tables.values()
        for constraint in table.constraints
        if not constraint.name
    ]
    assert unnamed == []
