"""Facts of referrals and of people for the reports.

Statistics see whose caseload somebody is on: a bundle's id and a team's, no name.

Revision ID: 0028
Revises: 0027
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

STATISTICS = "alongside_statistics"
ID, TEXT, DAY, WHOLE, YES = sa.Uuid(as_uuid=False), sa.Text(), sa.Date(), sa.Integer(), sa.Boolean()
OWN = "place_id = (select acting_place())"
OF_A_GRANT = "place_id, bundle_id, team_id, why, since, until, ended_at"


def upgrade() -> None:
    op.create_table(
        "report_referral",
        _is("referral", ID), _is("place_id", ID), _is("month", DAY), _is("day", DAY), _may("patient", ID), _may("team", ID), _may("practice", ID),
        _is("source", TEXT), _is("priority", TEXT), _is("clock", TEXT), _is("outcome", TEXT), _may("triage_minutes", WHOLE),
        _may("clock_minutes", sa.Float()), _may("clock_nights", WHOLE), _may("days", WHOLE),
        sa.PrimaryKeyConstraint("referral", name="pk_report_referral"),
    )  # fmt: skip
    op.create_index("ix_report_referral_place_id", "report_referral", ["place_id", "month"])
    op.create_table(
        "report_person",
        _is("patient", ID), _is("month", DAY), _is("place_id", ID), _may("team", ID), _may("practice", ID), _is("band", TEXT), _is("client_group", TEXT),
        _is("number_is_verified", YES), _is("has_plan", YES), _is("plan_is_current", YES), _is("review_is_due", YES), _is("has_lead", YES),
        _is("has_coordinator", YES), _is("has_consent", YES),
        sa.PrimaryKeyConstraint("patient", "month", name="pk_report_person"),
    )  # fmt: skip
    op.create_index("ix_report_person_place_id", "report_person", ["place_id", "month"])
    for table in ("report_referral", "report_person"):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"grant select, insert, update, delete on {table} to {STATISTICS}")
        op.execute(f"create policy statistics on {table} to {STATISTICS} using ({OWN}) with check ({OWN})")
    op.execute(f"grant select ({OF_A_GRANT}) on grants to {STATISTICS}")
    op.execute(f"create policy statistics on grants for select to {STATISTICS} using ({OWN})")


def downgrade() -> None:
    op.execute("drop policy statistics on grants")
    op.execute(f"revoke select ({OF_A_GRANT}) on grants from {STATISTICS}")  # noqa: S608
    op.drop_table("report_person")
    op.drop_table("report_referral")


def _is(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=False)


def _may(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=True)
