"""A household whose checks are in every state, for the list of states."""

from datetime import date, timedelta

from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db
from fqa_forms.models import HouseholdMember, User
from fqa_forms.services.household_checks import mark_in_error
from tests import factories

MISTYPED = "The year was mistyped: it was last year’s."


def set_checks(ssw: User) -> dict[str, str]:
    """One household with checks up to date, due soon, overdue and without a date; one with nothing recorded."""
    home = factories.make_household(ssw=ssw, carers=("Una Reid", "Vic Reid"), members=(("Wyn Reid", "son"),))
    una = f"carer-{home.carers[0].id}"
    db.session.add(HouseholdMember(household_id=home.id, name="Xan Reid", relation="son", born_on=date(2001, 2, 3)))
    db.session.commit()
    for kind, days, whose in (
        ("dbs", 300, una),
        ("medical", 3 * 365 - 20, una),
        ("annual_review", 330, "household"),
        ("tsd", 1000, una),
        ("development_plan", 500, una),
    ):
        last = factories.make_check(home, kind, today() - timedelta(days=days), ssw, whose)
    wrong = factories.make_check(home, "health_and_safety", today(), ssw)
    begin_write()
    mark_in_error(wrong, MISTYPED, ssw)
    db.session.commit()
    draft = factories.make_draft(home, ssw)
    return {
        "checked_household": f"/households/{home.id}",
        "recorded_check": f"/checks/{last.id}/error",
        "wrong_check": f"/checks/{wrong.id}/error",
        "checked_draft": f"/drafts/{draft.id}",
    }
