"""What somebody does to bring a page of a draft into a state."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count

from playwright.sync_api import Page, expect

from fqa_forms.extensions import db
from tests.browser.conftest import Site
from tests.browser.states.state import press
from tests.faults.full_disk import full_disk

TOO_MUCH = 4 * 1024 * 1024
_times = count(1)  # what is saved is never what is there already
MUCH = "Nia said: “I like the den” & she laughed. " * 400
SAVE, LATER = press("Save and continue"), press("Save and come back later")


def answer_a_hint_badly(page: Page, _site: Site) -> None:
    """Press a hint's button without having chosen an answer."""
    page.locator("#coach-analysis summary").click()
    page.locator("#hint-note-analysis").fill("")
    page.locator("#coach-analysis").get_by_label("It is recorded elsewhere").check()
    with page.expect_navigation():
        page.locator("#coach-analysis").get_by_role("button", name="Keep this answer").click()


def open_the_notes(page: Page, _site: Site) -> None:
    """Open the notes beside a section."""
    page.locator("#notes-panel > summary").click()


def write_for_the_picture(page: Page, _site: Site) -> None:
    """Put words into a box, of which nothing is saved."""
    words = "Jo showed me the model plane and said “Dee lets me paint it how I want”."
    page.locator("textarea").first.evaluate("(box, words) => { box.value = words; }", words)


def _in_another_window(page: Page, site: Site, box: str) -> None:
    other = page.context.new_page()
    other.goto(page.url)
    other.locator(box).fill(f"From the other window, {next(_times)}.")
    LATER(other, site)
    other.close()


def change_in_two_windows(page: Page, site: Site) -> None:
    """Save other words in the same box from another window, then save here."""
    page.locator("#analysis_text").evaluate("box => { box.value = 'From this window.'; }")
    _in_another_window(page, site, "#analysis_text")
    SAVE(page, site)


def type_into_notes_in_two_windows(page: Page, site: Site) -> None:
    """The same with the notes of the visit."""
    page.locator("#visit_notes").evaluate("box => { box.value = 'From this window.'; }")
    _in_another_window(page, site, "#visit_notes")
    SAVE(page, site)


def type_and_wait_for(words: str, typed: str = "Typed and left.") -> object:
    """Type, leave the box, and wait for what the page says of the save."""

    def step(page: Page, _site: Site) -> None:
        page.locator("#analysis_text").fill(typed)
        page.keyboard.press("Tab")
        expect(page.locator(".fqa-saved")).to_contain_text(words)

    return step


def type_with_another_window_open(page: Page, site: Site) -> None:
    """Autosave words that another window has changed since."""
    _in_another_window(page, site, "#analysis_text")
    type_and_wait_for("Changed in another window", "Typed meanwhile.")(page, site)


def type_offline(page: Page, site: Site) -> None:
    """Type without a connection."""
    page.context.set_offline(True)
    type_and_wait_for("Not saved: no connection", "Typed in the car.")(page, site)


def type_at_a_full_disk(page: Page, site: Site) -> None:
    """Autosave what the service cannot store."""
    with _full_disk(site):
        type_and_wait_for("the service could not do it", MUCH)(page, site)


def _lose_the_session(page: Page) -> None:
    page.wait_for_load_state("networkidle")  # an answer on its way would bring the cookie back
    page.context.clear_cookies()


def type_after_the_session_ended(page: Page, site: Site) -> None:
    """Autosave after the session has ended."""
    _lose_the_session(page)
    type_and_wait_for("your session has ended", "Half a sentence about Nia")(page, site)


def save_after_the_session_ended(page: Page, site: Site) -> None:
    """Save after the session has ended."""
    page.locator("#analysis_text").evaluate("box => { box.value = 'Half a sentence about Nia'; }")
    _lose_the_session(page)
    SAVE(page, site)


def sign_in_again(page: Page, site: Site) -> None:
    """Save after the session has ended, and sign in as asked."""
    save_after_the_session_ended(page, site)
    page.locator("#email").fill("ssw@demo.test")
    page.locator("#password").fill("demo-only")
    press("Sign in")(page, site)


def save_an_old_page(page: Page, site: Site) -> None:
    """Save a page that was open too long."""
    page.locator("#analysis_text").evaluate("box => { box.value = 'Written slowly.'; }")
    _put(page, "csrf_token", "stale")
    SAVE(page, site)


def save_at_a_full_disk(page: Page, site: Site) -> None:
    """Save what the service cannot store."""
    page.locator("#analysis_text").evaluate("(box, words) => { box.value = words; }", MUCH)
    with _full_disk(site):
        SAVE(page, site)


def save_too_much(page: Page, site: Site) -> None:
    """Save more than the service takes."""
    page.locator("#analysis_text").evaluate("(box, size) => { box.value = 'a'.repeat(size); }", TOO_MUCH)
    SAVE(page, site)


def save_into_a_submitted_visit(page: Page, site: Site) -> None:
    """Save words of a page whose visit was submitted in another window meanwhile."""
    _save_into(page, site, "{submitted_draft}")


def save_into_an_unknown_form(page: Page, site: Site) -> None:
    """Save words of a page whose form the service let go of meanwhile."""
    _save_into(page, site, "{unknown_draft}")


def _save_into(page: Page, site: Site, draft: str) -> None:
    page.locator("#analysis_text").evaluate("box => { box.value = 'One more thought.'; }")
    address = site.scene.address(f"{draft}/sections/analysis")
    page.locator("#visit-form").evaluate("(form, address) => { form.action = address; }", address)
    SAVE(page, site)


def submit_another_time(page: Page, site: Site) -> None:
    """Submit with the key of another draft."""
    _put(page, "submission_key", "another")
    press("Submit the visit record")(page, site)


def _put(page: Page, name: str, value: str) -> None:
    page.locator(f"main [name={name}]").first.evaluate("(field, value) => { field.value = value; }", value)


@contextmanager
def _full_disk(site: Site) -> Iterator[None]:
    with site.app.app_context(), full_disk():
        yield
        db.session.remove()
