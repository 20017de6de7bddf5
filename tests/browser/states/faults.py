"""The states in which something went wrong: no connection, an ended session, a full disk, pages that refuse."""

from playwright.sync_api import Page
from sqlalchemy.exc import OperationalError
from werkzeug.exceptions import BadRequest

from tests.browser.conftest import Site
from tests.browser.states import writing_steps as steps
from tests.browser.states.state import State, Step

ANALYSIS = "{clash_draft}/sections/analysis"
# Where words stay unsaved, a page goes on trying: nobody else looks at that draft.
UNSAVED = "{late_draft}/sections/analysis"


def with_a_fault(fault: Exception) -> Step:
    """Open a page that meets a fault of the service."""

    def refuse() -> None:
        raise fault

    def step(page: Page, site: Site) -> None:
        views, config = site.app.view_functions, site.app.config
        view, config["PROPAGATE_EXCEPTIONS"] = views["about.privacy"], False
        views["about.privacy"] = refuse
        page.goto("/privacy")
        views["about.privacy"], config["PROPAGATE_EXCEPTIONS"] = view, True

    return step


def try_too_often(page: Page, _site: Site) -> None:
    """Sign in with a wrong password until the service has had enough."""
    for _ in range(12):
        page.locator("#email").fill("nobody@demo.test")
        page.locator("#password").fill("guessed")
        with page.expect_navigation():
            page.get_by_role("button", name="Sign in").click()
        if "15 minutes" in page.locator("main").inner_text():
            return


# What the page says of a save that is tried by itself.
AUTOSAVES = [
    State("saved", "ssw", ANALYSIS, "Saved at", steps.type_and_wait_for("Saved at"), needs_scripts=True),
    State(
        *("conflict-noticed", "ssw", ANALYSIS, "save to see both texts", steps.type_with_another_window_open),
        needs_scripts=True,
    ),
    State(
        *("offline", "ssw", UNSAVED, "Not saved: no connection, still trying", steps.type_offline),
        *(True, True, True),
    ),
    State("cannot-store", "ssw", UNSAVED, "still trying", steps.type_at_a_full_disk, True, needs_scripts=True),
    State(
        *("timed-out", "ssw", UNSAVED, "your session has ended", steps.type_after_the_session_ended),
        *(True, True, True),
    ),
]
SAVES = [
    State("conflict", "ssw", ANALYSIS, "From the other window", steps.change_in_two_windows, True),
    State("conflict-on-one-page", "ssw", "{clash_draft}/whole", "From the other", steps.change_in_two_windows, True),
    State("timed-out-kept", "ssw", ANALYSIS, "What you typed is kept", steps.save_after_the_session_ended, True, True),
    State("timed-out-again", "ssw", ANALYSIS, "Half a sentence", steps.sign_in_again, True, True),
    State("open-too-long", "ssw", ANALYSIS, "Your words are still here", steps.save_an_old_page, True),
    State("disk-full", "ssw", ANALYSIS, "Not saved", steps.save_at_a_full_disk, True),
    State("too-much", "ssw", ANALYSIS, "too much to send", steps.save_too_much, True),
    State("form-not-here", "ssw", ANALYSIS, "One more thought.", steps.save_into_an_unknown_form, True),
    State("submitted-already", "ssw", ANALYSIS, "One more thought.", steps.save_into_a_submitted_visit, True),
    State("submitted-another", "ssw", "{full_draft}/check", "has changed", steps.submit_another_time, True),
]
REFUSALS = [
    State("not-found", "ssw", "/nothing", "Page not found", refused=True),
    State("not-found-signed-out", "", "/nothing", "Page not found", refused=True),
    State("not-allowed", "ssw", "/people", "You cannot open this page", refused=True),
    State("no-such-way", "ssw", "/sign-out", "cannot be used like this", refused=True),
    State("sign-in-first", "", "/households", "You are not signed in", refused=True),
    State("bad-request", "ssw", "/privacy", "could not read", with_a_fault(BadRequest()), True),
    State("fault", "ssw", "/privacy", "Sorry, something went wrong", with_a_fault(ZeroDivisionError()), True),
    State(
        *("storage-fault", "ssw", "/privacy", "cannot reach its records"),
        *(with_a_fault(OperationalError("", {}, Exception())), True),
    ),
    State("tried-too-often", "", "/sign-in", "15 minutes", try_too_often, True),
]
FAULTS = [*AUTOSAVES, *SAVES, *REFUSALS]
