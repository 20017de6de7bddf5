"""Lines of JSON into scores: each line by itself, its troubles told in plain words, never an exception."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any, NoReturn

from nlp.record import record_problems
from nlp.score import score_record

LONGEST_LINE = 32 * 1024 * 1024  # bytes: a record is some kilobytes, so this is no record
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of input: its number from 1 and its bytes, None if it was too long to hold."""

    number: int
    body: bytes | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a line: a score as JSON, or what is wrong with it."""

    number: int
    score: str | None
    problems: tuple[str, ...] = ()


def read_input(source: IO[bytes]) -> Iterator[Line]:
    """Read lines with something on them, in bounded memory however long a line is."""
    number = 0
    while body := source.readline(LONGEST_LINE + 1):
        number += 1
        if number == 1:
            body = body.removeprefix(_BOM)
        if len(body) > LONGEST_LINE:
            _skip_line(source, body)
            yield Line(number, None)
        elif body.strip():
            yield Line(number, body)


def _skip_line(source: IO[bytes], body: bytes) -> None:
    while body and not body.endswith(b"\n"):
        body = source.readline(LONGEST_LINE)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is not a number that a record can hold")


def parse_line(body: bytes) -> tuple[Any, list[str]]:
    """Read one line as JSON; give its value and what is wrong with it."""
    try:
        value = json.loads(body.decode("utf-8"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        return None, [f"is not UTF-8 text (byte {error.start + 1} of the line)"]
    except json.JSONDecodeError as error:
        return None, [f"is not JSON: {error.msg} at character {error.pos + 1}"]
    except (ValueError, RecursionError) as error:
        reason = "it is nested too deeply" if isinstance(error, RecursionError) else str(error)[:120]
        return None, [f"is not JSON that can be read: {reason}"]
    return value, record_problems(value)


def score_line(line: Line) -> Outcome:
    """Score one line, or say what is wrong with it."""
    if line.body is None:
        return Outcome(line.number, None, (f"is longer than {LONGEST_LINE // 1024 // 1024} MB",))
    record, problems = parse_line(line.body)
    if problems:
        return Outcome(line.number, None, tuple(problems))
    return Outcome(line.number, json.dumps(score_record(record)))


def score_lines(lines: list[Line]) -> list[Outcome]:
    """Score some lines, in order; what a worker process does."""
    return [score_line(line) for line in lines]
