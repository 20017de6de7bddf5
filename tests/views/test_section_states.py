"""How far each section is: the same words on the task list and beside the whole form, true after every save."""

from bs4 import Tag
from flask import Flask

from tests.views.journey import Visit, begin_visit


def beside_whole_form(visit: Visit) -> dict[str, str]:
    """Each section's title with its state, as the side list says it."""
    lines = visit.open("whole").soup.select("nav[aria-label=Sections] li")  # type: ignore[attr-defined]
    return {title_of(line): line.select_one("[data-section-state]").get_text(strip=True) for line in lines}


def on_task_list(visit: Visit) -> dict[str, str]:
    """Each section's title with its state, as the task list says it."""
    lines = visit.open().soup.select(".govuk-task-list__item")  # type: ignore[attr-defined]
    titles = ".govuk-task-list__name-and-hint > :first-child"
    return {
        line.select_one(titles).get_text(strip=True): line.select_one(".govuk-task-list__status").get_text(strip=True)
        for line in lines
    }


def title_of(line: Tag) -> str:
    link = line.find("a")
    assert isinstance(link, Tag)
    assert str(link["href"]).removeprefix("#section-") == str(link["aria-describedby"]).removeprefix("state-")
    return link.get_text(strip=True)


def test_an_untouched_draft_is_not_started_and_only_resources_is_optional(app: Flask) -> None:
    states = beside_whole_form(begin_visit(app))
    assert len(states) == 13
    assert {title for title, state in states.items() if state == "Not started"} == states.keys() - {
        "Resources",
        "Actions from the last visit",
    }
    assert (states["Resources"], states["Actions from the last visit"]) == ("Optional", "Not needed")


def test_the_whole_form_and_the_task_list_say_the_same(app: Flask) -> None:
    visit = begin_visit(app)
    visit.save("analysis", analysis_text="A view.")
    visit.save("visit_details", visit_type="supervision")
    states = beside_whole_form(visit)
    assert (states["Analysis"], states["Visit details"]) == ("Completed", "In progress")
    assert states == on_task_list(visit)


def test_an_autosave_of_the_whole_form_tells_the_states_it_leaves(app: Flask) -> None:
    visit = begin_visit(app)
    saved = visit.client.post(visit.address("whole"), {"then": "autosave", "analysis_text": "A view."})
    states = saved.get_json()["states"]
    assert states["analysis"] == "Completed"
    assert "In progress" not in states["observation"]
    emptied = visit.client.post(visit.address("whole"), {"then": "autosave", "analysis_text": ""})
    assert "Not started" in emptied.get_json()["states"]["analysis"]


def test_an_answer_that_cannot_be_leaves_its_section_in_progress(app: Flask) -> None:
    visit = begin_visit(app)
    typed = {"then": "autosave", "resources_reviewed": "Paid.", "start_time": "teatime"}
    states = visit.client.post(visit.address("whole"), typed).get_json()["states"]
    assert states["resources"] == "Completed"
    assert "In progress" in states["visit_details"]


def test_a_page_of_one_section_has_no_list_to_keep_true(app: Flask) -> None:
    visit = begin_visit(app)
    assert visit.save("analysis", then="autosave", analysis_text="A view.").get_json()["states"] == {}
