"""Exports of the reports: what was asked for, by whom and why, for ever; the file for a while.

Managers of a place read that exports were made, and fetch them; all writing is the engine's.

Revision ID: 0027
Revises: 0026
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

WEB, ENGINE = "alongside_web", "alongside_engine"
ID, TEXT, DAY, TIME, WHOLE = sa.Uuid(as_uuid=False), sa.Text(), sa.Date(), sa.DateTime(timezone=True), sa.Integer()
OF_MANAGERS = "place_id = (select place_id from acting_post()) and (select role from acting_post()) = 'manager'"


def upgrade() -> None:
    op.create_table(
        "report_export",
        _is("id", ID), _is("place_id", ID), _is("asked_by", ID), _is("asked_at", TIME), _is("what", TEXT), _is("form", TEXT), _is("scope", TEXT),
        _is("scope_name", TEXT), _is("until", DAY), _is("months", WHOLE), _is("why", TEXT), _is("has_names", sa.Boolean()), _is("state", TEXT),
        _is("steps", WHOLE), _is("done", WHOLE), _may("doing", TEXT), _may("message", TEXT), _may("name", TEXT), _may("rows", WHOLE),
        _may("pages", WHOLE), _may("size", WHOLE), _may("sha256", TEXT), _may("ended_at", TIME), _may("ends_at", TIME),
        _may("content", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name="pk_report_export"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_report_export_place_id_place"),
        sa.CheckConstraint("state in ('waiting', 'making', 'ready', 'failed', 'stopped', 'removed')", name=op.f("ck_report_export_state")),
        sa.CheckConstraint("(state = 'ready') = (content is not null)", name=op.f("ck_report_export_content")),
    )  # fmt: skip
    op.create_index("ix_report_export_place_id", "report_export", ["place_id", "asked_at"])
    op.execute("alter table report_export enable row level security")
    op.execute("alter table report_export force row level security")
    op.execute(f"grant select, insert, update, delete on report_export to {ENGINE}")
    op.execute(f"create policy engine on report_export to {ENGINE} using (true) with check (true)")
    op.execute(f"grant select on report_export to {WEB}")
    op.execute(f"create policy web on report_export for select to {WEB} using ({OF_MANAGERS})")


def downgrade() -> None:
    op.drop_table("report_export")


def _is(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=False)


def _may(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=True)
