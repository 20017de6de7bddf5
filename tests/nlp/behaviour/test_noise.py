"""The form of the text moves hardly a grade."""

import pytest

from tests.nlp.behaviour.noise import NOISES
from tests.nlp.behaviour.suite import SEED, hold, moved, sample_corpus


@pytest.mark.parametrize("kind", NOISES)
def test_noise(kind: str) -> None:
    """Lower case, lost punctuation, bullets, typing mistakes, another box."""
    change = NOISES[kind]
    rate, wrong = moved((r["id"], r, change(r, SEED + place)) for place, r in enumerate(sample_corpus()))
    hold(kind, rate, wrong)
