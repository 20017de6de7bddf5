"""Of the chances of the grades, one grade is chosen."""

import numpy as np
import pytest

from nlp.grading import choose_grades


@pytest.mark.parametrize("grade", range(4))
def test_a_sure_grade_is_chosen(grade: int) -> None:
    assert choose_grades(np.eye(4)[grade]) == grade


def test_the_grade_between_is_chosen_where_the_ends_are_as_likely() -> None:
    assert choose_grades(np.array([0.5, 0.0, 0.5, 0.0])) == 1


def test_a_far_miss_counts_for_more_than_a_bare_majority() -> None:
    chances = np.array([0.48, 0.0, 0.0, 0.52])  # the median is 3, which would be three off nearly every other time
    assert choose_grades(chances) in (1, 2)


def test_a_clear_majority_stands() -> None:
    assert choose_grades(np.array([0.2, 0.0, 0.0, 0.8])) == 3


def test_many_are_chosen_at_once() -> None:
    chances = np.array([[0.9, 0.1, 0, 0], [0, 0.1, 0.8, 0.1]])
    assert choose_grades(chances).tolist() == [0, 2]
