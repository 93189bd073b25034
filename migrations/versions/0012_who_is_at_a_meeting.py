"""Who is at a meeting: staff of the directory by their id, guests in words. And a grant for the time of a meeting, for whom it is to discuss.

Revision ID: 0012
Revises: 0011
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None

BEFORE = "why in ('caseload', 'visit', 'created', 'referral', 'oversight', 'break-glass')"
AFTER = "why in ('caseload', 'visit', 'created', 'referral', 'oversight', 'break-glass', 'meeting')"


def upgrade() -> None:
    op.add_column("meeting", sa.Column("attended", sa.ARRAY(sa.Text()), nullable=True))
    op.drop_constraint(op.f("ck_grants_why_known"), "grants", type_="check")
    op.create_check_constraint(op.f("ck_grants_why_known"), "grants", AFTER)


def downgrade() -> None:
    op.execute("delete from grants where why = 'meeting'")
    op.drop_constraint(op.f("ck_grants_why_known"), "grants", type_="check")
    op.create_check_constraint(op.f("ck_grants_why_known"), "grants", BEFORE)
    op.drop_column("meeting", "attended")
