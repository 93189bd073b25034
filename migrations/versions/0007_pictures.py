"""Pictures: what is known of them travels like any record, their content comes after it in pieces. Measurements of three numbers, and confirmed ones.

Content is read where its record is read (bundle and part stand beside each piece), and written by the engine role alone.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

WEB, ENGINE, STATISTICS = "alongside_web", "alongside_engine", "alongside_statistics"
TABLES = ("attachment", "attachment_chunk")
NAMELESS = "patient_id, what, taken_at, visit, status"
"""What statistics may see of a picture besides id and place: that there is one."""

BY_PART = (
    "(part = 'core' and bundle_id = any ((select granted('core'))::uuid[])) or (part = 'more' and bundle_id = any ((select granted('more'))::uuid[]))"
)


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
        sa.Column("id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("place_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.Column("patient_id", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("rev", sa.Integer(), nullable=False),
        sa.Column("bundle_id", sa.Uuid(as_uuid=False), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
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
        op.create_index(op.f(f"ix_{table}_bundle_id"), table, ["bundle_id"], unique=False)
        op.execute(f"grant select, insert, update, delete on {table} to {ENGINE}")
        op.execute(f"grant select on {table} to {WEB}")
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")
        op.execute(f"create policy web on {table} for select to {WEB} using ({BY_PART})")
    op.execute(f"grant select (id, place_id, {NAMELESS}) on attachment to {STATISTICS}")
    op.execute(f"create policy statistics on attachment for select to {STATISTICS} using (place_id = (select acting_place()))")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    op.drop_column("observation", "confirmed")
    op.drop_column("observation", "value3")
