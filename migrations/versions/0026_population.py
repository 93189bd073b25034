"""Who is at risk: monthly runs of each practice, a professional's judgement, who answers on what ground; and what people agreed to.

Runs are written by the engine's role alone. Everyone of the place reads that there was one and its counts; what it said of a person is read by
whoever may read that person's record.

Revision ID: 0026
Revises: 0025
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from migrations.synced_table import ENGINE, STATISTICS, WEB, count, guard, own

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

ID, TEXT, WHEN, DAY, WHOLE = sa.Uuid(as_uuid=False), sa.Text(), sa.DateTime(timezone=True), sa.Date(), sa.Integer()
JUDGEMENT: dict[str, sa.types.TypeEngine] = {"band": TEXT, "instead_of": TEXT, "judged_on": DAY, "judged_by": ID, "why": TEXT}
CONSENT: dict[str, sa.types.TypeEngine] = {
    "scope": TEXT, "purpose": TEXT, "decision": TEXT, "with_whom": TEXT, "given_by": TEXT, "given_by_name": TEXT, "capacity": ID, "how": TEXT,
    "kept_where": TEXT, "given_on": DAY, "taken_by": ID, "status": TEXT, "status_reason": TEXT, "withdrawn_on": DAY, "withdrawn_by": TEXT,
}  # fmt: skip
OF_PATIENT = ("lead_ground", "lead_reason", "risk_source", "client_group")
COUNTED = "nhs_number_status, client_group, lead_professional, lead_ground, care_coordinator"
"""Of the patient, beside what statistics see already. Whose client somebody is and who leads: no names, and nothing in words."""
OF_THE_PLACE = "place_id = (select place_id from acting_post())"
IN_FORCE = """
create view risk_in_force with (security_invoker = true) as
select p.id as patient_id, p.place_id, p.practice, coalesce(j.band, p.risk_band) as band,
  case when j.band is null then p.risk_on else j.judged_on end as since, j.band is not null as is_judged
from patient as p left join risk_judgement as j on j.patient_id = p.id
"""


def upgrade() -> None:
    for name in OF_PATIENT:
        op.add_column("patient", sa.Column(name, TEXT, nullable=True))
    op.execute(f"grant select ({COUNTED}) on patient to {STATISTICS}")
    op.add_column("practice", sa.Column("code", TEXT, nullable=True))
    op.execute(f"grant select (code) on practice to {STATISTICS}")
    op.add_column("place", sa.Column("gp_leads_over_age", WHOLE, nullable=False, server_default="75"))
    op.create_check_constraint("gp_leads_over_age", "place", "gp_leads_over_age between 50 and 110")
    for table, columns, counted in (
        ("risk_judgement", JUDGEMENT, "patient_id, band, instead_of, judged_on"),
        ("consent", CONSENT, "patient_id, scope, purpose, decision, given_by, how, given_on, status, withdrawn_on"),
    ):
        op.create_table(table, *(sa.Column(name, type_, nullable=True) for name, type_ in columns.items()), *own(table))
        guard(table)
        count(table, counted)
    op.create_index("ix_risk_judgement_patient_id", "risk_judgement", ["patient_id"], unique=False)
    op.create_table(
        "risk_run",
        _is("id", ID), _is("place_id", ID), _is("practice_id", ID), _is("run_on", DAY), _is("model", TEXT), _is("version", TEXT), _is("source", TEXT),
        _is("by_rank", sa.Boolean()), _is("people", WHOLE), _is("very_high", WHOLE), _is("high", WHOLE), _is("moderate", WHOLE), _is("sha256", TEXT),
        _is("imported_by", TEXT), _is("imported_at", WHEN), sa.Column("done_at", WHEN, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_risk_run"),
    )  # fmt: skip
    op.create_index("ix_risk_run_place_id", "risk_run", ["place_id", "run_on"], unique=False)
    op.create_table(
        "risk_run_band",
        _is("run_id", ID), _is("patient_id", ID), _is("place_id", ID), _is("band", TEXT),
        sa.Column("score", sa.Numeric(18, 6, asdecimal=False), nullable=True),
        sa.PrimaryKeyConstraint("run_id", "patient_id", name="pk_risk_run_band"),
        sa.ForeignKeyConstraint(["run_id"], ["risk_run.id"], name="fk_risk_run_band_run_id_risk_run", ondelete="CASCADE"),
    )  # fmt: skip
    op.create_index("ix_risk_run_band_patient_id", "risk_run_band", ["patient_id"], unique=False)
    for table, who in (("risk_run", OF_THE_PLACE), ("risk_run_band", "patient_id = any ((select granted('more'))::uuid[])")):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"grant select, insert, update, delete on {table} to {ENGINE}")
        op.execute(f"grant select on {table} to {WEB}, {STATISTICS}")
        op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")
        op.execute(f"create policy web on {table} for select to {WEB} using ({who})")
        op.execute(f"create policy statistics on {table} for select to {STATISTICS} using (place_id = (select acting_place()))")
    op.execute(IN_FORCE)
    op.execute(f"grant select on risk_in_force to {WEB}, {ENGINE}, {STATISTICS}")


def downgrade() -> None:
    op.execute("drop view risk_in_force")
    for table in ("risk_run_band", "risk_run", "consent", "risk_judgement"):
        op.drop_table(table)
    op.drop_constraint("gp_leads_over_age", "place", type_="check")
    op.drop_column("place", "gp_leads_over_age")
    op.drop_column("practice", "code")
    for name in reversed(OF_PATIENT):
        op.drop_column("patient", name)


def _is(name: str, type_: sa.types.TypeEngine[object]) -> sa.Column[object]:
    return sa.Column(name, type_, nullable=False)
