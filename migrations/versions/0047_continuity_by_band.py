"""In which band somebody was whose continuity is told (CLINICAL.md E11: by band). Every month that was counted is counted again.

Revision ID: 0047
Revises: 0046
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("report_continuity", sa.Column("band", sa.Text(), nullable=True))
    # Policies hold for the owner too, who is of no place.
    for table in ("report_due", "report_counted"):
        op.execute(f"alter table {table} no force row level security")
    op.execute("insert into report_due (place_id, month) select place_id, month from report_counted on conflict do nothing")
    for table in ("report_due", "report_counted"):
        op.execute(f"alter table {table} force row level security")


def downgrade() -> None:
    op.drop_column("report_continuity", "band")
