"""Writing in a real browser: saved by itself, offline, signed out in mid-sentence, in two windows, with the coach."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.conftest import AXE, NARROW, WIDE, Site
from tests.browser.keyboard import fill_in_section, sign_in, tab_to
from tests.browser.test_accessibility import sideways, violations
from tests.browser.test_journey import take_picture

pytestmark = pytest.mark.browser
NO_CONNECTION = "Not saved: no connection, still trying"
SAVED = re.compile(r"^Saved at \d\d:\d\d$")
FINE = "Kit said “I like it when Dee reads to me”. We were alone in Kit’s room, where the drawings are."


@pytest.fixture
def worker(new_page: Callable[..., Page]) -> Page:
    """The window of a worker who is signed in."""
    page = new_page(bypass_csp=True)
    sign_in(page, "ssw@demo.test")
    return page


def open_section(page: Page, site: Site, section: str) -> Page:
    page.goto(f"{site.scene.full_draft}/sections/{section}")
    return page


def status(page: Page) -> Page:
    return page.locator(".fqa-saved")  # type: ignore[return-value]


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


def test_words_are_saved_by_themselves_and_said_to_be(worker: Page, site: Site) -> None:
    page = open_section(worker, site, "analysis")
    write(page, "#analysis_text", "A view of the care, typed and left.")
    expect(status(page)).to_have_text(SAVED)
    assert page.locator(".fqa-question", has=page.locator("#analysis_text")).locator(".fqa-saved").count() == 1
    assert_fit_to_use(page, "saved")
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
    take_picture(page, "writing-offline-1280")
    page.add_script_tag(content=AXE)
    assert violations(page) == []
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
    assert_fit_to_use(page, "timed-out")
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
    second.add_script_tag(content=AXE)
    assert violations(second) == []
    take_picture(second, "writing-clash-1280")
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


def test_the_coach_reads_again_after_each_save(worker: Page, site: Site) -> None:
    page = open_section(worker, site, "child_voice")
    hint = page.locator("#coach-child_voice")
    write(page, "textarea >> nth=1", "Kit said that he absconded.")
    expect(page.get_by_text("Wording to reconsider")).to_be_visible()
    write(page, "textarea >> nth=1", FINE)
    expect(hint).to_contain_text("I like it when Dee reads to me")
    expect(hint.locator(".govuk-tag")).to_have_text("Met")
    expect(page.get_by_text("Wording to reconsider")).to_have_count(0)
    assert_fit_to_use(page, "coach")


def test_a_hint_that_is_being_answered_is_left_alone(worker: Page, site: Site) -> None:
    page = open_section(worker, site, "observation")
    write(page, "#observed", "Fine.")
    expect(status(page)).to_have_text(SAVED)
    page.locator("#coach-observation summary").click()
    page.locator("#hint-note-observation").fill("It is in the analysis")
    with page.expect_response(re.compile("/coach/")):
        write(page, "#observed", "Fine, again.")
    expect(page.locator("#hint-note-observation")).to_have_value("It is in the analysis")
    page.get_by_label("It is recorded elsewhere").check()
    page.get_by_role("button", name="Keep this answer").click()
    expect(page.locator("#coach-observation")).to_contain_text("It is in the analysis")
    expect(page.locator("#observed")).to_have_value("Fine, again.")


def test_the_coach_stays_folded_away(worker: Page, site: Site) -> None:
    page = open_section(worker, site, "observation")
    page.get_by_role("button", name="Fold the coach away").click()
    open_section(page, site, "analysis")
    expect(page.locator(".fqa-coach")).to_have_count(0)
    page.get_by_role("button", name="Show the coach").click()
    expect(page.locator("#coach-analysis")).to_be_visible()


def test_the_last_visit_opens_in_its_place_and_keeps_what_is_typed(worker: Page, site: Site) -> None:
    page = worker
    page.goto(f"{site.scene.part_draft}/sections/child_voice")
    box = page.locator("textarea").first
    box.fill("New words about Maya.")
    page.get_by_role("button", name="Show what the last visit said").click()
    expect(page.locator("#last-visit-child_voice")).to_contain_text("The last visit,")
    expect(box).to_have_value("New words about Maya.")
    assert_fit_to_use(page, "last-visit")


def test_notes_move_into_a_section(worker: Page, site: Site) -> None:
    page = worker
    page.goto(f"{site.scene.empty_draft}/sections/analysis")
    page.locator("#notes-panel > summary").click()
    notes = page.locator("#visit_notes")
    notes.fill("lamp by the bed")
    notes.select_text()
    page.get_by_role("button", name="Move", exact=True).click()
    expect(page.locator("#analysis_text")).to_have_value("lamp by the bed")
    expect(notes).to_have_value("")
    assert_fit_to_use(page, "notes")
    expect(status(page)).to_have_text(SAVED, timeout=8000)


def test_a_section_and_its_hint_are_answered_by_keyboard_alone(worker: Page, site: Site) -> None:
    page = open_section(worker, site, "training")
    fill_in_section(page)
    assert page.url.endswith("/sections/resources")
    open_section(page, site, "analysis")
    write(page, "#analysis_text", "Fine.")
    expect(page.locator("#coach-analysis .govuk-tag")).not_to_have_text("Met")
    page.locator("#analysis_text").focus()
    tab_to(page, tag="SUMMARY")
    page.keyboard.press("Enter")
    tab_to(page, name="hint_answer__analysis")
    page.keyboard.press("Space")
    tab_to(page, name="then", value="hint:analysis")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.locator("#coach-analysis")).to_contain_text("You answered: I will add it")
    expect(page.locator("#analysis_text")).to_have_value("Fine.")


def test_the_whole_form_is_fit_to_use(worker: Page, site: Site) -> None:
    page = worker
    page.goto(f"{site.scene.part_draft}/whole?check=1")
    assert_fit_to_use(page, "whole-errors")
    page.goto(f"{site.scene.full_draft}/whole")
    write(page, "#observed", "Written on the whole form.")
    expect(status(page)).to_have_text(SAVED)
    assert_fit_to_use(page, "whole")
    open_section(page, site, "observation")
    expect(page.locator("#observed")).to_have_value("Written on the whole form.")
    page.goto(f"{site.scene.full_draft}/notes")
    assert_fit_to_use(page, "notes-page")
