"""Alarms of lone working, each reader's copy in their own bundle; buddies, and who asks to be rung; margins of places and teams.

Revision ID: 0019
Revises: 0018
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.synced_table import guard, own

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

ID, TEXT, TIME = sa.Uuid(as_uuid=False), sa.Text(), sa.DateTime(timezone=True)
ALARM = {
    "matter": TEXT,
    "reader": ID,
    "about": ID,
    "cause": TEXT,
    "visit": ID,
    "due_at": TIME,
    "raised_at": TIME,
    "arrived_at": TIME,
    "left_at": TIME,
    "heard_at": TIME,
    "buddy": ID,
    "buddy_told_at": TIME,
    "leads": sa.ARRAY(ID),
    "leads_told_at": TIME,
    "answered_by": ID,
    "answered_at": TIME,
    "answer_was": TEXT,
    "answer_words_were": TEXT,
    "ended_at": TIME,
    "ended_how": TEXT,
    "ended_by": ID,
    "ended_words": TEXT,
    "answer": TEXT,
    "answer_words": TEXT,
    "answer_at": TIME,
}
MY_DAY = {"buddy": ID, "ring_asked_at": TIME, "ring_asked_visit": ID}


def upgrade() -> None:
    op.create_table("alarm", *(sa.Column(name, type_, nullable=True) for name, type_ in ALARM.items()), *own("alarm"))
    guard("alarm")
    # What is looked for twice a minute: the alarms of a place that have not ended.
    op.create_index("ix_alarm_open", "alarm", ["place_id"], postgresql_where=sa.text("ended_at is null"))
    op.create_index("ix_alarm_about", "alarm", ["about"])
    op.create_index("ix_attendance_place_id_arrived_at", "attendance", ["place_id", "arrived_at"])
    for name, type_ in MY_DAY.items():
        op.add_column("my_day", sa.Column(name, type_, nullable=True))
    op.add_column("team", sa.Column("lone_margin_minutes", sa.Integer(), nullable=True))
    op.add_column("place", sa.Column("lone_margin_minutes", sa.Integer(), server_default="15", nullable=False))
    op.create_check_constraint("lone_margin_minutes", "place", "lone_margin_minutes between 5 and 60")


def downgrade() -> None:
    op.drop_constraint("lone_margin_minutes", "place", type_="check")
    op.drop_column("place", "lone_margin_minutes")
    op.drop_column("team", "lone_margin_minutes")
    for name in MY_DAY:
        op.drop_column("my_day", name)
    op.drop_index("ix_attendance_place_id_arrived_at", "attendance")
    op.drop_table("alarm")
