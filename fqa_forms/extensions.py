"""The Flask extensions, made here and joined to the app in app.py."""

import sqlite3
from typing import Any

from flask_login import LoginManager
from flask_migrate import Migrate
from flask_sqlalchemy import SQLAlchemy
from flask_wtf import CSRFProtect
from sqlalchemy import Connection, Engine, MetaData, event
from sqlalchemy.orm import DeclarativeBase

try:  # PyPI's pysqlite3 bundles a current SQLite; the system's has a fault in WAL mode
    from pysqlite3 import dbapi2 as sqlite_driver
except ImportError:  # no wheel for this machine: the standard library's, without WAL
    sqlite_driver = sqlite3

# SQLite 3.7.0 to 3.51.2 can corrupt a WAL database when two connections commit and
# checkpoint at once (sqlite.org/wal.html#walresetbug).
WAL_IS_SAFE = sqlite_driver.sqlite_version_info >= (3, 51, 3)

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class Base(DeclarativeBase):
    """The parent of every table, so that every constraint has a name a migration can say."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base)
migrate = Migrate()
csrf = CSRFProtect()
login_manager = LoginManager()


def engine_options(database_url: str) -> dict[str, Any]:
    """Engine settings for the database that the URL names."""
    if database_url.startswith("sqlite"):
        return {"module": sqlite_driver, "connect_args": {"timeout": 15}}
    return {"pool_pre_ping": True}


def prepare_engine(engine: Engine) -> None:
    """Make SQLite durable and leave BEGIN to us; other databases need nothing."""
    if engine.dialect.name != "sqlite":
        return
    event.listen(engine, "connect", _prepare_sqlite_connection)
    event.listen(engine, "begin", _begin_sqlite_transaction)


def _prepare_sqlite_connection(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # the driver must not open transactions of its own
    for pragma in (
        f"journal_mode={'WAL' if WAL_IS_SAFE else 'DELETE'}",
        "synchronous=FULL",
        "foreign_keys=ON",
        "secure_delete=ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite_transaction(connection: Connection) -> None:
    # A transaction that reads and then writes loses most races when it starts deferred.
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def begin_write() -> None:
    """Start the transaction of a request or command that is going to write."""
    db.session.rollback()
    db.session.connection(execution_options={"writes": True})
