"""A record's kind decides how far each grader is heard."""

from dataclasses import replace

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from nlp.corpus_reader import read_corpus
from nlp.fitting import fit_kind
from nlp.kind import KindModel, share_to_target
from nlp.model_store import load_scorer
from nlp.pooling import record_features
from nlp.scorer import chances_of, grade, read_evidence, read_sentences

SHAPE = (2, 3)
ANY = st.floats(-50, 50, allow_nan=False)


def leaning(bias: float) -> KindModel:
    """Give a model that says the same of every record."""
    return KindModel(np.zeros(6), np.ones(6), np.zeros(6), np.array([bias]))


@given(bias=ANY)
def test_a_share_is_a_share_and_a_clear_case_is_all_or_nothing(bias: float) -> None:
    share = share_to_target(leaning(bias), np.zeros(SHAPE))
    assert 0 <= share <= 1
    assert share in (0, 1) or abs(bias) < 4


def test_the_model_learns_to_tell_two_kinds_apart() -> None:
    chance = np.random.default_rng(3)
    to_target = np.arange(60) % 2 == 0
    features = chance.normal(size=(60, *SHAPE)) + np.where(to_target, 2.0, -2.0)[:, None, None]
    model = fit_kind(features, to_target, 0.02)
    taken = [share_to_target(model, each) > 0.5 for each in features]
    assert taken == to_target.tolist()


def features_of_one_record():  # type: ignore[no-untyped-def]
    """Give the shipped scorer and the features of a record of the corpus."""
    corpus, scorer = read_corpus(), load_scorer()
    scores = read_sentences(scorer.sentences, corpus.units[0])
    evidence = read_evidence(scorer.context, scores, corpus.units[0])
    return scorer, record_features(evidence, scores, corpus.units[0], corpus.records[0]).astype(np.float64)


def test_a_clear_case_is_graded_by_its_own_grader_and_a_doubtful_one_by_both() -> None:
    scorer, features = features_of_one_record()
    flat = scorer.kind
    targeted, natural = grade(scorer.targeted, features), grade(scorer.natural, features)

    def chances(bias: float):  # type: ignore[no-untyped-def]
        kind = replace(flat, weights=flat.weights * 0, bias=np.array([bias]))
        return chances_of(replace(scorer, kind=kind), features)

    assert np.allclose(chances(20.0), targeted)
    assert np.allclose(chances(-20.0), natural)
    assert np.allclose(chances(0.0), (targeted + natural) / 2)
    assert np.allclose(chances(0.0).sum(axis=1), 1)
