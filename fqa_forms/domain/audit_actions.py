"""Every action the audit log knows, with the exact details each entry carries.

Details hold identifiers, counts and reasons chosen from a list, never words of a record
and never a name or an address.
"""

from enum import StrEnum


class AuditAction(StrEnum):
    """What happened."""

    SIGNED_IN = "signed_in"
    SIGN_IN_FAILED = "sign_in_failed"
    SIGNED_OUT = "signed_out"
    SESSION_ENDED = "session_ended"
    REFUSED = "refused"
    HOUSEHOLD_VIEWED = "household_viewed"
    CHECK_RECORDED = "check_recorded"
    CHECK_RECORDED_IN_ERROR = "check_recorded_in_error"
    DRAFT_STARTED = "draft_started"
    DRAFT_SAVED = "draft_saved"
    DRAFT_DISCARDED = "draft_discarded"
    HINT_ANSWERED = "hint_answered"
    PREFERENCE_SET = "preference_set"
    RECORD_SUBMITTED = "record_submitted"
    RECORD_CORRECTED = "record_corrected"
    RECORD_SCORED = "record_scored"
    RECORD_RETURNED = "record_returned"
    RECORD_ANSWERED = "record_answered"
    RECORD_SIGNED_OFF = "record_signed_off"
    RECORD_WITHDRAWN = "record_withdrawn"
    CARER_COMMENT_ADDED = "carer_comment_added"
    CARER_FILE_VIEWED = "carer_file_viewed"
    RECORD_VIEWED = "record_viewed"
    RECORD_DOWNLOADED = "record_downloaded"
    RECORD_LIST_VIEWED = "record_list_viewed"
    RECORD_IMPORTED = "record_imported"
    RECORDS_EXPORTED = "records_exported"
    USER_ADDED = "user_added"
    USER_CHANGED = "user_changed"
    TEAM_ADDED = "team_added"
    TEAM_CHANGED = "team_changed"
    PASSWORD_SET = "password_set"  # noqa: S105 - the name of a deed
    HOUSEHOLD_ALLOCATED = "household_allocated"

    @property
    def in_words(self) -> str:
        """The action in words, as the log shows it."""
        return self.value.replace("_", " ").capitalize()


DETAILS: dict[AuditAction, frozenset[str]] = {
    AuditAction.SIGNED_IN: frozenset(),
    AuditAction.SIGN_IN_FAILED: frozenset({"reason"}),
    AuditAction.SIGNED_OUT: frozenset(),
    AuditAction.SESSION_ENDED: frozenset({"user_session_id"}),
    AuditAction.REFUSED: frozenset({"endpoint", "method", "status", "reason"}),
    AuditAction.HOUSEHOLD_VIEWED: frozenset(),
    AuditAction.CHECK_RECORDED: frozenset({"check_id", "kind", "done_on"}),
    AuditAction.CHECK_RECORDED_IN_ERROR: frozenset({"check_id", "kind"}),
    AuditAction.DRAFT_STARTED: frozenset({"form", "form_version"}),
    AuditAction.DRAFT_SAVED: frozenset({"section", "revision", "changed"}),
    AuditAction.DRAFT_DISCARDED: frozenset(),
    AuditAction.HINT_ANSWERED: frozenset({"hint", "answer"}),
    AuditAction.PREFERENCE_SET: frozenset({"preference", "on"}),
    AuditAction.RECORD_SUBMITTED: frozenset({"version", "draft_id"}),
    AuditAction.RECORD_CORRECTED: frozenset({"version", "draft_id"}),
    AuditAction.RECORD_RETURNED: frozenset({"version"}),
    AuditAction.RECORD_ANSWERED: frozenset({"version"}),
    AuditAction.RECORD_SIGNED_OFF: frozenset({"version"}),
    AuditAction.RECORD_WITHDRAWN: frozenset({"version"}),
    AuditAction.CARER_COMMENT_ADDED: frozenset({"carer_id"}),
    AuditAction.CARER_FILE_VIEWED: frozenset({"shown"}),
    AuditAction.RECORD_SCORED: frozenset({"version", "score_id", "model_version", "rubric_version"}),
    AuditAction.RECORD_VIEWED: frozenset({"version"}),
    AuditAction.RECORD_DOWNLOADED: frozenset({"version", "format"}),
    AuditAction.RECORD_LIST_VIEWED: frozenset({"shown"}),
    AuditAction.RECORD_IMPORTED: frozenset({"version", "line"}),
    AuditAction.RECORDS_EXPORTED: frozenset({"count", "kind"}),
    AuditAction.USER_ADDED: frozenset({"roles"}),
    AuditAction.USER_CHANGED: frozenset({"changed"}),
    AuditAction.TEAM_ADDED: frozenset(),
    AuditAction.TEAM_CHANGED: frozenset({"changed"}),
    AuditAction.PASSWORD_SET: frozenset(),
    AuditAction.HOUSEHOLD_ALLOCATED: frozenset({"user_id", "starts_on"}),
}


def check_details(action: AuditAction, details: dict[str, object]) -> None:
    """Raise ValueError unless the details are exactly those the action declares."""
    if set(details) != DETAILS[action]:
        raise ValueError(f"audit action {action} carries {sorted(DETAILS[action])}, got {sorted(details)}")
