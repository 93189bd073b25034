"""Who signed a translation off, and what was recorded to be heard at a kiosk: a place's own, with a name and a day each.

No tablet of staff and no web role reads them: a kiosk is told by the engine, managers through it.

Revision ID: 0011
Revises: 0010
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

ENGINE = "alongside_engine"
TABLES = ("feedback_sign_off", "feedback_recording")


def uuid(name: str) -> sa.Column:
    return sa.Column(name, sa.Uuid(as_uuid=False), nullable=False)


def text(name: str) -> sa.Column:
    return sa.Column(name, sa.Text(), nullable=False)


def upgrade() -> None:
    op.create_table(
        "feedback_sign_off",
        uuid("place_id"), text("language"), text("digest"), text("checked_by"), sa.Column("checked_on", sa.Date(), nullable=False), uuid("noted_by"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_feedback_sign_off_place_id_place"),
        sa.PrimaryKeyConstraint("place_id", "language", name="pk_feedback_sign_off"),
    )  # fmt: skip
    op.create_table(
        "feedback_recording",
        uuid("id"), uuid("place_id"), text("language"), text("key"), text("content_type"), sa.Column("content", sa.LargeBinary(), nullable=False),
        text("checked_by"), sa.Column("checked_on", sa.Date(), nullable=False), uuid("noted_by"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_feedback_recording_place_id_place"),
        sa.PrimaryKeyConstraint("id", name="pk_feedback_recording"),
        sa.UniqueConstraint("place_id", "language", "key", name="uq_feedback_recording_place_id"),
    )  # fmt: skip
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"grant select, insert, update, delete on {table} to {ENGINE}")
        op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")


def downgrade() -> None:
    for table in TABLES:
        op.drop_table(table)
