"""A role that reads reports: what was counted and may be shown, and how the parts of a place are called. It writes nothing.

Revision ID: 0037
Revises: 0036
"""

from __future__ import annotations

from alembic import op

from backend.transaction import make_roles

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

ENGINE, REPORTS = "alongside_engine", "alongside_reports"
READER = "(select role from acting_post()) in ('manager', 'lead', 'coordinator')"
OWN = f"place_id = (select place_id from acting_post()) and {READER}"  # noqa: S608
READS = {
    "place": "id, name",
    "organisation": "id, place_id, name",
    "practice": "id, place_id, name, network, locality",
    "team": "id, place_id, name, locality, organisation",
    "report_cell": "place_id, scope, month, measure, part, shown_numerator, shown_denominator, mark, made_at",
    "report_counted": "place_id, month, made_at, rows",
}
OURS, ENGINES = "acting_staff(), acting_place()", "acting_post()"
"""Functions by their owners: what the engine owns, it grants."""


def upgrade() -> None:
    make_roles(op.get_bind())
    op.execute(f"grant usage on schema public to {REPORTS}")
    op.execute(f"grant execute on function {OURS} to {REPORTS}")
    op.execute(f"set local role {ENGINE}")
    op.execute(f"grant execute on function {ENGINES} to {REPORTS}")
    op.execute("reset role")
    for table, columns in READS.items():
        op.execute(f"grant select ({columns}) on {table} to {REPORTS}")
        rule = f"id = (select place_id from acting_post()) and {READER}" if table == "place" else OWN  # noqa: S608 (names of our own)
        op.execute(f"create policy reports on {table} for select to {REPORTS} using ({rule})")


def downgrade() -> None:
    for table, columns in READS.items():
        op.execute(f"drop policy reports on {table}")
        op.execute(f"revoke select ({columns}) on {table} from {REPORTS}")  # noqa: S608
    op.execute(f"set local role {ENGINE}")
    op.execute(f"revoke execute on function {ENGINES} from {REPORTS}")
    op.execute("reset role")
    op.execute(f"revoke execute on function {OURS} from {REPORTS}")
    op.execute(f"revoke usage on schema public from {REPORTS}")
