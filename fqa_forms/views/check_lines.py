"""How the checks of a household are put into words on a page, and whether it offers to record one."""

from flask_login import current_user

from fqa_forms.domain.checks import CheckLine
from fqa_forms.domain.due_dates import DueState
from fqa_forms.domain.permissions import Permission
from fqa_forms.models import Household
from fqa_forms.services.households import is_in_reach
from fqa_forms.views.page_furniture import long_date

STATES = {
    DueState.OVERDUE: ("Overdue", "red"),
    DueState.DUE_SOON: ("Due soon", "yellow"),
    DueState.UNKNOWN: ("No date held", "grey"),
    DueState.IN_DATE: ("Up to date", "green"),
}
NO_DATE = "No date held"


def due_in_words(line: CheckLine) -> str:
    """When a check was last done and is next due, in a line."""
    last = f"Last done {long_date(line.last_done)}" if line.last_done else NO_DATE
    if line.due:
        return f"{last}, {'was ' if line.state is DueState.OVERDUE else ''}due by {long_date(line.due)}"
    return f"{last}, done once for all" if line.last_done else last


def may_record_check(household: Household) -> bool:
    """Whether whoever is signed in may record checks of this household, which they see, not of any.

    Where they record as far as they see, the door of the page has asked already.
    """
    sees, records = (current_user.scopes(each) for each in (Permission.VIEW_HOUSEHOLD, Permission.RECORD_CHECK))
    return bool(records) and (sees <= records or is_in_reach(household, current_user, Permission.RECORD_CHECK))


def due_cell(line: CheckLine) -> str:
    """When a check is next due, for a table."""
    if line.due:
        return long_date(line.due)
    return "Not again" if line.last_done else "Not known"
