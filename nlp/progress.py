"""A progress bar on a terminal's standard error, and nothing anywhere else."""

import os
import stat
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from nlp.lines import Line

_WIDTH = 30
_EVERY_SECONDS = 0.2


@dataclass
class Progress:
    """How far a run is: lines and bytes read, of `total` bytes where that is known (0 where not)."""

    stream: IO[str]
    shown: bool
    total: int = 0
    lines: int = 0
    read: int = 0
    last: float = 0.0

    @classmethod
    def over(cls, source: IO[bytes], stream: IO[str]) -> "Progress":
        """Follow the reading of `source`; shown only if `stream` is a terminal."""
        try:
            status = os.fstat(source.fileno())
            total = status.st_size if stat.S_ISREG(status.st_mode) else 0
        except OSError:
            total = 0
        return cls(stream, stream.isatty(), total)

    def step(self, size: int) -> None:
        """Count one line of `size` bytes and redraw now and then."""
        self.lines += 1
        self.read += size
        now = time.monotonic()
        if self.shown and now - self.last >= _EVERY_SECONDS:
            self.last = now
            self.stream.write("\r" + self.text())
            self.stream.flush()

    def text(self) -> str:
        """Say how far the run is, as a bar where the end is known."""
        if not self.total:
            return f"{self.lines} records"
        share = min(self.read / self.total, 1.0)
        bar = "#" * int(share * _WIDTH)
        return f"[{bar:<{_WIDTH}}] {share:4.0%}  {self.lines} records"

    def end(self) -> None:
        """Leave the bar standing as it is and go to the next line."""
        if self.shown and self.lines:
            self.stream.write("\r" + self.text() + "\n")


def with_progress(lines: Iterator[Line], progress: Progress) -> Iterator[Line]:
    """Pass lines on, counting them."""
    for line in lines:
        progress.step(len(line.body or b""))
        yield line
    progress.end()
