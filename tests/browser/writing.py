"""What somebody does who writes up a visit in a browser, and what every page they meet must be."""

from playwright.sync_api import Locator, Page

from tests.browser.conftest import AXE, NARROW, WIDE, Site
from tests.browser.test_accessibility import sideways, violations
from tests.browser.test_journey import take_picture


def open_section(page: Page, site: Site, section: str) -> Page:
    page.goto(f"{site.scene.full_draft}/sections/{section}")
    return page


def status(page: Page) -> Locator:
    return page.locator(".fqa-saved")


def write(page: Page, box: str, words: str) -> None:
    """Type words and leave the box."""
    page.locator(box).fill(words)
    page.keyboard.press("Tab")


def assert_fit_to_use(page: Page, name: str) -> None:
    """Nothing for axe to find, nothing to scroll sideways, wide and narrow; and a picture to look at."""
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.add_script_tag(content=AXE)
        assert (violations(page), sideways(page)) == ([], 0), f"{name} at {size['width']} px"
        take_picture(page, f"writing-{name}-{size['width']}")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]


def storage(page: Page) -> int:
    """How much the page keeps in the browser."""
    return int(page.evaluate("localStorage.length + sessionStorage.length"))
