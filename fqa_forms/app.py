"""Joins the parts into the Flask application: the only file that knows all of them."""

import os
from collections.abc import Mapping

from flask import Flask
from jinja2 import ChoiceLoader, PackageLoader, PrefixLoader
from sqlalchemy.orm import configure_mappers

from fqa_forms import logs
from fqa_forms import models as _models  # noqa: F401 - makes every table known to migrations
from fqa_forms.commands import ALL_COMMANDS
from fqa_forms.config import PROJECT_ROOT, Settings, SettingsError, read_settings
from fqa_forms.definitions import FORMS
from fqa_forms.extensions import csrf, db, engine_options, login_manager, migrate, prepare_engine
from fqa_forms.services import quality
from fqa_forms.views import ALL_BLUEPRINTS, body_sizes, errors, headers, page_furniture, sessions, storage_faults
from fqa_forms.views.access import start_transaction, undeclared_endpoints


def create_app(environ: Mapping[str, str] | None = None) -> Flask:
    """The service, with settings from `environ` (the process's own by default)."""
    settings = read_settings(os.environ if environ is None else environ)
    app = Flask(__name__, instance_path=str(PROJECT_ROOT / "instance"))
    app.config.update(_flask_config(settings))
    app.extensions["fqa_settings"] = settings
    app.extensions["fqa_forms"] = FORMS
    _join_extensions(app, settings)
    _join_templates(app)
    logs.join(app, settings.log_level)
    app.before_request(start_transaction)
    for part in (body_sizes, sessions, headers, errors, storage_faults, page_furniture):
        part.join(app)
    for blueprint in ALL_BLUEPRINTS:
        app.register_blueprint(blueprint)
    for command in ALL_COMMANDS:
        app.cli.add_command(command)
    if undeclared := undeclared_endpoints(app):
        raise SettingsError(f"these pages declare no permission: {', '.join(undeclared)}")
    return app


def warm_up(app: Flask) -> None:
    """Do beforehand, once for all workers, what each would do while its first reader waits."""
    quality.warm_up()
    configure_mappers()
    for name in app.jinja_env.list_templates():
        app.jinja_env.get_template(name)


def _flask_config(settings: Settings) -> dict[str, object]:
    return {
        "SECRET_KEY": settings.secret_key,
        "SQLALCHEMY_DATABASE_URI": settings.database_url,
        "SQLALCHEMY_ENGINE_OPTIONS": engine_options(settings.database_url),
        "MAX_CONTENT_LENGTH": body_sizes.MOST_SENT,
        "MAX_FORM_MEMORY_SIZE": body_sizes.MOST_SENT,
        "MAX_FORM_PARTS": 1000,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.secure_cookies,
        "SESSION_COOKIE_NAME": "fqa_session",
        "WTF_CSRF_TIME_LIMIT": settings.session_hours * 3600,
        "WTF_CSRF_SSL_STRICT": settings.secure_cookies,
    }


def _join_extensions(app: Flask, settings: Settings) -> None:
    db.init_app(app)
    migrate.init_app(app, db, directory=str(PROJECT_ROOT / "migrations"), render_as_batch=True)
    csrf.init_app(app)
    login_manager.init_app(app)
    with app.app_context():
        prepare_engine(db.engine)


def _join_templates(app: Flask) -> None:
    app.jinja_loader = ChoiceLoader(
        [
            PackageLoader("fqa_forms"),
            PrefixLoader({"govuk_frontend_jinja": PackageLoader("govuk_frontend_jinja")}),
        ]
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
