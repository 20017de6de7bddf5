"""The real service in processes of its own, to be killed and started again."""

import http.client
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import psutil

from tests.test_server import free_port

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 120.0
BREATH = threading.Event()


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = PATIENCE) -> None:
    """Return as soon as something is so; fail naming it if it does not become so."""
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"not in {seconds:.0f} s: {what}"
        BREATH.wait(0.005)  # nobody sets it: others get the processor meanwhile


class RunningService:
    """A gunicorn with its own port and database, started by way of `enter` where it lives somewhere of its own."""

    def __init__(self, database_url: str, folder: Path, enter: Sequence[str] = ()) -> None:
        self.port = free_port()
        self.enter = enter
        self.printed = folder / "service.log"
        self.environ = {
            **os.environ,
            "FQA_DEMO": "1",
            "FQA_LOG_LEVEL": "ERROR",
            "DATABASE_URL": database_url,
            "PORT": str(self.port),
            "OMP_NUM_THREADS": "1",
        }
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        program = [sys.executable, "-m", "gunicorn", "--config", "gunicorn.conf.py", "fqa_forms.app:create_app()"]
        with self.printed.open("ab") as log:
            self.process = subprocess.Popen(
                [*self.enter, *program], cwd=ROOT, env=self.environ, stdout=log, stderr=log, start_new_session=True
            )
        process = self.process
        wait_until(lambda: self.answers() or process.poll() is not None, "an answer of the service")
        assert process.poll() is None, f"the service stopped by itself:\n{self.printed.read_text()[-3000:]}"

    def answers(self) -> bool:
        """Whether it answers now."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)
        try:
            connection.request("GET", "/health")
            return connection.getresponse().status == 200
        except (OSError, http.client.HTTPException):
            return False
        finally:
            connection.close()

    def workers(self) -> list[psutil.Process]:
        """The workers that run now."""
        assert self.process is not None
        children = psutil.Process(self.process.pid).children()
        return [child for child in children if child.is_running() and child.status() != psutil.STATUS_ZOMBIE]

    def kill_workers(self) -> None:
        """kill -9 every worker; gunicorn starts others."""
        for worker in self.workers():
            worker.kill()

    def kill_all(self) -> None:
        """kill -9 gunicorn and its workers at once; nothing is left to start others."""
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait(PATIENCE)

    def stop(self) -> None:
        """Put an end to whatever still runs."""
        if self.process is not None and self.process.poll() is None:
            self.kill_all()
