"""Documents that staff ask for, each seen by whoever asked and only while the record that it copies is granted to them.

Revision ID: 0009
Revises: 0008
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

WEB, ENGINE = "alongside_web", "alongside_engine"
OWN = (
    "asked_by = nullif(current_setting('alongside.staff', true), '')::uuid and place_id = (select acting_place()) "
    "and bundle_id = any ((select granted('core'))::uuid[])"
)


def upgrade() -> None:
    op.create_table(
        "document",
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("asked_by", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("size", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("content", sa.LargeBinary(), nullable=True),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_document_place_id_place"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
    )
    op.create_index("ix_document_ends_at", "document", ["ends_at"])
    op.create_index("ix_document_asked_by", "document", ["asked_by"])
    op.execute("alter table document enable row level security")
    op.execute("alter table document force row level security")
    op.execute(f"grant select on document to {WEB}")
    op.execute(f"grant select, insert, update, delete on document to {ENGINE}")
    op.execute(f"create policy web on document for select to {WEB} using ({OWN})")
    op.execute(f"create policy engine on document to {ENGINE} using (true) with check (true)")


def downgrade() -> None:
    op.drop_table("document")
