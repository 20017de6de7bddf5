"""What a person prefers in how pages look, remembered from one visit to the next."""

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.models import User
from fqa_forms.services.audit import record_entry

PREFERENCES = ("whole_form", "coach_folded")


def set_preference(person: User, name: str, on: bool) -> None:
    """Remember one of the preferences; raises ValueError for one that there is not."""
    if name not in PREFERENCES:
        raise ValueError(f"no preference is called {name}")
    setattr(person, name, on)
    record_entry(AuditAction.PREFERENCE_SET, actor=person, subject=person, preference=name, on=on)
