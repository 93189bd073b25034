"""What a team puts first when its day is allocated, and all teams of a place asked for at once.

Revision ID: 0021
Revises: 0020
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

WEB, ENGINE = "alongside_web", "alongside_engine"
ID, TEXT, TIME = sa.Uuid(as_uuid=False), sa.Text(), sa.DateTime(timezone=True)
OF_THE_TEAM = (
    "place_id = (select place_id from acting_post()) and team_id = (select team from acting_post()) and (select role from acting_post()) = 'lead'"
)
OF_THE_PLACE = "place_id = (select place_id from acting_post()) and (select role from acting_post()) = 'manager'"
MAY_READ = {"board_weights": OF_THE_TEAM, "board_round": OF_THE_PLACE}


def upgrade() -> None:
    op.create_table("board_weights", _is("team_id", ID), _is("place_id", ID), *_by_whom(), _is("preset", TEXT), _key("board_weights", "team_id"))
    op.create_table(
        "board_round", _is("place_id", ID), _is("day", sa.Date()), *_by_whom(), _is("teams", JSONB()), _key("board_round", "place_id", "day")
    )
    for table, who in MAY_READ.items():
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"grant select on {table} to {WEB}")
        op.execute(f"grant select, insert, update, delete on {table} to {ENGINE}")
        op.execute(f"create policy web on {table} for select to {WEB} using ({who})")
        op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")


def downgrade() -> None:
    for table in MAY_READ:
        op.drop_table(table)


def _is(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=False)


def _by_whom() -> tuple[sa.Column[object], ...]:
    return _is("by", ID), _is("at", TIME)


def _key(table: str, *columns: str) -> sa.PrimaryKeyConstraint:
    return sa.PrimaryKeyConstraint(*columns, name=f"pk_{table}")
