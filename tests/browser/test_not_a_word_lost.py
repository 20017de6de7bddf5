"""Not a word is lost in a real browser: saved by itself, offline, signed out in mid-sentence, in two windows."""

import re

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import Site
from tests.browser.writing import open_section, status, storage, write

pytestmark = pytest.mark.browser
NO_CONNECTION = "Not saved: no connection, still trying"
SAVED = re.compile(r"^Saved at \d\d:\d\d$")


def test_words_are_saved_by_themselves_and_said_to_be(worker: Page, site: Site) -> None:
    page = open_section(worker, site, "analysis")
    write(page, "#analysis_text", "A view of the care, typed and left.")
    expect(status(page)).to_have_text(SAVED)
    assert page.locator(".fqa-question", has=page.locator("#analysis_text")).locator(".fqa-saved").count() == 1
    page.reload()
    expect(page.locator("#analysis_text")).to_have_value("A view of the care, typed and left.")
    assert storage(page) == 0


def test_typing_alone_is_enough(worker: Page, site: Site) -> None:
    page = open_section(worker, site, "observation")
    page.locator("#observed").press_sequentially("Jo laughed.")
    expect(status(page)).to_have_text(SAVED, timeout=8000)


def test_without_a_connection_it_goes_on_trying_until_there_is_one(worker: Page, site: Site) -> None:
    page = open_section(worker, site, "analysis")
    page.context.set_offline(True)
    write(page, "#analysis_text", "Typed in the car.")
    expect(status(page)).to_have_text(NO_CONNECTION)
    page.context.set_offline(False)
    expect(status(page)).to_have_text(SAVED, timeout=8000)
    page.reload()
    expect(page.locator("#analysis_text")).to_have_value("Typed in the car.")


def end_session(context: BrowserContext) -> None:
    """Sign out in another window of the same browser."""
    other = context.new_page()
    other.goto("/account")
    other.get_by_role("button", name="Sign out").click()
    expect(other).to_have_title(re.compile("Sign in"))
    other.close()


def write_after_the_session_ended(page: Page, site: Site, words: str) -> None:
    open_section(page, site, "analysis")
    end_session(page.context)
    write(page, "#analysis_text", words)
    expect(status(page)).to_contain_text("your session has ended")
    page.get_by_role("button", name="Save and continue").last.click()
    expect(page).to_have_title(re.compile("Sign in again"))


def sign_in_here(page: Page, email: str) -> None:
    page.locator("#email").fill(email)
    page.locator("#password").fill("demo-only")
    page.get_by_role("button", name="Sign in").click()


def test_the_session_ends_in_mid_sentence_and_the_words_are_there(worker: Page, site: Site) -> None:
    words = "Half a sentence about Jo"
    write_after_the_session_ended(worker, site, words)
    sign_in_here(worker, "ssw@demo.test")
    expect(worker).to_have_title(re.compile("Your words are still here"))
    worker.get_by_role("button", name="Save it now").click()
    open_section(worker, site, "analysis")
    expect(worker.locator("#analysis_text")).to_have_value(words)


def test_another_person_on_that_browser_never_sees_the_words(worker: Page, site: Site) -> None:
    words = "Something about Jo that is nobody else’s business"
    write_after_the_session_ended(worker, site, words)
    sign_in_here(worker, "auditor@demo.test")
    expect(worker.get_by_role("button", name="Sign out")).to_be_visible()
    assert words not in worker.content()
    worker.goto(f"{site.scene.full_draft}/sections/analysis")
    assert words not in worker.content()
    assert storage(worker) == 0


def test_two_windows_that_change_one_answer_are_shown_both(worker: Page, site: Site) -> None:
    first = open_section(worker, site, "analysis")
    second = open_section(first.context.new_page(), site, "analysis")
    write(first, "#analysis_text", "From the first window.")
    expect(status(first)).to_have_text(SAVED)
    write(second, "#analysis_text", "From the second window.")
    expect(status(second)).to_contain_text("Changed in another window")
    second.get_by_role("button", name="Save and continue").last.click()
    expect(second.locator(".govuk-inset-text")).to_contain_text("From the first window.")
    expect(second.locator("#analysis_text")).to_have_value("From the second window.")
    second.get_by_role("button", name="Save and continue").last.click()
    open_section(second, site, "analysis")
    expect(second.locator("#analysis_text")).to_have_value("From the second window.")


def test_two_windows_on_different_answers_both_keep_their_words(worker: Page, site: Site) -> None:
    first = open_section(worker, site, "household")
    second = open_section(first.context.new_page(), site, "household")
    for page, box, words in (
        (first, "#changes", "A new school."),
        (second, "#safer_care", "Plan read."),
        (second, "#safer_care", "Plan read together."),
        (first, "#changes", "A new school, and a new bus."),
    ):
        with page.expect_response(lambda answer: answer.request.method == "POST"):
            write(page, box, words)
    first.get_by_role("button", name="Save and continue").last.click()
    open_section(first, site, "household")
    expect(first.locator("#changes")).to_have_value("A new school, and a new bus.")
    expect(first.locator("#safer_care")).to_have_value("Plan read together.")
