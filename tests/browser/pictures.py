"""Pictures of pages, taken only when they are asked for."""

import os
from pathlib import Path

from playwright.sync_api import Page

# `make screenshots` says where to; a plain test run takes none.
FOLDER = os.environ.get("FQA_SCREENSHOTS", "")
README = {"width": 1000, "height": 750}


def take_picture(page: Page, name: str, *, whole: bool = True) -> None:
    """Keep a picture of a page, whole or as much as the window shows, where pictures are asked for."""
    if FOLDER:
        folder = Path(FOLDER)
        folder.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=folder / f"{name}.png", scale="css", full_page=whole)
