"""The real service with its tables on a small disk, whichever database it runs on."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask

from fqa_forms.extensions import db
from tests import databases, factories
from tests.faults.conftest import introduce_writer
from tests.faults.own_postgresql import OwnPostgresql
from tests.faults.running_service import RunningService
from tests.faults.small_disk import SmallDisk
from tests.faults.writers import Writer

WRITERS = 2
NAME = "fqa.db"
MakeApp = Callable[..., Flask]


@dataclass
class DiskService:
    """A running service, its disk, and the people who are signed in at it."""

    service: RunningService
    disk: SmallDisk
    writers: list[Writer]
    fetch: Callable[[], None]

    def end(self) -> None:
        """Stop the service, so that this process can look into its database."""
        self.service.stop()
        self.fetch()


@contextmanager
def on_small_disk(make_app: MakeApp, folder: Path) -> Iterator[DiskService]:
    """A service on a small disk of its own; this process's session is on the same database, or on a copy of it."""
    made = _on_sqlite(make_app, folder) if databases.KIND == "sqlite" else _on_postgresql(make_app, folder)
    with made as whole:
        try:
            whole.service.start()
            for writer in whole.writers:
                writer.person.sign_in()
            yield whole
        finally:
            whole.service.stop()
            db.session.remove()
            db.engine.dispose()


@contextmanager
def _on_sqlite(make_app: MakeApp, folder: Path) -> Iterator[DiskService]:
    """SQLite: the file is made elsewhere, laid on the disk, and copied back to be looked into."""
    app = make_app()
    file = Path(app.config["SQLALCHEMY_DATABASE_URI"].removeprefix("sqlite:///"))
    with SmallDisk("16m") as disk, app.app_context():

        def fetch() -> None:
            db.session.remove()
            db.engine.dispose()
            for part in ("", "-wal"):  # the write-ahead log belongs to it
                shutil.copy(disk.outside / f"{NAME}{part}", file.with_name(f"{file.name}{part}"))

        service = RunningService(f"sqlite:///{disk.inside / NAME}", folder, disk.enter)
        writers = _people(service)
        db.session.remove()
        db.engine.dispose()  # the last connection puts the log into the file
        shutil.copy(file, disk.outside / NAME)
        yield DiskService(service, disk, writers, fetch)


@contextmanager
def _on_postgresql(make_app: MakeApp, folder: Path) -> Iterator[DiskService]:
    """PostgreSQL: every table and index lies on the disk; its own log and settings do not."""
    server = OwnPostgresql()
    try:
        with SmallDisk("48m", server.user) as disk:
            app = make_app(DATABASE_URL=server.new_database(disk.outside))
            service = RunningService(app.config["SQLALCHEMY_DATABASE_URI"], folder)
            with app.app_context():
                yield DiskService(service, disk, _people(service), db.session.rollback)
    finally:
        server.stop()


def _people(service: RunningService) -> list[Writer]:
    factories.make_service()
    return [introduce_writer(service.port) for _each in range(WRITERS)]
