"""Prints the table: what each thing takes, its floor in the same run, and how many times the floor that is."""

from bench.pages import measure_pages
from bench.scoring import measure_scoring
from bench.timing import ROUNDS, Measured


def show(measured: Measured) -> None:
    """One line of the table."""
    print(
        f"{measured.name:34} {measured.seconds * 1000:9.2f} ms {1 / measured.seconds:9.0f}/s   "
        f"{measured.floor_name:28} {measured.floor * 1000:8.3f} ms   {measured.ratio:7.1f} x",
        flush=True,
    )


def main() -> None:
    """Measure and print, one after the other, on one core."""
    print(f"Medians of {ROUNDS} rounds, one process, one core; each beside its floor in the same run.\n")
    print(f"{'what':34} {'one takes':>12} {'':>11}   {'floor':28} {'takes':>11}   {'ratio':>9}")
    show(measure_scoring())
    for measured in measure_pages():
        show(measured)


if __name__ == "__main__":
    main()
