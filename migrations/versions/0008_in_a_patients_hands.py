"""A tablet in a patient's hands: the cookie of its session opens nothing without the proof that is sealed in it. And a place says that it is a demonstration.

Revision ID: 0008
Revises: 0007
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("account_session", sa.Column("proof_hash", sa.LargeBinary()))
    op.add_column("place", sa.Column("is_demonstration", sa.Boolean(), server_default=sa.false(), nullable=False))


def downgrade() -> None:
    op.drop_column("place", "is_demonstration")
    op.drop_column("account_session", "proof_hash")
