"""Drafts remember each save, so that two windows on one draft can be merged."""

import sqlalchemy as sa
from alembic import op

revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    op.create_table('draft_save',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('window', sa.String(length=40), nullable=False),
    sa.Column('changes', sa.JSON(), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_draft_save_draft_id_draft')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft_save')),
    sa.UniqueConstraint('draft_id', 'revision', name=op.f('uq_draft_save_draft_id_revision'))
    )
    with op.batch_alter_table('draft_save', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_save_draft_id'), ['draft_id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('draft_save', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_draft_save_draft_id'))

    op.drop_table('draft_save')
