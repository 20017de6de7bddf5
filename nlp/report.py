"""The measured page: what evaluate prints and writes to docs/scoring.md, so that it cannot drift from the code."""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nlp.baselines import baseline_grades
from nlp.corpus_reader import Corpus, read_corpus
from nlp.criteria import HERE, JUDGED
from nlp.evaluation import Scores, Table, given_grades, kinds_of, leave_one_writer_out, measure
from nlp.measures import quadratic_kappa

PAGE = HERE.parent / "docs" / "scoring.md"
_KINDS = {"W": "Writers to a target (like W)", "X": "Natural writers (like X)"}
_RESAMPLES = 400
# What the project set out to reach on unseen writers, by kind; a share or figure, and whether more is better.
_TARGETS: list[tuple[str, str, dict[str, float], bool]] = [
    ("mean QWK over the eleven judged criteria", "mean_qwk", {"W": 0.90, "X": 0.78}, True),
    ("lowest criterion", "lowest_qwk", {"W": 0.82, "X": 0.60}, True),
    ("exact grade", "mean_exact", {"W": 0.78, "X": 0.70}, True),
    ("two grades off or more", "mean_off_by_two", {"W": 0.03, "X": 0.03}, False),
    ("which records a criterion does not apply to (F1)", "na_f1", {"W": 1.0, "X": 0.95}, True),
    ("evidence: F1 against the raters' sentences", "mean_evidence_f1", {"W": 0.75, "X": 0.65}, True),
    ("expected calibration error", "ece", {"W": 0.05, "X": 0.05}, False),
    ("share of grades with confidence 0.8 or more", "bold_share", {"W": 0.60, "X": 0.45}, True),
    ("exact among them", "bold_exact", {"W": 0.90, "X": 0.88}, True),
]
_HEAD = """# How well the scorer agrees with the raters

Written by `make evaluate`; do not edit. Every record was scored by a scorer that never saw its writer: sentence models,
grade models, thresholds and calibration were fitted on the other nineteen and on the added records by still other
writers, none of which is measured here. The records are synthetic and the raters alike (see
[the corpus](../nlp/corpus/README.md)); agreement here is no promise of agreement with a service's own auditors. The
rules on what does not apply were written with the whole corpus in view, so their figure is a check, not a forecast.

Intervals are the middle 95 % of 400 resamplings of writers, not of records: records of one writer are alike.
"""


def evaluate_and_write(workers: int = 1, page: Path = PAGE) -> None:
    """Measure everything, print it, and write the page."""
    corpus = read_corpus()
    print(f"scoring {len(corpus.records)} records, each by a scorer that never saw its writer", file=sys.stderr)
    scores = leave_one_writer_out(corpus, workers)
    text = "\n".join(report_lines(corpus, scores)) + "\n"
    page.parent.mkdir(exist_ok=True)
    page.write_text(text, encoding="utf-8")
    print(text)


def report_lines(corpus: Corpus, scores: Scores) -> Iterator[str]:
    """Give the page line by line."""
    yield _HEAD
    tables = {kind: measure(corpus, scores, chosen) for kind, chosen in kinds_of(corpus).items()}
    yield from target_lines(tables)
    for kind, chosen in kinds_of(corpus).items():
        yield f"\n## {_KINDS[kind]}\n"
        yield from criterion_lines(corpus, scores, chosen, tables[kind])
    yield "\n## Baselines, on the same held-out writers\n"
    yield from baseline_lines(corpus, scores)


def target_lines(tables: dict[str, Table]) -> Iterator[str]:
    """Set each figure beside its target."""
    kinds = list(tables)
    yield f"| unseen writers | {' | '.join(f'{kind} | target' for kind in kinds)} |"
    yield "| --- |" + " --- | --- |" * len(kinds)
    for title, name, targets, more in _TARGETS:
        cells = [_beside(tables[kind][name], targets[kind], more) for kind in kinds]
        yield f"| {title} | {' | '.join(cells)} |"


def _beside(value: float, target: float, more: bool) -> str:
    reached = value >= target if more else value <= target
    mark = "" if reached else " (missed)"
    return f"{value:.3f}{mark} | {'at least' if more else 'at most'} {target:g}"


def criterion_lines(corpus: Corpus, scores: Scores, chosen: NDArray[np.int64], table: Table) -> Iterator[str]:
    """Lay one kind's figures out by criterion, with intervals for agreement."""
    grades = given_grades(corpus, scores)
    intervals = kappa_intervals(corpus, grades, chosen)
    yield "| criterion | n | QWK | 95 % interval | exact | two off | bias | n/a F1 | evidence F1 |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- | --- |"
    for key, row in table["criteria"].items():
        cells = [
            key,
            f"{row['n']}",
            f"{row['qwk']:.3f}",
            "{:.2f} to {:.2f}".format(*intervals[key]),
            f"{row['exact']:.2f}",
            f"{row['off_by_two']:.3f}",
            f"{row['bias']:+.2f}",
            f"{row['na_f1']:.2f}",
            f"{row['evidence_f1']:.2f}",
        ]
        yield f"| {' | '.join(cells)} |"
    low, high = intervals["mean"]
    yield f"\nMean QWK {table['mean_qwk']:.3f} (95 % interval {low:.3f} to {high:.3f})."


def kappa_intervals(
    corpus: Corpus, given: NDArray[np.int64], chosen: NDArray[np.int64]
) -> dict[str, tuple[float, float]]:
    """Resample writers to give a 95 % interval of each criterion's QWK, and of their mean under 'mean'."""
    chance = np.random.default_rng(7)
    by_writer = [chosen[corpus.writers[chosen] == name] for name in sorted(set(corpus.writers[chosen].tolist()))]
    rows = []
    for _ in range(_RESAMPLES):
        drawn = np.concatenate([by_writer[each] for each in chance.integers(0, len(by_writer), len(by_writer))])
        rows.append([_kappa(corpus.grades[drawn, column], given[drawn, column]) for column in range(len(JUDGED))])
    table = np.column_stack([np.array(rows), np.nanmean(np.array(rows), axis=1)])
    low, high = np.nanpercentile(table, [2.5, 97.5], axis=0)
    return {key: (float(a), float(b)) for key, a, b in zip([*JUDGED, "mean"], low, high, strict=True)}


def _kappa(gold: NDArray[np.int64], given: NDArray[np.int64]) -> float:
    both = (gold >= 0) & (given >= 0)
    return quadratic_kappa(gold[both], given[both])


def baseline_lines(corpus: Corpus, scores: Scores) -> Iterator[str]:
    """Lay out mean QWK and exact agreement of each baseline, and of the scorer on the same records."""
    yield "| | W: mean QWK | W: exact | X: mean QWK | X: exact |"
    yield "| --- | --- | --- | --- | --- |"
    for name, given in {**baseline_grades(corpus), "the scorer": given_grades(corpus, scores)}.items():
        cells = [f"{value:.3f}" for chosen in kinds_of(corpus).values() for value in _agreement(corpus, given, chosen)]
        yield f"| {name} | {' | '.join(cells)} |"


def _agreement(corpus: Corpus, given: NDArray[np.int64], chosen: NDArray[np.int64]) -> tuple[float, float]:
    kappas, exact = [], []
    for column in range(len(JUDGED)):
        gold, got = corpus.grades[chosen, column], given[chosen, column]
        both = (gold >= 0) & (got >= 0)
        kappas.append(quadratic_kappa(gold[both], got[both]))
        exact.append(float((gold == got)[both].mean()))
    return float(np.mean(kappas)), float(np.mean(exact))
