"""Runs the migrations, online only, one transaction each.

The rules: files are numbered and never changed once released; a migration imports no model;
changes of tables and changes of data are separate migrations; every constraint has a name.
On SQLite add columns with op.add_column and a server default, never by rebuilding a table in a
batch: a rebuilt table loses its written-once triggers.
"""

from typing import Any, Literal

from alembic import context
from flask import current_app

from fqa_forms.extensions import db
from fqa_forms.models.types import UtcDateTime


def render_item(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Write our own column types as the plain ones they stand on: a migration imports no model."""
    return "sa.DateTime(timezone=True)" if kind == "type" and isinstance(item, UtcDateTime) else False


engine = db.engine
options = dict(current_app.extensions["migrate"].configure_args)
with engine.connect().execution_options(writes=True) as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        transaction_per_migration=True,
        render_item=render_item,
        **options,
    )
    with context.begin_transaction():
        context.run_migrations()
