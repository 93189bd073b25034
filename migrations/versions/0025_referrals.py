"""Referrals: who asks us to see a person, by when, who took it on. And the directory of services: what a team is, where, what it does.

When somebody was first seen is no column: the view works it out from attendances, for whoever reads it and under their own policies.

Revision ID: 0025
Revises: 0024
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.synced_table import ENGINE, STATISTICS, WEB, count, guard, own

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

ID, TEXT, WHEN, DAY = sa.Uuid(as_uuid=False), sa.Text(), sa.DateTime(timezone=True), sa.Date()
COLUMNS: dict[str, sa.types.TypeEngine] = {
    "received_at": WHEN, "source": TEXT, "came_by": TEXT, "from_organisation": TEXT, "from_code": TEXT, "from_unit": TEXT, "from_person": TEXT,
    "from_role": TEXT, "from_staff_group": TEXT, "from_phone": TEXT, "why": TEXT, "reason": TEXT, "other_reasons": sa.ARRAY(TEXT), "words": TEXT,
    "asks": sa.ARRAY(TEXT), "priority": TEXT, "clock_type": TEXT, "clock_started_at": WHEN, "triaged_by": ID, "triage_started_at": WHEN,
    "asked_whom": TEXT, "asked_what": TEXT, "asked_at": WHEN, "answer": TEXT, "answered_at": WHEN, "status": TEXT, "status_reason": TEXT, "team": ID,
    "decided_at": WHEN, "advice": TEXT, "rejection_reason": TEXT, "closed_at": WHEN, "closure_reason": TEXT, "joined_with": ID, "told_seen_at": WHEN,
    "told_seen_by": TEXT, "apart_from": sa.ARRAY(ID), "apart_why": TEXT, "letter_on": DAY, "onward_on": DAY, "onward_to": TEXT, "onward_code": TEXT,
    "onward_reason": TEXT,
}  # fmt: skip
NAMELESS = (
    "patient_id, bundle_id, received_at, source, came_by, from_code, from_staff_group, reason, other_reasons, asks, priority, clock_type, "
    "clock_started_at, triaged_by, triage_started_at, asked_at, answered_at, status, team, decided_at, rejection_reason, closed_at, closure_reason, "
    "joined_with, told_seen_at, letter_on, onward_on, onward_code, onward_reason"
)
"""What statistics may see besides id and place: no names, and nothing that anybody wrote in words."""
SERVICE: dict[str, sa.types.TypeEngine] = {
    "service": TEXT, "covers": sa.ARRAY(TEXT), "offers": sa.ARRAY(TEXT), "lacks": sa.ARRAY(TEXT), "starts_within_hours": sa.Integer(),
    "takes_referrals": sa.Boolean(), "is_access_point": sa.Boolean(), "checked_on": DAY,
}  # fmt: skip

# The first contact face to face of the team that took it on, from when the need was found: whoever was not let in, or not at home, was not seen.
# What is told of a contact elsewhere counts where it was earlier.
FIRST_CONTACT = """
create view referral_first_contact with (security_invoker = true) as
select r.id, r.place_id, least(r.told_seen_at, came.arrived_at) as seen_at, came.attendance
from referral as r
left join lateral (
  select a.arrived_at, a.id as attendance
  from attendance as a join visit as v on v.id = a.visit
  where a.patient_id = r.patient_id and v.team = r.team and a.arrived_at >= coalesce(r.clock_started_at, r.received_at)
    and coalesce(a.outcome, 'completed') not in ('no-access', 'declined', 'in-hospital', 'not-safe')
    and coalesce(v.status, 'planned') <> 'entered-in-error'
  order by a.arrived_at, a.id limit 1
) as came on true
"""


def upgrade() -> None:
    op.create_table("referral", *(sa.Column(name, type_, nullable=True) for name, type_ in COLUMNS.items()), *own("referral"))
    op.create_index(
        "ix_referral_open",
        "referral",
        ["place_id", "status"],
        unique=False,
        postgresql_where=sa.text("status is null or status in ('new', 'triage', 'asked', 'accepted')"),
    )
    op.create_index("ix_referral_place_id_received_at", "referral", ["place_id", "received_at"], unique=False)
    op.create_index("ix_referral_place_id_clock", "referral", ["place_id", "clock_type", "clock_started_at"], unique=False)
    # By person, which is how a contact is found from a referral.
    op.create_index("ix_attendance_patient_id_arrived_at", "attendance", ["patient_id", "arrived_at"], unique=False)
    guard("referral")
    count("referral", NAMELESS)
    op.execute(FIRST_CONTACT)
    op.execute(f"grant select on referral_first_contact to {WEB}, {ENGINE}, {STATISTICS}")
    for name, type_ in SERVICE.items():
        op.add_column("team", sa.Column(name, type_, nullable=True))
    op.execute(f"grant select ({', '.join(SERVICE)}) on team to {STATISTICS}")


def downgrade() -> None:
    for name in reversed(SERVICE):
        op.drop_column("team", name)
    op.execute("drop view referral_first_contact")
    op.drop_index("ix_attendance_patient_id_arrived_at", table_name="attendance")
    op.drop_table("referral")
