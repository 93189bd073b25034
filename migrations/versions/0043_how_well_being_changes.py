"""Facts of how well-being changes. Statistics are told by how much two answers of one person differ, and see no answer.

Revision ID: 0043
Revises: 0041
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0041"
branch_labels = None
depends_on = None

ENGINE, STATISTICS = "alongside_engine", "alongside_statistics"
ID, DAY = sa.Uuid(as_uuid=False), sa.Date()
OWN = "place_id = (select acting_place())"
NAME = "well_being_changes(timestamptz, timestamptz)"

# Signed by somebody, of the person's own answering (nobody else can, CLINICAL.md C.5), and not in error: one a day, the last of it.
CHANGES = """
create function well_being_changes(begins timestamptz, ends timestamptz)
returns table (assessment uuid, patient uuid, begun_by uuid, question int, change int)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with asked as (
    select distinct on (a.patient_id, (a.begun_at at time zone 'Europe/London')::date)
      a.id, a.patient_id, a.begun_by, a.answers, (a.begun_at at time zone 'Europe/London')::date as day, a.begun_at
    from public.assessment as a
    where a.place_id = (select public.acting_place()) and a.answers ? 'ons4.by' and a.status is distinct from 'entered-in-error'
      and a.begun_at >= well_being_changes.begins - interval '13 months' and a.begun_at < well_being_changes.ends
      and a.answers #>> '{ons4.by,answer,0,valueCoding,code}' = 'person'
      and exists(
        select from public.signature as s
        where s.assessment = a.id and s.overtaken_at is null and s.status is distinct from 'entered-in-error'
      )
    order by a.patient_id, (a.begun_at at time zone 'Europe/London')::date, a.begun_at desc, a.id
  ), said as (
    select asked.id, asked.patient_id, asked.begun_by, asked.day, asked.begun_at, number as question, told.code::int as answer
    from asked cross join generate_series(1, 4) as number
    cross join lateral (select asked.answers #>> array['ons4.' || number, 'answer', '0', 'valueCoding', 'code'] as code) as told
    where told.code ~ '^([0-9]|10)$'
  ), newest as (
    select distinct on (said.patient_id, said.question) said.*
    from said where said.begun_at >= well_being_changes.begins
    order by said.patient_id, said.question, said.day desc
  )
  select newest.id, newest.patient_id, newest.begun_by, newest.question, newest.answer - before.answer
  from newest cross join lateral (
    select said.answer from said
    where said.patient_id = newest.patient_id and said.question = newest.question
      and said.day <= newest.day - 28 and said.day >= (newest.day - interval '12 months')::date
    order by said.day limit 1
  ) as before
$$
"""


def upgrade() -> None:
    op.create_table(
        "report_well_being",
        sa.Column("patient", ID, nullable=False),
        sa.Column("month", DAY, nullable=False),
        sa.Column("place_id", ID, nullable=False),
        sa.Column("team", ID, nullable=True),
        sa.Column("practice", ID, nullable=True),
        *(sa.Column(name, sa.Integer(), nullable=True) for name in ("satisfied", "worthwhile", "happy", "less_anxious")),
        sa.PrimaryKeyConstraint("patient", "month", name="pk_report_well_being"),
    )
    op.create_index("ix_report_well_being_place_id", "report_well_being", ["place_id", "month"])
    op.execute("alter table report_well_being enable row level security")
    op.execute("alter table report_well_being force row level security")
    op.execute(f"grant select, insert, update, delete on report_well_being to {STATISTICS}")
    op.execute(f"create policy statistics on report_well_being to {STATISTICS} using ({OWN}) with check ({OWN})")
    op.execute(f"grant create on schema public to {ENGINE}")
    op.execute(CHANGES)
    op.execute(f"revoke all on function {NAME} from public")
    op.execute(f"grant execute on function {NAME} to {STATISTICS}")
    op.execute(f"alter function {NAME} owner to {ENGINE}")
    op.execute(f"revoke create on schema public from {ENGINE}")


def downgrade() -> None:
    op.execute(f"drop function {NAME}")
    op.drop_table("report_well_being")
