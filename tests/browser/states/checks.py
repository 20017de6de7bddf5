"""The states of the pages about a household's checks: how they stand, what was recorded, and taking one back."""

from playwright.sync_api import Page

from tests.browser.conftest import Site
from tests.browser.states.state import State, both, choose, fill, press, problem

RECORD = "{checked_household}/checks/record"
TOO_EARLY = (
    *(choose("Annual review"), fill("#done_on-day", "1"), fill("#done_on-month", "2")),
    *(fill("#done_on-year", "1926"), press("Record this check")),
)


def send_to_the_marked_one(page: Page, site: Site) -> None:
    """Send the page to the check that somebody else marked as an error meanwhile."""
    page.locator("main form").evaluate("(form, to) => { form.action = to; }", site.scene.address("{wrong_check}"))


SECOND_REASON = both(
    fill("#reason", "It was the other household’s."), send_to_the_marked_one, press("Mark as an error")
)
CHECKS = [
    State("household-checks", "ssw", "{checked_household}#checks", "No date held"),
    State("household-checks-to-read", "head_of_service", "{checked_household}", "Everything recorded of these checks"),
    State("checks-recorded", "ssw", "{checked_household}/checks", "The year was mistyped"),
    State("checks-recorded-to-read", "head_of_service", "{checked_household}/checks", "Recorded in error"),
    State("checks-recorded-none", "ssw", "{vacant}/checks", "No check of this household is recorded yet."),
    State("checks-record", "ssw", RECORD, "Which check was done?"),
    problem("checks-record-empty", "ssw", RECORD, press("Record this check")),
    problem("checks-record-too-early", "team_manager", RECORD, *TOO_EARLY),
    State("checks-error", "ssw", "{recorded_check}", "What was wrong?"),
    problem("checks-error-without-reason", "ssw", "{recorded_check}", press("Mark as an error")),
    State("checks-error-marked", "ssw", "{wrong_check}", "It was marked as an error on"),
    State(
        "checks-error-marked-meanwhile", "ssw", "{recorded_check}", "What you typed is not kept", SECOND_REASON, True
    ),
    State("section-with-check-dates", "ssw", "{checked_draft}/sections/household", "Check dates, as they stand today"),
    State("whole-with-check-dates", "ssw", "{checked_draft}/whole", "Check dates, as they stand today"),
]
