"""What every worker would do while its first reader waits is done before, once for all."""

from collections.abc import Callable

from flask import Flask

from fqa_forms.app import warm_up
from fqa_forms.extensions import Base


def test_no_template_is_left_to_the_first_reader(make_app: Callable[..., Flask]) -> None:
    app = make_app()
    warm_up(app)
    cache = app.jinja_env.cache
    assert cache is not None
    assert {name for _loader, name in cache} == set(app.jinja_env.list_templates())


def test_no_table_is_left_to_the_first_reader(make_app: Callable[..., Flask]) -> None:
    warm_up(make_app())
    assert all(mapper.configured for mapper in Base.registry.mappers)
