"""Facts of goals. Statistics see the day by which a goal was to be reached: no word of it.

Revision ID: 0036
Revises: 0035
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None

STATISTICS = "alongside_statistics"
ID, TEXT, DAY = sa.Uuid(as_uuid=False), sa.Text(), sa.Date()
OWN = "place_id = (select acting_place())"


def upgrade() -> None:
    op.create_table(
        "report_goal",
        sa.Column("goal", ID, nullable=False),
        sa.Column("place_id", ID, nullable=False),
        sa.Column("month", DAY, nullable=False),
        sa.Column("team", ID, nullable=True),
        sa.Column("practice", ID, nullable=True),
        sa.Column("statement", TEXT, nullable=False),
        sa.Column("status", TEXT, nullable=False),
        sa.Column("progress", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("goal", name="pk_report_goal"),
    )
    op.create_index("ix_report_goal_place_id", "report_goal", ["place_id", "month"])
    op.execute("alter table report_goal enable row level security")
    op.execute("alter table report_goal force row level security")
    op.execute(f"grant select, insert, update, delete on report_goal to {STATISTICS}")
    op.execute(f"create policy statistics on report_goal to {STATISTICS} using ({OWN}) with check ({OWN})")
    op.execute(f"grant select (target_on) on goal to {STATISTICS}")


def downgrade() -> None:
    op.execute(f"revoke select (target_on) on goal from {STATISTICS}")  # noqa: S608
    op.drop_table("report_goal")
