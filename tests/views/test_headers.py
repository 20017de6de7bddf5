"""Every answer carries the same strict headers; records are never cached."""

import re
from collections.abc import Callable

import pytest
from flask import Flask

from tests.record_client import RecordClient

PAGES = ["/sign-in", "/households", "/nothing", "/health"]


@pytest.mark.parametrize("address", [*PAGES, "/static/app.css"])
def test_every_answer_says_what_a_browser_may_do(client: RecordClient, address: str) -> None:
    with client.get(address) as answer:
        headers = answer.headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"


@pytest.mark.parametrize("address", PAGES)
def test_no_page_is_kept_by_the_browser(client: RecordClient, address: str) -> None:
    assert client.get(address).headers["Cache-Control"] == "no-store"


def test_scripts_carry_the_nonce_of_their_own_answer(client: RecordClient) -> None:
    nonces = set()
    for _ in range(2):
        page = client.get("/sign-in")
        nonce = re.search(r"'nonce-([\w-]+)'", page.headers["Content-Security-Policy"])[1]  # type: ignore[index]
        assert set(re.findall(r'nonce="([^"]+)"', page.text)) == {nonce}
        nonces.add(nonce)
    assert len(nonces) == 2


def test_the_cookie_is_kept_from_scripts_and_other_sites(client: RecordClient) -> None:
    cookie = client.get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie


def test_in_production_the_cookie_is_for_https_alone(make_app: Callable[..., Flask]) -> None:
    app = make_app(FQA_DEMO="", SECRET_KEY="a-real-secret")
    page = app.test_client().open("/sign-in", base_url="https://localhost")
    assert "Secure" in page.headers["Set-Cookie"]
    assert page.headers["Strict-Transport-Security"] == "max-age=31536000"
