"""A disk that is full for this process alone: the database refuses to grow, as on the real one of small_disk.py."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import event

from fqa_forms.extensions import db
from tests import databases

# Every save and every entry of the log goes into one of these.
GROWING = ("audit_entry", "draft_save", "visit_record")
REFUSE = """
CREATE FUNCTION disk_is_full() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$
"""


@contextmanager
def full_disk() -> Iterator[None]:
    """Within this, whatever makes the database larger fails; reading goes on."""
    engine = db.engine
    db.session.rollback()  # what the test itself has open must stand in nobody's way
    yield from _no_more_pages(engine) if databases.KIND == "sqlite" else _no_more_rows(engine)


def _no_more_pages(engine: Any) -> Iterator[None]:
    def limit(connection: Any) -> None:
        connection.exec_driver_sql("PRAGMA max_page_count = 1")  # means: as many as there are now

    event.listen(engine, "begin", limit)
    yield
    db.session.rollback()
    event.remove(engine, "begin", limit)
    engine.dispose()  # the limit lies on each connection


def _no_more_rows(engine: Any) -> Iterator[None]:
    with engine.begin() as connection:
        connection.exec_driver_sql(REFUSE)
        for table in GROWING:
            connection.exec_driver_sql(
                f"CREATE TRIGGER no_space BEFORE INSERT ON {table} FOR EACH STATEMENT EXECUTE FUNCTION disk_is_full()"
            )
    yield
    db.session.rollback()
    with engine.begin() as connection:
        connection.exec_driver_sql("DROP FUNCTION disk_is_full() CASCADE")
