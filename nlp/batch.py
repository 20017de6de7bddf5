"""Scoring many lines: in order, in bounded memory, on any Executor, lost workers retried, each line once."""

import multiprocessing
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import chain

from nlp.lines import Line, Outcome, score_lines

CHUNK_LINES = 64
CHUNK_BYTES = 4 * 1024 * 1024
ATTEMPTS = 3
LOOK_SECONDS = 2.0  # how often to look whether what should answer is still there
# What an executor raises when a worker, not the work, has failed. Dask's errors are known by name, so that Dask is
# not needed unless it is used.
_WORKER_LOST = frozenset(
    ["BrokenProcessPool", "BrokenExecutor", "KilledWorker", "CommClosedError", "CancelledError", "FutureCancelledError"]
)
MakeExecutor = Callable[[], Executor]
Work = Callable[[list[Line]], list[Outcome]]


@dataclass(slots=True)
class _Job:
    lines: list[Line]
    future: "Future[list[Outcome]]"


@dataclass
class _Crew:
    """An executor that can be made anew, and the jobs given to it, in order."""

    make: MakeExecutor
    work: Work
    check: Callable[[], None]
    executor: Executor
    jobs: deque[_Job] = field(default_factory=deque)

    def give(self, lines: list[Line]) -> None:
        """Give a chunk of lines to the executor, behind the others."""
        self.jobs.append(_Job(lines, self.submit(lines)))

    def submit(self, lines: list[Line]) -> "Future[list[Outcome]]":
        """Submit lines, on a new executor if this one has broken meanwhile."""
        try:
            return self.executor.submit(self.work, lines)
        except BrokenExecutor:
            self.renew()
            return self.executor.submit(self.work, lines)

    def wait_for(self, future: "Future[list[Outcome]]") -> list[Outcome]:
        """Wait for a result, as long as there is somebody to give it."""
        while not future.done():
            wait([future], LOOK_SECONDS)
            self.check()
        return future.result()

    def stop(self) -> None:
        """Cancel what is not done and let the executor go."""
        with suppress(Exception):  # an executor that is gone cannot be told, and must not hide why it went
            for job in self.jobs:
                job.future.cancel()
            self.executor.shutdown(wait=False)

    def renew(self) -> None:
        """Make the executor anew and give it again every job that was not finished."""
        self.executor.shutdown(wait=False)
        self.executor = self.make()
        for job in self.jobs:
            if not _finished(job.future):
                job.future = self.executor.submit(self.work, job.lines)


def _finished(future: "Future[list[Outcome]]") -> bool:
    return future.done() and not future.cancelled() and future.exception() is None


def chunked(lines: Iterable[Line], most: int = CHUNK_LINES) -> Iterator[list[Line]]:
    """Gather lines into chunks of a bounded number of lines and bytes."""
    chunk: list[Line] = []
    size = 0
    for line in lines:
        chunk.append(line)
        size += len(line.body or b"")
        if len(chunk) >= most or size >= CHUNK_BYTES:
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk


def score_inline(lines: Iterable[Line]) -> Iterator[Outcome]:
    """Score lines one by one in this process."""
    return chain.from_iterable(score_lines([line]) for line in lines)


def score_with(
    make: MakeExecutor,
    workers: int,
    lines: Iterable[Line],
    work: Work = score_lines,
    check: Callable[[], None] = lambda: None,
) -> Iterator[Outcome]:
    """Score lines on an executor, in order, holding a few chunks for each of `workers` and no more.

    A chunk that has cost `ATTEMPTS` workers is tried again line by line; a line that still does is given up, with a
    message, so that one bad record cannot stop the others. `check` raises where nobody is left to wait for.
    """
    crew = _Crew(make, work, check, make())
    try:
        for chunk in chunked(lines):
            crew.give(chunk)
            if len(crew.jobs) >= workers * 3:
                yield from _next_outcomes(crew)
        while crew.jobs:
            yield from _next_outcomes(crew)
    finally:
        crew.stop()


def _next_outcomes(crew: _Crew) -> list[Outcome]:
    outcomes = _first_result(crew)
    job = crew.jobs.popleft()
    if outcomes is not None:
        return outcomes
    crew.renew()  # without the chunk that breaks executors
    return _line_by_line(crew, job.lines)


def _first_result(crew: _Crew) -> list[Outcome] | None:
    """Wait for the first job, renewing a broken executor; None if the job has broken `ATTEMPTS` of them."""
    for attempt in range(ATTEMPTS):
        try:
            return crew.wait_for(crew.jobs[0].future)
        except Exception as error:
            if type(error).__name__ not in _WORKER_LOST:
                raise
            if attempt + 1 < ATTEMPTS:
                crew.renew()
    return None


def _line_by_line(crew: _Crew, lines: list[Line]) -> list[Outcome]:
    """Score lines one at a time, ahead of all other jobs."""
    return [outcome for line in lines for outcome in _alone(crew, line)]


def _alone(crew: _Crew, line: Line) -> list[Outcome]:
    try:
        return crew.wait_for(crew.submit([line]))
    except Exception as error:
        if type(error).__name__ not in _WORKER_LOST:
            raise
        crew.renew()
        return [Outcome(line.number, None, ("could not be scored: the worker died",))]


def process_executor(workers: int) -> MakeExecutor:
    """Say how to make a pool of `workers` processes, each started afresh."""
    return lambda: ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))
