"""Scoring on executors: in order, each line once, lost workers made good."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import Executor, ThreadPoolExecutor
from pathlib import Path

from nlp.batch import CHUNK_LINES, chunked, process_executor, score_inline, score_with
from nlp.corpus_reader import CORPUS
from nlp.lines import Line, Outcome, score_lines

BODIES = (CORPUS / "records.jsonl").read_bytes().splitlines()[:5]


def lines(count: int) -> Iterator[Line]:
    """Give lines of a few records over and over."""
    return (Line(number + 1, BODIES[number % len(BODIES)]) for number in range(count))


def threads() -> Executor:
    """Make an executor of threads."""
    return ThreadPoolExecutor(2)


def echo(chunk: list[Line]) -> list[Outcome]:
    """Give an outcome that names its line."""
    return [Outcome(line.number, str(line.number)) for line in chunk]


def die_once(chunk: list[Line]) -> list[Outcome]:
    """Kill the worker the first time that it meets line 100."""
    mark = Path(os.environ["FQA_TEST_MARK"])
    if any(line.number == 100 for line in chunk) and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return echo(chunk)


def die_always(chunk: list[Line]) -> list[Outcome]:
    """Kill every worker that meets line 3."""
    if any(line.number == 3 for line in chunk):
        os.kill(os.getpid(), signal.SIGKILL)
    return echo(chunk)


def test_chunks_hold_every_line_once_in_order() -> None:
    chunks = list(chunked(lines(150)))
    assert [line.number for chunk in chunks for line in chunk] == list(range(1, 151))
    assert max(map(len, chunks)) == CHUNK_LINES


def test_an_executor_gives_what_one_process_gives() -> None:
    alone = list(score_inline(lines(10)))
    assert list(score_with(threads, 2, lines(10), score_lines)) == alone


def test_few_lines_are_read_ahead() -> None:
    read = []

    def watched() -> Iterator[Line]:
        for line in lines(4000):
            read.append(line.number)
            yield line

    outcomes = score_with(threads, 2, watched(), echo)
    next(outcomes)
    assert len(read) <= 2 * 3 * CHUNK_LINES


def test_a_killed_worker_is_made_good(tmp_path: Path, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setenv("FQA_TEST_MARK", str(tmp_path / "killed"))
    outcomes = list(score_with(process_executor(2), 2, lines(300), die_once))
    assert (tmp_path / "killed").exists()
    assert [outcome.number for outcome in outcomes] == list(range(1, 301))


def test_a_line_that_kills_every_worker_is_given_up_alone() -> None:
    outcomes = list(score_with(process_executor(1), 1, lines(5), die_always))
    assert [outcome.number for outcome in outcomes] == [1, 2, 3, 4, 5]
    assert [outcome.number for outcome in outcomes if outcome.problems] == [3]
