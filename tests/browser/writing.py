"""What somebody does who writes up a visit in a browser, and what is asked of the page then."""

from playwright.sync_api import Locator, Page

from tests.browser.conftest import Site
from tests.browser.looking import look_at


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
    """Nothing for axe to find, nothing to scroll sideways, at any size; and a picture to look at."""
    assert look_at(page, f"writing-{name}") == []


def storage(page: Page) -> int:
    """How much the page keeps in the browser."""
    return int(page.evaluate("localStorage.length + sessionStorage.length"))
