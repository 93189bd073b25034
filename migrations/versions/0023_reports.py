"""Reports: nameless facts a month at a time, what was counted of them, and which months wait.

1. Statistics fill and count, in their own place: for this they see a few more nameless columns of visits.
2. The web role reads of a cell only what may be shown: it has no right to the columns of what was counted. Those who answer for a service read it.
3. The engine marks months that were written to after they had been counted.

Revision ID: 0023
Revises: 0022
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

WEB, ENGINE, STATISTICS = "alongside_web", "alongside_engine", "alongside_statistics"
ID, TEXT, DAY, TIME, NUMBER, WHOLE = sa.Uuid(as_uuid=False), sa.Text(), sa.Date(), sa.DateTime(timezone=True), sa.Float(), sa.Integer()
FACTS = ("report_visit", "report_continuity", "report_staff_day")
OWN = "place_id = (select acting_place())"
OF_THE_SERVICE = "place_id = (select place_id from acting_post()) and (select role from acting_post()) in ('manager', 'lead', 'coordinator')"
SHOWN = "place_id, scope, month, measure, part, shown_numerator, shown_denominator, mark, made_at"
MORE_OF_A_VISIT = "series, window_end, window_is_hard, priority"


def upgrade() -> None:
    op.create_table(
        "report_visit",
        _is("visit", ID), _is("place_id", ID), _is("month", DAY), _is("day", DAY), _may("patient", ID), _may("team", ID), _may("practice", ID),
        _may("staff", ID), _may("profession", TEXT), _is("sort", TEXT), _is("ending", TEXT), _is("is_contact", sa.Boolean()), _is("people", WHOLE),
        _may("began_at", TIME), _is("planned_minutes", WHOLE), _may("minutes", WHOLE), _may("travel_minutes", WHOLE), _may("late_minutes", WHOLE),
        sa.PrimaryKeyConstraint("visit", name="pk_report_visit"),
    )  # fmt: skip
    op.create_index("ix_report_visit_place_id", "report_visit", ["place_id", "month"])
    op.create_index("ix_report_visit_seen", "report_visit", ["place_id", "patient", "day"])
    op.create_table(
        "report_continuity",
        _is("patient", ID), _is("month", DAY), _is("profession", TEXT), _is("place_id", ID), _may("team", ID), _may("practice", ID),
        _is("contacts", WHOLE), _is("distinct_staff", WHOLE), _is("most_by_one", WHOLE), _is("squares", WHOLE), _is("same_again", WHOLE),
        sa.PrimaryKeyConstraint("patient", "month", "profession", name="pk_report_continuity"),
    )  # fmt: skip
    op.create_index("ix_report_continuity_place_id", "report_continuity", ["place_id", "month"])
    op.create_table(
        "report_staff_day",
        _is("staff", ID), _is("day", DAY), _is("place_id", ID), _is("month", DAY), _may("team", ID), _may("profession", TEXT), _is("contacts", WHOLE),
        _may("minutes", WHOLE),
        sa.PrimaryKeyConstraint("staff", "day", name="pk_report_staff_day"),
    )  # fmt: skip
    op.create_index("ix_report_staff_day_place_id", "report_staff_day", ["place_id", "month"])
    op.create_table(
        "report_cell",
        _is("place_id", ID), _is("scope", TEXT), _is("month", DAY), _is("measure", TEXT), _is("part", TEXT), _may("numerator", NUMBER),
        _may("denominator", NUMBER), _may("shown_numerator", NUMBER), _may("shown_denominator", NUMBER), _is("mark", TEXT), _is("made_at", TIME),
        sa.PrimaryKeyConstraint("place_id", "scope", "month", "measure", "part", name="pk_report_cell"),
    )  # fmt: skip
    op.create_table(
        "report_counted",
        _is("place_id", ID), _is("month", DAY), _is("made_at", TIME), _is("rows", sa.BigInteger()),
        sa.PrimaryKeyConstraint("place_id", "month", name="pk_report_counted"),
    )  # fmt: skip
    op.create_table("report_due", _is("place_id", ID), _is("month", DAY), sa.PrimaryKeyConstraint("place_id", "month", name="pk_report_due"))
    for table in (*FACTS, "report_cell", "report_counted", "report_due"):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"grant select, insert, update, delete on {table} to {STATISTICS}")
        op.execute(f"create policy statistics on {table} to {STATISTICS} using ({OWN}) with check ({OWN})")
    op.execute(f"grant select, insert, delete on report_due, report_counted to {ENGINE}")
    for table in ("report_due", "report_counted"):
        op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")
    op.execute(f"grant select ({SHOWN}) on report_cell to {WEB}")
    op.execute(f"grant select on report_counted to {WEB}")
    for table in ("report_cell", "report_counted"):
        op.execute(f"create policy web on {table} for select to {WEB} using ({OF_THE_SERVICE})")
    op.execute(f"grant select ({MORE_OF_A_VISIT}) on visit to {STATISTICS}")


def downgrade() -> None:
    op.execute(f"revoke select ({MORE_OF_A_VISIT}) on visit from {STATISTICS}")  # noqa: S608
    for table in ("report_due", "report_counted", "report_cell", *reversed(FACTS)):
        op.drop_table(table)


def _is(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=False)


def _may(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=True)
