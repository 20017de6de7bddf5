from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask

from fqa_forms.domain.audit_actions import AuditAction
from fqa_forms.extensions import db
from fqa_forms.models import AuditEntry, User
from fqa_forms.services.audit_log import (
    NOBODY,
    PAGE_SIZE,
    LogFilter,
    details_in_words,
    read_log,
    subject_in_words,
)
from tests import factories


@pytest.fixture
def head(app: Flask) -> User:
    return factories.make_user("head_of_service")


def happened(at: datetime, service_id: int, actor: User | None = None, action: str = "signed_in") -> int:
    entry = AuditEntry(at=at, service_id=service_id, actor_id=actor.id if actor else None, action=action, details={})
    db.session.add(entry)
    db.session.commit()
    return entry.id


def ids(head: User, **wanted: Any) -> list[int]:
    return [entry.id for entry in read_log(head, LogFilter(**wanted), 1).entries]


def test_the_newest_comes_first_and_other_services_never(head: User) -> None:
    elsewhere = factories.make_service()
    newer = happened(datetime(2026, 3, 2, 9, tzinfo=UTC), head.service_id)
    older = happened(datetime(2026, 3, 1, 9, tzinfo=UTC), head.service_id)
    happened(datetime(2026, 3, 3, 9, tzinfo=UTC), elsewhere.id)
    assert ids(head) == [newer, older]


def test_the_log_is_filtered_by_person_and_by_action(head: User) -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    mine = happened(at, head.service_id, head)
    refused = happened(at, head.service_id, head, "refused")
    nobodys = happened(at, head.service_id, None, "sign_in_failed")
    assert ids(head, person=str(head.id)) == [refused, mine]
    assert ids(head, person=NOBODY) == [nobodys]
    assert ids(head, action="refused") == [refused]
    assert ids(head, person=NOBODY, action="refused") == []


def test_days_are_englands_days_and_both_are_included(head: User) -> None:
    # In summer England is an hour ahead of UTC: 1 July begins there at 23:00 on 30 June.
    before = happened(datetime(2026, 6, 30, 22, 59, tzinfo=UTC), head.service_id)
    first = happened(datetime(2026, 6, 30, 23, 0, tzinfo=UTC), head.service_id)
    last = happened(datetime(2026, 7, 1, 22, 59, tzinfo=UTC), head.service_id)
    after = happened(datetime(2026, 7, 1, 23, 0, tzinfo=UTC), head.service_id)
    assert ids(head, first_day=date(2026, 7, 1), last_day=date(2026, 7, 1)) == [last, first]
    assert ids(head, first_day=date(2026, 7, 1)) == [after, last, first]
    assert ids(head, last_day=date(2026, 6, 30)) == [before]
    assert ids(head, first_day=date.min, last_day=date.max) == [after, last, first, before]


def test_a_page_holds_fifty_and_a_page_after_the_last_is_the_last(head: User) -> None:
    at = datetime(2026, 3, 2, 9, tzinfo=UTC)
    db.session.add_all(
        AuditEntry(at=at, service_id=head.service_id, action="signed_in", details={}) for _ in range(PAGE_SIZE + 1)
    )
    db.session.commit()
    first, last = read_log(head, LogFilter(), 1), read_log(head, LogFilter(), 99)
    assert (len(first.entries), first.pages, first.total) == (50, 2, 51)
    assert (len(last.entries), last.page) == (1, 2)
    assert last.entries[0].id < first.entries[-1].id


@pytest.mark.parametrize(
    ("subject", "words"),
    [
        (("visit_record", 12), "record V000012"),
        (("household", 7), "household no. 7"),
        (("user_account", 3), "user no. 3"),
        (("something_new", 4), "something new no. 4"),
        (("", None), ""),
    ],
)
def test_a_subject_is_a_reference(app: Flask, subject: tuple[str, int | None], words: str) -> None:
    assert subject_in_words(AuditEntry(subject_type=subject[0], subject_id=subject[1])) == words


def test_details_are_keys_and_values_in_words() -> None:
    changed = {"roles": {"from": ["auditor"], "to": []}, "active": {"from": True, "to": False}, "name": "changed"}
    entry = AuditEntry(details={"changed": changed, "score_id": 4, "reason": "not_allowed", "kind": None})
    assert details_in_words(entry) == [
        "changed: roles: auditor → none; active: yes → no; name: changed",
        "kind: none",
        "reason: not allowed",
        "score id: 4",
    ]


@pytest.mark.parametrize("action", AuditAction)
def test_every_action_reads_as_words(action: AuditAction) -> None:
    assert action.in_words[0].isupper()
    assert "_" not in action.in_words
