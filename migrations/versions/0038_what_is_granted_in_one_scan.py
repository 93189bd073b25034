"""What is granted is found in one scan of the grants: row-level security asks it four times for every pull, of which it was a quarter of the work.

What it answers is what it answered, in whatever order. Revises 0040, which came first.

Revision ID: 0038
Revises: 0040
"""

from __future__ import annotations

from alembic import op

revision = "0038"
down_revision = "0040"
branch_labels = None
depends_on = None

ENGINE = "alongside_engine"

IN_ONE_SCAN = """
        returns uuid[] language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp as $$
        declare
          me record;
          own uuid[] := '{}';
          moment timestamptz := public.acting_at();
        begin
          select * into me from public.acting_post();
          if not found then
            return own;
          end if;
          if granted.part = 'core' then
            own := me.people || array(
              select bundle.id from public.bundle where bundle.place_id = me.place_id and bundle.type = 'forms'
              union all
              select bundle.id from public.bundle where bundle.owner = me.id::text and bundle.type = 'mine');
          end if;
          if me.role in ('practitioner', 'assistant', 'coordinator', 'lead') or (me.role = 'voluntary' and granted.part = 'core') then
            return own || array(
              select distinct held.bundle_id from public.grants as held
              where (held.staff_id = me.id or held.team_id = me.team or held.staff_id = any (me.members))
                and held.place_id = me.place_id and granted.part = any (held.parts) and held.why <> 'meeting'
                and held.ended_at is null and held.since <= moment and (held.until is null or held.until > moment));
          end if;
          return own;
        end $$"""
IN_THREE = """
        returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
          with me as (select * from public.acting_post()), moment as (select public.acting_at() as now)
          select array(
            select me.people from me where granted.part = 'core'
            union
            select bundle.id from me join public.bundle on bundle.place_id = me.place_id and bundle.type = 'forms' where granted.part = 'core'
            union
            select bundle.id from me join public.bundle on bundle.owner = me.id::text and bundle.type = 'mine' where granted.part = 'core'
            union
            select held.bundle_id from me cross join moment cross join lateral (
              select g.* from public.grants as g where g.staff_id = me.id
              union all
              select g.* from public.grants as g where g.team_id = me.team
              union all
              select g.* from public.grants as g where g.staff_id = any (me.members)
            ) as held
            where held.place_id = me.place_id and granted.part = any (held.parts) and held.why <> 'meeting'
              and (me.role in ('practitioner', 'assistant', 'coordinator', 'lead') or (me.role = 'voluntary' and granted.part = 'core'))
              and held.ended_at is null and held.since <= moment.now and (held.until is null or held.until > moment.now)
          )
        $$"""


def upgrade() -> None:
    _granted(IN_ONE_SCAN)


def downgrade() -> None:
    _granted(IN_THREE)


def _granted(body: str) -> None:
    """Replaces the function as its owner, the engine role: it runs with that role's rights."""
    op.execute(f"grant create on schema public to {ENGINE}")
    op.execute(f"set local role {ENGINE}")
    op.execute(f"create or replace function granted(part text) {body}")
    op.execute("reset role")
    op.execute(f"revoke create on schema public from {ENGINE}")
