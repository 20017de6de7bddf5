"""What a scorer must beat: always the commonest grade, length, a count of keywords, TF-IDF of the whole record."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression

from nlp.corpus_reader import Corpus
from nlp.criteria import JUDGED, read_data
from nlp.fitting import GradeSettings, fit_grades
from nlp.grading import choose_grades, grade_probabilities
from nlp.text import PRIOR_ITEM, SECTIONS

Grades = NDArray[np.int64]


def _whole_text(record: dict[str, Any]) -> str:
    items = [
        text for key in ("prior_actions", "actions") for item in record.get(key, []) for text in item.values() if text
    ]
    return " ".join([*record["text"].values(), *items])


def _length_features(corpus: Corpus) -> NDArray[np.float64]:
    """Give each record's number of words, as a logarithm, for every criterion alike."""
    counts = [[len(_whole_text(record).split())] for record in corpus.records]
    return np.repeat(np.log1p(np.array(counts, dtype=np.float64))[:, None, :], len(JUDGED), axis=1)


def _form_features(corpus: Corpus) -> NDArray[np.float64]:
    """Give the words in each section and the items in each list, as logarithms, for every criterion alike."""
    rows = []
    for record in corpus.records:
        counts = [len((record["text"].get(section) or "").split()) for section in SECTIONS[:PRIOR_ITEM]]
        rows.append(
            np.log1p([sum(counts), *counts, len(record.get("actions", [])), len(record.get("prior_actions", []))])
        )
    return np.repeat(np.array(rows)[:, None, :], len(JUDGED), axis=1)


def _keyword_features(corpus: Corpus) -> NDArray[np.float64]:
    """Give for each criterion how often its keywords stand in the record, as a logarithm."""
    keywords = read_data("keywords.toml")["keywords"]
    texts = [_whole_text(record).lower() for record in corpus.records]
    counts = [[[sum(text.count(word) for word in keywords[key])] for key in JUDGED] for text in texts]
    return np.log1p(np.array(counts, dtype=np.float64))


def _predict(features: NDArray[np.float64], corpus: Corpus, train: Grades, test: Grades) -> Grades:
    model = fit_grades(features[train], corpus.grades[train], GradeSettings(freedom=1.0))
    return np.array([choose_grades(grade_probabilities(model, features[number])) for number in test])


def _majority(corpus: Corpus, train: Grades, test: Grades) -> Grades:
    common = [np.bincount(column[column >= 0]).argmax() for column in corpus.grades[train].T]
    return np.tile(common, (len(test), 1))


def _whole_record(corpus: Corpus, train: Grades, test: Grades) -> Grades:
    texts = [_whole_text(record) for record in corpus.records]
    vectors = TfidfVectorizer(sublinear_tf=True, min_df=2)
    known = vectors.fit_transform([texts[number] for number in train])
    asked = vectors.transform([texts[number] for number in test])
    columns = []
    for column in range(len(JUDGED)):
        judged = corpus.grades[train, column] >= 0
        model = LogisticRegression(C=10.0, max_iter=300).fit(known[judged], corpus.grades[train, column][judged])
        columns.append(model.predict(asked))
    return np.array(columns).T


def baseline_grades(corpus: Corpus) -> dict[str, Grades]:
    """Grade every record out of writer by each baseline; arrays of shape (records, criteria)."""
    features = {
        "length": _length_features(corpus),
        "length of each section": _form_features(corpus),
        "keyword count": _keyword_features(corpus),
    }
    out = {name: np.zeros_like(corpus.grades) for name in ("majority", *features, "whole-record TF-IDF")}
    for writer in sorted(set(corpus.writers.tolist())):
        test, train = np.flatnonzero(corpus.writers == writer), np.flatnonzero(corpus.writers != writer)
        out["majority"][test] = _majority(corpus, train, test)
        for name, table in features.items():
            out[name][test] = _predict(table, corpus, train, test)
        out["whole-record TF-IDF"][test] = _whole_record(corpus, train, test)
    return out
