"""An audit entry carries exactly what its action declares."""

import pytest

from fqa_forms.domain.audit_actions import DETAILS, AuditAction, check_details

WORDS_OF_A_RECORD = {"text", "answers", "name", "email", "address", "words", "note"}


@pytest.mark.parametrize("action", AuditAction)
def test_every_action_declares_its_details_and_none_holds_words_of_a_record(action: AuditAction) -> None:
    check_details(action, dict.fromkeys(DETAILS[action], 1))
    assert not DETAILS[action] & WORDS_OF_A_RECORD


@pytest.mark.parametrize("details", [{}, {"section": 1}, {"section": 1, "revision": 1, "changed": 1, "text": "Max"}])
def test_other_details_are_refused(details: dict[str, object]) -> None:
    with pytest.raises(ValueError, match="draft_saved"):
        check_details(AuditAction.DRAFT_SAVED, details)
