"""Every page in every state: axe finds nothing and nothing is scrolled sideways; one of each sort in every way."""

import os
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import NARROW, Site
from tests.browser.looking import look_at, set_size, sideways, violations, with_scripts
from tests.browser.pictures import README, take_picture
from tests.browser.states import NO_PAGES, STATES, one_of_each
from tests.browser.states.state import State
from tests.browser.windows import Windows

pytestmark = pytest.mark.browser
# Every state in every way takes minutes more: `make states` does that.
THOROUGH = STATES if os.environ.get("FQA_EVERY_STATE") else one_of_each(STATES)
WITHOUT_SCRIPTS = [state for state in THOROUGH if not state.needs_scripts]
# A page of each kind of colour: tags, evidence, marks of a change, the coach, a chart, errors.
COLOURFUL = ("task-list-part", "record", "version-diff", "coach", "quality", "hint-answered-badly", "saved-for-later")
MEDIA = {"forced colours": {"forced_colors": "active"}, "a dark scheme": {"color_scheme": "dark"}}
# The browser's own note of an answer with a fault's status, or of none.
NOTED = "Failed to load resource: "


@pytest.fixture(scope="session")
def windows(browser: Browser, site: Site) -> Iterator[Windows]:
    """Windows of whoever is needed."""
    windows = Windows(browser, site)
    yield windows
    windows.close()


def reach(page: Page, site: Site, state: State) -> None:
    """Bring a page into a state."""
    page.goto(site.scene.address(state.address))
    if state.step:
        state.step(page, site)
    typed = page.locator("textarea").evaluate_all("boxes => boxes.map(box => box.value)")
    assert state.says in "\n".join([page.locator("body").inner_text(), *typed])


def take_pictures_for_the_readme(page: Page, state: State) -> None:
    """The first sight of a page, as the README shows it."""
    if state.readme:
        set_size(page, README)
        page.evaluate("document.querySelector(location.hash || 'body').scrollIntoView()")
        take_picture(page, f"readme/{state.readme}", whole=False)


@pytest.mark.parametrize("state", STATES, ids=lambda state: state.name)
def test_a_state_is_fit_for_everybody(windows: Windows, site: Site, state: State) -> None:
    window = windows.open(state.who, alone=state.alone)
    reach(window.page, site, state)
    faults = look_at(window.page, state.name, thoroughly=state in THOROUGH)
    take_pictures_for_the_readme(window.page, state)
    noted = [words for words in window.complaints if not (state.refused and words.startswith(NOTED))]
    if state.alone:
        window.page.context.close()
    assert faults + noted == []


@pytest.mark.parametrize("state", WITHOUT_SCRIPTS, ids=lambda state: state.name)
def test_a_state_is_as_fit_without_scripts(windows: Windows, site: Site, state: State) -> None:
    window = windows.open(state.who, alone=state.alone)
    with_scripts(window.session, on=False)
    try:
        reach(window.page, site, state)
    finally:
        with_scripts(window.session, on=True)
    set_size(window.page, NARROW)
    faults = violations(window.page, colours=False) + sideways(window.page)
    if state.alone:
        window.page.context.close()
    assert faults == []


@pytest.mark.parametrize("media", MEDIA.values(), ids=MEDIA)
@pytest.mark.parametrize("name", COLOURFUL)
def test_a_state_is_fit_in_other_colours(windows: Windows, site: Site, name: str, media: dict[str, Any]) -> None:
    state = next(each for each in STATES if each.name == name)
    page = windows.open(state.who).page
    page.emulate_media(**media)
    try:
        reach(page, site, state)
        assert violations(page) == []
        take_picture(page, f"{name}-{'-'.join(media.values())}")
    finally:
        page.emulate_media(forced_colors="none", color_scheme="light")


def test_no_page_is_forgotten(site: Site) -> None:
    addresses = site.app.url_map.bind("")
    paths = {urlsplit(site.scene.address(state.address)).path for state in STATES} - {"/nothing", "/sign-out"}
    looked_at = {addresses.match(path, method="GET")[0] for path in paths}
    opened = {rule.endpoint for rule in site.app.url_map.iter_rules() if "GET" in (rule.methods or ())}
    assert opened - looked_at == set(NO_PAGES)


def test_every_state_has_a_name_of_its_own() -> None:
    assert len({state.name for state in STATES}) == len(STATES)
