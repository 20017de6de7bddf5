"""How a record stands with its manager, and the moves that can be made."""

import pytest

from fqa_forms.domain.record_status import MOVES, RecordStatus, Step, can_follow, status_after


@pytest.mark.parametrize(
    ("steps", "status"),
    [
        ("", "waiting for sign-off"),
        ("returned", "returned"),
        ("returned answered", "answered"),
        ("returned corrected", "answered"),
        ("returned answered returned answered signed_off", "signed off"),
        ("signed_off corrected", "waiting for sign-off"),
        ("corrected signed_off", "signed off"),
    ],
)
def test_how_a_record_stands_after_what_happened(steps: str, status: str) -> None:
    assert status_after(Step(step) for step in steps.split()) == RecordStatus(status)


@pytest.mark.parametrize(
    ("status", "step"),
    [
        (RecordStatus.RETURNED, Step.SIGNED_OFF),
        (RecordStatus.RETURNED, Step.RETURNED),
        (RecordStatus.SUBMITTED, Step.ANSWERED),
        (RecordStatus.ANSWERED, Step.ANSWERED),
        (RecordStatus.SIGNED_OFF, Step.SIGNED_OFF),
        (RecordStatus.SIGNED_OFF, Step.RETURNED),
    ],
)
def test_what_cannot_be_done(status: RecordStatus, step: Step) -> None:
    assert not can_follow(status, step)
    with pytest.raises(KeyError):
        _ = MOVES[status, step]


@pytest.mark.parametrize("status", RecordStatus)
def test_a_record_can_be_corrected_however_it_stands_and_is_then_read_again(status: RecordStatus) -> None:
    assert MOVES[status, Step.CORRECTED] in (RecordStatus.SUBMITTED, RecordStatus.ANSWERED)
