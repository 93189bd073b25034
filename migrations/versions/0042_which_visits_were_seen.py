"""Which visits of a day its person has seen: what is otherwise since is told on their tablet.

Revision ID: 0042
Revises: 0043
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0042"
down_revision = "0043"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("read_mark", sa.Column("seen", ARRAY(sa.Text()), nullable=True))


def downgrade() -> None:
    op.drop_column("read_mark", "seen")
