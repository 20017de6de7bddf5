"""What a state of a page is: who sees it, where, what brings it about, and words that prove it."""

from collections.abc import Callable
from dataclasses import dataclass

from playwright.sync_api import Page

from tests.browser.conftest import Site

Step = Callable[[Page, Site], None]


@dataclass(frozen=True)
class State:
    """One state of one page.

    `says` is on the page then; `step` brings it about after `address` was opened. `refused` says that
    the service answers with a fault's status, which the browser notes; `alone`, that the step signs
    somebody out or takes the connection away, and so has a browser of its own; `needs_scripts`, that
    there is no such state without them. `readme` is the picture of it beside the README.
    """

    name: str
    who: str
    address: str
    says: str
    step: Step | None = None
    refused: bool = False
    alone: bool = False
    needs_scripts: bool = False
    readme: str = ""

    @property
    def sort(self) -> str:
        """What sort of state it is: the first word of its name."""
        return self.name.partition("-")[0]


def problem(name: str, who: str, address: str, *steps: Step) -> State:
    """The state of a page that was sent back with what is wrong on it."""
    return State(name, who, address, "There is a problem", both(*steps), refused=True)


def press(words: str) -> Step:
    """Press a button of the page's main part, and wait for the page it leads to."""

    def step(page: Page, _site: Site) -> None:
        with page.expect_navigation():
            page.locator("main").get_by_role("button", name=words, exact=True).last.click()

    return step


def both(*steps: Step) -> Step:
    """One step after another."""

    def step(page: Page, site: Site) -> None:
        for each in steps:
            each(page, site)

    return step


def fill(box: str, words: str) -> Step:
    """Type into a box."""
    return lambda page, _site: page.locator(box).fill(words)


def choose(words: str) -> Step:
    """Choose one of several."""
    return lambda page, _site: page.get_by_label(words, exact=True).check()


def follow(words: str) -> Step:
    """Follow a link of the page's main part."""

    def step(page: Page, _site: Site) -> None:
        with page.expect_navigation():
            page.locator("main").get_by_text(words, exact=True).click()

    return step
