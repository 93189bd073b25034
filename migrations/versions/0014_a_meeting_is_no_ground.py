"""A meeting is no ground to read: what it grants lets a record travel, and opens nothing (R9). Its grants name it, so that they end with it.

What was granted for meetings before names none and would never end with one: it ends here. A list that is written again makes its grants again.

Revision ID: 0014
Revises: 0013
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

ENGINE = "alongside_engine"

GRANTED = """
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
            where held.place_id = me.place_id and granted.part = any (held.parts){grounds}
              and (me.role in ('practitioner', 'assistant', 'coordinator', 'lead') or (me.role = 'voluntary' and granted.part = 'core'))
              and held.ended_at is null and held.since <= moment.now and (held.until is null or held.until > moment.now)
          )
        $$"""
GROUNDS = " and held.why <> 'meeting'"


def upgrade() -> None:
    op.add_column("grants", sa.Column("meeting_id", sa.Uuid(as_uuid=False), nullable=True))
    op.create_check_constraint(op.f("ck_grants_meeting_named"), "grants", "meeting_id is null or why = 'meeting'")
    op.create_index("ix_grants_meeting_id", "grants", ["meeting_id"], unique=False, postgresql_where=sa.text("meeting_id is not null"))
    op.execute("alter table grants no force row level security")  # its owner is held to its policies as well
    op.execute("update grants set ended_at = now(), ended_reason = 'named no meeting' where why = 'meeting' and ended_at is null")
    op.execute("alter table grants force row level security")
    _granted(GROUNDS)


def downgrade() -> None:
    """What was granted for a meeting ends: before this it was a ground."""
    op.execute("alter table grants no force row level security")
    op.execute("update grants set ended_at = now(), ended_reason = 'taken back' where why = 'meeting' and ended_at is null")
    op.execute("alter table grants force row level security")
    _granted("")
    op.drop_index("ix_grants_meeting_id", table_name="grants")
    op.drop_constraint(op.f("ck_grants_meeting_named"), "grants", type_="check")
    op.drop_column("grants", "meeting_id")


def _granted(grounds: str) -> None:
    """Replaces the function as its owner, the engine role: it runs with that role's rights."""
    op.execute(f"grant create on schema public to {ENGINE}")
    op.execute(f"set local role {ENGINE}")
    op.execute(f"create or replace function granted(part text) {GRANTED.format(grounds=grounds)}")
    op.execute("reset role")
    op.execute(f"revoke create on schema public from {ENGINE}")
