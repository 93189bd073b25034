"""Visits that repeat: the pattern of an action, which of a series a visit is, when a person is away; and what plans four weeks of them.

Suggestions and takings are read by the leads of their team, a place's own holidays by everyone who works there; the engine alone writes.

Revision ID: 0020
Revises: 0019
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None

WEB, ENGINE = "alongside_web", "alongside_engine"
ID, TEXT, TIME, WHOLE, DAY = sa.Uuid(as_uuid=False), sa.Text(), sa.DateTime(timezone=True), sa.Integer(), sa.Date()
COLUMNS = {
    "action": {
        "repeat_days": sa.ARRAY(TEXT),
        "repeat_per_week": WHOLE,
        "repeat_every_weeks": WHOLE,
        "repeat_every_days": WHOLE,
        "repeat_apart_days": WHOLE,
        "repeat_times": sa.ARRAY(TEXT),
        "repeat_is_hard": sa.Boolean(),
        "repeat_reason": TEXT,
        "repeat_gap_least_minutes": WHOLE,
        "repeat_gap_most_minutes": WHOLE,
        "repeat_minutes": WHOLE,
        "repeat_people": WHOLE,
        "repeat_skills": sa.ARRAY(TEXT),
        "repeat_from": DAY,
        "repeat_until": DAY,
        "repeat_holidays": TEXT,
        "repeat_team": ID,
    },
    "visit": {"series": ID, "series_day": DAY, "series_ordinal": WHOLE},
    "patient": {"away_from": DAY, "away_until": DAY, "away_why": TEXT},
}
TEAMS = ("week_planner", "week_suggestion", "week_taking")
OF_THE_PLACE = "place_id = (select place_id from acting_post())"
OF_THE_TEAM = f"{OF_THE_PLACE} and team_id = (select team from acting_post()) and (select role from acting_post()) = 'lead'"  # noqa: S608


def upgrade() -> None:
    for table, columns in COLUMNS.items():
        for name, type_ in columns.items():
            op.add_column(table, sa.Column(name, type_, nullable=True))
    op.create_index("ix_action_repeat_team", "action", ["repeat_team"], postgresql_where=sa.text("repeat_team is not null"))
    op.create_index("ix_visit_series", "visit", ["series", "series_day"], postgresql_where=sa.text("series is not null"))
    op.create_table("week_planner", _is("team_id", ID), _is("place_id", ID), sa.PrimaryKeyConstraint("team_id", name="pk_week_planner"))
    op.create_table(
        "week_suggestion",
        *_of_a_team(),
        _is("ends_at", TIME),
        _is("faces", TEXT),
        _is("state", TEXT),
        _is("result", JSONB()),
        sa.PrimaryKeyConstraint("id", name="pk_week_suggestion"),
    )
    op.create_index("ix_week_suggestion_ends_at", "week_suggestion", ["ends_at"])
    op.create_table(
        "week_taking",
        *_of_a_team(),
        _is("state", TEXT),
        _is("changes", JSONB()),
        _is("endings", JSONB()),
        sa.PrimaryKeyConstraint("id", name="pk_week_taking"),
    )
    op.create_index("ix_week_taking_team_id_at", "week_taking", ["team_id", "at"])
    op.create_table(
        "own_holiday",
        _is("place_id", ID),
        _is("day", DAY),
        sa.Column("name", TEXT, nullable=True),
        _is("by", ID),
        _is("at", TIME),
        sa.PrimaryKeyConstraint("place_id", "day", name="pk_own_holiday"),
    )
    for table in (*TEAMS, "own_holiday"):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"grant select on {table} to {WEB}")
        op.execute(f"grant select, insert, update, delete on {table} to {ENGINE}")
        op.execute(f"create policy web on {table} for select to {WEB} using ({OF_THE_TEAM if table in TEAMS else OF_THE_PLACE})")
        op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")


def downgrade() -> None:
    for table in ("own_holiday", *reversed(TEAMS)):
        op.drop_table(table)
    op.drop_index("ix_visit_series", table_name="visit")
    op.drop_index("ix_action_repeat_team", table_name="action")
    for table, columns in COLUMNS.items():
        for name in columns:
            op.drop_column(table, name)


def _is(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=False)


def _of_a_team() -> tuple[sa.Column[object], ...]:
    return _is("id", ID), _is("place_id", ID), _is("team_id", ID), _is("first", DAY), _is("by", ID), _is("at", TIME)
