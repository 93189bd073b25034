"""Row-level security: the second lock on every record, and the audit trail that nobody can touch.

1. Every table of the record denies by default, its owner included (FORCE). The web role reads what its person's grants name, and writes nothing.
2. `granted(part)` is the list of bundles in which that person may see that part; a policy selects it once for a statement, not once for a row.
3. The engine role may write every bundle; only `record.write`, which asks for access first, takes that role. The journal and the audit
   trail can only be added to.
4. The statistics role sees nameless columns of its place, and nothing else.
5. The functions that run with their owner's rights belong to the engine role, so that they read grants although their caller may not.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

WEB, ENGINE, STATISTICS = "alongside_web", "alongside_engine", "alongside_statistics"

SYNCED = (
    "patient", "alert", "door_code", "disclosure", "contact", "condition", "medicine", "about_me", "care_plan", "goal", "action", "visit",
    "attendance", "done", "observation", "note", "conflict", "organisation", "practice", "team", "staff", "my_day", "read_mark", "refusal",
)  # fmt: skip
"""The typed tables: bundle_id, place_id, part, and one column per field."""

NAMELESS = {
    "patient": "gender, ethnicity, practice, risk_band, risk_on, status, status_on",
    "alert": "patient_id, category, severity, status",
    "condition": "patient_id, code, code_system, onset_on, status",
    "care_plan": "patient_id, agreed_on, review_on, status",
    "goal": "patient_id, progress, progress_on, review_on, status",
    "action": "patient_id, organisation, status",
    "visit": "patient_id, planned_start, planned_end, asked, team, status",
    "attendance": "patient_id, visit, staff, arrived_at, left_at, outcome",
    "done": "patient_id, visit, outcome, done_at, status",
    "observation": "patient_id, type, measured_at, status",
    "note": "patient_id, category, written_at, status",
    "conflict": 'patient_id, about_kind, "group", status, settled_at',
    "organisation": "name, short_name, sector",
    "practice": "name, network, locality",
    "team": "name, organisation, locality",
    "staff": "profession, role, organisation, team, status",
}
"""What statistics may see besides id and place: no names, addresses, numbers, birthdays, and nothing that anybody wrote in words."""

# Who may call each is said below.
FUNCTIONS = {
    "acting_staff()": """
        returns uuid language sql stable as $$
          select case when value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then value::uuid end
          from (select current_setting('alongside.staff', true) as value) as setting
        $$""",
    "acting_place()": """
        returns uuid language sql stable as $$
          select case when value ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then value::uuid end
          from (select current_setting('alongside.place', true) as value) as setting
        $$""",
    "acting_at()": """
        returns timestamptz language sql stable as $$
          select coalesce(nullif(current_setting('alongside.now', true), '')::timestamptz, now())
        $$""",
    # Whoever has left, and whoever was never there, is nobody. The place is that of the person, whatever the session says.
    "acting_post()": """
        returns table (id uuid, place_id uuid, role text, team uuid, people uuid, members uuid[])
        language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
          select me.id, me.place_id, me.role, me.team, me.bundle_id,
                 case when me.role = 'lead' then array(
                   select other.id from public.staff as other
                   where other.team = me.team and other.place_id = me.place_id and other.status is distinct from 'left')
                 else '{}' end
          from public.staff as me
          where me.id = public.acting_staff() and me.status is distinct from 'left'
        $$""",
    "granted(part text)": """
        returns uuid[] language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
          with me as (select * from public.acting_post()), moment as (select public.acting_at() as now)
          select array(
            select me.people from me where granted.part = 'core'
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
            where held.place_id = me.place_id and granted.part = any (held.parts)
              and (me.role in ('practitioner', 'assistant', 'coordinator', 'lead') or (me.role = 'voluntary' and granted.part = 'core'))
              and held.ended_at is null and held.since <= moment.now and (held.until is null or held.until > moment.now)
          )
        $$""",
    # Adds one row to the audit trail. The lock is on one chain, and lasts until the transaction ends.
    "audit_note(of_chain uuid, of_place uuid, noted_at timestamptz, noted text, by_staff uuid, on_device uuid, of_bundles uuid[], more jsonb)": """
        returns bigint language plpgsql volatile security definer set search_path = pg_catalog, public, pg_temp as $$
        declare
          last record;
          number bigint;
          line text;
        begin
          perform pg_advisory_xact_lock(hashtextextended('audit:' || of_chain, 0));
          select seq, hash into last from public.audit_event where chain = of_chain order by seq desc limit 1;
          number := coalesce(last.seq, 0) + 1;
          line := concat_ws(E'\\n', of_chain, number, of_place, to_char(noted_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), noted,
                            coalesce(by_staff::text, '-'), coalesce(on_device::text, '-'), array_to_string(of_bundles, ','), more::text);
          insert into public.audit_event (chain, seq, place_id, at, what, staff_id, device_id, bundles, detail, hash)
          values (of_chain, number, of_place, noted_at, noted, by_staff, on_device, of_bundles, more,
                  sha256(coalesce(last.hash, ''::bytea) || convert_to(line, 'UTF8')));
          return number;
        end $$""",
    "refuse_change()": """
        returns trigger language plpgsql as $$
        begin
          raise exception '% is append-only', tg_table_name using errcode = 'insufficient_privilege';
        end $$""",
}

CALLERS = {
    "acting_staff()": f"{WEB}, {STATISTICS}, {ENGINE}",
    "acting_place()": f"{WEB}, {STATISTICS}, {ENGINE}",
    "acting_at()": f"{WEB}, {ENGINE}",
    "acting_post()": f"{WEB}, {ENGINE}",
    "granted(text)": f"{WEB}, {ENGINE}",
    "audit_note(uuid, uuid, timestamptz, text, uuid, uuid, uuid[], jsonb)": f"{WEB}, {ENGINE}",
    "refuse_change()": "",  # a trigger's: only whoever owns the tables hangs it on them
}
DEFINERS = [name for name in CALLERS if name.startswith(("acting_post", "granted", "audit_note"))]

APPEND_ONLY = ("journal", "audit_event", "audit_seal", "seal", "sealed_head")
ENGINE_WRITES = (
    *SYNCED,
    "bundle",
    "feed",
    "pack",
    "grants",
    "team_left",
    "place",
    "locality",
    "network",
    "account",
    "device",
    "account_session",
    "proved_backup",
)
SECURED = (*SYNCED, "bundle", "feed", "pack", "journal", "seal", "sealed_head", "grants", "team_left", "audit_event", "audit_seal",
           "place", "locality", "network")  # fmt: skip

# `any ((select …)::uuid[])` makes PostgreSQL work the list out once, before the first row, and still use an index on bundle_id.
CORE = "any ((select granted('core'))::uuid[])"
MORE = "any ((select granted('more'))::uuid[])"
BY_PART = f"(part = 'core' and bundle_id = {CORE}) or (part = 'more' and bundle_id = {MORE})"

WEB_READS = {
    **dict.fromkeys(SYNCED, BY_PART),
    "feed": BY_PART,
    "pack": BY_PART,
    "bundle": f"id = {CORE} or id = {MORE}",
    # Which changes there are, in one's bundles and of one's own; what they hold is read in the feed, part by part.
    "journal": f"author = (select acting_staff())::text or bundle_id = {CORE} or bundle_id = {MORE}",
    "grants": "place_id = (select place_id from acting_post()) and (staff_id = (select id from acting_post()) "
    "or team_id = (select team from acting_post()) or staff_id = any ((select members from acting_post())::uuid[]))",
    "team_left": "staff_id = (select acting_staff())",
    "place": "id = (select place_id from acting_post())",
    "locality": "place_id = (select place_id from acting_post())",
    "network": "place_id = (select place_id from acting_post())",
}

JOURNAL_COLUMNS = "bundle_id, rev, n, left_lines, place_id, change_id, source, record_id, author, device, made_at, received_at, content_hash, chain"


def upgrade() -> None:
    # A bulk load is COPY, which row-level security forbids even where a policy allows every row. Where the migrating user may not say this
    # the loader inserts instead.
    op.execute(f"do $$ begin alter role {ENGINE} bypassrls; exception when insufficient_privilege then null; end $$")
    op.execute(f"grant usage on schema public to {WEB}, {ENGINE}, {STATISTICS}")
    op.execute(f"grant create on schema public to {ENGINE}")
    for name, body in FUNCTIONS.items():
        op.execute(f"create function {name} {body}")
    for name, callers in CALLERS.items():
        op.execute(f"revoke all on function {name} from public")
        if callers:
            op.execute(f"grant execute on function {name} to {callers}")
    for name in DEFINERS:
        op.execute(f"alter function {name} owner to {ENGINE}")
    op.execute(f"revoke create on schema public from {ENGINE}")

    op.execute(f"grant select, insert, update, delete on {', '.join(quoted(ENGINE_WRITES))} to {ENGINE}")
    op.execute(f"grant select, insert on {', '.join(quoted(APPEND_ONLY))} to {ENGINE}")
    op.execute(f"grant usage on all sequences in schema public to {ENGINE}")
    for table in quoted(SECURED):
        op.execute(f"alter table {table} enable row level security")
        op.execute(f"alter table {table} force row level security")
        op.execute(f"create policy engine on {table} to {ENGINE} using (true) with check (true)")
    for table, rule in WEB_READS.items():
        columns = f" ({JOURNAL_COLUMNS})" if table == "journal" else ""
        op.execute(f'grant select{columns} on "{table}" to {WEB}')
        op.execute(f'create policy web on "{table}" for select to {WEB} using ({rule})')
    op.execute(f"grant select (safe_through) on proved_backup to {WEB}")
    for table, columns in NAMELESS.items():
        op.execute(f'grant select (id, place_id, {columns}) on "{table}" to {STATISTICS}')
        op.execute(f'create policy statistics on "{table}" for select to {STATISTICS} using (place_id = (select acting_place()))')
    for table in APPEND_ONLY:
        op.execute(f"create trigger append_only before update or delete on {table} for each row execute function refuse_change()")


def downgrade() -> None:
    for table in APPEND_ONLY:
        op.execute(f"drop trigger append_only on {table}")
    for table in NAMELESS:
        op.execute(f'drop policy statistics on "{table}"')
    for table in WEB_READS:
        op.execute(f'drop policy web on "{table}"')
    for table in quoted(SECURED):
        op.execute(f"drop policy engine on {table}")
        op.execute(f"alter table {table} no force row level security")
        op.execute(f"alter table {table} disable row level security")
    op.execute(f"revoke all on all tables in schema public from {WEB}, {ENGINE}, {STATISTICS}")
    op.execute(f"revoke all on all sequences in schema public from {ENGINE}")
    for name in reversed(CALLERS):
        op.execute(f"drop function {name}")
    op.execute(f"revoke usage on schema public from {WEB}, {ENGINE}, {STATISTICS}")


def quoted(tables: tuple[str, ...]) -> list[str]:
    return [f'"{table}"' for table in tables]
