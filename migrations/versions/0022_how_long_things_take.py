"""How long things take: what a team assumes of its ways, what was learnt, and tables from a server of streets.

What a team assumes and what its ways taught is read by its leads; the rest, and all writing, is the engine's.

Revision ID: 0022
Revises: 0021
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

WEB, ENGINE = "alongside_web", "alongside_engine"
ID, TEXT, TIME, NUMBER = sa.Uuid(as_uuid=False), sa.Text(), sa.DateTime(timezone=True), sa.Float()
TEAMS, ENGINES = ("team_ways", "learnt_way"), ("learnt_visit", "street_table")
OF_THE_TEAM = (
    "place_id = (select place_id from acting_post()) and team_id = (select team from acting_post()) and (select role from acting_post()) = 'lead'"
)


def upgrade() -> None:
    op.create_table(
        "team_ways",
        _is("team_id", ID),
        _is("place_id", ID),
        _is("means", JSONB()),
        _is("uses_factors", sa.Boolean()),
        _is("uses_took", sa.Boolean()),
        _is("by", ID),
        _is("at", TIME),
        sa.PrimaryKeyConstraint("team_id", name="pk_team_ways"),
    )
    op.create_table(
        "learnt_way",
        _is("team_id", ID),
        _is("means", TEXT),
        _is("place_id", ID),
        _is("factor", NUMBER),
        _is("of", sa.Integer()),
        _is("at", TIME),
        sa.PrimaryKeyConstraint("team_id", "means", name="pk_learnt_way"),
    )
    op.create_table(
        "learnt_visit",
        _is("patient_id", ID),
        _is("purpose", TEXT),
        _is("place_id", ID),
        _is("minutes", sa.ARRAY(NUMBER)),
        _is("at", TIME),
        sa.PrimaryKeyConstraint("patient_id", "purpose", name="pk_learnt_visit"),
    )
    op.create_table(
        "street_table",
        _is("team_id", ID),
        _is("day", sa.Date()),
        _is("means", TEXT),
        _is("place_id", ID),
        _is("places", JSONB()),
        _is("minutes", sa.ARRAY(NUMBER)),
        sa.Column("said", TEXT, nullable=True),
        _is("at", TIME),
        sa.PrimaryKeyConstraint("team_id", "day", "means", name="pk_street_table"),
    )
    op.create_index("ix_street_table_day", "street_table", ["day"])
    op.create_index("ix_learnt_visit_at", "learnt_visit", ["place_id", "at"])
    for table in (*TEAMS, *ENGINES):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"grant select, insert, update, delete on {table} to {ENGINE}")
        op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")
    for table in TEAMS:
        op.execute(f"grant select on {table} to {WEB}")
        op.execute(f"create policy web on {table} for select to {WEB} using ({OF_THE_TEAM})")


def downgrade() -> None:
    for table in (*ENGINES, *reversed(TEAMS)):
        op.drop_table(table)


def _is(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=False)
