"""The checks done of a household, and those recorded in error: both written once."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

TABLES = ("household_check", "household_check_error")
SQLITE = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
BEGIN SELECT RAISE(ABORT, '{table} is written once'); END
"""
POSTGRESQL = """
CREATE TRIGGER {table}_no_{verb} BEFORE {verb} ON {table}
FOR EACH ROW EXECUTE FUNCTION written_once()
"""


def upgrade() -> None:
    op.create_table(
        "household_check",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("carer_id", sa.Integer(), nullable=True),
        sa.Column("member_id", sa.Integer(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=False),
        sa.Column("submission_key", sa.String(length=64), nullable=False),
        sa.Column("recorded_by_id", sa.Integer(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "carer_id IS NULL OR member_id IS NULL", name=op.f("ck_household_check_one_person_at_most")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_household_check_household_id_household")
        ),
        sa.ForeignKeyConstraint(["carer_id"], ["carer.id"], name=op.f("fk_household_check_carer_id_carer")),
        sa.ForeignKeyConstraint(
            ["member_id"], ["household_member.id"], name=op.f("fk_household_check_member_id_household_member")
        ),
        sa.ForeignKeyConstraint(
            ["recorded_by_id"], ["user_account.id"], name=op.f("fk_household_check_recorded_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_check")),
        sa.UniqueConstraint("submission_key", name=op.f("uq_household_check_submission_key")),
    )
    op.create_index(op.f("ix_household_check_household_id"), "household_check", ["household_id"])
    op.create_table(
        "household_check_error",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("check_id", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=500), nullable=False),
        sa.Column("by_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["check_id"], ["household_check.id"], name=op.f("fk_household_check_error_check_id_household_check")
        ),
        sa.ForeignKeyConstraint(
            ["by_id"], ["user_account.id"], name=op.f("fk_household_check_error_by_id_user_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household_check_error")),
        sa.UniqueConstraint("check_id", name=op.f("uq_household_check_error_check_id")),
    )
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in TABLES:
        for verb in ("update", "delete"):
            op.execute((SQLITE if on_sqlite else POSTGRESQL).format(table=table, verb=verb))


def downgrade() -> None:
    on_sqlite = op.get_bind().dialect.name == "sqlite"
    for table in TABLES:
        for verb in ("update", "delete"):
            op.execute(f"DROP TRIGGER {table}_no_{verb}" + ("" if on_sqlite else f" ON {table}"))
    op.drop_table("household_check_error")
    op.drop_index(op.f("ix_household_check_household_id"), table_name="household_check")
    op.drop_table("household_check")
