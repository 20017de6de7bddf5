"""The navigation says where one is, on a page's own place and on the pages under it."""

from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask

from tests import factories


@pytest.mark.parametrize(
    ("path", "place"),
    [("/households", "Households"), ("/households/{household}", "Households"), ("/drafts/{draft}", "Households")],
)
def test_the_navigation_marks_where_one_is(app: Flask, client_for: Callable[[Any], Any], path: str, place: str) -> None:
    ssw = factories.make_user(team=factories.make_team())
    household = factories.make_household(ssw=ssw)
    draft = factories.make_draft(household, ssw)
    page = client_for(ssw).get(path.format(household=household.id, draft=draft.id))
    marked = page.soup.select("[aria-current]")
    assert [item.get_text(strip=True) for item in marked] == [place]
