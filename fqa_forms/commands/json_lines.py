"""Reads JSON Lines from a stream, one line at a time, whatever the stream holds."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

LONGEST_LINE = 4 * 1024 * 1024
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class Line:
    """One line: what it holds, or the fault that keeps it from being read."""

    number: int
    value: Any = None
    fault: str = ""


def read_lines(stream: IO[bytes]) -> Iterator[Line]:
    """Every line that is not blank, with its number; a line too long to be a record is not kept in memory."""
    number = 0
    while raw := stream.readline(LONGEST_LINE + 1):
        number += 1
        if len(raw) > LONGEST_LINE:
            _skip_rest(stream, raw)
            yield Line(number, fault=f"is longer than {LONGEST_LINE // 1024 // 1024} MB")
            continue
        if number == 1:
            raw = raw.removeprefix(_BYTE_ORDER_MARK)
        if raw.strip():
            yield _parse(number, raw)


def _skip_rest(stream: IO[bytes], raw: bytes) -> None:
    while raw and not raw.endswith(b"\n"):
        raw = stream.readline(LONGEST_LINE)


def _parse(number: int, raw: bytes) -> Line:
    try:
        return Line(number, json.loads(raw.decode("utf-8")))
    except UnicodeDecodeError:
        return Line(number, fault="is not text in UTF-8")
    except json.JSONDecodeError as error:
        return Line(number, fault=f"is not JSON ({error.msg}, at character {error.colno})")
    except RecursionError:
        return Line(number, fault="is nested too deeply")
    except ValueError:
        return Line(number, fault="holds a number too large to read")
