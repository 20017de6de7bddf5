"""What was submitted, scored and logged is written once: the database itself refuses changes."""

import importlib.util
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.services.household_checks import mark_in_error
from tests import factories

VERSIONS = Path(__file__).resolve().parents[2] / "migrations" / "versions"
FILLED = ("record_version", "score", "criterion_grade", "audit_entry", "record_copy")
CHECKS = ("household_check", "household_check_error")


def tables_of(file: str) -> set[str]:
    """The tables that a migration protects."""
    spec = importlib.util.spec_from_file_location("protecting", VERSIONS / file)
    assert spec
    migration = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(migration)  # type: ignore[union-attr]
    return set(migration.TABLES)


def fill() -> None:
    """At least one row in each of the tables."""
    record = factories.make_record()
    check = factories.make_check(record.household, "annual_review", today(), record.author)
    begin_write()
    mark_in_error(check, "Mistyped.", record.author)
    db.session.commit()


def test_the_rows_of_a_record_and_of_checks_are_all_protected() -> None:
    assert set(FILLED) <= tables_of("0002_written_once.py")
    assert set(CHECKS) <= tables_of("0003_household_checks.py")


@pytest.mark.parametrize("table", [*FILLED, *CHECKS])
@pytest.mark.parametrize("statement", ["DELETE FROM {table}", "UPDATE {table} SET {column} = {column}"])
def test_a_row_can_be_neither_changed_nor_deleted(app: Flask, table: str, statement: str) -> None:
    fill()
    column = next(iter(db.metadata.tables[table].columns)).name
    count = text(f"SELECT count(*) FROM {table}")
    before = db.session.scalar(count)
    assert before
    begin_write()
    with pytest.raises(DBAPIError, match=f"{table} is written once"):
        db.session.execute(text(statement.format(table=table, column=column)))
    db.session.rollback()
    assert db.session.scalar(count) == before
