"""A refused change says of whom it is, and of which part: by these the leads of its author's team may read it (M6).

What was refused before says neither, and stays its author's alone.

Revision ID: 0030
Revises: 0029
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

WEB, ENGINE = "alongside_web", "alongside_engine"

LED = """
        returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
          select array(
            select bundle.id from public.acting_post() as me cross join unnest(me.members) as member
            join public.bundle on bundle.owner = member::text and bundle.type = 'mine' and bundle.place_id = me.place_id)
        $$"""

LEADS = """
  reason in ('needs-a-lead', 'not-found')
  and place_id = (select place_id from acting_post())
  and bundle_id = any ((select led())::uuid[])
  and ((about_part = 'core' and about = any ((select granted('core'))::uuid[]))
    or (about_part = 'more' and about = any ((select granted('more'))::uuid[])))
"""


def upgrade() -> None:
    op.add_column("refusal", sa.Column("about", sa.Uuid(as_uuid=False), nullable=True))
    op.add_column("refusal", sa.Column("about_part", sa.Text(), nullable=True))
    op.create_index("ix_refusal_about", "refusal", ["about"], postgresql_where=sa.text("dealt_how is null"))
    op.execute(f"grant create on schema public to {ENGINE}")
    op.execute(f"set local role {ENGINE}")
    op.execute(f"create function led() {LED}")
    op.execute("reset role")
    op.execute(f"revoke create on schema public from {ENGINE}")
    op.execute("revoke all on function led() from public")
    op.execute(f"grant execute on function led() to {WEB}, {ENGINE}")
    op.execute(f"create policy lead on refusal for select to {WEB} using ({LEADS})")


def downgrade() -> None:
    op.execute("drop policy lead on refusal")
    op.execute("drop function led()")
    op.drop_index("ix_refusal_about", table_name="refusal")
    op.drop_column("refusal", "about_part")
    op.drop_column("refusal", "about")
