"""Every page of the service in every state: one list for axe, for the sizes and for the pictures."""

from tests.browser.states.after_submit import AFTER_SUBMIT
from tests.browser.states.checks import CHECKS
from tests.browser.states.faults import FAULTS
from tests.browser.states.service import SERVICE
from tests.browser.states.state import State
from tests.browser.states.writing import WRITING

STATES: tuple[State, ...] = (*WRITING, *FAULTS, *AFTER_SUBMIT, *CHECKS, *SERVICE)
# Sorts of state (the first word of their name) that are looked at one by one in every way: here scripts change much,
# or the page is where people write. Of every other sort one state stands for all in what costs most.
ONE_BY_ONE = ("incomplete", "section", "whole", "coach", "hint", "notes", "conflict", "timed", "correction")


def one_of_each(states: tuple[State, ...]) -> tuple[State, ...]:
    """The states that stand for all of their sort."""
    firsts = {state.sort: state for state in reversed(states)}
    return tuple(state for state in states if state.sort in ONE_BY_ONE or firsts[state.sort] is state)


# Addresses that answer a browser, but with no page to look at.
NO_PAGES = {
    "static": "files",
    "home.health": "words for whatever watches the service",
    "writing.coach": "data for a page that is open already",
    "records.download": "a file",
    "prints.as_pdf": "a file",
    "prints.version_as_pdf": "a file",
    "prints.for_carer": "a file",
}
