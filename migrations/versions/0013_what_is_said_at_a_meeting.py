"""What is said about a person at a meeting stands apart from their place on its list: the list is in part core, which the voluntary sector reads too.

What was said before this could not be taken out of part core here, for data is never rewritten by a migration, and would go on being read there. No version
that held it was released; a database that has some is one of a version in the making, and is told so instead of being kept as it is.

Revision ID: 0013
Revises: 0012
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.synced_table import count, guard, own

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

TABLE = "meeting_talk"


def upgrade() -> None:
    # Whether anything was ever said is asked of the table itself, past its policies: its owner is held to them as well (force).
    op.execute("alter table meeting_item no force row level security")
    said = op.get_bind().scalar(
        sa.text("select exists (select 1 from meeting_item where num_nonnulls(question, attended, discussion, decision, status_reason) > 0)")
    )
    op.execute("alter table meeting_item force row level security")
    if said:
        raise RuntimeError("This database holds what was said at meetings in part core, by a version that was never released. Begin with a new one.")
    for column in ("question", "asked_by", "attended", "discussion", "decision", "status_reason"):
        op.drop_column("meeting_item", column)
    op.create_table(
        TABLE,
        sa.Column("meeting", sa.Uuid(as_uuid=False), nullable=True),
        *_said(),
        sa.Column("outcome_reason", sa.Text(), nullable=True),
        *own(TABLE),
    )
    guard(TABLE)
    count(TABLE, "patient_id, meeting")


def downgrade() -> None:
    op.drop_table(TABLE)
    for column in (*_said(), sa.Column("status_reason", sa.Text(), nullable=True)):
        op.add_column("meeting_item", column)


def _said() -> tuple[sa.Column, ...]:
    return (
        sa.Column("question", sa.Text(), nullable=True),
        sa.Column("asked_by", sa.Uuid(as_uuid=False), nullable=True),
        sa.Column("attended", sa.ARRAY(sa.Text()), nullable=True),
        sa.Column("discussion", sa.Text(), nullable=True),
        sa.Column("decision", sa.Text(), nullable=True),
    )
