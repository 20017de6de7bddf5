"""Training: sentence models fitted out of fold, grade models on what they say of writers they never saw."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.corpus_reader import Corpus, read_training, sentence_targets, with_drills
from nlp.criteria import HERE, JUDGED, read_data
from nlp.evidence import COLUMNS, ELEMENTS, HOLLOW, TARGETS, Scores, SentenceModel
from nlp.fitting import SentenceSettings, fit_context, fit_kind, fit_sentences
from nlp.fitting_graders import GraderSettings, Rated, fit_grader
from nlp.grading import Floats
from nlp.model_store import (
    FOLDER,
    dataclass_arrays,
    file_hash,
    grader_arrays,
    sentence_arrays,
    write_arrays,
    write_json,
)
from nlp.pooling import record_features
from nlp.scorer import Scorer, read_evidence, read_sentences
from nlp.signals import Signals, signals_of, take_rows
from nlp.text import PRIOR_ITEM, SECTIONS, Unit, tokens_of

Mask = NDArray[np.bool_]
Say = Callable[[str], None]
_CODE = (
    *(
        "text",
        "people",
        "signals",
        "spelling",
        "elements",
        "evidence",
        "facets",
        "guards",
        "context",
        "scorer",
        "structure",
        "pooling",
        "grading",
        "kind",
        "forest",
    ),
    *("fitting", "fitting_forest", "fitting_graders", "corpus_reader", "drills", "training"),
)
_HOLLOW_WRITERS = [f"hollow{number}" for number in range(4)]


@dataclass(frozen=True)
class Settings:
    """Everything that training can be told; chosen on training writers, then fixed."""

    sentences: SentenceSettings = field(default_factory=SentenceSettings)
    graders: GraderSettings = field(default_factory=GraderSettings)
    kind_freedom: float = 0.02  # the inverse penalty of the model of a record's kind
    inner_folds: int = 4


@dataclass(frozen=True)
class Material:
    """A corpus made ready for fitting: its units in one list, their signals and targets."""

    corpus: Corpus
    units: list[Unit]
    signals: Signals
    targets: Scores
    writers: NDArray[np.str_]

    @property
    def drilled(self) -> Mask:
        """Say which units belong to a drill: they teach how sentences make a grade, not what a sentence carries."""
        drilled = np.zeros(len(self.units), dtype=bool)
        drilled[: len(self.corpus.record_of)] = self.corpus.drilled[self.corpus.record_of]
        return drilled


def prepare(corpus: Corpus) -> Material:
    """Make a corpus ready for fitting: its own sentences, their drills, then the hollow ones, which no record has."""
    corpus = with_drills(corpus)
    hollow = hollow_units()
    units = [*chain.from_iterable(corpus.units), *hollow]
    own = len(units) - len(hollow)
    targets = np.zeros((len(units), COLUMNS), dtype=np.float32)
    targets[:own, :TARGETS] = sentence_targets(corpus)
    targets[:own, ELEMENTS] = corpus.elements
    targets[:own, HOLLOW] = corpus.empty[corpus.record_of]
    targets[own:, HOLLOW] = 1
    writers = [
        *corpus.writer_of_unit.tolist(),
        *(_HOLLOW_WRITERS[number // PRIOR_ITEM % 4] for number in range(len(hollow))),
    ]
    return Material(corpus, units, signals_of(units), targets, np.array(writers))


def hollow_units() -> list[Unit]:
    """Read the hollow sentences as units, each in every section of the form."""
    sentences = list(chain.from_iterable(read_data("hollow.toml").values()))
    units = []
    for sentence in sentences:
        if tokens := tokens_of(sentence, {}):
            units += [Unit(SECTIONS[section], 0, len(sentence), section, tokens) for section in range(PRIOR_ITEM)]
    return units


def fit_on(material: Material, writers: Iterable[str], settings: Settings) -> SentenceModel:
    """Fit a sentence model to the records of some writers, and to the hollow sentences."""
    kept = np.isin(material.writers, [*writers, *_HOLLOW_WRITERS]) & ~material.drilled
    numbers = np.unique(material.writers[kept], return_inverse=True)[1]
    units = [unit for unit, keep in zip(material.units, kept, strict=True) if keep]
    return fit_sentences(take_rows(material.signals, kept), units, numbers, material.targets[kept], settings.sentences)


def folds_of(writers: list[str], count: int) -> list[list[str]]:
    """Deal writers into folds, so that each fold has both kinds of writer."""
    return [writers[number::count] for number in range(min(count, len(writers)))]


def scores_out_of_fold(material: Material, writers: list[str], settings: Settings) -> dict[int, Scores]:
    """Score every record of some writers by a sentence model that saw neither its writer nor its fold."""
    corpus, scores = material.corpus, {}
    for held_out in folds_of(writers, settings.inner_folds):
        model = fit_on(material, [writer for writer in writers if writer not in held_out], settings)
        for number in np.flatnonzero(np.isin(corpus.writers, held_out)).tolist():
            scores[number] = read_sentences(model, corpus.units[number])
    return dict(sorted(scores.items()))


def train(material: Material, writers: list[str], settings: Settings) -> Scorer:
    """Train a whole scorer on the records of some writers and nothing else."""
    corpus = material.corpus
    scores = scores_out_of_fold(material, writers, settings)
    units = [corpus.units[number] for number in scores]
    marked = np.concatenate([corpus.evidence[corpus.record_of == number] for number in scores])
    context = fit_context(list(scores.values()), units, marked)
    evidence = [read_evidence(context, each, of) for each, of in zip(scores.values(), units, strict=True)]
    rows = zip(evidence, scores.items(), units, strict=True)
    features = np.array([record_features(seen, each, of, corpus.records[number]) for seen, (number, each), of in rows])
    rated = Rated(features.astype(np.float64), corpus, np.array(list(scores)))
    folds = folds_of(writers, settings.inner_folds)
    targeted = rated.to_target
    return Scorer(
        fit_on(material, writers, settings),
        context,
        fit_kind(rated.features, targeted, settings.kind_freedom),
        fit_grader(rated, targeted, targeted, folds, settings.graders),
        fit_grader(rated, np.ones(len(targeted), dtype=bool), ~targeted, folds, settings.graders),
        choose_thresholds(marked, np.concatenate(evidence)),
    )


def choose_thresholds(marked: Scores, evidence: Scores) -> Floats:
    """Choose for each criterion the score from which a sentence is shown as evidence: the best F1 on these records."""
    best = []
    for column in range(len(JUDGED)):
        truth = marked[:, column] >= 0.5
        f1 = []
        for threshold in (grid := np.arange(0.1, 0.61, 0.025)):
            shown = evidence[:, column] >= threshold
            f1.append(2 * (shown & truth).sum() / max(shown.sum() + truth.sum(), 1))
        best.append(grid[int(np.argmax(f1))])
    return np.array(best)


def write_model(trained: Scorer, folder: Path, notes: dict[str, Any]) -> None:
    """Write a trained scorer and its manifest; the version is drawn from the bytes themselves."""
    folder.mkdir(parents=True, exist_ok=True)
    write_arrays(folder / "sentences.npz", sentence_arrays(trained.sentences))
    parts = dataclass_arrays("context", trained.context) | dataclass_arrays("kind", trained.kind)
    graders = grader_arrays("targeted", trained.targeted) | grader_arrays("natural", trained.natural)
    write_arrays(folder / "grades.npz", parts | graders)
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
    data = [
        *sorted((HERE / "corpus").glob("*.jsonl")),
        HERE / "words.txt",
        *(HERE / f"{name}.toml" for name in ("elements", "facets", "grading", "guards", "hollow", "lexicon")),
    ]
    code = [HERE / f"{name}.py" for name in _CODE]
    return {
        "data": {path.name: file_hash(path) for path in data},
        "code": {path.name: file_hash(path) for path in code},
    }


def train_model(
    folder: Path = FOLDER, corpus: Corpus | None = None, settings: Settings | None = None, say: Say = print
) -> None:
    """Train on the whole corpus and write the model to `folder`."""
    material = prepare(corpus or read_training())
    writers = sorted(set(material.corpus.writers.tolist()))
    say(f"training on {len(material.corpus.records)} records by {len(writers)} writers")
    write_model(train(material, writers, settings or Settings()), folder, provenance())
    say(f"model written to {folder.name}/")
