"""What every page must be: nothing for axe to find, nothing to scroll sideways, at every size.

The sizes: 1280 CSS pixels; 640, as which the browser lays out that window zoomed to 200 %; 320, the
same at 400 %. Text alone at 200 % is looked at too, in the window of 1280.
"""

from playwright.sync_api import CDPSession, Page

from tests.browser.conftest import AXE, NARROW, WIDE
from tests.browser.pictures import take_picture

ZOOMED = {"width": 640, "height": 450}
# Everything of WCAG 2.2 at level AA and axe's own good practice; target size is not among axe's defaults.
_RUN = """async colours => (await axe.run({
  resultTypes: ["violations"], rules: {"target-size": {enabled: true}, "color-contrast": {enabled: colours}},
})).violations.flatMap(rule => rule.nodes.map(node => `${rule.id}: ${node.html.slice(0, 150)}`))"""
# What scrolls sideways by itself must be a table's region, which the keyboard reaches, or a box for typing.
_SIDEWAYS = """() => {
  const page = document.scrollingElement, over = page.scrollWidth - page.clientWidth;
  const scrolls = e => e.scrollWidth > e.clientWidth + 1 && !e.matches(".fqa-scroll, textarea")
    && ["auto", "scroll"].includes(getComputedStyle(e).overflowX);
  const wide = [...document.querySelectorAll("body *")].filter(scrolls).map(e => `${e.className} scrolls sideways`);
  return over > 0 ? [`the page is ${over} px too wide`, ...wide] : wide;
}"""
_TEXT_SIZE = "size => { document.documentElement.style.fontSize = size; }"


def violations(page: Page, *, colours: bool = True) -> list[str]:
    """What axe finds on the page as it stands; colours are the same at every width, and slow to look at."""
    if not page.evaluate("Boolean(window.axe)"):
        page.evaluate(AXE)
    found: list[str] = page.evaluate(_RUN, colours)
    return found


def sideways(page: Page) -> list[str]:
    """What has to be scrolled sideways to be read."""
    found: list[str] = page.evaluate(_SIDEWAYS)
    return found


def look_at(page: Page, name: str = "", *, thoroughly: bool = True) -> list[str]:
    """Everything that is wrong with a page; a picture of it by its name, wide and narrow.

    Axe at full width and what scrolls sideways on a phone; thoroughly, also axe on a phone, larger text and zoom.
    """
    faults = [f"text at 200 %: {fault}" for fault in _with_large_text(page)] if thoroughly else []
    faults += [f"wide: {fault}" for fault in violations(page) + sideways(page)]
    take_picture(page, f"{name}-{WIDE['width']}")
    if thoroughly:
        set_size(page, ZOOMED)
        faults += [f"zoomed to 200 %: {fault}" for fault in sideways(page)]
    set_size(page, NARROW)
    found = violations(page, colours=False) if thoroughly else []
    faults += [f"narrow: {fault}" for fault in found + sideways(page)]
    take_picture(page, f"{name}-{NARROW['width']}")
    set_size(page, WIDE)
    return faults


def _with_large_text(page: Page) -> list[str]:
    page.evaluate(_TEXT_SIZE, "200%")
    faults = sideways(page)
    page.evaluate(_TEXT_SIZE, "")
    return faults


def set_size(page: Page, size: dict[str, int]) -> None:
    """Give the window that many CSS pixels."""
    page.set_viewport_size(size)  # type: ignore[arg-type]


def with_scripts(session: CDPSession, *, on: bool) -> None:
    """Switch a page's scripts off before it is opened, or on again to look at what is there without them."""
    session.send("Emulation.setScriptExecutionDisabled", {"value": not on})
