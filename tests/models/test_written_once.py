"""What was submitted, scored and logged is written once: the database itself refuses changes."""

import importlib.util
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from fqa_forms.extensions import begin_write, db
from tests import factories

FILE = Path(__file__).resolve().parents[2] / "migrations" / "versions" / "0002_written_once.py"
SPEC = importlib.util.spec_from_file_location("written_once", FILE)
assert SPEC
MIGRATION = importlib.util.module_from_spec(SPEC)
SPEC.loader.exec_module(MIGRATION)  # type: ignore[union-attr]
FILLED = ("record_version", "score", "criterion_grade", "audit_entry", "record_copy")


def test_the_rows_of_a_record_are_all_protected() -> None:
    assert set(FILLED) <= set(MIGRATION.TABLES)


@pytest.mark.parametrize("table", FILLED)
@pytest.mark.parametrize("statement", ["DELETE FROM {table}", "UPDATE {table} SET {column} = {column}"])
def test_a_row_can_be_neither_changed_nor_deleted(app: Flask, table: str, statement: str) -> None:
    factories.make_record()
    column = next(iter(db.metadata.tables[table].columns)).name
    count = text(f"SELECT count(*) FROM {table}")
    before = db.session.scalar(count)
    assert before
    begin_write()
    with pytest.raises(DBAPIError, match=f"{table} is written once"):
        db.session.execute(text(statement.format(table=table, column=column)))
    db.session.rollback()
    assert db.session.scalar(count) == before
