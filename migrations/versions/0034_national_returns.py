"""National returns: a place's code map, who may make its returns, and a role that reads what they hold and nothing else.

A return tells people apart (NHS number, birthday, postcode), which neither managers nor statistics may see. So it is read as a role of its own, column
by column, by the worker alone; and what was made of it is shown and given to those managers whom the place has named.

Revision ID: 0034
Revises: 0033
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from backend.transaction import make_roles

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

WEB, ENGINE, RETURNS = "alongside_web", "alongside_engine", "alongside_returns"
ID, TEXT, TIME = sa.Uuid(as_uuid=False), sa.Text(), sa.DateTime(timezone=True)
OWN = "place_id = (select acting_place())"
OF_MANAGERS = "place_id = (select place_id from acting_post()) and (select role from acting_post()) = 'manager'"
NAMED = "exists (select from return_sender as sender where sender.place_id = report_export.place_id and sender.staff_id = (select acting_staff()))"
READS = {
    "patient": "nhs_number, nhs_number_status, born_on, postcode, gender, ethnicity, languages, practice, status, status_on",
    "practice": "code",
    "team": "service",
    "staff": "profession, team",
    "referral": "patient_id, bundle_id, received_at, source, from_code, from_staff_group, priority, reason, clock_type, clock_started_at, status, team, "
    "decided_at, rejection_reason, closed_at, closure_reason, letter_on, told_seen_at",
    "visit": "patient_id, bundle_id, planned_start, team, status",
    "attendance": "patient_id, visit, staff, arrived_at, left_at, outcome",
    "done": "visit, staff, outcome, status",
    "assessment": "patient_id, bundle_id, visit, begun_by, status, completed_at",
    "signature": "assessment, computed, signed_at, overtaken_at, status",
    "care_plan": "patient_id, agreed_on, agreed_kind, status",
}
"""What the role sees besides id and place: no name, no address line, no word that anybody wrote."""


def upgrade() -> None:
    make_roles(op.get_bind())
    op.create_table(
        "return_code",
        sa.Column("place_id", ID, nullable=False), sa.Column("list", TEXT, nullable=False), sa.Column("word", TEXT, nullable=False),
        sa.Column("code", TEXT, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "list", "word", name="pk_return_code"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_return_code_place_id"),
    )  # fmt: skip
    op.create_table(
        "return_sender",
        sa.Column("place_id", ID, nullable=False), sa.Column("staff_id", ID, nullable=False), sa.Column("since", TIME, nullable=False),
        sa.PrimaryKeyConstraint("place_id", "staff_id", name="pk_return_sender"),
        sa.ForeignKeyConstraint(["place_id"], ["place.id"], name="fk_return_sender_place_id"),
    )  # fmt: skip
    for table in ("return_code", "return_sender"):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"grant select, insert, update, delete on {table} to {ENGINE}")
        op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")
    op.execute(f"grant select on return_code to {RETURNS}")
    op.execute(f"create policy returns on return_code for select to {RETURNS} using ({OWN})")
    op.execute(f"grant select on return_sender to {WEB}")
    op.execute(f"create policy web on return_sender for select to {WEB} using (staff_id = (select acting_staff()))")
    op.execute(f"grant usage on schema public to {RETURNS}")
    op.execute(f"grant execute on function acting_place() to {RETURNS}")
    for table, columns in READS.items():
        op.execute(f"grant select (id, place_id, {columns}) on {table} to {RETURNS}")
        op.execute(f"create policy returns on {table} for select to {RETURNS} using ({OWN})")
    op.execute(f"grant select (place_id, record_id, made_at) on journal to {RETURNS}")
    op.execute(f"create policy returns on journal for select to {RETURNS} using ({OWN})")
    op.execute(f"grant select on referral_first_contact to {RETURNS}")
    op.execute("drop policy web on report_export")
    op.execute(f"create policy web on report_export for select to {WEB} using ({OF_MANAGERS} and (not has_names or {NAMED}))")


def downgrade() -> None:
    op.execute("drop policy web on report_export")
    op.execute(f"create policy web on report_export for select to {WEB} using ({OF_MANAGERS})")
    op.execute(f"revoke all on referral_first_contact from {RETURNS}")
    for table in (*READS, "journal"):
        op.execute(f"drop policy returns on {table}")
        op.execute(f"revoke all on {table} from {RETURNS}")
    op.execute(f"revoke all on function acting_place() from {RETURNS}")
    op.execute(f"revoke usage on schema public from {RETURNS}")
    op.drop_table("return_sender")
    op.drop_table("return_code")
