"""Times things: medians beside a floor met by the same machine, and worst cases beside the limit set for them."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from statistics import median, quantiles
from time import perf_counter

ROUNDS = 7
Work = Callable[[], object]


@dataclass(frozen=True)
class Measured:
    """A figure with its floor, in seconds for each piece of work."""

    name: str
    seconds: float
    floor_name: str
    floor: float

    @property
    def ratio(self) -> float:
        """How many times the floor it takes."""
        return self.seconds / self.floor


@dataclass(frozen=True)
class Limited:
    """A figure with the limit set for it, both in `unit`."""

    name: str
    value: float
    limit: float
    unit: str

    @property
    def met(self) -> bool:
        """Whether it is within its limit."""
        return self.value <= self.limit


def most_of(name: str, works: Iterable[Work], limit: float) -> Limited:
    """The 95th percentile in milliseconds of pieces of work, each done once."""
    times = [_seconds(work, 1) * 1000 for work in works]
    return Limited(f"{name}, 95th of 100", quantiles(times, n=20)[-1], limit, "ms")


def measure(name: str, work: Work, floor_name: str, floor: Work, times: int) -> Measured:
    """The median time of one piece of work and of its floor, `times` of them a round."""
    work(), floor()  # what is loaded once is not measured
    rounds = [(_seconds(work, times), _seconds(floor, times)) for _ in range(ROUNDS)]
    return Measured(name, median(r[0] for r in rounds), floor_name, median(r[1] for r in rounds))


def _seconds(work: Work, times: int) -> float:
    began = perf_counter()
    for _ in range(times):
        work()
    return (perf_counter() - began) / times
