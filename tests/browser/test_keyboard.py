"""By keyboard alone: every stop is seen and left again, and a visit goes from sign-in to submit on one page."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import NARROW, WIDE, Site
from tests.browser.keyboard import MOST_STEPS, day_for, fill_in_section, press_on, sign_in, tab, tab_to, type_over
from tests.browser.looking import set_size
from tests.browser.states.writing_steps import change_in_two_windows

pytestmark = pytest.mark.browser
# One page of each kind of furniture: boxes, choices, a side list, the coach, tables, filters, links among words.
STOPS = {
    "ssw": [
        *("/", "{part_draft}", "{part_draft}/sections/visit_details?check=1", "{hinted_draft}/sections/analysis"),
        *("{part_draft}/whole?check=1", "{full_draft}/check", "{part_draft}/sections/child_voice/last-visit"),
        *("{rows_draft}/sections/actions_next", "{record}", "/records", "{comment_page}", "/account"),
        *("{checked_household}", "{checked_household}/checks/record", "{checked_draft}/sections/household"),
    ],
    "team_manager": ["/quality", "/oversight", "{record}/review", "{household}/allocation"],
    "administrator": ["/people", "/people/add", "/audit-log"],
}


def stops_of(page: Page) -> list[tuple[str, str]]:
    """Where the focus stops until it leaves the page at its end."""
    found: list[tuple[str, str]] = []
    while (focus := tab(page))["tag"] != "BODY":
        found.append((focus["tag"], focus["name"] or focus["text"]))
        assert len(found) < MOST_STEPS, f"the focus never left {page.url}"
    return found


def stops_back(page: Page, count: int) -> list[tuple[str, str]]:
    """Where it stops on as many steps of the way back."""
    stops = (tab(page, "Shift+Tab") for _ in range(count))
    return [(focus["tag"], focus["name"] or focus["text"]) for focus in stops]


@pytest.mark.parametrize("who", STOPS)
@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["wide", "narrow"])
def test_every_stop_is_seen_and_left_again(
    new_page: Callable[..., Page], site: Site, who: str, size: dict[str, int]
) -> None:
    page = new_page()
    sign_in(page, f"{who}@demo.test")
    set_size(page, size)
    for pattern in STOPS[who]:
        page.goto(site.scene.address(pattern))
        page.evaluate("document.activeElement.blur()")
        forwards = stops_of(page)
        assert ("A", "Privacy") in forwards
        assert stops_back(page, len(forwards)) == forwards[::-1]


def test_a_visit_is_recorded_on_one_page_by_keyboard_alone(worker: Page, site: Site, complaints: list[str]) -> None:
    page = worker
    page.goto(site.scene.address("{keyboard_household}"))
    press_on(page, tag="BUTTON", text="Record a visit")
    press_on(page, text="Write it all on one page")
    press_on(page, text="Fold the coach away")
    press_on(page, text="Show the coach")
    fill_in_section(page)
    assert page.url.endswith("/check")
    expect(page.get_by_text("Nothing is missing")).to_be_visible()
    press_on(page, tag="A", text="All sections")
    press_on(page, text="Write section by section")
    press_on(page, text="Check your answers and submit")
    press_on(page, text="Submit the visit record")
    expect(page.locator(".govuk-notification-banner")).to_be_visible()
    assert complaints == []


def test_a_hint_is_answered_and_an_action_added_on_one_page_by_keyboard_alone(worker: Page, site: Site) -> None:
    page = worker
    page.goto(site.scene.address("{hinted_draft}/whole"))
    tab_to(page, tag="SUMMARY", text="Coach\n for: Analysis")
    page.keyboard.press("Enter")
    tab(page)
    page.keyboard.press("Enter")
    tab_to(page, name="hint_answer__analysis")
    page.keyboard.press("ArrowDown")
    tab_to(page, name="hint_note__analysis")
    type_over(page, "In the observation")
    press_on(page, name="then", value="hint:analysis")
    expect(page.locator("#coach-analysis")).to_contain_text("In the observation")
    tab_to(page, name="actions_agreed")
    page.keyboard.press("Space")
    press_on(page, text="Add another action")
    tab_to(page, name="action_what__row2")
    assert page.locator("#action_what__row2").is_visible()


def test_a_check_is_recorded_and_taken_back_by_keyboard_alone(worker: Page, site: Site, complaints: list[str]) -> None:
    page, day = worker, day_for("done_on")
    page.goto(site.scene.address("{keyboard_household}"))
    press_on(page, tag="A", text="Record\n Annual review")
    tab_to(page, name="check", value="annual_review-household")
    page.keyboard.press("ArrowDown")
    for part, words in (("day", day.day), ("month", day.month), ("year", day.year)):
        tab_to(page, name=f"done_on-{part}")
        type_over(page, str(words))
    press_on(page, text="Record this check")
    done = page.locator("#checks-table tr", has_text="Health and safety check of the home")
    expect(done).to_contain_text("Up to date")
    press_on(page, text="Everything recorded of these checks")
    tab_to(page, tag="A", text=f"Recorded in error?\n Health and safety check of the home, Household, {day:%-d %B %Y}")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    tab_to(page, name="reason")
    type_over(page, "It was next door’s.")
    press_on(page, text="Mark as an error")
    expect(page.locator("#recorded")).to_contain_text("It was next door’s.")
    assert complaints == []


def test_a_conflict_is_settled_by_keyboard_alone(worker: Page, site: Site) -> None:
    page = worker
    page.goto(site.scene.address("{clash_draft}/sections/analysis"))
    change_in_two_windows(page, site)
    expect(page.locator(".govuk-error-summary")).to_be_focused()
    tab(page)
    page.keyboard.press("Enter")
    expect(page.locator("#analysis_text")).to_be_focused()
    type_over(page, "Both windows’ words, put together.")
    press_on(page, name="then", value="continue")
    page.goto(site.scene.address("{clash_draft}/sections/analysis"))
    expect(page.locator("#analysis_text")).to_have_value(re.compile("put together"))
