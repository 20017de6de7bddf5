"""A record is returned, corrected, commented on and printed in a real browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from fqa_forms.domain.calendar import today
from tests.browser.conftest import Site
from tests.browser.keyboard import sign_in

pytestmark = pytest.mark.browser
OpenWindow = Callable[..., Page]


def press(page: Page, words: str) -> None:
    """Press a button of the page's main part, and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=words, exact=True).click()


def correct(page: Page, record: str, words: str) -> None:
    """Correct a record's analysis."""
    page.goto(f"{record}/correction")
    page.get_by_label("Why is the record corrected?").fill("A sentence was left out.")
    press(page, "Continue")
    draft = page.url
    page.goto(f"{draft}/sections/analysis")
    page.locator("textarea[name=analysis_text]").fill(words)
    press(page, "Save and continue")
    page.goto(f"{draft}/check")
    press(page, "Submit the visit record")


def comment(page: Page, carer: str) -> None:
    """Add what a carer said."""
    page.get_by_role("link", name=f"Add what {carer} said").click()
    page.get_by_label("No", exact=True).check()
    page.get_by_label("What the carer said, in their own words").fill("I said weekly, not monthly.")
    day = today()
    for part in ("day", "month", "year"):
        page.locator(f"#given_on-{part}").fill(str(getattr(day, part)))
    press(page, "Keep what they said")


def test_from_the_return_to_the_new_version(new_page: OpenWindow, site: Site) -> None:
    worker, manager = new_page(), new_page()
    sign_in(worker, "ssw@demo.test")
    sign_in(manager, "team_manager@demo.test")
    record = site.scene.places["journey_record"]
    manager.goto(f"{record}/review")
    manager.get_by_label("Return it to its author").check()
    manager.get_by_label("Comment").fill("Was Max seen alone?")
    press(manager, "Save your decision")
    worker.goto(f"{record}/answer")
    expect(worker.locator("main")).to_contain_text("Was Max seen alone?")
    correct(worker, record, "Max was seen alone. The plan should go on.")
    comment(worker, "Ann Berry")
    manager.goto(f"{record}/versions/2")
    expect(manager.locator("ins").first).to_contain_text("Max was seen alone")
    manager.goto(record)
    expect(manager.locator("main")).to_contain_text("I said weekly, not monthly.")
    manager.get_by_role("link", name="All copies on Ann Berry’s record").click()
    expect(manager.locator("main")).to_contain_text("Does not agree")


def test_the_pdf_comes_as_a_file(new_page: OpenWindow, site: Site) -> None:
    page = new_page()
    sign_in(page, "ssw@demo.test")
    page.goto(site.scene.record)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Download as PDF, with the score").click()
    assert waiting.value.suggested_filename.startswith("V00000")


def test_what_leads_nowhere_on_paper_is_not_printed(new_page: OpenWindow, site: Site) -> None:
    page = new_page()
    sign_in(page, "ssw@demo.test")
    page.goto(site.scene.record)
    link = page.get_by_role("link", name="Correct this record")
    assert link.is_visible()
    page.emulate_media(media="print")
    assert not link.is_visible()
    assert page.get_by_role("heading", name="Analysis", exact=True).is_visible()
