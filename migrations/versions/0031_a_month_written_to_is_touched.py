"""Who writes into a month that waits for counting touches its row: so whoever counts it meanwhile sees that it is due again.

Revision ID: 0031
Revises: 0030
"""

from __future__ import annotations

from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

ENGINE = "alongside_engine"


def upgrade() -> None:
    op.execute(f"grant update on report_due to {ENGINE}")


def downgrade() -> None:
    op.execute(f"revoke update on report_due from {ENGINE}")
