"""kill -9 of the service at any moment of saving and submitting.

This tries our transactions, not a power cut: what the system had not yet written to the disk
outlives a killed process. For that there are synchronous=FULL on SQLite and fsync on PostgreSQL.
"""

import random

import pytest

from tests.faults.conftest import Say, check, wait_for_answers, writing
from tests.faults.running_service import BREATH, RunningService, wait_until
from tests.faults.writers import Writer

pytestmark = pytest.mark.faults
LONGEST = 0.06  # seconds: about as long as the longest request takes


def wait_for_a_moment(writers: list[Writer], chance: random.Random) -> None:
    """Any moment of any of the next few requests."""
    aim = sum(writer.sent for writer in writers) + chance.randint(1, 5)
    wait_until(lambda: sum(w.sent for w in writers) >= aim or any(w.failure for w in writers), "the next requests")
    BREATH.wait(chance.uniform(0, LONGEST))


def kill(service: RunningService, *, everything: bool) -> None:
    """Kill all workers, or gunicorn and them at once."""
    if everything:
        service.kill_all()
        service.start()
    else:
        wait_until(lambda: len(service.workers()) == 2, "two workers to kill")
        service.kill_workers()


def test_what_was_acknowledged_outlives_every_kill(
    running: RunningService, rounds: int, chance: random.Random, say: Say
) -> None:
    whole = 0
    with writing(running) as writers:
        for number in range(rounds):
            wait_for_a_moment(writers, chance)
            kill(running, everything=number % 20 == 2)
            whole += number % 20 == 2
            wait_for_answers(writers)
    found = check(writers)
    say(f"{rounds} kills, {whole} of them of gunicorn itself; {found}")
    assert found.wrong == []
    assert found.submits > 0
    assert found.cut_off > 0
