"""Browser windows of people who are signed in: each signs in once, however many states are looked at."""

from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, CDPSession, Page

from tests.browser.conftest import WIDE, Site
from tests.browser.looking import set_size


@dataclass
class Window:
    """A page, what its console said, and the way to switch its scripts off."""

    page: Page
    session: CDPSession
    complaints: list[str] = field(default_factory=list)


class Windows:
    """Opens windows for people; one is used again and again, unless it has to stand alone."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser, self.site = browser, site
        self.kept: dict[str, Window] = {}

    def open(self, who: str, *, alone: bool = False) -> Window:
        """A wide window of a person, on a blank page, about which nothing was complained yet."""
        if who not in self.kept:
            self.kept[who] = self._new(who)
        window = self.kept[who]
        if alone:
            window = self._in(self._context(window.page.context.storage_state()))
        window.complaints.clear()
        if window.page.viewport_size != WIDE:
            set_size(window.page, WIDE)
        return window

    def close(self) -> None:
        """Close them all."""
        for window in self.kept.values():
            window.page.context.close()

    def _new(self, who: str) -> Window:
        window = self._in(self._context())
        if who:
            sign_in(window.page, who)
        return window

    def _context(self, state: object = None) -> BrowserContext:
        settings = {"base_url": self.site.address, "viewport": WIDE, "locale": "en-GB", "storage_state": state}
        return self.browser.new_context(**settings)  # type: ignore[arg-type]

    def _in(self, context: BrowserContext) -> Window:
        page = context.new_page()
        window = Window(page, context.new_cdp_session(page))
        page.on("console", lambda message: window.complaints.append(message.text))
        page.on("pageerror", lambda error: window.complaints.append(str(error)))
        return window


def sign_in(page: Page, who: str) -> None:
    """Sign in with the mouse's haste."""
    page.goto("/sign-in")
    page.locator("#email").fill(f"{who}@demo.test")
    page.locator("#password").fill("demo-only")
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("button", name="Sign out").wait_for()
