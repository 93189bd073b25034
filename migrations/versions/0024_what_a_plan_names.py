"""What a suggestion and a taking say of people leaves the web's reach; a taking's change ids stand beside its changes; what a half belongs to; what
was tried when.

Both tables were readable by every lead of the team, whole, for as long as they are kept: also what they say of somebody whom that lead may see no
more. Now the web's role has no right to those two columns. The engine reads them, and leaves out whom the reader may not see.

Revision ID: 0024
Revises: 0023
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

WEB = "alongside_web"
ID, TIME = sa.Uuid(as_uuid=False), sa.DateTime(timezone=True)
READS = {
    "week_suggestion": "id, place_id, team_id, first, by, at, ends_at, faces, state",
    "week_taking": "id, place_id, team_id, first, by, at, state, change_ids, endings, tried_at",
}


def upgrade() -> None:
    op.add_column("week_taking", sa.Column("change_ids", ARRAY(ID), nullable=True))
    op.add_column("week_taking", sa.Column("tried_at", TIME, nullable=True))
    op.add_column("board_publication", sa.Column("tried_at", TIME, nullable=True))
    op.add_column("board_publication", sa.Column("halves", JSONB(), nullable=True))
    op.execute("alter table week_taking no force row level security")  # its owner is held to its policies as well
    op.execute(
        "update week_taking set change_ids = "
        "array(select cast(entry ->> 'id' as uuid) from jsonb_array_elements(changes) with ordinality as each (entry, n) order by n)"
    )
    op.execute("alter table week_taking force row level security")
    op.alter_column("week_taking", "change_ids", nullable=False)
    op.create_index("ix_week_taking_change_ids", "week_taking", ["change_ids"], postgresql_using="gin")
    for table, columns in READS.items():
        op.execute(f"revoke select on {table} from {WEB}")  # noqa: S608 (names of our own)
        op.execute(f"grant select ({columns}) on {table} to {WEB}")


def downgrade() -> None:
    for table in READS:
        op.execute(f"revoke select on {table} from {WEB}")  # noqa: S608 (names of our own)
        op.execute(f"grant select on {table} to {WEB}")
    op.drop_index("ix_week_taking_change_ids", table_name="week_taking")
    op.drop_column("board_publication", "halves")
    op.drop_column("board_publication", "tried_at")
    op.drop_column("week_taking", "tried_at")
    op.drop_column("week_taking", "change_ids")
