"""People who write one visit after another, and note what the service acknowledged."""

import json
import threading
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from tests.faults.person import Answer, Person, UnansweredError, boxes
from tests.faults.running_service import BREATH, PATIENCE

MARKED = "analysis_text"  # the answer that says which save it comes from
SAVES = 3
T = TypeVar("T")


@dataclass(frozen=True)
class Save:
    """An acknowledged save: the words are stored as this revision of the draft."""

    draft_id: int
    revision: int
    words: str


@dataclass(frozen=True)
class Submit:
    """An acknowledged submit: the draft with this key is this record, with these words."""

    key: str
    record_id: int
    words: str


@dataclass
class Ledger:
    """What one writer was told."""

    saves: list[Save] = field(default_factory=list)
    submits: list[Submit] = field(default_factory=list)
    unanswered: Counter[str] = field(default_factory=Counter)


class Writer(threading.Thread):
    """Writes visits to one household until stopped; whatever gets no answer is sent again."""

    def __init__(self, person: Person, household_id: int, answers: dict[str, Any]) -> None:
        super().__init__(name=person.email, daemon=True)
        self.person, self.household_id, self.answers = person, household_id, answers
        self.ledger = Ledger()
        self.enough = threading.Event()
        self.sent = self.answered = 0
        self.failure: BaseException | None = None

    def run(self) -> None:
        """Write visits; the last one begun is finished."""
        visit = 0
        try:
            while not self.enough.is_set():
                visit += 1
                self._write(f"{self.name} visit {visit}")
        except BaseException as failure:
            self.failure = failure

    def _write(self, name: str) -> None:
        draft_id = self._insist(lambda: self.person.begin(self.household_id))
        key = self._insist(lambda: self.person.submission_key(draft_id))
        for number in range(1, SAVES + 1):
            words = f"{name}, save {number}. Ann is calm and warm with Max."
            saved = json.loads(self._insist(lambda words=words: self._save(draft_id, name, words)).text)
            assert saved["clashes"] == []
            self.ledger.saves.append(Save(draft_id, saved["revision"], words))
        for _press in range(2):  # a second press of the button must find the same record
            answer = self._insist(lambda: self.person.post(f"/drafts/{draft_id}/submit", {"submission_key": key}))
            assert answer.status == 302, answer
            record_id = int(answer.location.rpartition("/")[2])
            self.ledger.submits.append(Submit(key, record_id, words))

    def _save(self, draft_id: int, window: str, words: str) -> Answer:
        typed = boxes({**self.answers, MARKED: words})
        control = {"then": "autosave", "revision": "0", "window": window[:40]}
        answer = self.person.post(f"/drafts/{draft_id}/whole", {**typed, **control})
        assert answer.status == 200, answer
        return answer

    def _insist(self, send: Callable[[], T]) -> T:
        """Send until there is an answer, as a person would press again."""
        deadline = time.monotonic() + PATIENCE
        while True:
            self.sent += 1
            try:
                answer = send()
            except UnansweredError as why:
                self.ledger.unanswered[str(why)] += 1
                if time.monotonic() > deadline:
                    raise
                BREATH.wait(0.05)
            else:
                self.answered += 1
                return answer
