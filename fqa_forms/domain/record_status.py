"""How a submitted visit record stands with its manager: one table of the moves that can be made."""

from collections.abc import Iterable
from enum import StrEnum


class RecordStatus(StrEnum):
    """How a record stands; the value is the word on the page."""

    SUBMITTED = "waiting for sign-off"
    RETURNED = "returned"
    ANSWERED = "answered"
    SIGNED_OFF = "signed off"


class Step(StrEnum):
    """What can happen to a submitted record; all but a correction are kept as the verdict of a review."""

    RETURNED = "returned"
    ANSWERED = "answered"
    SIGNED_OFF = "signed_off"
    CORRECTED = "corrected"


WAITING = (RecordStatus.SUBMITTED, RecordStatus.ANSWERED)

# What is not here cannot be done: nobody signs off over a question that was not answered, and a
# correction of a record signed off has to be read again.
MOVES: dict[tuple[RecordStatus, Step], RecordStatus] = {
    (RecordStatus.SUBMITTED, Step.RETURNED): RecordStatus.RETURNED,
    (RecordStatus.SUBMITTED, Step.SIGNED_OFF): RecordStatus.SIGNED_OFF,
    (RecordStatus.SUBMITTED, Step.CORRECTED): RecordStatus.SUBMITTED,
    (RecordStatus.RETURNED, Step.ANSWERED): RecordStatus.ANSWERED,
    (RecordStatus.RETURNED, Step.CORRECTED): RecordStatus.ANSWERED,
    (RecordStatus.ANSWERED, Step.RETURNED): RecordStatus.RETURNED,
    (RecordStatus.ANSWERED, Step.SIGNED_OFF): RecordStatus.SIGNED_OFF,
    (RecordStatus.ANSWERED, Step.CORRECTED): RecordStatus.ANSWERED,
    (RecordStatus.SIGNED_OFF, Step.CORRECTED): RecordStatus.SUBMITTED,
}


def can_follow(status: RecordStatus, step: Step) -> bool:
    """Whether a step can be taken from where a record stands."""
    return (status, step) in MOVES


def status_after(steps: Iterable[Step]) -> RecordStatus:
    """How a record stands after everything that happened to it; raises KeyError on a move that cannot be."""
    status = RecordStatus.SUBMITTED
    for step in steps:
        status = MOVES[status, step]
    return status
