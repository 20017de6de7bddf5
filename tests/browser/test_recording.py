"""Recording a visit at one's own pace in a real browser: how far each section is, with and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import NARROW, Site
from tests.browser.writing import assert_fit_to_use, write

pytestmark = pytest.mark.browser


def state_of(page: Page, section: str) -> Locator:
    """What the side list says of a section."""
    return page.locator(f"#state-{section}")


def test_the_side_list_follows_what_is_saved_and_is_the_same_after_opening_again(worker: Page, site: Site) -> None:
    worker.goto(f"{site.scene.empty_draft}/whole")
    expect(state_of(worker, "training")).to_have_text("Not started")
    write(worker, "#learning", "Cleo finished the attachment course.")
    expect(state_of(worker, "training")).to_have_text("In progress")
    write(worker, "#learning_used", "She names feelings before setting a limit.")
    expect(state_of(worker, "training")).to_have_text("Completed")
    assert_fit_to_use(worker, "side-list")
    worker.reload()
    expect(state_of(worker, "training")).to_have_text("Completed")
    expect(worker.get_by_role("link", name="Training and development")).to_have_accessible_description("Completed")


def test_the_side_list_is_true_without_javascript(new_page: Callable[..., Page], site: Site) -> None:
    page = new_page(java_script_enabled=False, viewport=NARROW)
    page.goto("/sign-in")
    page.locator("#email").fill("ssw@demo.test")
    page.locator("#password").fill("demo-only")
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{site.scene.empty_draft}/whole")
    expect(state_of(page, "resources")).to_have_text("Optional")
    page.locator("#resources_reviewed").fill("The allowance is paid on time.")
    page.get_by_role("button", name="Save and come back later").click()
    page.goto(f"{site.scene.empty_draft}/whole")
    expect(state_of(page, "resources")).to_have_text("Completed")


def test_too_much_for_one_page_is_said_once_and_stays_in_the_page(
    worker: Page, site: Site, complaints: list[str]
) -> None:
    worker.clock.install()
    worker.goto(f"{site.scene.empty_draft}/sections/household")
    sent: list[str] = []
    worker.on("request", lambda request: sent.append(request.url) if request.method == "POST" else None)
    worker.locator("#changes").evaluate(
        "(box) => { box.value = 'x'.repeat(4200000); box.dispatchEvent(new Event('change', { bubbles: true })); }"
    )
    worker.clock.run_for(100)
    expect(worker.locator(".fqa-saved")).to_contain_text("this is too much for one page")
    worker.clock.run_for(60_000)
    assert len(sent) == 1
    assert worker.locator("#changes").evaluate("(box) => box.value.length") == 4_200_000
    worker.locator("#changes").fill("Nothing has changed.")
    worker.clock.run_for(10_000)
    expect(worker.locator(".fqa-saved")).to_contain_text("Saved at")
    assert [line for line in complaints if "413" not in line] == []
