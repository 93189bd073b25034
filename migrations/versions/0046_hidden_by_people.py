"""Whom a fact is about, so that small numbers are hidden by people; and how well-being changes in whole months alone.

What was counted before was hidden by events: every month is counted again.

Revision ID: 0046
Revises: 0045
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None

ENGINE = "alongside_engine"
ID = sa.Uuid(as_uuid=False)
COLUMNS = {"report_event": "patient", "report_goal": "patient", "report_assessment": "patient", "report_entry": "patient", "report_matter": "person"}
RESIDENTS = ("people_moved", "people_avoidable")

# Signed by somebody, of the person's own answering (nobody else can, CLINICAL.md C.5), and not in error: one a day, the last of it.
# Of a whole month of London: the difference between two windows that one person's day lies between would be that person's.
CHANGES = """
create or replace function well_being_changes(begins timestamptz, ends timestamptz)
returns table (assessment uuid, patient uuid, begun_by uuid, question int, change int)
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with asked as (
    select distinct on (a.patient_id, (a.begun_at at time zone 'Europe/London')::date)
      a.id, a.patient_id, a.begun_by, a.answers, (a.begun_at at time zone 'Europe/London')::date as day, a.begun_at
    from public.assessment as a
    where a.place_id = (select public.acting_place()) and a.answers ? 'ons4.by' and a.status is distinct from 'entered-in-error'
      and a.begun_at >= well_being_changes.begins - interval '13 months' and a.begun_at < well_being_changes.ends
      {whole}and a.answers #>> '{{ons4.by,answer,0,valueCoding,code}}' = 'person'
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
MONTH = "date_trunc('month', well_being_changes.begins at time zone 'Europe/London')"
WHOLE = (
    f"and well_being_changes.begins = {MONTH} at time zone 'Europe/London'\n"
    f"      and well_being_changes.ends = ({MONTH} + interval '1 month') at time zone 'Europe/London'\n      "
)


def upgrade() -> None:
    for table, column in COLUMNS.items():
        op.add_column(table, sa.Column(column, ID, nullable=True))
    for column in RESIDENTS:
        op.add_column("report_residents", sa.Column(column, sa.Integer(), nullable=True))
    _replace(WHOLE)
    # Policies hold for the owner too, who is of no place.
    for table in ("report_due", "report_counted", "report_well_being"):
        op.execute(f"alter table {table} no force row level security")
    op.execute("insert into report_due (place_id, month) select place_id, month from report_counted on conflict do nothing")
    # A month keeps what it told first, and a fortnight after it is when that is.
    op.execute("delete from report_well_being where month + interval '1 month' + interval '14 days' > now()")
    for table in ("report_due", "report_counted", "report_well_being"):
        op.execute(f"alter table {table} force row level security")


def downgrade() -> None:
    _replace("")
    for column in RESIDENTS:
        op.drop_column("report_residents", column)
    for table, column in COLUMNS.items():
        op.drop_column(table, column)


def _replace(whole: str) -> None:
    """Who replaces a function of the engine's does so as the engine."""
    op.execute(f"grant create on schema public to {ENGINE}")
    op.execute(f"set local role {ENGINE}")
    op.execute(CHANGES.format(whole=whole))
    op.execute("reset role")
    op.execute(f"revoke create on schema public from {ENGINE}")
