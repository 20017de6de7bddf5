"""flask load-demo: fills an empty database with the fictional demonstration."""

import click
from flask import current_app
from flask.cli import with_appcontext

from fqa_forms.commands.guard import plain_errors
from fqa_forms.demo.load import is_loaded, load_demo
from fqa_forms.domain.calendar import today
from fqa_forms.extensions import begin_write, db


@click.command("load-demo")
@with_appcontext
@plain_errors
def load_demo_command() -> None:
    """Add the demonstration data, unless it is there already. Only with FQA_DEMO=1."""
    if not current_app.extensions["fqa_settings"].demo:
        raise click.ClickException("Demonstration data is only loaded with FQA_DEMO=1 in the environment.")
    if is_loaded():
        click.echo("The demonstration data is there already.")
        return
    begin_write()
    load_demo(today(), click.echo)
    db.session.commit()
    click.echo("The demonstration data is loaded.")
