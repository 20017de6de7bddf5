"""The measured page: what evaluate prints and writes to docs/scoring.md, so that the page cannot drift from the code."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from nlp.baselines import baseline_grades
from nlp.corpus_reader import Corpus, read_corpus
from nlp.criteria import HERE, JUDGED
from nlp.evaluation import Scores, Table, kinds_of, leave_one_writer_out, measure
from nlp.measures import quadratic_kappa

PAGE = HERE.parent / "docs" / "scoring.md"
_KINDS = {"W": "writers to a target (W)", "X": "natural writers (X)"}


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
    yield "# How well the scorer agrees with the raters\n"
    yield "Written by `make evaluate`; do not edit. Every record was scored by a scorer that never saw its writer.\n"
    for kind, chosen in kinds_of(corpus).items():
        yield f"## {_KINDS[kind]}\n"
        yield from criterion_lines(measure(corpus, scores, chosen))
    yield from baseline_lines(corpus)


def criterion_lines(table: Table) -> Iterator[str]:
    """Lay one kind's figures out as a table with the means below."""
    yield "| criterion | n | QWK | exact | two off | bias | n/a F1 | evidence F1 |"
    yield "| --- | --- | --- | --- | --- | --- | --- | --- |"
    for key, row in table["criteria"].items():
        yield (
            f"| {key} | {row['n']} | {row['qwk']:.3f} | {row['exact']:.2f} | {row['off_by_two']:.3f} | {row['bias']:+.2f}"
            f" | {row['na_f1']:.2f} | {row['evidence_f1']:.2f} |"
        )
    yield (
        f"\nMean QWK {table['mean_qwk']:.3f} (lowest {table['lowest_qwk']:.3f}), exact {table['mean_exact']:.3f}, two grades off"
        f" {table['mean_off_by_two']:.3f}, n/a F1 {table['na_f1']:.3f}, evidence F1 {table['mean_evidence_f1']:.3f}, calibration error"
        f" {table['ece']:.3f}; confidence 0.8 or more: {table['bold_share']:.0%} of grades, {table['bold_exact']:.3f} of them exact.\n"
    )


def baseline_lines(corpus: Corpus) -> Iterator[str]:
    """Lay out mean QWK and exact agreement of each baseline."""
    yield "## Baselines, on the same held-out writers\n"
    yield "| baseline | W: mean QWK | W: exact | X: mean QWK | X: exact |"
    yield "| --- | --- | --- | --- | --- |"
    for name, given in baseline_grades(corpus).items():
        cells = [f"{value:.3f}" for chosen in kinds_of(corpus).values() for value in _agreement(corpus, given, chosen)]
        yield f"| {name} | {' | '.join(cells)} |"


def _agreement(corpus: Corpus, given: Any, chosen: Any) -> tuple[float, float]:
    kappas, exact = [], []
    for column in range(len(JUDGED)):
        gold, got = corpus.grades[chosen, column], given[chosen, column]
        kappas.append(quadratic_kappa(gold[gold >= 0], got[gold >= 0]))
        exact.append(float((gold == got)[gold >= 0].mean()))
    return float(np.mean(kappas)), float(np.mean(exact))
