"""The command line: python -m nlp score | words | train | evaluate."""

import argparse
import os
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import IO

from nlp.batch import process_executor, score_inline, score_with
from nlp.dask_cluster import ClusterError, joined
from nlp.lines import Line, Outcome, read_input
from nlp.progress import Progress, with_progress

OK, BAD_LINES, CANNOT_START, INTERRUPTED = 0, 1, 2, 130


class OutputError(Exception):
    """Scores could not be written; the message says why."""


def make_parser() -> argparse.ArgumentParser:
    """Describe the commands and their options."""
    parser = argparse.ArgumentParser(prog="python -m nlp", description=__doc__)
    commands = parser.add_subparsers(dest="command", required=True)
    score = commands.add_parser("score", help="score visit records (JSON Lines), one score a line")
    score.add_argument("file", nargs="?", default="-", help="a file of records; standard input if left out or -")
    where = score.add_mutually_exclusive_group()
    where.add_argument("--workers", type=_count, default=1, help="processes to score with (default 1)")
    where.add_argument(
        "--dask", metavar="ADDRESS", help="score on the Dask cluster at this address (needs dask[distributed])"
    )
    commands.add_parser("words", help="make nlp/words.txt again from nlp/corpus; train afterwards")
    commands.add_parser("train", help="train the model again from nlp/corpus")
    evaluate = commands.add_parser("evaluate", help="measure on writers left out, and write docs/scoring.md")
    evaluate.add_argument("--workers", type=_count, default=1, help="processes to measure with (default 1)")
    return parser


def _count(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 256:
        raise argparse.ArgumentTypeError("must be from 1 to 256")
    return number


def open_input(name: str) -> IO[bytes]:
    """Open the file of records, or standard input for '-'."""
    return sys.stdin.buffer if name == "-" else Path(name).open("rb")


def score(arguments: argparse.Namespace) -> int:
    """Score the records of a file or standard input; 1 if a line was no record."""
    if sys.stdout is None or (arguments.file == "-" and sys.stdin is None):
        print("nlp score: standard input and standard output must be open", file=sys.stderr)
        return CANNOT_START
    with ExitStack() as stack:
        try:
            source = open_input(arguments.file)
            if source is not sys.stdin.buffer:
                stack.enter_context(source)
            lines = with_progress(read_input(source), Progress.over(source, sys.stderr))
            return write_outcomes(_outcomes(arguments, lines, stack))
        except BrokenPipeError:
            raise
        except (OSError, OutputError, ClusterError) as error:
            reason = getattr(error, "strerror", None)
            print(f"nlp score: {f'cannot read {arguments.file}: {reason}' if reason else error}", file=sys.stderr)
            return CANNOT_START


def _outcomes(arguments: argparse.Namespace, lines: Iterator[Line], stack: ExitStack) -> Iterator[Outcome]:
    if arguments.dask is not None:
        cluster = stack.enter_context(joined(arguments.dask))
        return score_with(cluster.executor, cluster.threads, lines, check=cluster.check)
    if arguments.workers > 1:
        return score_with(process_executor(arguments.workers), arguments.workers, lines)
    return score_inline(lines)


def write_outcomes(outcomes: Iterator[Outcome]) -> int:
    """Write scores to standard output and troubles to standard error; give the exit status."""
    scored = refused = 0
    for outcome in outcomes:
        if outcome.score is not None:
            _write(outcome.score + "\n")
            scored += 1
        else:
            refused += 1
            print(f"line {outcome.number}: {'; '.join(outcome.problems)}", file=sys.stderr)
    _write("", flush=True)
    if not scored and not refused:
        print("nlp score: the input holds no records", file=sys.stderr)
    return BAD_LINES if refused else OK


def _write(text: str, *, flush: bool = False) -> None:
    try:
        sys.stdout.write(text)
        if flush:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        # What Python still holds for standard output must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError(f"the scores cannot be written: {error.strerror}") from error


def main(arguments: list[str] | None = None) -> int:
    """Run one command and give its exit status."""
    options = make_parser().parse_args(arguments)
    try:
        if options.command == "score":
            return score(options)
        if options.command == "train":
            import_module("nlp.training").train_model()
        elif options.command == "words":
            import_module("nlp.wordlist").write_words()
        else:
            import_module("nlp.report").evaluate_and_write(options.workers)
    except BrokenPipeError:
        # Whoever read the output has gone; what Python still holds for it must not raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BAD_LINES
    except KeyboardInterrupt:
        print("nlp: interrupted", file=sys.stderr)
        return INTERRUPTED
    return OK


if __name__ == "__main__":
    sys.exit(main())
