"""The board: the shared draft of a team's day, its steps, proposals and publications. Read by the leads of that team; written by the engine alone.

Revision ID: 0017
Revises: 0016
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

WEB, ENGINE = "alongside_web", "alongside_engine"
ID, TEXT, TIME, WHOLE = sa.Uuid(as_uuid=False), sa.Text(), sa.DateTime(timezone=True), sa.Integer()
TABLES = ("board", "board_visit", "board_step", "board_proposal", "board_publication")
OF_THE_TEAM = (
    "place_id = (select place_id from acting_post()) and team_id = (select team from acting_post()) and (select role from acting_post()) = 'lead'"
)


def upgrade() -> None:
    op.create_table("board", *_of_a_day(), _is("version", WHOLE, server_default="0"), sa.PrimaryKeyConstraint("team_id", "day", name="pk_board"))
    op.create_table(
        "board_visit",
        *_of_a_day(),
        _is("visit_id", ID),
        _is("start", TIME),
        _is("staff", sa.ARRAY(ID)),
        _is("is_pinned", sa.Boolean()),
        _is("version", WHOLE),
        _is("by", ID),
        _is("at", TIME),
        _is("saw", JSONB()),
        sa.PrimaryKeyConstraint("team_id", "day", "visit_id", name="pk_board_visit"),
    )
    op.create_table(
        "board_step",
        *_of_a_day(),
        _is("number", WHOLE),
        _is("kind", TEXT),
        _is("by", ID),
        _is("at", TIME),
        _is("before", JSONB()),
        _is("after", JSONB()),
        sa.Column("about", ID, nullable=True),
        sa.Column("undone_by", WHOLE, nullable=True),
        sa.PrimaryKeyConstraint("team_id", "day", "number", name="pk_board_step"),
    )
    op.create_table(
        "board_proposal",
        _is("id", ID),
        *_of_a_day(),
        _is("asked_by", ID),
        _is("asked_at", TIME),
        _is("ends_at", TIME),
        _is("preset", TEXT),
        _is("change", TEXT),
        _is("seconds", WHOLE),
        _is("state", TEXT),
        sa.Column("message", TEXT, nullable=True),
        sa.Column("progress", JSONB(), nullable=True),
        _is("version", WHOLE, server_default="0"),
        sa.Column("result", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_board_proposal"),
    )
    op.create_index("ix_board_proposal_team_id_day", "board_proposal", ["team_id", "day"])
    op.create_index("ix_board_proposal_ends_at", "board_proposal", ["ends_at"])
    op.create_table(
        "board_publication",
        _is("id", ID),
        *_of_a_day(),
        _is("by", ID),
        _is("at", TIME),
        _is("version", WHOLE),
        _is("state", TEXT),
        _is("changes", JSONB()),
        _is("moves", JSONB()),
        sa.Column("endings", JSONB(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_board_publication"),
    )
    op.create_index("ix_board_publication_team_id_day", "board_publication", ["team_id", "day"])
    for table in TABLES:
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"grant select on {table} to {WEB}")
        op.execute(f"grant select, insert, update, delete on {table} to {ENGINE}")
        op.execute(f"create policy web on {table} for select to {WEB} using ({OF_THE_TEAM})")
        op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)


def _is(name: str, type_: sa.types.TypeEngine[object], **more: str) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=False, **more)  # type: ignore[arg-type]


def _of_a_day() -> tuple[sa.Column[object], ...]:
    return _is("team_id", ID), _is("day", sa.Date()), _is("place_id", ID)
