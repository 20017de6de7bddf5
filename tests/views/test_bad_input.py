"""Whatever is sent, the answer is a clear page with the right status, and no typed word is lost."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fqa_forms.extensions import db
from fqa_forms.forms.typed_text import clean_text
from fqa_forms.models import Team
from tests import factories
from tests.page_inspection import soup_of
from tests.record_client import RecordClient
from tests.views.journey import Visit, begin_visit

MEGABYTE = 1024 * 1024
ODD_WORDS = {
    "html": "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "template": "{{ config }}{% raw %}",
    "formula": "=cmd|' /C calc'!A0",
    "right to left": "\u202eMax\u202c \u200fשלום",
    "emoji and accents": "👩‍👩‍👧 Zoë café",
    "sql": "'); DROP TABLE draft; --",
    "joined and marked": "n\u0303 \ufe0f \u00ad \u200b.",
}


@pytest.fixture
def visit(app: Flask) -> Visit:
    return begin_visit(app)


def kept(visit: Visit, typed: str) -> str:
    """What the service keeps of what was typed into the analysis."""
    answer = visit.save("analysis", analysis_text=typed, then="later")
    assert answer.status_code == 302
    return str(visit.draft.answers["analysis_text"])


@pytest.mark.parametrize("words", ODD_WORDS.values(), ids=ODD_WORDS)
def test_odd_words_are_kept_as_typed_and_shown_as_words(visit: Visit, words: str) -> None:
    assert kept(visit, words) == words
    for page in ("sections/analysis", "check"):
        soup = soup_of(visit.open(page))
        assert words in soup.get_text()
        assert not soup.select("main script, main img")


def test_odd_words_go_all_the_way_into_a_record(visit: Visit) -> None:
    visit.fill_in(
        texts=dict(zip(("analysis", "household", "training", "child_voice"), ODD_WORDS.values(), strict=False))
    )
    record = visit.submit().location
    page = visit.client.get(record)
    assert page.status_code == 200
    assert not soup_of(page).select("main script[nonce=''], main img")


def test_separators_of_lines_are_kept(visit: Visit) -> None:
    assert kept(visit, "one\u2028two\u2029three") == "one\u2028two\u2029three"


def test_control_characters_go_and_the_words_stay(visit: Visit) -> None:
    assert kept(visit, "Max\x00 said\x1b hello\x7f") == "Max said hello"


def test_line_ends_of_every_kind_become_one(visit: Visit) -> None:
    assert kept(visit, "one\r\ntwo\rthree\nfour") == "one\ntwo\nthree\nfour"


@pytest.mark.parametrize("odd", [b"%ED%A0%80", b"%FF%FE", b"%C3"])
def test_half_characters_are_marked_and_the_words_stay(visit: Visit, odd: bytes) -> None:
    token = soup_of(visit.open("sections/analysis")).find("input", attrs={"name": "csrf_token"})["value"]
    answer = visit.client.open(
        visit.address("sections/analysis"),
        method="POST",
        data=b"analysis_text=" + odd + b"Max&then=later&csrf_token=" + str(token).encode(),
        content_type="application/x-www-form-urlencoded",
    )
    assert answer.status_code == 302
    assert visit.draft.answers["analysis_text"].endswith("Max")
    assert visit.open("sections/analysis").status_code == 200


@given(st.text(alphabet=st.characters()))
def test_cleaned_text_can_be_kept_by_any_database(text: str) -> None:
    cleaned = clean_text(text)
    cleaned.encode("utf-8")
    assert "\x00" not in cleaned
    assert clean_text(cleaned) == cleaned


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(words=st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_words_come_back_as_they_were_typed(visit: Visit, words: str) -> None:
    assert kept(visit, words) == words


FIELD = "carer_present__carer-1"
ODD_FIELDS: dict[str, dict[str, Any]] = {
    "nothing at all": {},
    "half a date": {"visit_date-day": "1"},
    "a date in one box": {"visit_date": "2026-03-27"},
    "an option that is none": {"visit_type": "<b>", "place": "moon"},
    "a choice twice": {"visit_type": ["supervision", "unannounced"]},
    "questions of nobody": {"carer_present__carer-999": "yes", "nonsense": "x", "__proto__": "x"},
    "a number that is none": {"recordings_expected": "9" * 400},
    "no such button": {"then": "launch"},
    "a row that is none": {"then": "remove:row999999999999"},
    "a row by another name": {"then": "remove:carer-1"},
    "a revision that is none": {"revision": "x"},
    "a revision from the future": {"revision": str(10**30)},
    "a revision below nothing": {"revision": "-1"},
    "a revision far below nothing": {"revision": str(-(10**30))},
    "a window's name without end": {"window": "w" * 5000},
    "a window's name with NUL": {"window": "w\x00", "revision": "0"},
}


@pytest.mark.parametrize("fields", ODD_FIELDS.values(), ids=ODD_FIELDS)
@pytest.mark.parametrize("section", ["visit_details", "weekly_recordings", "actions_next"])
def test_odd_forms_are_saved_or_answered_at_the_field(visit: Visit, section: str, fields: dict[str, Any]) -> None:
    answer = visit.client.post(visit.address(f"sections/{section}"), fields)
    assert answer.status_code in (302, 409, 422)
    assert visit.open(f"sections/{section}?check=1").status_code == 200


def test_thousands_of_fields_are_too_much(visit: Visit) -> None:
    answer = visit.save("analysis", **{f"field{n}": "x" for n in range(5000)}, analysis_text="x")
    assert answer.status_code in (302, 413)
    many_parts = {f"field{n}": "x" for n in range(2000)}
    answer = visit.client.post(visit.address("sections/analysis"), many_parts, content_type="multipart/form-data")
    assert answer.status_code == 413


def test_a_body_of_fifty_megabytes_is_too_much(visit: Visit) -> None:
    answer = visit.save("analysis", analysis_text="x" * (50 * MEGABYTE))
    assert answer.status_code == 413
    assert "That is too much to send at once" in answer.text


def test_a_box_holds_more_than_anybody_types_and_says_when_it_is_full(visit: Visit) -> None:
    assert kept(visit, "x" * 50_000) == "x" * 50_000
    answer = visit.save("analysis", analysis_text="y" * 50_001)
    assert answer.status_code == 422
    assert "too long to keep in one box" in answer.text
    assert visit.draft.answers["analysis_text"] == "y" * 50_001


@pytest.mark.parametrize(
    "address",
    [
        *("/households/0", "/households/-1", "/households/x", "/households/99999999999999999999999", "/records/1e3"),
        *("/drafts/1/sections/..%2f..", "/nothing", "/%00", "/%ff", "/drafts//check", "/households/1%0a", "//"),
        "/" + "x" * 8000,
    ],
)
def test_addresses_that_lead_nowhere_get_a_page(visit: Visit, address: str) -> None:
    answer = visit.client.get(address)
    assert answer.status_code in (308, 404)


@pytest.mark.parametrize("body", [b"", b"\x00" * 100, b"--x\r\nnonsense", b"{"])
@pytest.mark.parametrize("kind", ["multipart/form-data; boundary=x", "multipart/form-data", "application/json", "x"])
def test_bodies_that_are_no_form_are_refused(client: RecordClient, body: bytes, kind: str) -> None:
    answer = client.open("/sign-in", method="POST", data=body, content_type=kind)
    assert answer.status_code in (302, 400)


@pytest.mark.parametrize("host", ["evil.test", "localhost:99999", ""])
def test_a_made_up_host_reaches_no_link(client: RecordClient, host: str) -> None:
    answer = client.get("/sign-in", headers={"Host": host})
    assert "evil.test" not in answer.text


@pytest.mark.parametrize("year", ["9999", "0001"])
def test_a_mistyped_year_closes_no_page(visit: Visit, client_for: Callable[[Any], RecordClient], year: str) -> None:
    typed = {"visit_date-day": "31", "visit_date-month": "12", "visit_date-year": year}
    assert visit.save("visit_details", **typed).status_code == 422
    manager = client_for(factories.make_user(role="team_manager", team=db.session.get(Team, visit.household.team_id)))
    for address in ("/", "/my-work/late-write-ups", visit.address(), visit.address("check")):
        assert visit.client.get(address).status_code == 200
    for address in ("/", "/my-work/late-in-team", "/oversight"):
        assert manager.get(address).status_code == 200


@pytest.mark.parametrize("target", ["http://[", "//[", "/a\x00b", "/\t/evil.test"])
def test_a_way_on_that_is_no_path_leads_to_the_start(client: RecordClient, target: str) -> None:
    page = client.get("/sign-in", query_string={"next": target})
    assert page.status_code == 200
    assert soup_of(page).find("input", attrs={"name": "next"})["value"] == "/"


def test_an_address_with_nul_signs_nobody_in(client: RecordClient) -> None:
    assert client.send_sign_in("a\x00b@fostering.test", "x\x00y").status_code == 422
