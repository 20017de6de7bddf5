"""The states of the pages on which a visit is written up."""

from fqa_forms.definitions import newest
from tests.browser.states.state import State, both, follow, press, problem
from tests.browser.states.writing_steps import (
    answer_a_hint_badly,
    open_the_notes,
    type_into_notes_in_two_windows,
    write_for_the_picture,
)

VISIT, NOTE = newest("supervision_visit"), newest("case_supervision_note")

SECTIONS = [
    State(
        *(f"{name}-{section.id}", "ssw", f"{draft}/sections/{section.id}{query}", section.title),
        readme="errors" if (name, section.id) == ("incomplete", "visit_details") else "",
    )
    for section in VISIT.sections
    for name, draft, query in (
        ("empty", "{empty_draft}", ""),
        ("incomplete", "{part_draft}", "?check=1"),
        ("full", "{full_draft}", ""),
    )
]
NOTE_SECTIONS = [
    State(f"note-{name}-{section.id}", "team_manager", f"{{note_draft}}/sections/{section.id}{query}", section.title)
    for section in NOTE.sections
    for name, query in (("empty", ""), ("incomplete", "?check=1"))
]
TASK_LISTS = [
    State("task-list-empty", "ssw", "{empty_draft}", "You write section by section."),
    State("task-list-part", "ssw", "{part_draft}", "Not started", readme="task-list"),
    State("task-list-full", "ssw", "{full_draft}", "Completed"),
    State("task-list-for-one-page", "folded", "{folded_draft}", "You write the whole form on one page."),
    State("task-list-note", "team_manager", "{note_draft}", "Case supervision note"),
    State("task-list-with-notes", "ssw", "{hinted_draft}", "Notes of the visit: 12 words"),
    State("saved-for-later", "ssw", "{late_draft}/sections/training", "saved", press("Save and come back later")),
    State("unknown-form-draft", "ssw", "{unknown_draft}", "form is not here", refused=True),
    State("discard", "ssw", "{part_draft}/discard", "Keep it"),
]
CHECKS = [
    State("check-empty", "ssw", "{empty_draft}/check", "answers are still missing"),
    State("check-part", "ssw", "{part_draft}/check", "A first thought."),
    State("check-full", "ssw", "{full_draft}/check", "Nothing is missing.", readme="check"),
    State("check-copied", "ssw", "{copied_draft}/check", "Much like an earlier visit"),
    State("check-note", "team_manager", "{note_draft}/check", "Check your answers"),
    problem("check-refused", "ssw", "{empty_draft}/check", press("Submit the visit record")),
    problem("check-refused-on-one-page", "folded", "{folded_draft}/check", press("Submit the visit record")),
    State("section-refused", "ssw", "{rows_draft}/sections/actions_next", "must be a real date"),
    State("three-actions", "ssw", "{rows_draft}/sections/actions_next", "Add another action"),
]
WHOLE = [
    State("whole-empty", "ssw", "{empty_draft}/whole", "on one page"),
    State("whole-incomplete", "ssw", "{part_draft}/whole?check=1", "There is a problem"),
    State("whole-full", "ssw", "{full_draft}/whole", "on one page"),
    State("whole-prior-actions", "ssw", "{copied_draft}/whole", "Agreed on"),
    State("whole-folded", "folded", "{folded_draft}/whole", "Show the coach"),
    State("whole-note", "team_manager", "{note_draft}/whole", "on one page"),
]
BESIDE = [
    State("coach", "ssw", "{worded_draft}/sections/child_voice", "What would lift it"),
    State("coach-wording", "ssw", "{worded_draft}/sections/child_voice", "Wording to reconsider"),
    State("coach-folded", "folded", "{folded_draft}/sections/observation", "Show the coach"),
    State("hint-answered", "ssw", "{hinted_draft}/sections/observation", "You answered"),
    problem("hint-answered-badly", "ssw", "{hinted_draft}/sections/analysis", answer_a_hint_badly),
    State("last-visit", "ssw", "{part_draft}/sections/child_voice/last-visit", "The last visit,"),
    State("last-visit-actions", "ssw", "{copied_draft}/sections/prior_actions/last-visit", "The last visit,"),
    State("unannounced-details", "ssw", "{unannounced_draft}/sections/visit_details", "Unannounced"),
    State("unannounced-home", "ssw", "{unannounced_draft}/sections/household", "bedroom"),
    State("prior-actions", "ssw", "{copied_draft}/sections/prior_actions", "Agreed on"),
    State(
        *("section-being-written", "ssw", "{full_draft}/sections/child_voice"),
        *("lets me paint it", write_for_the_picture),
        readme="section",
    ),
    State("notes-panel", "ssw", "{hinted_draft}/sections/analysis", "lamp by the bed", open_the_notes),
    State("notes-empty", "ssw", "{empty_draft}/notes", "Never part of the record"),
    State("notes-full", "ssw", "{hinted_draft}/notes", "lamp by the bed"),
    State(
        "notes-conflict",
        "ssw",
        "{clash_draft}/notes",
        "Saved from the other window",
        type_into_notes_in_two_windows,
        True,
    ),
]
CORRECTION = follow("Go on with your correction")
CORRECTING = [
    State("correction-task-list", "ssw", "{half_corrected_record}/correction", "You are correcting", CORRECTION),
    State(
        *("correction-check", "ssw", "{half_corrected_record}/correction", "Nothing is missing."),
        both(CORRECTION, follow("Check your answers and submit")),
    ),
    problem(
        *("correction-of-nothing", "ssw", "{half_corrected_record}/correction"),
        *(CORRECTION, follow("Check your answers and submit"), press("Submit the visit record")),
    ),
]
WRITING = [*SECTIONS, *NOTE_SECTIONS, *TASK_LISTS, *CHECKS, *WHOLE, *BESIDE, *CORRECTING]
