"""Fitting sentences: what a record does not know of its sentences neither teaches nor unteaches."""

import numpy as np
from scipy.sparse import csr_matrix

from nlp.fitting import ridge, ridge_of_known

PENALTY, STEPS = 0.5, 60


def test_ridge_finds_what_the_normal_equations_say() -> None:
    chance = np.random.default_rng(4)
    matrix = chance.normal(size=(40, 5)).astype(np.float32)
    targets = chance.normal(size=(40, 2)).astype(np.float32)
    exact = np.linalg.solve(matrix.T @ matrix + PENALTY * np.eye(5), matrix.T @ targets)
    found = ridge(csr_matrix(matrix), targets, PENALTY, STEPS)
    assert np.allclose(found, exact, atol=1e-4)


def test_a_target_that_some_rows_do_not_know_is_learnt_from_the_others() -> None:
    chance = np.random.default_rng(5)
    matrix = csr_matrix(chance.normal(size=(40, 5)).astype(np.float32))
    targets = chance.normal(size=(40, 3)).astype(np.float32)
    targets[25:, 1] = np.nan
    found = ridge_of_known(matrix, targets, PENALTY, STEPS)
    assert np.array_equal(found[:, [0, 2]], ridge(matrix, targets[:, [0, 2]], PENALTY, STEPS))
    assert np.array_equal(found[:, [1]], ridge(matrix[:25], targets[:25, [1]], PENALTY, STEPS))


def test_a_target_that_no_row_knows_is_learnt_as_nothing() -> None:
    matrix = csr_matrix(np.eye(3, dtype=np.float32))
    found = ridge_of_known(matrix, np.full((3, 1), np.nan, dtype=np.float32), PENALTY, STEPS)
    assert not found.any()
