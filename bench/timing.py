"""Times things: the median of repeated runs, thing and floor in turn so that both meet the same machine."""

from collections.abc import Callable
from dataclasses import dataclass
from statistics import median
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
