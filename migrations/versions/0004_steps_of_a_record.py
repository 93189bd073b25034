"""The steps of a record, for who may read it: what each change saw, wanted and left.

The web role may not read what the journal's rows hold: one row may have written several parts. This function gives it the rows of records whose part
is granted now, and of each row only the lines of parts that are. A row of which no line is left is not told at all.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

WEB, ENGINE = "alongside_web", "alongside_engine"

FUNCTION = "journal_steps(of_bundle uuid, of_records uuid[], before integer, most integer)"
NAME = "journal_steps(uuid, uuid[], integer, integer)"
# A record that was loaded has its first step in the row of the whole load. The disputes about a record are its history too.
BODY = """
returns table (n integer, change_id uuid, source text, author text, received_at text, content text, ending text, lines text[])
language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  with parts as materialized (
    select held.part from (select distinct feed.part from public.feed where feed.bundle_id = of_bundle) as held
    where of_bundle = any (public.granted(held.part))
  ), asked as materialized (
    select feed.record_id as id from public.feed
    where feed.bundle_id = of_bundle and feed.record_id = any (of_records) and feed.body is not null and feed.part in (select parts.part from parts)
  ), told as materialized (
    select asked.id from asked
    union
    select conflict.id from public.conflict
    where conflict.bundle_id = of_bundle and conflict.about in (select asked.id from asked) and conflict.part in (select parts.part from parts)
  )
  select journal.n, journal.change_id, journal.source, journal.author, journal.received_at, journal.content, journal.ending, step.lines
  from public.journal
  cross join lateral (
    select array_agg(line.body order by line.place) as lines
    from string_to_table(journal.resulted, E'\\n') with ordinality as line (body, place)
    where (line.body::json ->> 'id')::uuid in (select told.id from told) and line.body::json ->> 'part' in (select parts.part from parts)
  ) as step
  where journal.bundle_id = of_bundle and journal.n < journal_steps.before and step.lines is not null
    and (journal.record_id in (select told.id from told) or journal.source = 'load')
  order by journal.n desc limit most
$$"""


def upgrade() -> None:
    op.execute(f"grant create on schema public to {ENGINE}")
    op.execute(f"create function {FUNCTION} {BODY}")
    op.execute(f"revoke all on function {NAME} from public")
    op.execute(f"grant execute on function {NAME} to {WEB}")
    op.execute(f"alter function {NAME} owner to {ENGINE}")
    op.execute(f"revoke create on schema public from {ENGINE}")


def downgrade() -> None:
    op.execute(f"drop function {NAME}")
