"""Exports of each month: who wants which, since when, and whether it goes on; and of an export by which schedule it was made.

That a month is made once is held here: no two exports of one schedule are of one month, whoever was killed, and however often it is looked.

Revision ID: 0040
Revises: 0037
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0040"
down_revision = "0037"
branch_labels = None
depends_on = None

WEB, ENGINE = "alongside_web", "alongside_engine"
ID, TEXT, DAY, TIME = sa.Uuid(as_uuid=False), sa.Text(), sa.Date(), sa.DateTime(timezone=True)
OF_MANAGERS = "place_id = (select place_id from acting_post()) and (select role from acting_post()) = 'manager'"


def upgrade() -> None:
    op.create_table(
        "report_schedule",
        _is("id", ID), _is("place_id", ID), _is("asked_by", ID), _is("asked_at", TIME), _is("what", TEXT), _is("form", TEXT), _is("scope", TEXT),
        _is("scope_name", TEXT), _is("months", sa.Integer()), _is("why", TEXT), _is("first", DAY), _is("state", TEXT), _may("reason", TEXT),
        _is("changed_at", TIME), _may("changed_by", ID),
        sa.PrimaryKeyConstraint("id", name="pk_report_schedule"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_report_schedule_place_id_place"),
        sa.CheckConstraint("state in ('running', 'paused', 'ended', 'stopped')", name=op.f("ck_report_schedule_state")),
        sa.CheckConstraint("(state = 'stopped') = (reason is not null)", name=op.f("ck_report_schedule_reason")),
    )  # fmt: skip
    op.create_index("ix_report_schedule_place_id", "report_schedule", ["place_id", "asked_at"])
    op.create_index(
        "uq_report_schedule_place_id", "report_schedule", ["place_id", "what", "form", "scope", "months"],
        unique=True, postgresql_where=sa.text("state in ('running', 'paused')"),
    )  # fmt: skip
    op.execute("alter table report_schedule enable row level security")
    op.execute("alter table report_schedule force row level security")
    op.execute(f"grant select, insert, update, delete on report_schedule to {ENGINE}")
    op.execute(f"create policy engine on report_schedule to {ENGINE} using (true) with check (true)")
    op.execute(f"grant select on report_schedule to {WEB}")
    op.execute(f"create policy web on report_schedule for select to {WEB} using ({OF_MANAGERS})")
    op.add_column("report_export", _may("schedule_id", ID))
    op.create_foreign_key("fk_report_export_schedule_id_report_schedule", "report_export", "report_schedule", ["schedule_id"], ["id"])
    op.create_unique_constraint("uq_report_export_schedule_id", "report_export", ["schedule_id", "until"])


def downgrade() -> None:
    op.drop_column("report_export", "schedule_id")
    op.drop_table("report_schedule")


def _is(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=False)


def _may(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=True)
