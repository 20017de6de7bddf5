"""Leave-one-writer-out: every record scored by a scorer that never saw its writer, nor was tuned on them."""

import os
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.corpus_reader import Corpus, read_training
from nlp.criteria import JUDGED
from nlp.measures import calibration_error, evidence_counts, f1_of, quadratic_kappa
from nlp.score import assemble
from nlp.scorer import judge
from nlp.training import Material, Settings, prepare, train

Scores = dict[str, dict[str, Any]]
Table = dict[str, Any]
_MATERIAL: dict[str, Material] = {}


def score_held_out(material: Material, held_out: str, settings: Settings) -> Scores:
    """Train without one writer and score that writer's records, by id."""
    corpus = material.corpus
    others = sorted(set(corpus.writers.tolist()) - {held_out})
    scorer = train(material, others, settings)
    scores = {}
    for number in np.flatnonzero((corpus.writers == held_out) & ~corpus.drilled).tolist():
        record, units = corpus.records[number], corpus.units[number]
        evidence, probabilities = judge(scorer, record, units)
        scores[record["id"]] = assemble(record, units, evidence, probabilities, scorer)
    return scores


def _in_worker(held_out: str) -> Scores:
    if not _MATERIAL:
        _MATERIAL["corpus"] = prepare(read_training())
    return score_held_out(_MATERIAL["corpus"], held_out, Settings())


def leave_one_writer_out(corpus: Corpus, workers: int = 1) -> Scores:
    """Score every record of the project's corpus out of writer."""
    names = sorted(set(corpus.writers.tolist()))
    if workers == 1:
        material = prepare(read_training())
        parts: Iterable[Scores] = [score_held_out(material, name, Settings()) for name in names]
    else:
        os.environ.setdefault("OMP_NUM_THREADS", "1")
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            parts = list(pool.map(_in_worker, names))
    return {key: score for part in parts for key, score in part.items()}


def criterion_row(corpus: Corpus, scores: Scores, column: int, chosen: NDArray[np.int64]) -> Table:
    """Measure one criterion over the chosen records: agreement, what does not apply, evidence."""
    key = JUDGED[column]
    gold = corpus.grades[chosen, column]
    parts = [scores[corpus.records[number]["id"]]["criteria"][key] for number in chosen]
    given = np.array([-1 if part["grade"] is None else part["grade"] for part in parts])
    both = (gold >= 0) & (given >= 0)
    counts = np.zeros(4, dtype=np.int64)
    for number, part, known in zip(chosen, parts, both, strict=True):
        if known:
            marked = [
                span
                for rating in corpus.ratings[corpus.records[number]["id"]]
                for span in rating["evidence"].get(key, [])
            ]
            counts += evidence_counts(marked, part["evidence"], int(corpus.grades[number, column]))
    missing = (gold < 0).sum() + (given < 0).sum()
    off = np.abs(gold - given)[both]
    return {
        "n": int(both.sum()),
        "qwk": quadratic_kappa(gold[both], given[both]),
        "exact": float((off == 0).mean()),
        "off_by_two": float((off >= 2).mean()),
        "bias": float((given - gold)[both].mean()),
        "na_f1": float(2 * ((gold < 0) & (given < 0)).sum() / missing) if missing else 1.0,
        "evidence_f1": f1_of(counts),
        "confidence": [
            (part["confidence"], bool(g == a)) for part, g, a, k in zip(parts, gold, given, both, strict=True) if k
        ],
    }


def measure(corpus: Corpus, scores: Scores, chosen: NDArray[np.int64]) -> Table:
    """Measure all judged criteria over the chosen records, and the means of them."""
    rows = {key: criterion_row(corpus, scores, column, chosen) for column, key in enumerate(JUDGED)}
    pairs = [pair for row in rows.values() for pair in row.pop("confidence")]
    confidence, right = np.array([each[0] for each in pairs]), np.array([each[1] for each in pairs])
    bold = confidence >= 0.8
    means = {
        name: float(np.mean([row[name] for row in rows.values()]))
        for name in ("qwk", "exact", "off_by_two", "evidence_f1")
    }
    return {
        "criteria": rows,
        **{f"mean_{name}": value for name, value in means.items()},
        "lowest_qwk": min(row["qwk"] for row in rows.values()),
        "na_f1": float(np.mean([row["na_f1"] for row in rows.values()])),
        "ece": calibration_error(confidence, right),
        "bold_share": float(bold.mean()),
        "bold_exact": float(right[bold].mean()) if bold.any() else float("nan"),
    }


def kinds_of(corpus: Corpus) -> dict[str, NDArray[np.int64]]:
    """Give the numbers of the records of each kind of writer: W to a target, X naturally."""
    first = np.array([writer[0] for writer in corpus.writers])
    return {kind: np.flatnonzero(first == kind) for kind in sorted(set(first.tolist()))}


def given_grades(corpus: Corpus, scores: Scores) -> NDArray[np.int64]:
    """Give the grades of scores as an array (records, criteria), -1 where a criterion does not apply."""
    parts = [[scores[record["id"]]["criteria"][key]["grade"] for key in JUDGED] for record in corpus.records]
    return np.array([[-1 if grade is None else grade for grade in row] for row in parts])
