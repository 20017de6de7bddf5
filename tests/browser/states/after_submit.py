"""The states of submitted records: read, corrected, returned, answered, signed off, commented on, withdrawn."""

from tests.browser.states.state import State, both, choose, fill, press, problem

RECORDS = [
    State("record", "ssw", "{record}#section-child_voice", "waiting for sign-off", readme="record"),
    State("record-signed-off", "ssw", "{signed_off_record}", "signed it off"),
    State("record-returned", "ssw", "{returned_record}", "Answer the return"),
    State("record-answered", "team_manager", "{answered_record}", "Sign the record off or return it"),
    State("record-corrected", "ssw", "{corrected_record}", "Late addition"),
    State("record-commented", "ssw", "{commented_record}", "I said weekly, not monthly."),
    State("record-of-unknown-form", "ssw", "{unknown_form_record}", "“lost_form”, version 7"),
    State("record-imported", "team_manager", "{imported_record}", "Imported"),
    State("record-with-hints", "auditor", "{hinted_record}", "The children were at school"),
    State("record-note", "team_manager", "{note_record}", "This record is not scored."),
    State("record-for-the-reviewing-officer", "reviewing_officer", "{record}", "waiting for sign-off"),
    State("version-replaced", "ssw", "{corrected_record}/versions/1", "This version no longer stands."),
    State("version-diff", "auditor", "{corrected_record}/versions/2", "What this version changed"),
]
CORRECTIONS = [
    State("correction", "ssw", "{signed_off_record}/correction", "A correction is a new version."),
    problem("correction-without-reason", "ssw", "{signed_off_record}/correction", press("Continue")),
    State("correction-begun", "ssw", "{half_corrected_record}/correction", "Talk to each other first"),
    State("correction-not-possible", "team_manager", "{imported_record}/correction", "cannot be corrected here"),
]
REVIEWS = [
    State("review", "team_manager", "{record}/review", "What have you decided?"),
    problem("review-undecided", "team_manager", "{record}/review", press("Save your decision")),
    problem(
        *("review-without-words", "team_manager", "{record}/review"),
        *(choose("Return it to its author"), press("Save your decision")),
    ),
    State("review-answered", "team_manager", "{answered_record}/review", "we sat in the kitchen"),
    State("review-returned", "team_manager", "{returned_record}/review", "with its author"),
    State("review-done", "team_manager", "{signed_off_record}/review", "nothing to decide"),
    State("review-own", "team_manager", "{corrected_by_manager_record}/review", "somebody else signs it off"),
    State("answer", "ssw", "{returned_record}/answer", "Was Lily seen alone?"),
    problem("answer-empty", "ssw", "{returned_record}/answer", press("Send your answer")),
    State("answer-to-nothing", "ssw", "{signed_off_record}/answer", "There is nothing to answer."),
]
CARERS = [
    State("carer-comment", "ssw", "{comment_page}", "in their own words"),
    problem("carer-comment-empty", "ssw", "{comment_page}", press("Keep what they said")),
    State(
        *("carer-comment-too-early", "ssw", "{comment_page}", "must be"),
        both(
            choose("No"),
            fill("#given_on-day", "1"),
            fill("#given_on-month", "1"),
            fill("#given_on-year", "2020"),
            press("Keep what they said"),
        ),
        refused=True,
    ),
    State("carer-copies", "ssw", "{carer_1}", "The copies on"),
    State("carer-copies-commented", "team_manager", "{carer_2}", "The copies on"),
    State("carer-without-copies", "ssw", "{carer_without}", "No visit record has been copied"),
]
WITHDRAWALS = [
    State("withdrawal", "team_manager", "{record}/withdrawal", "Why is the record withdrawn?"),
    problem("withdrawal-without-reason", "team_manager", "{record}/withdrawal", press("Withdraw the record")),
    State("withdrawn-list", "team_manager", "/withdrawn-records", "Made on the wrong household."),
    State("withdrawn-list-empty", "new_manager", "/withdrawn-records", "No record has been withdrawn."),
    State("withdrawn-record", "team_manager", "{withdrawn_page}", "Made on the wrong household."),
    State("withdrawn-record-gone", "ssw", "{withdrawn_record}", "Page not found", refused=True),
]
LISTS = [
    State("records", "ssw", "/records", "Newest visit first", readme="list"),
    State("records-of-the-service", "auditor", "/records", "Newest visit first"),
    State("records-filtered", "auditor", "/records?grade=2&criterion=child_voice&at_most=1", "Clear filters"),
    State("records-none", "auditor", "/records?from=1/1/1990&to=2/1/1990", "No record fits."),
    State("records-wrong-filter", "auditor", "/records?from=31/2/2026&grade=9", "There is a problem", refused=True),
    State("records-empty", "new_ssw", "/records", "No record fits."),
]
AFTER_SUBMIT = [*RECORDS, *CORRECTIONS, *REVIEWS, *CARERS, *WITHDRAWALS, *LISTS]
