"""Everything stays small enough to be read in one go."""

import re

import pytest

from tests.house_rules.sources import OURS, decorator_names, files, functions, length, text_of

MODULES = files(".py", *OURS)
TESTS = files(".py", "tests/")
VIEWS = files(".py", "fqa_forms/views/")
TEMPLATES = files(".html", "fqa_forms/templates/")
ROUTE = re.compile(r"\w+\.(get|post|route)\(")


def lines(name: str) -> int:
    return len(text_of(name).splitlines())


def is_route(decorators: list[str]) -> bool:
    return any(ROUTE.match(decorator) for decorator in decorators)


@pytest.mark.parametrize("name", [*MODULES, *TESTS])
def test_a_module_has_250_lines_at_most(name: str) -> None:
    assert lines(name) <= 250


@pytest.mark.parametrize("name", MODULES)
def test_a_function_has_40_lines_at_most(name: str) -> None:
    assert [(each.name, length(each)) for each in functions(name) if length(each) > 40] == []


@pytest.mark.parametrize("name", VIEWS)
def test_a_view_has_25_lines_at_most_and_a_file_8_routes(name: str) -> None:
    routes = [each for each in functions(name) if is_route(decorator_names(each))]
    assert [(each.name, length(each)) for each in routes if length(each) > 25] == []
    assert len(routes) <= 8


@pytest.mark.parametrize("name", TEMPLATES)
def test_a_template_has_100_lines_at_most(name: str) -> None:
    assert lines(name) <= 100


@pytest.mark.parametrize("name", TESTS)
def test_a_test_has_30_lines_at_most(name: str) -> None:
    assert [(each.name, length(each)) for each in functions(name) if length(each) > 30] == []


@pytest.mark.parametrize("name", ["fqa_forms/static/app.js", "fqa_forms/static/section.js"])
def test_a_script_of_ours_has_250_lines_at_most(name: str) -> None:
    assert lines(name) <= 250
