"""axe finds nothing on any page in any state, wide and narrow, and nothing has to be scrolled sideways."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page

from fqa_forms.definitions import newest
from tests.browser.conftest import AXE, NARROW, WIDE, Site
from tests.browser.keyboard import sign_in

pytestmark = pytest.mark.browser
SECTIONS = [section.id for section in newest("supervision_visit").sections]
# For each person the pages looked at; {name} stands for an address of the scene.
PAGES: dict[str, list[str]] = {
    "": ["/sign-in", "/households", "/nothing", "/accessibility", "/privacy"],
    "ssw": [
        *("/", "/households", "{household}", "{vacant}", "/account", "/records", "{record}", "/nothing"),
        *("{empty_draft}", "{part_draft}", "{full_draft}", "{part_draft}/check", "{full_draft}/check"),
        "{part_draft}/discard",
    ],
    "ssw, empty sections": ["{empty_draft}/sections/" + section for section in SECTIONS],
    "ssw, sections with errors": ["{part_draft}/sections/" + section + "?check=1" for section in SECTIONS],
    "ssw, full sections": ["{full_draft}/sections/" + section for section in SECTIONS],
    "team_manager": ["/", "/records", "/oversight", "/quality", "/allocations", "{record}"],
    "head_of_service": ["/audit-log"],
    "auditor": ["/records", "/quality", "{record}"],
    "administrator": ["/people", "/people/add", "/teams/add", "/audit-log"],
}


def violations(page: Page) -> list[str]:
    """What axe finds on the page as it stands."""
    found: dict[str, Any] = page.evaluate("async () => await axe.run()")
    return [f"{v['id']}: {node['html'][:150]}" for v in found["violations"] for node in v["nodes"]]


def sideways(page: Page) -> int:
    """By how much the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def look_at(page: Page) -> list[str]:
    """Everything that is wrong with a page, wide and narrow."""
    faults = []
    for size in (WIDE, NARROW):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.add_script_tag(content=AXE)
        faults += [f"{size['width']} px: {fault}" for fault in violations(page)]
        if over := sideways(page):
            faults.append(f"{size['width']} px: {over} px too wide")
    return faults


@pytest.mark.parametrize("who", PAGES)
def test_axe_finds_nothing(new_page: Callable[..., Page], site: Site, who: str) -> None:
    page = new_page(bypass_csp=True)
    if person := who.partition(",")[0]:
        sign_in(page, f"{person}@demo.test")
    faults: dict[str, list[str]] = {}
    for pattern in PAGES[who]:
        page.set_viewport_size(WIDE)  # type: ignore[arg-type]
        page.goto(pattern.format(**vars(site.scene)))
        if found := look_at(page):
            faults[pattern] = found
    assert faults == {}


@pytest.mark.parametrize("who", ["ssw", "team_manager", "administrator", "auditor"])
def test_the_console_says_nothing_under_the_strict_policy(
    new_page: Callable[..., Page], site: Site, complaints: list[str], who: str
) -> None:
    page = new_page()
    sign_in(page, f"{who}@demo.test")
    for pattern in PAGES[who]:
        if pattern != "/nothing":  # the browser itself notes a page that is not there
            page.goto(pattern.format(**vars(site.scene)))
    assert complaints == []


def test_a_wrong_sign_in_and_a_refused_submit_are_clean_too(new_page: Callable[..., Page], site: Site) -> None:
    page = new_page(bypass_csp=True)
    page.goto("/sign-in")
    page.get_by_role("button", name="Sign in").click()
    assert look_at(page) == []
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    sign_in(page, "ssw@demo.test")
    page.goto(f"{site.scene.empty_draft}/check")
    page.get_by_role("button", name="Submit the visit record").click()
    assert page.title().startswith("Error: ")
    page.locator(".govuk-error-summary:focus").wait_for()
    assert look_at(page) == []
