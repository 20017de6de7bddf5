"""flask rescore-records: after a new model, score every record again beside its old scores."""

import click
from flask.cli import with_appcontext

from fqa_forms.commands.guard import plain_errors
from fqa_forms.extensions import begin_write, db
from fqa_forms.services.rescoring import count_stale, rescore_batch

BATCH = 50


@click.command("rescore-records")
@with_appcontext
@plain_errors
def rescore_records() -> None:
    """Score every record that the present model has not scored; earlier scores stay.

    Records are kept in batches, so it can be interrupted and run again.
    """
    total = count_stale()
    done = 0
    while True:
        begin_write()
        scored = rescore_batch(BATCH)
        db.session.commit()
        if not scored:
            break
        done += scored
        click.echo(f"{done} of {total} records scored", err=True)
    click.echo(f"{done} records scored again." if done else "Every record is scored by the present model.")
