"""Which state of a record somebody has read, beside when: an edit made before that look and received after it is new to them all the same.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("read_mark", sa.Column("looked_rev", sa.BigInteger(), nullable=True))


def downgrade() -> None:
    op.drop_column("read_mark", "looked_rev")
