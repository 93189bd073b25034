"""Who else was to come to the visits of a day when its person saw them: that a double-up's colleague changed is told on their tablet.

Revision ID: 0045
Revises: 0042
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY

revision = "0045"
down_revision = "0042"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("read_mark", sa.Column("seen_with", ARRAY(sa.Text()), nullable=True))


def downgrade() -> None:
    op.drop_column("read_mark", "seen_with")
