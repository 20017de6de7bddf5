"""Help while writing in a real browser: the coach, the last visit, notes, the whole form, by keyboard too."""

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site
from tests.browser.keyboard import fill_in_section, tab_to
from tests.browser.writing import open_section, status, write

pytestmark = pytest.mark.browser
SAVED = re.compile(r"^Saved at \d\d:\d\d$")
FINE = "Kit said “I like it when Dee reads to me”. We were alone in Kit’s room, where the drawings are."


def test_the_coach_reads_again_after_each_save(worker: Page, site: Site) -> None:
    page = open_section(worker, site, "child_voice")
    hint = page.locator("#coach-child_voice")
    write(page, "textarea >> nth=1", "Kit said that he absconded.")
    expect(page.get_by_text("Wording to reconsider")).to_be_visible()
    write(page, "textarea >> nth=1", FINE)
    expect(hint).to_contain_text("I like it when Dee reads to me")
    expect(hint.locator(".govuk-tag")).to_have_text("Met")
    expect(page.get_by_text("Wording to reconsider")).to_have_count(0)


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


def test_what_is_written_on_the_whole_form_is_in_its_section(worker: Page, site: Site) -> None:
    page = worker
    page.goto(f"{site.scene.full_draft}/whole")
    write(page, "#observed", "Written on the whole form.")
    expect(status(page)).to_have_text(SAVED)
    open_section(page, site, "observation")
    expect(page.locator("#observed")).to_have_value("Written on the whole form.")
