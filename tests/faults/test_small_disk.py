"""A real disk runs full under the real service: what was acknowledged is there, the rest is shown back to be saved."""

import json
import random
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask import Flask

from tests.faults.conftest import Say, at_work, check, wait_for_answers
from tests.faults.disk_service import DiskService, on_small_disk
from tests.faults.findings import Findings
from tests.faults.person import Answer, Person, UnansweredError, boxes
from tests.faults.running_service import wait_until
from tests.faults.writers import MARKED, Save, Submit, Writer

pytestmark = pytest.mark.faults
ENOUGH = 400  # saves of LONG words fill any of our disks


@pytest.fixture
def small(make_app: Callable[..., Flask], tmp_path: Path) -> Iterator[DiskService]:
    """The real service on a small disk."""
    with on_small_disk(make_app, tmp_path) as whole:
        yield whole


def words_of(chance: random.Random) -> str:
    """Words that no database makes shorter."""
    return " ".join(f"{chance.getrandbits(60):x}" for _word in range(600))


def save(writer: Writer, draft_id: int, words: str, then: str = "autosave") -> Answer:
    """Save the whole form with these words in it."""
    typed = boxes({**writer.answers, MARKED: words})
    return writer.person.post(f"/drafts/{draft_id}/whole", {**typed, "then": then, "revision": "0", "window": "one"})


def keep(writer: Writer, draft_id: int, words: str) -> None:
    """Save, and note that it was acknowledged."""
    revision = json.loads(save(writer, draft_id, words).text)["revision"]
    writer.ledger.saves.append(Save(draft_id, revision, words))


def save_until_refused(writer: Writer, draft_id: int, chance: random.Random) -> str:
    """Save ever other words until there is no space for them, noting what is acknowledged; gives those refused."""
    for _time in range(ENOUGH):
        words = words_of(chance)
        try:
            keep(writer, draft_id, words)
        except UnansweredError as refusal:
            refused = refusal
            break
    else:
        pytest.fail(f"{ENOUGH} saves found space on a full disk")
    assert "Not saved" in json.loads(refused.page)["fault"]
    writer.ledger.unanswered[str(refused)] += 1
    return words


def refused_page(writer: Writer, send: Callable[[], Answer]) -> BeautifulSoup:
    """The page that says that nothing was saved."""
    with pytest.raises(UnansweredError, match="503") as refused:
        send()
    writer.ledger.unanswered["503"] += 1
    page = BeautifulSoup(refused.value.page, "html.parser")
    assert "Not saved" in page.h1.get_text()
    return page


def press(person: Person, page: BeautifulSoup) -> str:
    """Press the one button of the page's own form; gives where it leads."""
    form = page.select_one("main form")
    fields = {box["name"]: box.get("value", "") for box in form.find_all("input", attrs={"type": "hidden"})}
    answer = person.post(form["action"], fields)
    assert answer.status == 302, answer
    return answer.location


def test_what_a_full_disk_refuses_is_in_the_page_and_saved_when_there_is_space(
    small: DiskService, chance: random.Random, say: Say
) -> None:
    writer = small.writers[0]
    draft_id = writer.person.begin(writer.household_id)
    small.disk.fill()
    words = save_until_refused(writer, draft_id, chance)
    page = refused_page(writer, lambda: save(writer, draft_id, words, then="later"))
    assert words in page.main.get_text()
    assert writer.person.get(f"/drafts/{draft_id}/sections/analysis").status == 200
    small.disk.free()
    press(writer.person, page)
    keep(writer, draft_id, words)
    assert_all_is_there(small, say)


def test_a_submit_that_a_full_disk_refuses_is_made_once_when_there_is_space(
    small: DiskService, chance: random.Random, say: Say
) -> None:
    writer = small.writers[0]
    draft_id = writer.person.begin(writer.household_id)
    key = writer.person.submission_key(draft_id)
    keep(writer, draft_id, words_of(chance))
    small.disk.fill()
    save_until_refused(writer, draft_id, chance)
    page = refused_page(writer, lambda: writer.person.post(f"/drafts/{draft_id}/submit", {"submission_key": key}))
    small.disk.free()
    made = {press(writer.person, page) for _time in range(2)}
    assert len(made) == 1
    record_id = int(made.pop().rpartition("/")[2])
    writer.ledger.submits.append(Submit(key, record_id, writer.ledger.saves[-1].words))
    assert_all_is_there(small, say)


def test_people_write_on_as_space_goes_and_comes(small: DiskService, rounds: int, say: Say) -> None:
    times = max(3, rounds // 20)
    with at_work(small.writers) as writers:
        for _time in range(times):
            wait_for_answers(writers)
            before = refusals(writers)
            small.disk.fill()
            wait_until(lambda before=before: refusals(writers) >= before + 5, "refusals by the full disk")
            small.disk.free()
        wait_for_answers(writers)
    found = assert_all_is_there(small, say)
    assert found.submits > 0
    assert found.unanswered["503"] >= times


def refusals(writers: list[Writer]) -> int:
    """How many requests were told that there is no space."""
    return sum(writer.ledger.unanswered["503"] for writer in writers)


def assert_all_is_there(small: DiskService, say: Say) -> Findings:
    """Look into the database once the service has stopped."""
    small.end()
    found = check(small.writers)
    say(f"{small.disk.what}; {found.unanswered['503']} refusals; {found}")
    assert found.wrong == []
    assert found.unanswered["500"] == 0
    return found
