"""The first tables: services, people, households, drafts, records, scores, actions, the audit log."""

import sqlalchemy as sa
from alembic import op

revision = '0001'
down_revision = None


def upgrade() -> None:
    op.create_table('service',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_service')),
    sa.UniqueConstraint('name', name=op.f('uq_service_name'))
    )
    op.create_table('sign_in_attempt',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('email_hash', sa.String(length=64), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sign_in_attempt'))
    )
    with op.batch_alter_table('sign_in_attempt', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_sign_in_attempt_at'), ['at'], unique=False)
        batch_op.create_index(batch_op.f('ix_sign_in_attempt_email_hash'), ['email_hash'], unique=False)

    op.create_table('child',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('service_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('born_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_child_service_id_service')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_child'))
    )
    with op.batch_alter_table('child', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_child_service_id'), ['service_id'], unique=False)

    op.create_table('team',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('service_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_team_service_id_service')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_team')),
    sa.UniqueConstraint('service_id', 'name', name=op.f('uq_team_service_id_name'))
    )
    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_team_service_id'), ['service_id'], unique=False)

    op.create_table('household',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('service_id', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('approved_on', sa.Date(), nullable=True),
    sa.Column('imported', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_household_service_id_service')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_household_team_id_team')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_household'))
    )
    with op.batch_alter_table('household', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_household_service_id'), ['service_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_household_team_id'), ['team_id'], unique=False)

    op.create_table('user_account',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('service_id', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=True),
    sa.Column('email', sa.String(length=254), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('password_hash', sa.String(length=200), nullable=True),
    sa.Column('active', sa.Boolean(), nullable=False),
    sa.Column('whole_form', sa.Boolean(), nullable=False),
    sa.Column('coach_folded', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_user_account_service_id_service')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_user_account_team_id_team')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_account')),
    sa.UniqueConstraint('email', name=op.f('uq_user_account_email'))
    )
    with op.batch_alter_table('user_account', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_user_account_service_id'), ['service_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_user_account_team_id'), ['team_id'], unique=False)

    op.create_table('allocation',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('household_id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.CheckConstraint('ends_on IS NULL OR ends_on >= starts_on', name=op.f('ck_allocation_ends_after_start')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_allocation_household_id_household')),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_allocation_user_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_allocation'))
    )
    with op.batch_alter_table('allocation', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_allocation_household_id'), ['household_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_allocation_user_id'), ['user_id'], unique=False)

    op.create_table('audit_entry',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('service_id', sa.Integer(), nullable=True),
    sa.Column('actor_id', sa.Integer(), nullable=True),
    sa.Column('action', sa.String(length=40), nullable=False),
    sa.Column('subject_type', sa.String(length=40), nullable=False),
    sa.Column('subject_id', sa.Integer(), nullable=True),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['actor_id'], ['user_account.id'], name=op.f('fk_audit_entry_actor_id_user_account')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_audit_entry_service_id_service')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_audit_entry'))
    )
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_audit_entry_action'), ['action'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_actor_id'), ['actor_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_audit_entry_at'), ['at'], unique=False)
        batch_op.create_index('ix_audit_entry_service_at', ['service_id', 'at', 'id'], unique=False)
        batch_op.create_index('ix_audit_entry_subject', ['subject_type', 'subject_id', 'id'], unique=False)

    op.create_table('carer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('household_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=True),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_carer_household_id_household')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_carer'))
    )
    with op.batch_alter_table('carer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_carer_household_id'), ['household_id'], unique=False)

    op.create_table('household_member',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('household_id', sa.Integer(), nullable=False),
    sa.Column('name', sa.String(length=200), nullable=False),
    sa.Column('relation', sa.String(length=100), nullable=False),
    sa.Column('born_on', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_household_member_household_id_household')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_household_member'))
    )
    with op.batch_alter_table('household_member', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_household_member_household_id'), ['household_id'], unique=False)

    op.create_table('placement',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('household_id', sa.Integer(), nullable=False),
    sa.Column('child_id', sa.Integer(), nullable=False),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('ends_on', sa.Date(), nullable=True),
    sa.CheckConstraint('ends_on IS NULL OR ends_on >= starts_on', name=op.f('ck_placement_ends_after_start')),
    sa.ForeignKeyConstraint(['child_id'], ['child.id'], name=op.f('fk_placement_child_id_child')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_placement_household_id_household')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_placement'))
    )
    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_placement_child_id'), ['child_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_placement_household_id'), ['household_id'], unique=False)

    op.create_table('user_role',
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('role', sa.String(length=40), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_user_role_user_id_user_account')),
    sa.PrimaryKeyConstraint('user_id', 'role', name=op.f('pk_user_role'))
    )
    op.create_table('user_session',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('user_id', sa.Integer(), nullable=False),
    sa.Column('token_hash', sa.String(length=64), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('browser', sa.String(length=200), nullable=False),
    sa.ForeignKeyConstraint(['user_id'], ['user_account.id'], name=op.f('fk_user_session_user_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_user_session')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_user_session_token_hash'))
    )
    with op.batch_alter_table('user_session', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_user_session_user_id'), ['user_id'], unique=False)

    op.create_table('visit_record',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('service_id', sa.Integer(), nullable=False),
    sa.Column('team_id', sa.Integer(), nullable=False),
    sa.Column('household_id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=True),
    sa.Column('authorship', sa.String(length=20), nullable=False),
    sa.Column('external_id', sa.String(length=64), nullable=True),
    sa.Column('submission_key', sa.String(length=64), nullable=True),
    sa.Column('form', sa.String(length=60), nullable=False),
    sa.Column('is_visit', sa.Boolean(), nullable=False),
    sa.Column('visit_type', sa.String(length=20), nullable=True),
    sa.Column('visit_date', sa.Date(), nullable=False),
    sa.Column('recorded_on', sa.Date(), nullable=True),
    sa.Column('drafted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('submitted_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by_id', sa.Integer(), nullable=True),
    sa.Column('withdrawn_reason', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['user_account.id'], name=op.f('fk_visit_record_author_id_user_account')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_visit_record_household_id_household')),
    sa.ForeignKeyConstraint(['service_id'], ['service.id'], name=op.f('fk_visit_record_service_id_service')),
    sa.ForeignKeyConstraint(['team_id'], ['team.id'], name=op.f('fk_visit_record_team_id_team')),
    sa.ForeignKeyConstraint(['withdrawn_by_id'], ['user_account.id'], name=op.f('fk_visit_record_withdrawn_by_id_user_account')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit_record')),
    sa.UniqueConstraint('service_id', 'external_id', name=op.f('uq_visit_record_service_id_external_id')),
    sa.UniqueConstraint('submission_key', name=op.f('uq_visit_record_submission_key'))
    )
    with op.batch_alter_table('visit_record', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_visit_record_author_id'), ['author_id'], unique=False)
        batch_op.create_index('ix_visit_record_household_visit', ['household_id', 'visit_date', 'id'], unique=False)
        batch_op.create_index('ix_visit_record_service_visit', ['service_id', 'visit_date', 'id'], unique=False)
        batch_op.create_index('ix_visit_record_team_visit', ['team_id', 'visit_date', 'id'], unique=False)

    op.create_table('carer_comment',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('carer_id', sa.Integer(), nullable=False),
    sa.Column('agrees', sa.Boolean(), nullable=True),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('entered_by_id', sa.Integer(), nullable=False),
    sa.Column('entered_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['carer_id'], ['carer.id'], name=op.f('fk_carer_comment_carer_id_carer')),
    sa.ForeignKeyConstraint(['entered_by_id'], ['user_account.id'], name=op.f('fk_carer_comment_entered_by_id_user_account')),
    sa.ForeignKeyConstraint(['record_id'], ['visit_record.id'], name=op.f('fk_carer_comment_record_id_visit_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_carer_comment'))
    )
    with op.batch_alter_table('carer_comment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_carer_comment_record_id'), ['record_id'], unique=False)

    op.create_table('draft',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('author_id', sa.Integer(), nullable=False),
    sa.Column('household_id', sa.Integer(), nullable=False),
    sa.Column('form', sa.String(length=60), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('revision', sa.Integer(), nullable=False),
    sa.Column('submission_key', sa.String(length=64), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('saved_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('discarded_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('notes', sa.Text(), nullable=False),
    sa.Column('corrects_id', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['author_id'], ['user_account.id'], name=op.f('fk_draft_author_id_user_account')),
    sa.ForeignKeyConstraint(['corrects_id'], ['visit_record.id'], name=op.f('fk_draft_corrects_id_visit_record')),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_draft_household_id_household')),
    sa.ForeignKeyConstraint(['record_id'], ['visit_record.id'], name=op.f('fk_draft_record_id_visit_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_draft')),
    sa.UniqueConstraint('submission_key', name=op.f('uq_draft_submission_key'))
    )
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_author_id'), ['author_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_draft_corrects_id'), ['corrects_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_draft_household_id'), ['household_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_draft_record_id'), ['record_id'], unique=False)

    op.create_table('record_version',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('form', sa.String(length=60), nullable=False),
    sa.Column('form_version', sa.Integer(), nullable=False),
    sa.Column('context', sa.JSON(), nullable=False),
    sa.Column('answers', sa.JSON(), nullable=False),
    sa.Column('document', sa.JSON(), nullable=False),
    sa.Column('made_by_id', sa.Integer(), nullable=True),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('late_addition', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['made_by_id'], ['user_account.id'], name=op.f('fk_record_version_made_by_id_user_account')),
    sa.ForeignKeyConstraint(['record_id'], ['visit_record.id'], name=op.f('fk_record_version_record_id_visit_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_version')),
    sa.UniqueConstraint('record_id', 'number', name=op.f('uq_record_version_record_id_number'))
    )
    with op.batch_alter_table('record_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_version_record_id'), ['record_id'], unique=False)

    op.create_table('visit_action',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('household_id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('position', sa.Integer(), nullable=False),
    sa.Column('action', sa.Text(), nullable=False),
    sa.Column('owner', sa.Text(), nullable=False),
    sa.Column('due', sa.Text(), nullable=False),
    sa.Column('due_on', sa.Date(), nullable=True),
    sa.Column('outcome_wanted', sa.Text(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['household_id'], ['household.id'], name=op.f('fk_visit_action_household_id_household')),
    sa.ForeignKeyConstraint(['record_id'], ['visit_record.id'], name=op.f('fk_visit_action_record_id_visit_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_visit_action'))
    )
    with op.batch_alter_table('visit_action', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_visit_action_household_id'), ['household_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_visit_action_record_id'), ['record_id'], unique=False)

    op.create_table('action_review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('action_id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('status', sa.String(length=20), nullable=False),
    sa.Column('outcome', sa.Text(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['action_id'], ['visit_action.id'], name=op.f('fk_action_review_action_id_visit_action')),
    sa.ForeignKeyConstraint(['record_id'], ['visit_record.id'], name=op.f('fk_action_review_record_id_visit_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_action_review')),
    sa.UniqueConstraint('action_id', 'record_id', name=op.f('uq_action_review_action_id_record_id'))
    )
    with op.batch_alter_table('action_review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_action_review_action_id'), ['action_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_action_review_record_id'), ['record_id'], unique=False)

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

    op.create_table('hint_answer',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('draft_id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=True),
    sa.Column('hint', sa.String(length=80), nullable=False),
    sa.Column('answer', sa.String(length=20), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['draft_id'], ['draft.id'], name=op.f('fk_hint_answer_draft_id_draft')),
    sa.ForeignKeyConstraint(['record_id'], ['visit_record.id'], name=op.f('fk_hint_answer_record_id_visit_record')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_hint_answer'))
    )
    with op.batch_alter_table('hint_answer', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_hint_answer_draft_id'), ['draft_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_hint_answer_record_id'), ['record_id'], unique=False)

    op.create_table('record_copy',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('carer_id', sa.Integer(), nullable=False),
    sa.Column('copied_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['carer_id'], ['carer.id'], name=op.f('fk_record_copy_carer_id_carer')),
    sa.ForeignKeyConstraint(['version_id'], ['record_version.id'], name=op.f('fk_record_copy_version_id_record_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_copy')),
    sa.UniqueConstraint('version_id', 'carer_id', name=op.f('uq_record_copy_version_id_carer_id'))
    )
    with op.batch_alter_table('record_copy', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_copy_carer_id'), ['carer_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_record_copy_version_id'), ['version_id'], unique=False)

    op.create_table('record_review',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('record_id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.String(length=20), nullable=False),
    sa.Column('comment', sa.Text(), nullable=False),
    sa.Column('by_id', sa.Integer(), nullable=False),
    sa.Column('at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['by_id'], ['user_account.id'], name=op.f('fk_record_review_by_id_user_account')),
    sa.ForeignKeyConstraint(['record_id'], ['visit_record.id'], name=op.f('fk_record_review_record_id_visit_record')),
    sa.ForeignKeyConstraint(['version_id'], ['record_version.id'], name=op.f('fk_record_review_version_id_record_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_record_review'))
    )
    with op.batch_alter_table('record_review', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_record_review_record_id'), ['record_id'], unique=False)

    op.create_table('score',
    sa.Column('id', sa.Integer(), nullable=False),
    sa.Column('version_id', sa.Integer(), nullable=False),
    sa.Column('rubric_version', sa.String(length=40), nullable=False),
    sa.Column('model_version', sa.String(length=40), nullable=False),
    sa.Column('overall_grade', sa.Integer(), nullable=False),
    sa.Column('overall_confidence', sa.Double(), nullable=False),
    sa.Column('result', sa.JSON(), nullable=False),
    sa.Column('made_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['version_id'], ['record_version.id'], name=op.f('fk_score_version_id_record_version')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_score'))
    )
    with op.batch_alter_table('score', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_score_overall_grade'), ['overall_grade'], unique=False)
        batch_op.create_index(batch_op.f('ix_score_version_id'), ['version_id'], unique=False)

    op.create_table('criterion_grade',
    sa.Column('score_id', sa.Integer(), nullable=False),
    sa.Column('criterion', sa.String(length=40), nullable=False),
    sa.Column('grade', sa.Integer(), nullable=True),
    sa.Column('confidence', sa.Double(), nullable=False),
    sa.ForeignKeyConstraint(['score_id'], ['score.id'], name=op.f('fk_criterion_grade_score_id_score')),
    sa.PrimaryKeyConstraint('score_id', 'criterion', name=op.f('pk_criterion_grade'))
    )


def downgrade() -> None:
    op.drop_table('criterion_grade')
    with op.batch_alter_table('score', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_score_version_id'))
        batch_op.drop_index(batch_op.f('ix_score_overall_grade'))

    op.drop_table('score')
    with op.batch_alter_table('record_review', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_record_review_record_id'))

    op.drop_table('record_review')
    with op.batch_alter_table('record_copy', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_record_copy_version_id'))
        batch_op.drop_index(batch_op.f('ix_record_copy_carer_id'))

    op.drop_table('record_copy')
    with op.batch_alter_table('hint_answer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_hint_answer_record_id'))
        batch_op.drop_index(batch_op.f('ix_hint_answer_draft_id'))

    op.drop_table('hint_answer')
    with op.batch_alter_table('draft_save', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_draft_save_draft_id'))

    op.drop_table('draft_save')
    with op.batch_alter_table('action_review', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_action_review_record_id'))
        batch_op.drop_index(batch_op.f('ix_action_review_action_id'))

    op.drop_table('action_review')
    with op.batch_alter_table('visit_action', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_visit_action_record_id'))
        batch_op.drop_index(batch_op.f('ix_visit_action_household_id'))

    op.drop_table('visit_action')
    with op.batch_alter_table('record_version', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_record_version_record_id'))

    op.drop_table('record_version')
    with op.batch_alter_table('draft', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_draft_record_id'))
        batch_op.drop_index(batch_op.f('ix_draft_household_id'))
        batch_op.drop_index(batch_op.f('ix_draft_corrects_id'))
        batch_op.drop_index(batch_op.f('ix_draft_author_id'))

    op.drop_table('draft')
    with op.batch_alter_table('carer_comment', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_carer_comment_record_id'))

    op.drop_table('carer_comment')
    with op.batch_alter_table('visit_record', schema=None) as batch_op:
        batch_op.drop_index('ix_visit_record_team_visit')
        batch_op.drop_index('ix_visit_record_service_visit')
        batch_op.drop_index('ix_visit_record_household_visit')
        batch_op.drop_index(batch_op.f('ix_visit_record_author_id'))

    op.drop_table('visit_record')
    with op.batch_alter_table('user_session', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_user_session_user_id'))

    op.drop_table('user_session')
    op.drop_table('user_role')
    with op.batch_alter_table('placement', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_placement_household_id'))
        batch_op.drop_index(batch_op.f('ix_placement_child_id'))

    op.drop_table('placement')
    with op.batch_alter_table('household_member', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_household_member_household_id'))

    op.drop_table('household_member')
    with op.batch_alter_table('carer', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_carer_household_id'))

    op.drop_table('carer')
    with op.batch_alter_table('audit_entry', schema=None) as batch_op:
        batch_op.drop_index('ix_audit_entry_subject')
        batch_op.drop_index('ix_audit_entry_service_at')
        batch_op.drop_index(batch_op.f('ix_audit_entry_at'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_actor_id'))
        batch_op.drop_index(batch_op.f('ix_audit_entry_action'))

    op.drop_table('audit_entry')
    with op.batch_alter_table('allocation', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_allocation_user_id'))
        batch_op.drop_index(batch_op.f('ix_allocation_household_id'))

    op.drop_table('allocation')
    with op.batch_alter_table('user_account', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_user_account_team_id'))
        batch_op.drop_index(batch_op.f('ix_user_account_service_id'))

    op.drop_table('user_account')
    with op.batch_alter_table('household', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_household_team_id'))
        batch_op.drop_index(batch_op.f('ix_household_service_id'))

    op.drop_table('household')
    with op.batch_alter_table('team', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_team_service_id'))

    op.drop_table('team')
    with op.batch_alter_table('child', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_child_service_id'))

    op.drop_table('child')
    with op.batch_alter_table('sign_in_attempt', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_sign_in_attempt_email_hash'))
        batch_op.drop_index(batch_op.f('ix_sign_in_attempt_at'))

    op.drop_table('sign_in_attempt')
    op.drop_table('service')
