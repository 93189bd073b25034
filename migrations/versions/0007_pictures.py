"""Pictures: what is known of them travels like any record, their content comes after it in pieces. Measurements of three numbers, and confirmed ones.

Content is read where its record is read (bundle and part stand beside each piece), and written by the engine role alone.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.synced_table import count, guard, own

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

TABLES = ("attachment", "attachment_chunk")
NAMELESS = "patient_id, what, taken_at, visit, status"
"""What statistics may see of a picture besides id and place: that there is one."""


def upgrade() -> None:
    op.add_column("observation", sa.Column("value3", sa.Numeric(precision=18, scale=6, asdecimal=False), nullable=True))
    op.add_column("observation", sa.Column("confirmed", sa.Boolean(), nullable=True))
    op.create_table(
        "attachment",
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("site", sa.Text(), nullable=True),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("staff", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("visit", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("record", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("media_type", sa.Text(), nullable=True),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("bytes", sa.Integer(), nullable=True),
        sa.Column("width", sa.Integer(), nullable=True),
        sa.Column("height", sa.Integer(), nullable=True),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        *own("attachment"),
    )
    op.create_table(
        "attachment_chunk",
        sa.Column("attachment_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("start", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("attachment_id", "start", name=op.f("pk_attachment_chunk")),
    )
    # JPEG is packed already: PostgreSQL need not try to pack it again.
    op.execute("alter table attachment_chunk alter column content set storage external")
    for table in TABLES:
        guard(table)
    count("attachment", NAMELESS)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("observation", "confirmed")
    op.drop_column("observation", "value3")
