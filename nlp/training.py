"""Training: sentence models fitted out of fold, grade models on what they say of writers they never saw."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.corpus_reader import Corpus, read_corpus, sentence_targets
from nlp.criteria import HERE, JUDGED
from nlp.evidence import Scores, SentenceModel, sentence_scores
from nlp.fitting import GradeSettings, SentenceSettings, fit_grades, fit_sentences
from nlp.grading import Floats, GradeModel
from nlp.model_store import FOLDER, Scorer, file_hash, grade_arrays, sentence_arrays, write_arrays, write_json
from nlp.pooling import record_features
from nlp.signals import Signals, signals_of, take_rows
from nlp.text import Unit

Mask = NDArray[np.bool_]
Say = Callable[[str], None]


@dataclass(frozen=True)
class Settings:
    """Everything that training can be told; chosen on training writers, then fixed."""

    sentences: SentenceSettings = field(default_factory=SentenceSettings)
    grades: GradeSettings = field(default_factory=GradeSettings)
    inner_folds: int = 5


@dataclass(frozen=True)
class Material:
    """A corpus made ready for fitting: its units in one list, their signals and targets."""

    corpus: Corpus
    units: list[Unit]
    signals: Signals
    targets: Scores


def prepare(corpus: Corpus) -> Material:
    """Make a corpus ready for fitting."""
    units = list(chain.from_iterable(corpus.units))
    return Material(corpus, units, signals_of(units), sentence_targets(corpus))


def fit_on(material: Material, writers: Iterable[str], settings: Settings) -> SentenceModel:
    """Fit a sentence model to the records of some writers."""
    names = material.corpus.writer_of_unit
    kept = np.isin(names, list(writers))
    numbers = np.unique(names[kept], return_inverse=True)[1]
    units = [unit for unit, keep in zip(material.units, kept, strict=True) if keep]
    return fit_sentences(take_rows(material.signals, kept), units, numbers, material.targets[kept], settings.sentences)


def features_of(model: SentenceModel, corpus: Corpus, numbers: Iterable[int]) -> tuple[list[Scores], Floats]:
    """Give sentence scores and grading features of some records."""
    scores = [sentence_scores(model, corpus.units[number]) for number in numbers]
    features = [
        record_features(each, corpus.units[number], corpus.records[number])
        for each, number in zip(scores, numbers, strict=True)
    ]
    return scores, np.array(features, dtype=np.float64)


def folds_of(writers: list[str], count: int) -> list[list[str]]:
    """Deal writers into folds, so that each fold has both kinds of writer."""
    return [writers[number::count] for number in range(min(count, len(writers)))]


def train(material: Material, writers: list[str], settings: Settings) -> Scorer:
    """Train a whole scorer on the records of some writers and nothing else."""
    corpus = material.corpus
    scores: dict[int, Scores] = {}
    features: dict[int, Floats] = {}
    for held_out in folds_of(writers, settings.inner_folds):
        model = fit_on(material, [writer for writer in writers if writer not in held_out], settings)
        numbers = [int(number) for number in np.flatnonzero(np.isin(corpus.writers, held_out))]
        for number, score, feature in zip(numbers, *features_of(model, corpus, numbers), strict=True):
            scores[number], features[number] = score, feature
    numbers = sorted(features)
    stacked = np.array([features[number] for number in numbers])
    grades = fit_grades(stacked, corpus.grades[numbers], settings.grades)
    thresholds = choose_thresholds(corpus, numbers, scores)
    return Scorer(fit_on(material, writers, settings), grades, thresholds)


def choose_thresholds(corpus: Corpus, numbers: list[int], scores: dict[int, Scores]) -> Floats:
    """Choose for each criterion the score from which a sentence is shown as evidence: the best F1 on these records."""
    marked = np.concatenate([corpus.evidence[corpus.record_of == number] for number in numbers])
    stacked = np.concatenate([scores[number] for number in numbers])
    best = []
    for column in range(len(JUDGED)):
        truth = marked[:, column] >= 0.5
        f1 = []
        for threshold in (grid := np.arange(0.1, 0.61, 0.025)):
            shown = stacked[:, column] >= threshold
            f1.append(2 * (shown & truth).sum() / max(shown.sum() + truth.sum(), 1))
        best.append(grid[int(np.argmax(f1))])
    return np.array(best)


def write_model(trained: Scorer, folder: Path, notes: dict[str, Any]) -> None:
    """Write a trained scorer and its manifest; the version is drawn from the bytes themselves."""
    folder.mkdir(parents=True, exist_ok=True)
    write_arrays(folder / "sentences.npz", sentence_arrays(trained.sentences))
    write_arrays(folder / "grades.npz", grade_arrays(trained.grades))
    thresholds = {key: round(float(value), 4) for key, value in zip(JUDGED, trained.thresholds, strict=True)}
    write_json(folder / "model.json", {"evidence_thresholds": thresholds})
    files = {name: file_hash(folder / name) for name in ("grades.npz", "model.json", "sentences.npz")}
    digest = "".join(files.values())
    version = f"1.0+{file_hash_of_text(digest)[:12]}"
    write_json(folder / "manifest.json", {"version": version, "files": files, **notes})


def file_hash_of_text(text: str) -> str:
    """Give the SHA-256 of a text."""
    return hashlib.sha256(text.encode()).hexdigest()


def provenance() -> dict[str, Any]:
    """Give the hashes of what the model is made from: corpus, data files and the code that reads text."""
    data = [*sorted((HERE / "corpus").glob("*.jsonl")), HERE / "lexicon.toml", HERE / "grading.toml"]
    code = [
        HERE / f"{name}.py"
        for name in ("text", "signals", "evidence", "structure", "pooling", "grading", "fitting", "training")
    ]
    return {
        "data": {path.name: file_hash(path) for path in data},
        "code": {path.name: file_hash(path) for path in code},
    }


def train_model(
    folder: Path = FOLDER, corpus: Corpus | None = None, settings: Settings | None = None, say: Say = print
) -> None:
    """Train on the whole corpus and write the model to `folder`."""
    material = prepare(corpus or read_corpus())
    writers = sorted(set(material.corpus.writers.tolist()))
    say(f"training on {len(material.corpus.records)} records by {len(writers)} writers")
    write_model(train(material, writers, settings or Settings()), folder, provenance())
    say(f"model written to {folder.name}/")
