"""What was asked, what was answered, who signed: questionnaires in a bundle of their place, assessments with rows and signatures in the person's.

Every member of staff reads the forms of their place, as they read who works there. An addendum (R4) is a conflict that names the signature.

Revision ID: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

from migrations.synced_table import count, guard, own

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

ENGINE = "alongside_engine"

TABLES = ("questionnaire", "assessment", "answer_row", "signature")
NAMELESS = {
    "questionnaire": "url, version, status, published_at",
    "assessment": "patient_id, questionnaire, version, visit, begun_at, completed_at, status",
    "signature": "patient_id, assessment, section, signed_at, overtaken_at, status",
}
"""What statistics may see besides id and place: which questionnaires are filled and signed, no answer and no words."""

GRANTED = """
        returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
          with me as (select * from public.acting_post()), moment as (select public.acting_at() as now)
          select array(
            select me.people from me where granted.part = 'core'
            union{forms}
            select bundle.id from me join public.bundle on bundle.owner = me.id::text and bundle.type = 'mine' where granted.part = 'core'
            union
            select held.bundle_id from me cross join moment cross join lateral (
              select g.* from public.grants as g where g.staff_id = me.id
              union all
              select g.* from public.grants as g where g.team_id = me.team
              union all
              select g.* from public.grants as g where g.staff_id = any (me.members)
            ) as held
            where held.place_id = me.place_id and granted.part = any (held.parts)
              and (me.role in ('practitioner', 'assistant', 'coordinator', 'lead') or (me.role = 'voluntary' and granted.part = 'core'))
              and held.ended_at is null and held.since <= moment.now and (held.until is null or held.until > moment.now)
          )
        $$"""
FORMS = """
            select bundle.id from me join public.bundle on bundle.place_id = me.place_id and bundle.type = 'forms' where granted.part = 'core'
            union"""


def upgrade() -> None:
    op.drop_constraint(op.f("ck_bundle_type"), "bundle", type_="check")
    op.create_check_constraint(op.f("ck_bundle_type"), "bundle", "type in ('patient', 'people', 'forms', 'mine')")
    op.create_index("ix_bundle_forms", "bundle", ["place_id"], unique=False, postgresql_where=sa.text("type = 'forms'"))
    op.add_column("conflict", sa.Column("signed", sa.Uuid(as_uuid=False), nullable=True))
    op.create_table(
        "questionnaire",
        sa.Column("url", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("languages", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("definition", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("licence", sa.Text(), nullable=True),
        sa.Column("acknowledgement", sa.Text(), nullable=True),
        sa.Column("published_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("published_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        *own("questionnaire"),
    )
    op.create_index("ix_questionnaire_url", "questionnaire", ["place_id", "url", "version"], unique=False)
    op.create_table(
        "assessment",
        sa.Column("questionnaire", sa.Text(), nullable=True),
        sa.Column("version", sa.Text(), nullable=True),
        sa.Column("ordinal", sa.Integer(), nullable=True),
        sa.Column("visit", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("begun_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("begun_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("amends", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        sa.Column("completed_at", sa.DateTime(timezone=True), nullable=True),
        *own("assessment"),
    )
    op.create_index("ix_assessment_questionnaire", "assessment", ["place_id", "questionnaire"], unique=False)
    op.create_table(
        "answer_row",
        sa.Column("assessment", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("group", sa.Text(), nullable=True),
        sa.Column("parent", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("position", sa.Numeric(precision=18, scale=6, asdecimal=False), nullable=True),
        sa.Column("answers", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        *own("answer_row"),
    )
    op.create_index(op.f("ix_answer_row_assessment"), "answer_row", ["assessment"], unique=False)
    op.create_table(
        "signature",
        sa.Column("assessment", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("section", sa.Text(), nullable=True),
        sa.Column("content_hash", sa.Text(), nullable=True),
        sa.Column("shown", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("signed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("drawn", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("overtaken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overtaken_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("agrees", sa.Boolean(), nullable=True),
        sa.Column("computed", postgresql.JSONB(astext_type=sa.Text()), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        *own("signature"),
    )
    op.create_index(op.f("ix_signature_assessment"), "signature", ["assessment"], unique=False)
    for table in TABLES:
        guard(table)
    for table, columns in NAMELESS.items():
        count(table, columns)
    _granted(FORMS)


def downgrade() -> None:
    """Forms have no place before this: only an empty place goes back."""
    _granted("")
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("conflict", "signed")
    op.drop_index("ix_bundle_forms", table_name="bundle")
    op.drop_constraint(op.f("ck_bundle_type"), "bundle", type_="check")
    op.create_check_constraint(op.f("ck_bundle_type"), "bundle", "type in ('patient', 'people', 'mine')")


def _granted(forms: str) -> None:
    """Replaces the function as its owner, the engine role: it runs with that role's rights."""
    op.execute(f"grant create on schema public to {ENGINE}")
    op.execute(f"set local role {ENGINE}")
    op.execute(f"create or replace function granted(part text) {GRANTED.format(forms=forms)}")
    op.execute("reset role")
    op.execute(f"revoke create on schema public from {ENGINE}")
