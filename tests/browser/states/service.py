"""The states of the pages around the records: one's work, households, oversight, people, the log, signing in."""

from fqa_forms.views.my_work_pages import LISTS as WORK
from fqa_forms.views.oversight_pages import LISTS as LATE
from tests.browser.states.state import State, fill, press, problem

ROLES = (
    *("ssw", "new_ssw", "team_manager", "new_manager", "head_of_service"),
    *("auditor", "reviewing_officer", "panel_member", "administrator"),
)
FOR_MANAGERS = ("to-sign-off", "returned", "late-in-team")
STARTS = [State(f"start-{who}", who, "/", "Good to see you") for who in ROLES]
WITHOUT_A_ROLE = [State("start-no-role", "no_role", "/", "Your account has no role yet")]
MY_WORK = [
    State(f"work-{key}", "team_manager" if key in FOR_MANAGERS else "ssw", f"/my-work/{key}", work.title)
    for key, work in WORK.items()
]
HOUSEHOLDS = [
    State("households", "ssw", "/households", "the longest unvisited first"),
    State("households-none", "new_ssw", "/households", "No household is allocated to you"),
    State("household", "ssw", "{household}", "Open actions", readme="household"),
    State("household-new", "ssw", "{vacant}", "No visit is recorded yet."),
    State("household-long-names", "ssw", "{long_household}", "Featherstonehaugh"),
    State("household-for-managers", "team_manager", "{household}", "Record a case supervision note"),
]
OVERSIGHT = [
    State("oversight", "team_manager", "/oversight", "By worker"),
    State("oversight-of-the-service", "head_of_service", "/oversight", "By worker"),
    State("oversight-empty", "new_manager", "/oversight", "Nothing is late"),
    *(State(f"late-{key}", "team_manager", f"/oversight/{key}", late.title) for key, late in LATE.items()),
    State("late-of-one-worker", "team_manager", "/oversight/drafts?worker=1", "Show everybody’s"),
    State("late-nothing", "new_manager", "/oversight/drafts", "There is nothing in this list today."),
    State("quality", "team_manager", "/quality", "Mean grade", readme="trend"),
    State("quality-of-a-criterion", "auditor", "/quality?criterion=child_voice", "“The child is seen and heard”"),
    State("quality-without-records", "new_manager", "/quality", "there is no chart"),
    State("quality-wrong-choice", "auditor", "/quality?months=99", "There is a problem", refused=True),
    State("allocations", "team_manager", "/allocations", "Held by"),
    State("allocations-empty", "new_manager", "/allocations", "There is no household"),
    State("allocation", "team_manager", "{household}/allocation", "Allocate to somebody else"),
    problem(
        *("allocation-wrong-day", "team_manager", "{household}/allocation"),
        *(fill("[name$=-year]", "1999"), press("Allocate")),
    ),
]
PEOPLE = [
    State("people", "administrator", "/people", "Add a team"),
    State("person-add", "administrator", "/people/add", "Add this user"),
    problem("person-add-empty", "administrator", "/people/add", press("Add this user")),
    State("person", "administrator", "{person}", "Save changes"),
    State("person-unchanged", "administrator", "{person}", "Nothing was changed.", press("Save changes")),
    problem(
        *("person-wrong", "administrator", "{person}"),
        *(fill("#name", ""), fill("#address", "no address"), press("Save changes")),
    ),
    State("person-password", "administrator", "{person}/password", "Set this password"),
    problem(
        *("person-password-short", "administrator", "{person}/password"),
        *(fill("#new_password", "short"), press("Set this password")),
    ),
    State("team", "administrator", "{team}", "Save the name"),
    problem("team-wrong", "administrator", "{team}", fill("#name", ""), press("Save the name")),
    State("team-add", "administrator", "/teams/add", "Add this team"),
    problem("team-add-empty", "administrator", "/teams/add", press("Add this team")),
]
LOG = [
    State("audit-log", "administrator", "/audit-log", "entries"),
    State("audit-log-for-the-head", "head_of_service", "/audit-log?page=2", "page 2 of"),
    State("audit-log-none", "administrator", "/audit-log?person=nobody&action=record_withdrawn", "Nothing in the log"),
    State(
        *("audit-log-wrong-day", "administrator", "/audit-log?first_day-day=31&first_day-month=2&first_day-year=2026"),
        "There is a problem",
        refused=True,
    ),
]
ACCOUNT = [
    State("sign-in", "", "/sign-in", "Password", readme="sign-in"),
    problem("sign-in-empty", "", "/sign-in", press("Sign in")),
    problem(
        *("sign-in-wrong", "", "/sign-in"),
        *(fill("#email", "ssw@demo.test"), fill("#password", "wrong"), press("Sign in")),
    ),
    State("account", "ssw", "/account", "Where you are signed in"),
    problem("account-wrong", "ssw", "/account", press("Change password")),
    State("accessibility", "", "/accessibility", "Accessibility"),
    State("privacy", "ssw", "/privacy", "Privacy"),
]
SERVICE = [*STARTS, *WITHOUT_A_ROLE, *MY_WORK, *HOUSEHOLDS, *OVERSIGHT, *PEOPLE, *LOG, *ACCOUNT]
