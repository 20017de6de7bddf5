"""A Dask cluster of processes: a scheduler and two workers, started as somebody would start them."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Self

import psutil

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0


class Cluster:
    """A scheduler, and a nanny with two workers that it starts again when they die."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.file = folder, folder / "scheduler.json"
        self.scheduler = self.run("scheduler", "--host", "127.0.0.1", "--port", "0")
        self.wait_until(self.file.exists)
        self.address = str(json.loads(self.file.read_text())["address"])
        self.nanny = self.run("worker", "--nworkers", "2", "--nthreads", "1", "--local-directory", str(folder))
        self.wait_until(lambda: len(self.workers()) == 2)

    def run(self, what: str, *options: str) -> "subprocess.Popen[bytes]":
        """Start a part of the cluster where Python finds nlp."""
        command = [sys.executable, "-m", f"distributed.cli.dask_{what}", "--scheduler-file", str(self.file)]
        with (self.folder / "log").open("ab") as log:
            environ = {**os.environ, "PYTHONPATH": str(ROOT)}
            return subprocess.Popen([*command, "--no-dashboard", *options], env=environ, stdout=log, stderr=log)

    def workers(self) -> list[psutil.Process]:
        """The processes that score."""
        children = psutil.Process(self.nanny.pid).children()
        return [child for child in children if "spawn_main" in " ".join(child.cmdline())]

    def wait_until(self, is_so: Callable[[], bool]) -> None:
        """Return as soon as something is so."""
        deadline = time.monotonic() + PATIENCE
        while not is_so():
            assert time.monotonic() < deadline, (self.folder / "log").read_text()[-3000:]
            time.sleep(0.05)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_why: object) -> None:
        """End all of it."""
        for process in [*self.workers(), self.nanny, self.scheduler]:
            process.kill()
        self.nanny.wait(), self.scheduler.wait()
