"""The plan with depth: "I" statements, where each part came from, if … then … call …, agreed or why not. And meetings of several professions.

A meeting lies in the bundle of its place and names no patient; each person's part of it lies in their own.

Revision ID: 0010
Revises: 0009
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.synced_table import STATISTICS, count, guard, own

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

TABLES = ("contingency", "meeting_item", "meeting")
NAMELESS = {
    "contingency": "patient_id, origin_kind, status",
    "meeting_item": "patient_id, meeting, team, held_on, status",
    "meeting": "team, starts_at, ends_at, status",
}
"""What statistics may see besides id and place."""


def upgrade() -> None:
    op.add_column("care_plan", sa.Column("agreed_kind", sa.Text(), nullable=True))
    op.add_column("care_plan", sa.Column("not_agreed_why", sa.Text(), nullable=True))
    op.add_column("goal", sa.Column("i_statement", sa.Text(), nullable=True))
    for table in ("goal", "action"):
        for column in _origin():
            op.add_column(table, column)
    op.create_table(
        "contingency",
        sa.Column("if_this", sa.Text(), nullable=True),
        sa.Column("then_do", sa.Text(), nullable=True),
        sa.Column("call_who", sa.Text(), nullable=True),
        sa.Column("call_phone", sa.Text(), nullable=True),
        *_origin(),
        *_placed(),
        *own("contingency"),
    )
    op.create_table(
        "meeting_item",
        sa.Column("meeting", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("team", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("asked_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("attended", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("discussion", sa.Text(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
        *_placed(),
        *own("meeting_item"),
    )
    op.create_index("ix_meeting_item_meeting", "meeting_item", ["meeting"], unique=False)
    op.create_table(
        "meeting",
        sa.Column("team", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("place", sa.Text(), nullable=True),
        sa.Column("link", sa.Text(), nullable=True),
        sa.Column("chair", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
        *own("meeting"),
    )
    for table in TABLES:
        guard(table)
        count(table, NAMELESS[table])
    op.execute(f"grant select (i_statement) on goal to {STATISTICS}")
    op.execute(f"grant select (agreed_kind) on care_plan to {STATISTICS}")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
    for table in ("action", "goal"):
        for column in reversed(_origin()):
            op.drop_column(table, column.name)
    op.drop_column("goal", "i_statement")
    op.drop_column("care_plan", "not_agreed_why")
    op.drop_column("care_plan", "agreed_kind")


def _origin() -> tuple[sa.Column, ...]:
    return (
        sa.Column("origin_kind", sa.Text(), nullable=True),
        sa.Column("origin_record", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("origin_link", sa.Text(), nullable=True),
    )


def _placed() -> tuple[sa.Column, ...]:
    return (
        sa.Column("position", sa.Numeric(precision=18, scale=6, asdecimal=False), nullable=True),
        sa.Column("status", sa.Text(), nullable=True),
        sa.Column("status_reason", sa.Text(), nullable=True),
    )
