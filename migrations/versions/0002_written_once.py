"""Submitted versions, scores and the audit log are written once: the database itself refuses changes."""

from alembic import op

revision = "0002"
down_revision = "0001"

TABLES = (
    *("record_version", "record_copy", "record_review", "carer_comment"),
    *("score", "criterion_grade", "action_review", "audit_entry"),
)
SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is written once'); END
"""
POSTGRESQL_FUNCTION = """
CREATE FUNCTION written_once() RETURNS trigger AS $$
BEGIN RAISE EXCEPTION '% is written once', TG_TABLE_NAME; END
$$ LANGUAGE plpgsql
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION written_once()
"""


def upgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    if not on_sqlite:
        op.execute(POSTGRESQL_FUNCTION)
    for table in TABLES:
        for verb in ("update", "delete"):
            op.execute((SQLITE if on_sqlite else POSTGRESQL).format(table=table, verb=verb))


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in TABLES:
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{verb}" + ("" if on_sqlite else f" ON {table}"))
    if not on_sqlite:
        op.execute("DROP FUNCTION written_once()")
