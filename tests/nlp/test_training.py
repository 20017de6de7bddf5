"""Training again makes the same model, and the model in the package is the one that its manifest names."""

from pathlib import Path

from nlp.corpus_reader import CORPUS, make_corpus, read_lines
from nlp.evidence import HOLLOW
from nlp.model_store import FOLDER, file_hash, manifest
from nlp.training import Settings, prepare, train_model


def small_corpus():  # type: ignore[no-untyped-def]
    """Give the records of four writers, a few of each."""
    records = [
        record for record in read_lines(CORPUS / "records.jsonl") if record["id"][:3] in ("W01", "W05", "X02", "X09")
    ]
    records = records[::3]
    ratings = {record["id"]: [] for record in records}
    for rating in read_lines(CORPUS / "ratings.jsonl"):
        if rating["id"] in ratings:
            ratings[rating["id"]].append(rating)
    labels = {each["id"]: each["sentences"] for each in read_lines(CORPUS / "elements.jsonl") if each["id"] in ratings}
    return make_corpus(records, ratings, labels)


def test_training_is_the_same_byte_for_byte(tmp_path: Path) -> None:
    for name in ("first", "second"):
        train_model(tmp_path / name, small_corpus(), Settings(inner_folds=2), say=lambda _text: None)
    first = {path.name: path.read_bytes() for path in (tmp_path / "first").iterdir()}
    second = {path.name: path.read_bytes() for path in (tmp_path / "second").iterdir()}
    assert first == second
    assert set(first) == {"grades.npz", "manifest.json", "model.json", "sentences.npz"}


def test_sentences_of_an_empty_record_are_taught_as_hollow_and_others_are_not() -> None:
    records = [each for each in read_lines(CORPUS / "added_records.jsonl") if each["id"] in ("E01-01", "N01-01")]
    ratings = {each["id"]: [each] for each in read_lines(CORPUS / "added_ratings.jsonl") if each["id"][0] in "EN"}
    material = prepare(make_corpus(records, ratings, {}))
    writers = material.writers[: len(material.corpus.record_of)]
    hollow = material.targets[: len(writers), HOLLOW]
    assert set(hollow[writers == "E01"]) == {1.0}
    assert set(hollow[writers == "N01"]) == {0.0}


def test_the_model_in_the_package_is_the_one_that_was_measured() -> None:
    assert {name: file_hash(FOLDER / name) for name in manifest()["files"]} == manifest()["files"]


def test_the_model_was_made_from_this_corpus_and_these_words() -> None:
    for name, digest in manifest()["data"].items():
        folder = CORPUS if name.endswith(".jsonl") else CORPUS.parent
        assert file_hash(folder / name) == digest, name
