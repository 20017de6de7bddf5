"""Scores many records by the command line on one process, two, and a Dask cluster, and works out a nation's.

`make bench-batch` writes docs/batch.md with what it found.
"""

import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

import psutil

from bench.nation import report
from tests.nlp.dask_processes import Cluster
from tests.nlp.records import numbered

FEW, MANY = 64, int(os.environ.get("BATCH_RECORDS", "10240"))
COMMAND = [sys.executable, "-m", "nlp", "score"]
REPORT = Path(__file__).resolve().parents[1] / "docs" / "batch.md"
OFTEN = 0.05  # seconds
STARTS_DIFFER = 0.05  # seconds of processor by which two starts differ: what is less than that can't be told from it


@dataclass
class Run:
    """One run of the command line: how long it took, and what its processes held and used."""

    seconds: float
    written: int
    held: dict[int, float] = field(default_factory=dict)  # the most of each process, MB
    before: dict[int, float] = field(default_factory=dict)  # processor seconds of each when first seen
    after: dict[int, float] = field(default_factory=dict)  # and when last seen

    @property
    def used(self) -> dict[int, float]:
        """Processor seconds that each process used."""
        return {pid: seconds - self.before[pid] for pid, seconds in self.after.items()}


@dataclass(frozen=True)
class Measured:
    """What one way of scoring does."""

    name: str
    workers: int
    rate: float  # records a second once all is started
    start: float  # seconds until then
    held: float  # MB, all processes together
    largest: float  # MB, the largest process
    work: float  # processor milliseconds for each record, of all processes together
    handing: float  # and at most, of the process alone that reads, hands out and writes
    read: float  # bytes read for each record
    written: float  # bytes written for each record


def run(options: list[str], path: Path, also: list[psutil.Process]) -> Run:
    """Score a file, watching the processes of the run and those that work for it elsewhere."""
    began = perf_counter()
    with tempfile.TemporaryFile() as out, subprocess.Popen([*COMMAND, *options, str(path)], stdout=out) as process:
        made = Run(0.0, 0)
        watcher = threading.Thread(target=watch, args=(process, made, also))
        watcher.start()
        watcher.join()
        made.seconds, made.written = perf_counter() - began, os.fstat(out.fileno()).st_size
    if process.returncode:
        raise SystemExit(f"scoring {' '.join(options)} ended with {process.returncode}")
    return made


def watch(process: "subprocess.Popen[bytes]", made: Run, also: list[psutil.Process]) -> None:
    """Note what each process holds at most, until the run ends."""
    main, others = psutil.Process(process.pid), {each.pid for each in also}
    while process.poll() is None:
        for each in (*_family(main), *also):
            try:
                made.held[each.pid] = max(made.held.get(each.pid, 0.0), each.memory_info().rss / 1e6)
                used = sum(each.cpu_times()[:2])
                made.before.setdefault(each.pid, 0.0 if each.pid not in others else used)
                made.after[each.pid] = used
            except psutil.Error:  # it ended between being found and being asked
                continue
        threading.Event().wait(OFTEN)


def _family(main: psutil.Process) -> list[psutil.Process]:
    try:
        return [main, *main.children(recursive=True)]
    except psutil.Error:
        return []


def measure(name: str, workers: int, options: list[str], folder: Path, also: list[psutil.Process]) -> Measured:
    """Score few records and many: the difference is what scoring takes once all is started."""
    few, many = (run(options, _file(folder, count), also) for count in (FEW, MANY))
    rate = (MANY - FEW) / (many.seconds - few.seconds)
    work, handing = _more(few, many)
    held = sum(many.held.values()), max(many.held.values())
    start, read = max(few.seconds - FEW / rate, 0.0), _file(folder, MANY).stat().st_size / MANY
    return Measured(name, workers, rate, start, *held, work, handing, read, many.written / MANY)


def _more(few: Run, many: Run) -> tuple[float, float]:
    """Processor milliseconds for each further record: of all processes, and at most of the first alone."""
    every = sum(many.used.values()) - sum(few.used.values())
    first = next(iter(many.used.values())) - next(iter(few.used.values()))
    return every * 1000 / (MANY - FEW), max(first, STARTS_DIFFER) * 1000 / (MANY - FEW)


def _file(folder: Path, count: int) -> Path:
    path = folder / f"{count}.jsonl"
    if not path.exists():
        path.write_bytes(numbered(count))
    return path


def measure_all() -> Iterator[Measured]:
    """One process, two, and a Dask cluster of two workers on this machine."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        yield measure("one process", 1, [], folder, [])
        yield measure("two processes", 2, ["--workers", "2"], folder, [])
        with Cluster(folder) as cluster:
            parts = [cluster.nanny, cluster.scheduler]
            also = [*cluster.workers(), *(psutil.Process(part.pid) for part in parts)]
            yield measure("a Dask cluster with two workers", 2, ["--dask", cluster.address], folder, also)


def main() -> None:
    """Measure, print and write the report."""
    found, load = [], os.getloadavg()[0]
    for measured in measure_all():
        print(f"{measured.name:32} {measured.rate:7.0f} records/s, {measured.held:5.0f} MB in all", flush=True)
        found.append(measured)
    REPORT.write_text(report(found, MANY, load), encoding="utf-8")
    print(f"Written to {REPORT.relative_to(Path.cwd())}")


if __name__ == "__main__":
    main()
