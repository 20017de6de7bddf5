"""From signing in to a scored record in a real browser: by keyboard, with and without JavaScript."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Site
from tests.browser.keyboard import fill_in_section, press_on, sign_in

pytestmark = pytest.mark.browser


def record_a_visit(page: Page, household: str) -> None:
    """From the household to the record."""
    page.goto(household)
    press_on(page, tag="BUTTON", text="Record a visit")
    assert "Record a visit" in page.title()
    task_list = page.url
    page.goto(f"{task_list}/sections/visit_details")
    for _ in range(20):
        if page.url == task_list:
            break
        fill_in_section(page)
        assert not page.title().startswith("Error"), page.locator(".govuk-error-summary").inner_text()
    press_on(page, text="Check your answers and submit")
    assert page.get_by_text("Nothing is missing").is_visible()
    press_on(page, text="Submit the visit record")


@pytest.mark.parametrize("script", [True, False], ids=["with JavaScript", "without JavaScript"])
def test_a_visit_is_recorded_by_keyboard_alone(
    new_page: Callable[..., Page], site: Site, complaints: list[str], script: bool
) -> None:
    page = new_page(java_script_enabled=script)
    sign_in(page, "ssw@demo.test")
    record_a_visit(page, site.scene.new_households[script])
    assert "/records/" in page.url
    assert page.locator(".govuk-notification-banner").is_visible()
    assert complaints == []


def test_words_are_saved_while_they_are_typed(new_page: Callable[..., Page], site: Site) -> None:
    page = new_page()
    sign_in(page, "ssw@demo.test")
    page.goto(f"{site.scene.part_draft}/sections/training")
    page.locator("#learning").fill("Saved by itself")
    page.locator("#learning").blur()
    page.get_by_text("Saved at").wait_for()
    page.reload()
    assert page.locator("#learning").input_value() == "Saved by itself"


def test_a_question_that_does_not_apply_is_hidden_and_comes_back(new_page: Callable[..., Page], site: Site) -> None:
    page = new_page()
    sign_in(page, "ssw@demo.test")
    page.goto(f"{site.scene.part_draft}/sections/visit_details")
    reason = page.locator("#place_reason")
    assert not reason.is_visible()
    page.get_by_label("By video call").check()
    assert reason.is_visible()
    page.get_by_label("At the foster home").check()
    assert not reason.is_visible()
