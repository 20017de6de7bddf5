"""Prints the table: what each thing takes, its floor in the same run, and how many times the floor that is."""

from itertools import chain

from bench.pages import measure_pages
from bench.scoring import limit_scoring, measure_scoring
from bench.timing import ROUNDS, Limited, Measured


def show(found: Measured | Limited) -> None:
    """One line of the table: a median beside its floor, or a worst case beside its limit."""
    if isinstance(found, Limited):
        print(
            f"{found.name:34} {found.value:9.2f} {found.unit} {'':11}   at most {found.limit:.0f} {found.unit}: "
            f"{'met' if found.met else 'missed'}",
            flush=True,
        )
        return
    print(
        f"{found.name:34} {found.seconds * 1000:9.2f} ms {1 / found.seconds:9.0f}/s   "
        f"{found.floor_name:28} {found.floor * 1000:8.3f} ms   {found.ratio:7.1f} x",
        flush=True,
    )


def main() -> None:
    """Measure and print, one after the other, on one core."""
    print(f"Medians of {ROUNDS} rounds, one process, one core; each beside its floor in the same run.\n")
    print(f"{'what':34} {'one takes':>12} {'':>11}   {'floor':28} {'takes':>11}   {'ratio':>9}")
    for found in chain(measure_scoring(), limit_scoring(), measure_pages()):
        show(found)


if __name__ == "__main__":
    main()
