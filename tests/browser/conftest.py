"""A real Chromium against the service on a port and a SQLite database of its own."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from threading import Thread

import pytest
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright
from werkzeug.serving import WSGIRequestHandler, make_server

from fqa_forms.extensions import db
from tests.browser.chromium import HOW_TO, find_chromium, launch_arguments
from tests.browser.keyboard import sign_in
from tests.browser.scene import Scene, set_scene

AXE = (Path(__file__).parent / "axe.min.js").read_text(encoding="utf-8")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}


class QuietHandler(WSGIRequestHandler):
    """Answers without a line for each request."""

    def log(self, type: str, message: str, *args: object) -> None:  # noqa: A002 - the library's own name
        """Say nothing."""


@dataclass(frozen=True)
class Site:
    """The service as a browser finds it, and what is in it."""

    address: str
    scene: Scene
    app: Flask


@pytest.fixture(scope="session")
def site(make_app: Callable[..., Flask]) -> Iterator[Site]:
    """The service with people and records in it, answering on a free port."""
    app = make_app()
    with app.app_context():
        scene = set_scene()
        db.session.remove()
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=QuietHandler)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield Site(f"http://127.0.0.1:{server.server_port}", scene, app)
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, started once."""
    path = find_chromium()
    if path is None:
        pytest.fail(HOW_TO)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=launch_arguments())
        yield chromium
        chromium.close()


@pytest.fixture
def complaints() -> list[str]:
    """What the browser's console said; a test of a page ends with none."""
    return []


@pytest.fixture
def new_page(browser: Browser, site: Site, complaints: list[str]) -> Iterator[Callable[..., Page]]:
    """Opens a browser window on the service; everything the console says is a complaint."""
    contexts: list[BrowserContext] = []

    def open_window(**settings: object) -> Page:
        context = browser.new_context(base_url=site.address, **{"viewport": WIDE, "locale": "en-GB", **settings})  # type: ignore[arg-type]
        contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    yield open_window
    for context in contexts:
        context.close()


@pytest.fixture
def worker(new_page: Callable[..., Page]) -> Page:
    """The window of a worker who is signed in."""
    page = new_page()
    sign_in(page, "ssw@demo.test")
    return page
