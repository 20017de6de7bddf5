"""A record's manner decides how far each grader is heard."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nlp.corpus_reader import read_corpus
from nlp.fitting import fit_manner
from nlp.manner import MannerModel, share_boxed
from nlp.model_store import load_scorer
from nlp.pooling import record_features
from nlp.scorer import chances_of, grade, read_evidence, read_sentences

SHAPE = (2, 3)
ANY = st.floats(-50, 50, allow_nan=False)


def leaning(bias: float) -> MannerModel:
    """Give a model that says the same of every record."""
    return MannerModel(np.zeros(6), np.ones(6), np.zeros(6), np.array([bias]))


@given(bias=ANY)
def test_a_share_is_a_share_and_a_clear_case_is_all_or_nothing(bias: float) -> None:
    share = share_boxed(leaning(bias), np.zeros(SHAPE))
    assert 0 <= share <= 1
    assert share in (0, 1) or abs(bias) < 4


def test_the_model_learns_to_tell_two_manners_apart() -> None:
    chance = np.random.default_rng(3)
    boxed = np.arange(60) % 2 == 0
    features = chance.normal(size=(60, *SHAPE)) + np.where(boxed, 2.0, -2.0)[:, None, None]
    model = fit_manner(features, boxed)
    told = [share_boxed(model, each) > 0.5 for each in features]
    assert told == boxed.tolist()


def features_of_one_record():  # type: ignore[no-untyped-def]
    """Give the shipped scorer and the features of a record of the corpus."""
    corpus, scorer = read_corpus(), load_scorer()
    scores = read_sentences(scorer.sentences, corpus.units[0])
    evidence = read_evidence(scorer.context, scores, corpus.units[0])
    return scorer, record_features(evidence, scores, corpus.units[0], corpus.records[0]).astype(np.float64)


def test_a_clear_case_is_graded_by_its_own_grader_and_a_doubtful_one_by_both() -> None:
    scorer, features = features_of_one_record()
    flat = scorer.manner
    boxed, told = grade(scorer.boxed, features), grade(scorer.told, features)

    def chances(bias: float):  # type: ignore[no-untyped-def]
        manner = replace(flat, weights=flat.weights * 0, bias=np.array([bias]))
        return chances_of(replace(scorer, manner=manner), features)

    assert np.allclose(chances(20.0), boxed)
    assert np.allclose(chances(-20.0), told)
    assert np.allclose(chances(0.0), (boxed + told) / 2)
    assert np.allclose(chances(0.0).sum(axis=1), 1)
