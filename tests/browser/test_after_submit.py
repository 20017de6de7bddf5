"""A record is returned, corrected, commented on and printed in a real browser; axe finds nothing on the way."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from fqa_forms.domain.calendar import today
from tests.browser.conftest import Site
from tests.browser.keyboard import sign_in
from tests.browser.test_accessibility import look_at

pytestmark = pytest.mark.browser
OpenWindow = Callable[..., Page]


def press(page: Page, words: str) -> None:
    """Press a button of the page's main part, and wait for the page it leads to."""
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=words, exact=True).click()


def correct(page: Page, record: str, words: str) -> list[str]:
    """Correct a record's analysis, looking at each page on the way."""
    page.goto(f"{record}/correction")
    faults = look_at(page)
    page.get_by_label("Why is the record corrected?").fill("A sentence was left out.")
    press(page, "Continue")
    draft = page.url
    faults += look_at(page)
    page.goto(f"{draft}/sections/analysis")
    page.locator("textarea[name=analysis_text]").fill(words)
    press(page, "Save and continue")
    page.goto(f"{draft}/check")
    faults += look_at(page)
    press(page, "Submit the visit record")
    return faults + look_at(page)


def comment(page: Page, carer: str) -> list[str]:
    """Leave a carer's comment empty, then fill it in."""
    page.get_by_role("link", name=f"Add what {carer} said").click()
    press(page, "Keep what they said")
    faults = look_at(page)
    page.get_by_label("No", exact=True).check()
    page.get_by_label("What the carer said, in their own words").fill("I said weekly, not monthly.")
    day = today()
    for part in ("day", "month", "year"):
        page.locator(f"#given_on-{part}").fill(str(getattr(day, part)))
    press(page, "Keep what they said")
    return faults + look_at(page)


def test_from_the_return_to_the_new_version(new_page: OpenWindow, site: Site) -> None:
    worker, manager = new_page(bypass_csp=True), new_page(bypass_csp=True)
    sign_in(worker, "ssw@demo.test")
    sign_in(manager, "team_manager@demo.test")
    record = site.scene.record
    manager.goto(f"{record}/review")
    press(manager, "Save your decision")
    faults = look_at(manager)
    manager.get_by_label("Return it to its author").check()
    manager.get_by_label("Comment").fill("Was Maya seen alone?")
    press(manager, "Save your decision")
    worker.goto(f"{record}/answer")
    faults += look_at(worker)
    faults += correct(worker, record, "Maya was seen alone. The plan should go on.")
    faults += comment(worker, "Ann Berry")
    for page in (f"{record}/versions/2", f"{record}/versions/1", "/my-work/to-sign-off", "/", f"{record}/withdrawal"):
        manager.goto(page)
        faults += [f"{page}: {fault}" for fault in look_at(manager)]
    manager.goto(record)
    manager.get_by_role("link", name="All copies on Ann Berry’s record").click()
    assert faults + look_at(manager) == []


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
