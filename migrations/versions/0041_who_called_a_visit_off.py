"""Who called a visit off, why and when. Statistics count by whom; the national return has all three.

Revision ID: 0041
Revises: 0038
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0038"
branch_labels = None
depends_on = None

STATISTICS, RETURNS = "alongside_statistics", "alongside_returns"


def upgrade() -> None:
    op.add_column("visit", sa.Column("cancelled_by", sa.Text(), nullable=True))
    op.add_column("visit", sa.Column("cancelled_why", sa.Text(), nullable=True))
    op.add_column("visit", sa.Column("cancelled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("report_visit", sa.Column("called_off", sa.Text(), nullable=True))
    op.execute(f"grant select (cancelled_by, cancelled_why) on visit to {STATISTICS}")
    op.execute(f"grant select (cancelled_by, cancelled_why, cancelled_at) on visit to {RETURNS}")


def downgrade() -> None:
    op.drop_column("report_visit", "called_off")
    for name in ("cancelled_at", "cancelled_why", "cancelled_by"):
        op.drop_column("visit", name)
