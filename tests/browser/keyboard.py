"""Somebody who uses the service by keyboard alone."""

from datetime import date, timedelta
from typing import Any

from playwright.sync_api import Page

MOST_STEPS = 250
MOST_LOOKS = 100
WORDS = {
    "action_what": "Ring the school about mornings",
    "voice": "Max said “I like the den” when we were alone. He showed me where he keeps his cards.",
    "analysis_text": "Eve is patient at bedtime: I saw her wait. Max sleeps better; the plan should go on.",
}
# What has the focus: its kind, its name, its value, and whether it belongs to a question.
FOCUS = """() => {
  const e = document.activeElement;
  return {tag: e.tagName, type: e.type || "", name: e.name || "", value: e.value || "",
          text: (e.innerText || "").trim(), asked: Boolean(e.closest(".fqa-question")),
          hidden: e.getAttribute("aria-hidden") === "true"};
}"""
# What is wrong with the focus as it is shown: a ring (of a choice, around its label's circle or square), nothing
# before it, and for what is not a link among words, 24 pixels each way.
_FAULTS = """() => {
  const e = document.activeElement;
  if (e === document.body) return [];
  const label = ["radio", "checkbox"].includes(e.type) ? e.labels[0] : null;
  const style = label ? getComputedStyle(label, "::before") : getComputedStyle(e);
  const ring = style.boxShadow !== "none" || (style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0);
  const points = [...e.getClientRects()].flatMap(box => [[.5, .5], [.1, .1], [.9, .1], [.1, .9], [.9, .9]]
    .map(([x, y]) => document.elementFromPoint(box.left + box.width * x, box.top + box.height * y)));
  const seen = points.some(hit => hit && (e.contains(hit) || (label && label.contains(hit))));
  const box = e.getBoundingClientRect(), small = e.tagName !== "A" && (box.width < 24 || box.height < 24);
  const name = `${e.tagName} ${e.name || e.id || e.innerText}`;
  return [...(ring ? [] : [`${name} shows no focus`]), ...(seen ? [] : [`${name} is hidden`]),
          ...(small ? [`${name} is ${box.width} by ${box.height}`] : [])];
}"""


def sign_in(page: Page, email: str) -> None:
    """Sign in from the sign-in page."""
    page.goto("/sign-in")
    tab_to(page, name="email")
    page.keyboard.type(email)
    tab_to(page, name="password")
    page.keyboard.type("demo-only")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def tab(page: Page, key: str = "Tab") -> dict[str, Any]:
    """Press Tab (or Shift+Tab), see where the focus is, and find nothing wrong with how it is shown."""
    page.keyboard.press(key)
    faults = _faults(page)
    assert not faults, faults
    focus: dict[str, Any] = page.evaluate(FOCUS)
    return focus


def _faults(page: Page) -> list[str]:
    """What is wrong with the focus, once the page has had the time to scroll to it and to draw it."""
    for _ in range(MOST_LOOKS):
        faults: list[str] = page.evaluate(_FAULTS)
        if not faults:
            break
    return faults


def tab_to(page: Page, **wanted: str) -> None:
    """Press Tab until what is wanted has the focus."""
    for _ in range(MOST_STEPS):
        focus = tab(page)
        if all(focus[key] == value for key, value in wanted.items()) and not focus["hidden"]:
            return
    raise AssertionError(f"Tab never reached {wanted} on {page.url}")


def press_on(page: Page, **wanted: str) -> None:
    """Tab to a link or button and press Enter."""
    tab_to(page, **wanted)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def fill_in_section(page: Page) -> None:
    """Answer each question as the focus comes to it, then press the button that leads on."""
    for _ in range(MOST_STEPS):
        focus = tab(page)
        if focus["name"] == "then" and focus["value"] == "continue" and not focus["hidden"]:
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
        if focus["asked"]:
            answer(page, focus)
    raise AssertionError(f"Tab never reached the button that leads on, on {page.url}")


def answer(page: Page, focus: dict[str, Any]) -> None:
    """Type or choose something at the field that has the focus."""
    name, _, part = focus["name"].rpartition("-")
    if focus["type"] == "radio":
        page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
    elif focus["type"] == "checkbox":
        page.keyboard.press("Space")
    elif part in ("day", "month", "year"):
        day = day_for(name.partition("__")[0])
        type_over(page, str({"day": day.day, "month": day.month, "year": day.year}[part]))
    elif focus["type"] in ("text", "textarea"):
        type_over(page, words_for(focus["name"]))


def type_over(page: Page, words: str) -> None:
    """Put words in place of what is in the box."""
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(words)


def day_for(question: str) -> date:
    """A day that can be: what is still to come lies a month ahead."""
    today = date.today()  # noqa: DTZ011 - the browser's own day
    return today + timedelta(days=30) if question in ("action_due", "next_visit") else today


def words_for(name: str) -> str:
    """What is typed into a box of that name."""
    question = name.partition("__")[0]
    if question.endswith("_time"):
        return "14:30"
    if question in ("recordings_expected", "recordings_received"):
        return "4"
    return WORDS.get(question, "We talked about it and agreed what comes next.")
