"""What files from outside tell: admissions, discharges, delays, how many people live here; and the facts that are made of them.

Written by the engine's role alone, read by statistics in their own place. No web request reads an event of it.

Revision ID: 0032
Revises: 0031
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

ENGINE, STATISTICS = "alongside_engine", "alongside_statistics"
ID, TEXT, WHEN, DAY, WHOLE, NUMBER = sa.Uuid(as_uuid=False), sa.Text(), sa.DateTime(timezone=True), sa.Date(), sa.Integer(), sa.Float()
OWN = "place_id = (select acting_place())"
TOLD = ("outside_file", "outside_event", "outside_population")
FACTS = ("report_event", "report_eligible", "report_residents")


def upgrade() -> None:
    op.create_table(
        "outside_file",
        _is("id", ID), _is("place_id", ID), _is("sort", TEXT), _may("first_month", DAY), _may("last_month", DAY), _is("source", TEXT),
        _is("lines", WHOLE), _is("sha256", TEXT), _is("imported_by", TEXT), _is("imported_at", WHEN),
        sa.PrimaryKeyConstraint("id", name="pk_outside_file"),
    )  # fmt: skip
    op.create_index("ix_outside_file_place_id", "outside_file", ["place_id", "sort"])
    op.create_table(
        "outside_event",
        _is("id", ID), _is("file_id", ID), _is("place_id", ID), _is("patient_id", ID), _is("sort", TEXT), _is("starts_on", DAY), _may("ends_on", DAY),
        _may("code", TEXT), _may("outcome", TEXT), _may("age", WHOLE),
        sa.PrimaryKeyConstraint("id", name="pk_outside_event"),
        sa.ForeignKeyConstraint(["file_id"], ["outside_file.id"], name="fk_outside_event_file_id_outside_file"),
    )  # fmt: skip
    op.create_index("ix_outside_event_place_id", "outside_event", ["place_id", "sort", "starts_on"])
    op.create_index("ix_outside_event_patient_id", "outside_event", ["patient_id"])
    op.create_table(
        "outside_population",
        _is("place_id", ID), _is("on_day", DAY), _is("from_age", WHOLE), _is("file_id", ID), _is("people", WHOLE),
        sa.PrimaryKeyConstraint("place_id", "on_day", "from_age", name="pk_outside_population"),
        sa.ForeignKeyConstraint(["file_id"], ["outside_file.id"], name="fk_outside_population_file_id_outside_file"),
    )  # fmt: skip
    op.create_table(
        "report_event",
        _is("event", ID), _is("month", DAY), _is("place_id", ID), _may("practice", ID), _is("sort", TEXT), _may("age", WHOLE), _may("code", TEXT),
        _may("outcome", TEXT), _may("at_risk", TEXT), _may("days", WHOLE), _may("is_readmitted", sa.Boolean()),
        sa.PrimaryKeyConstraint("event", "month", name="pk_report_event"),
    )  # fmt: skip
    op.create_index("ix_report_event_place_id", "report_event", ["place_id", "month"])
    op.create_table(
        "report_eligible",
        _is("patient", ID), _is("month", DAY), _is("place_id", ID), _may("team", ID), _may("practice", ID), _is("band", TEXT), _is("admissions", WHOLE),
        sa.PrimaryKeyConstraint("patient", "month", name="pk_report_eligible"),
    )  # fmt: skip
    op.create_index("ix_report_eligible_place_id", "report_eligible", ["place_id", "month"])
    op.create_table(
        "report_residents",
        _is("place_id", ID), _is("month", DAY), _is("people", WHOLE), _is("people_18", WHOLE), _is("people_65", WHOLE), _is("part_of_year", NUMBER),
        _may("moved_65", WHOLE), _may("avoidable", WHOLE), _may("delayed", WHOLE),
        sa.PrimaryKeyConstraint("place_id", "month", name="pk_report_residents"),
    )  # fmt: skip
    for table in (*TOLD, *FACTS):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
    for table in TOLD:
        op.execute(f"grant select, insert, update, delete on {table} to {ENGINE}")
        op.execute(f"grant select on {table} to {STATISTICS}")
        op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")
        op.execute(f"create policy statistics on {table} for select to {STATISTICS} using ({OWN})")
    for table in FACTS:
        op.execute(f"grant select, insert, update, delete on {table} to {STATISTICS}")
        op.execute(f"create policy statistics on {table} to {STATISTICS} using ({OWN}) with check ({OWN})")


def downgrade() -> None:
    for table in (*reversed(FACTS), *reversed(TOLD)):
        op.drop_table(table)


def _is(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=False)


def _may(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=True)
