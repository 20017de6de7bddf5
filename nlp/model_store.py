"""The trained model as data: JSON for people, NPZ for numbers, a manifest that says what made it."""

import hashlib
import io
import json
import zipfile
from dataclasses import fields
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nlp.context import ContextModel
from nlp.criteria import HERE, JUDGED
from nlp.evidence import Lexis, SentenceModel
from nlp.forest import Forest
from nlp.grading import GradeModel
from nlp.kind import KindModel
from nlp.scorer import Grader, Scorer

FOLDER = HERE / "model"
_NO_TIME = (1980, 1, 1, 0, 0, 0)
_STEPS = fields(GradeModel)
Arrays = dict[str, NDArray[Any]]


def write_arrays(path: Path, arrays: Arrays) -> None:
    """Write an NPZ file whose bytes depend on the arrays alone, not on the clock."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name in sorted(arrays):
            body = io.BytesIO()
            np.lib.format.write_array(body, np.ascontiguousarray(arrays[name]), allow_pickle=False)
            entry = zipfile.ZipInfo(f"{name}.npy", date_time=_NO_TIME)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, body.getvalue())


def read_arrays(path: Path) -> Arrays:
    """Read an NPZ file; objects, which could run code, are refused."""
    with np.load(path, allow_pickle=False) as archive:
        return {name: archive[name] for name in archive.files}


def file_hash(path: Path) -> str:
    """Give the SHA-256 of a file's bytes."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def quantised(table: NDArray[Any]) -> tuple[NDArray[np.int8], NDArray[np.float32]]:
    """Round a table to whole numbers of -127 to 127 with a scale for each column."""
    scale = np.maximum(np.abs(table).max(axis=0), 1e-12) / 127
    return np.round(table / scale).astype(np.int8), scale.astype(np.float32)


def sentence_arrays(model: SentenceModel) -> Arrays:
    """Lay a sentence model out as arrays, its tables rounded to a byte a weight."""
    arrays: Arrays = {"context_weights": model.context_weights}
    for kind, lexis, weights in (
        ("words", model.words, model.word_weights),
        ("skeleton", model.skeleton, model.skeleton_weights),
    ):
        table, scale = quantised(weights)
        arrays |= {f"{kind}_hashes": lexis.hashes, f"{kind}_idf": lexis.idf.astype(np.float16)}
        arrays |= {f"{kind}_table": table, f"{kind}_scale": scale}
    return arrays


def sentence_model(arrays: Arrays) -> SentenceModel:
    """Read a sentence model from its arrays."""
    lexes, tables = {}, {}
    for kind in ("words", "skeleton"):
        lexes[kind] = Lexis(arrays[f"{kind}_hashes"], arrays[f"{kind}_idf"].astype(np.float32))
        tables[kind] = arrays[f"{kind}_table"].astype(np.float32) * arrays[f"{kind}_scale"]
    return SentenceModel(
        lexes["words"], lexes["skeleton"], tables["words"], tables["skeleton"], arrays["context_weights"]
    )


def grader_arrays(name: str, grader: Grader) -> Arrays:
    """Lay a grader out as arrays."""
    steps = {f"{name}_step_{each.name}": getattr(grader.steps, each.name).astype(np.float32) for each in _STEPS}
    return steps | dataclass_arrays(f"{name}_forest", grader.forest)


def grader(name: str, arrays: Arrays) -> Grader:
    """Read a grader from its arrays."""
    steps = [arrays[f"{name}_step_{each.name}"].astype(np.float64) for each in _STEPS]
    parts = [arrays[f"{name}_forest_{each.name}"] for each in fields(Forest)]
    return Grader(GradeModel(*steps), Forest(parts[0], parts[1], parts[2], parts[3], parts[4], int(parts[5].item())))


@cache
def manifest() -> dict[str, Any]:
    """Read the manifest of the model in this package."""
    content: dict[str, Any] = json.loads((FOLDER / "manifest.json").read_text(encoding="utf-8"))
    return content


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Write JSON that reads well and is the same each time."""
    path.write_text(json.dumps(content, indent=1, sort_keys=True, ensure_ascii=False) + "\n", encoding="utf-8")


def dataclass_arrays(prefix: str, model: Any) -> Arrays:
    """Lay a dataclass of arrays and numbers out as named arrays."""
    return {f"{prefix}_{each.name}": np.asarray(getattr(model, each.name)) for each in fields(model)}


def context_model(arrays: Arrays) -> ContextModel:
    """Read a context model from its arrays."""
    return ContextModel(*(arrays[f"context_{each.name}"] for each in fields(ContextModel)))


def kind_model(arrays: Arrays) -> KindModel:
    """Read the model of a record's kind from its arrays."""
    return KindModel(*(arrays[f"kind_{each.name}"] for each in fields(KindModel)))


@cache
def load_scorer() -> Scorer:
    """Read the scorer in this package, once."""
    settings = json.loads((FOLDER / "model.json").read_text(encoding="utf-8"))
    thresholds = np.array([settings["evidence_thresholds"][key] for key in JUDGED])
    grades = read_arrays(FOLDER / "grades.npz")
    return Scorer(
        sentence_model(read_arrays(FOLDER / "sentences.npz")),
        context_model(grades),
        kind_model(grades),
        grader("targeted", grades),
        grader("natural", grades),
        thresholds,
    )
