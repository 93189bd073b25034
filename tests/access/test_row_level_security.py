"""The second lock: raw SQL as the web role, without one line of ours between, sees what grants name and changes nothing."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from backend import wall_clock
from backend.audit import jobs as audit_jobs
from backend.database import Acting, Base, db, take
from backend.record import Applied, Change
from backend.record import jobs as record_jobs
from backend.record import services as record
from backend.record.pulling import schema
from backend.record.registry import Writer
from backend.transaction import transaction
from tests.access.world import EAST, OTHER_PLACE, PATIENT_KINDS, PLACE, STAFF, World
from tests.conftest import Postgres
from tests.sync_gateway.client import POLICIES, derived

SYNCED = tuple(kind for kind, policy in POLICIES.items() if isinstance(policy, dict) and "bundle" in policy)
OPEN = {"alembic_version", "account", "account_session", "device", "proved_backup"}
"""Tables without row-level security: nobody but the engine may even name them (of proved_backup the web role reads one time)."""
NUMBERS = {
    *("report_visit", "report_continuity", "report_staff_day", "report_referral", "report_person"),
    *("report_assessment", "report_entry", "report_matter", "report_goal", "report_well_being"),
    *("report_event", "report_eligible", "report_residents", "report_cell"),
}
"""Made and counted by statistics alone, in their own place: the engine has no business there."""


@contextmanager
def acting(world: World, staff: str | None, role: str = "web", place: str | None = PLACE) -> Iterator[Connection]:
    """A transaction as this role, for this person, that is undone."""
    with world.app.app_context(), db.engine.connect() as connection, connection.begin() as transaction:
        take(connection, Acting(role, None if staff is None else world.staff(staff), place))
        yield connection
        transaction.rollback()


def seen(connection: Connection, table: str, column: str = "bundle_id") -> set[str]:
    return {str(value) for value in connection.scalars(text(f'select {column} from "{table}"'))}


def people(place: str = PLACE) -> str:
    return derived(f"people:{place}")


def forms(place: str = PLACE) -> str:
    return derived(f"forms:{place}")


# ------------------------------------------------------------------------------------------------------------------ what the web role sees


def test_a_person_sees_the_rows_of_their_patients_and_no_others(world: World) -> None:
    mine, everybody = {world.patient("rose"), world.patient("tom")}, {people(), forms()}
    for table in ("feed", "pack", *PATIENT_KINDS):
        with acting(world, "anna") as connection:
            assert seen(connection, table) - everybody == mine, table
        with acting(world, "ben") as connection:
            assert seen(connection, table) - everybody == set(), table


@pytest.mark.parametrize("who", ["", "00000000-0000-4000-8000-000000000000", "' or true --", "import"])
def test_nobody_and_strangers_see_nothing_at_all(world: World, who: str) -> None:
    for table in ("bundle", "feed", "pack", "journal", "grants", "team_left", "place", "locality", "network", *SYNCED):
        with acting(world, None) as connection:
            connection.execute(text("select set_config('alongside.staff', :who, true)"), {"who": who})
            assert connection.scalar(text(f'select count(*) from "{table}"')) == 0, table


def test_whoever_works_in_a_place_sees_its_people_and_none_of_another(world: World) -> None:
    for kind in ("organisation", "practice", "team", "staff"):
        for name in ("anna", "vera", "max", "ada"):
            with acting(world, name) as connection:
                assert seen(connection, kind) == {people()}, (kind, name)
        with acting(world, "bea", place=OTHER_PLACE) as connection:
            assert seen(connection, kind) == {people(OTHER_PLACE)}, kind


def test_whoever_works_in_a_place_sees_its_forms_and_none_of_another(world: World) -> None:
    for name in ("anna", "vera", "max", "ada"):
        with acting(world, name) as connection:
            assert seen(connection, "questionnaire") == {forms()}, name
    with acting(world, "bea", place=PLACE) as connection:
        assert seen(connection, "questionnaire") == {forms(OTHER_PLACE)}
    with acting(world, None) as connection:
        assert seen(connection, "questionnaire") == set()


def test_the_place_is_the_persons_whatever_the_session_says(world: World) -> None:
    with acting(world, "bea", place=PLACE) as connection:
        assert seen(connection, "bundle", "id") == {people(OTHER_PLACE), forms(OTHER_PLACE), world.patient("zoe")}


def test_a_part_is_seen_only_by_whom_it_is_granted(world: World) -> None:
    world.grant("rose", "ben", parts=("core",))
    world.grant("rose", "vera")
    for name in ("ben", "vera"):
        with acting(world, name) as connection:
            assert seen(connection, "feed", "part") == {"core"}
            assert seen(connection, "note") == set()
            assert seen(connection, "patient") == {world.patient("rose")}
            assert seen(connection, "pack", "part") == {"core"}


def test_what_is_ones_own_is_seen_by_oneself_alone(world: World) -> None:
    """An alarm says who is missed: not even the lead of its reader's team, or whom it is about, reads the reader's copy."""
    anna, ben, now = world.staff("anna"), world.staff("ben"), wall_clock.wire(wall_clock.now())
    own, alarm = derived(f"mine:{ben}"), derived(f"alarm:overdue:a:{ben}")
    fields = {"matter": "overdue:a", "reader": ben, "about": anna, "cause": "overdue", "due_at": now, "raised_at": now}
    told = Change(str(uuid.uuid4()), "alarm", alarm, own, None, "lone-working", now, schema(), None, fields)
    mine = [kind for kind in SYNCED if POLICIES[kind]["bundle"] == "mine"]
    with world.app.app_context(), transaction(Acting("engine")) as session:
        writer = Writer("lone-working", frozenset({"engine"}), PLACE, purpose="lone-working", whose=frozenset({ben}))
        [ended] = record.write([told], writer).endings
        assert isinstance(ended.ending, Applied), ended
        for kind in {*mine} - {"alarm"}:
            row = text(f"insert into {kind} (id, place_id, part, rev, bundle_id) values (gen_random_uuid(), :place, 'core', 1, :own)")
            session.execute(row, {"place": PLACE, "own": own})
    for name in STAFF:
        for table in ("feed", *mine):
            with acting(world, name) as connection:
                assert (own in seen(connection, table)) is (name == "ben"), (name, table)


def test_managers_administrators_and_privacy_officers_see_no_patient(world: World) -> None:
    world.grant("rose", team=EAST)
    for name in ("max", "ada", "priya"):
        world.grant("rose", name)
        with acting(world, name) as connection:
            assert seen(connection, "bundle", "id") == {people(), forms()}, name
            assert seen(connection, "patient") == set(), name


def test_a_lead_sees_what_the_team_holds_and_not_what_another_does(world: World) -> None:
    with acting(world, "lena") as connection:
        assert seen(connection, "patient") == {world.patient("rose"), world.patient("tom")}
    with acting(world, "wanda") as connection:
        assert seen(connection, "patient") == {world.patient("will")}


def test_a_grant_ends_for_the_database_too_by_time_and_by_hand(world: World) -> None:
    world.grant("rose", "ben", until=wall_clock.now() + timedelta(hours=1))
    world.grant("tom", "ben")
    with acting(world, "ben") as connection:
        assert seen(connection, "patient") == {world.patient("rose"), world.patient("tom")}
    world.end("tom", "ben")
    world.turn(timedelta(hours=1))
    with acting(world, "ben") as connection:
        assert seen(connection, "patient") == set()


@pytest.mark.parametrize("table", ["patient", "note", "feed", "pack"])
def test_a_meeting_is_no_ground_for_the_database_either(world: World, table: str) -> None:
    def of(name: str) -> set[str]:
        with acting(world, name) as connection:
            return seen(connection, table)

    before = of("ben"), of("lena")
    world.grant("will", "ben", why="meeting")
    assert (of("ben"), of("lena")) == before, "neither his own nor what his lead oversees"
    world.grant("will", "ben")
    assert of("ben") > before[0], "which caseload is"


def test_grants_are_seen_by_whom_they_are_for(world: World) -> None:
    world.grant("will", team=EAST)
    with acting(world, "ben") as connection:
        assert seen(connection, "grants") == {world.patient("will")}
    with acting(world, "carl") as connection:
        assert seen(connection, "grants") == {world.patient("will")}, "his own"
    with acting(world, "bea", place=OTHER_PLACE) as connection:
        assert seen(connection, "grants") == {world.patient("zoe")}


def test_of_the_journal_the_web_role_reads_that_there_was_a_change_never_what_it_held(world: World) -> None:
    with acting(world, "anna") as connection:
        assert world.patient("rose") in seen(connection, "journal")
        assert world.patient("will") not in seen(connection, "journal")
    for column in ("content", "resulted", "ending", "*"):
        with acting(world, "anna") as connection, pytest.raises(ProgrammingError, match="permission denied"):
            connection.execute(text(f"select {column} from journal"))


STEPS = text("select array_agg(line) from journal_steps(:bundle, cast(:records as uuid[]), 2147483647, 100), unnest(lines) as line")


def told(connection: Connection, world: World, *patients: str) -> dict[str, set[str]]:
    """What the steps of every record of these patients say, by part: the ids of records."""
    found: dict[str, set[str]] = {}
    for patient in patients:
        records = [world.record(name, kind) for name in patients for kind in PATIENT_KINDS]
        for line in connection.scalar(STEPS, {"bundle": world.patient(patient), "records": records}) or ():
            found.setdefault(json.loads(line)["part"], set()).add(json.loads(line)["id"])
    return found


def test_the_steps_of_records_are_told_in_parts_that_are_granted_and_in_no_others(world: World) -> None:
    world.grant("rose", "ben", parts=("core",))
    more = {world.record("rose", kind) for kind in PATIENT_KINDS if POLICIES[kind]["part"] == "more"}
    with acting(world, "anna") as connection:
        assert told(connection, world, "rose", "will")["more"] == more, "of Will, who is another team's, nothing"
    with acting(world, "ben") as connection:
        steps = told(connection, world, "rose")
        assert set(steps) == {"core"}
        assert steps["core"] == {world.record("rose", kind) for kind in PATIENT_KINDS} - more
    for name in ("carl", "max", "ada", "priya"):
        with acting(world, name) as connection:
            assert told(connection, world, "rose") == {}, name
    with acting(world, "bea", place=PLACE) as connection:
        assert told(connection, world, "rose") == {}
    with acting(world, None) as connection:
        assert told(connection, world, "rose", "will") == {}
    world.end("rose", "ben")
    world.turn(timedelta(minutes=1))
    with acting(world, "ben") as connection:
        assert told(connection, world, "rose") == {}


def test_only_the_web_role_may_ask_for_steps(world: World) -> None:
    ask = f"select * from journal_steps('{world.patient('rose')}', '{{}}', 1, 1)"
    assert refused(world, None, "statistics", ask)
    assert not refused(world, "anna", "web", ask)


# ------------------------------------------------------------------------------------------------------------------ what nobody may do


def refused(world: World, staff: str | None, role: str, sql: str) -> bool:
    """Whether the database says no to a statement, for want of the right."""
    try:
        with acting(world, staff, role) as connection:
            connection.execute(text(sql))
    except DBAPIError as error:
        return "permission denied" in str(error.orig)
    return False


@pytest.mark.parametrize("sql", ['insert into "{0}" default values', 'update "{0}" set "{1}" = "{1}"', 'delete from "{0}"', 'truncate "{0}"'])
def test_the_web_role_writes_nothing_anywhere(world: World, sql: str) -> None:
    for name, table in Base.metadata.tables.items():
        column = next(iter(table.columns)).name
        assert refused(world, "anna", "web", sql.format(name, column)), name


def test_accounts_seals_and_the_audit_trail_are_closed_to_the_web_role(world: World) -> None:
    for table in ("account", "account_session", "device", "audit_event", "audit_seal", "seal", "sealed_head"):
        assert refused(world, "anna", "web", f"select * from {table}"), table


def test_what_is_append_only_is_so_for_the_engine_and_for_the_owner(world: World, postgres: Postgres) -> None:
    world.tablet("anna").pull()
    with world.app.app_context():
        audit_jobs.seal(), record_jobs.seal()
    for table in ("journal", "audit_event", "audit_seal", "seal", "sealed_head"):
        column = next(iter(Base.metadata.tables[table].columns)).name
        for sql in (f"update {table} set {column} = {column}", f"delete from {table}"):
            assert refused(world, None, "engine", sql), sql
            with postgres.connect("tests") as admin, pytest.raises(InsufficientPrivilege, match="append-only"):
                admin.execute(sql)


def test_every_table_is_locked_by_row_and_its_owner_is_too(world: World, postgres: Postgres) -> None:
    """A table that a later migration adds without its policies shows here."""
    with postgres.connect("tests") as admin:
        rows = admin.execute(
            "select relname, relrowsecurity and relforcerowsecurity from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace"
        ).fetchall()
        policies = {row[0] for row in admin.execute("select tablename from pg_policies where 'alongside_engine' = any(roles)")}
        counted = {row[0] for row in admin.execute("select tablename from pg_policies where 'alongside_statistics' = any(roles) and cmd = 'ALL'")}
    assert {name for name, locked in rows if not locked} == OPEN
    assert policies == {name for name, locked in rows if locked} - NUMBERS
    assert counted >= NUMBERS


def test_no_function_of_ours_is_open_to_everybody(world: World, postgres: Postgres) -> None:
    with postgres.connect("tests") as admin:
        functions = admin.execute(
            "select proname, proacl::text, prosecdef, proconfig::text, pg_get_userbyid(proowner) from pg_proc "
            "where pronamespace = 'public'::regnamespace"
        ).fetchall()
    assert functions
    for name, rights, is_definer, settings, owner in functions:
        assert "{=X" not in rights, f"{name} may be called by anybody"
        assert ",=X" not in rights, f"{name} may be called by anybody"
        if is_definer:
            assert "search_path" in (settings or ""), f"{name} would look names up where its caller says"
            assert owner == "alongside_engine"


# ------------------------------------------------------------------------------------------------------------------ statistics


def test_statistics_see_nameless_columns_of_their_place_only(world: World) -> None:
    with acting(world, None, "statistics") as connection:
        assert connection.scalar(text("select count(*) from patient")) == 3
        assert connection.scalar(text("select count(status) from visit")) == 3
    with acting(world, None, "statistics", OTHER_PLACE) as connection:
        assert connection.scalar(text("select count(*) from patient")) == 1
    with acting(world, None, "statistics", None) as connection:
        assert connection.scalar(text("select count(*) from patient")) == 0


NAMED = {
    "patient": (
        "given_name",
        "family_name",
        "known_as",
        "born_on",
        "nhs_number",
        "address_line",
        "postcode",
        "latitude",
        "phone",
        "tags",
        "local_ids",
    ),
    "contact": ("id",),
    "note": ("words",),
    "observation": ("value",),
    "about_me": ("words",),
    "door_code": ("code",),
    "alert": ("title", "detail"),
    "staff": ("name", "phone"),
    "feed": ("body",),
    "bundle": ("header",),
    "journal": ("content",),
    "conflict": ("sides", "value", "reason"),
}


def test_statistics_see_no_name_and_no_words(world: World) -> None:
    for table, columns in NAMED.items():
        for column in columns:
            assert refused(world, None, "statistics", f"select {column} from {table}"), (table, column)


def test_the_role_of_returns_sees_what_they_hold_of_its_place_and_no_name_address_or_word(world: World) -> None:
    with acting(world, None, "returns") as connection:
        assert connection.scalar(text("select count(*) from patient")) == 3
    for place, there in ((OTHER_PLACE, 1), (None, 0)):
        with acting(world, None, "returns", place) as connection:
            assert connection.scalar(text("select count(*) from patient")) == there
    held = {"patient": ("nhs_number", "born_on", "postcode")}
    for table, columns in NAMED.items():
        for column in columns:
            assert refused(world, None, "returns", f"select {column} from {table}") is (column not in held.get(table, ())), (table, column)
    for column in ("name", "words", "why", "advice", "from_person"):
        assert refused(world, None, "returns", f"select {column} from {'practice' if column == 'name' else 'referral'}"), column
    assert refused(world, None, "returns", "delete from return_code")


# ------------------------------------------------------------------------------------------------------------------ how it is worked out


@pytest.mark.parametrize("table", ["feed", "note", "pack", "bundle"])
def test_what_is_granted_is_worked_out_once_for_a_statement_and_not_once_for_a_row(world: World, table: str) -> None:
    with acting(world, "anna") as connection:
        lines = [row[0] for row in connection.execute(text(f"explain (analyze, timing off, costs off) select * from {table}"))]
    plans = [number for number, line in enumerate(lines) if line.strip().startswith("InitPlan")]
    assert len(plans) == 2, lines
    assert all("loops=1" in lines[number + 1] or "never executed" in lines[number + 1] for number in plans), lines
    assert not any("SubPlan" in line for line in lines), lines


def test_a_bundles_rows_are_found_by_index_although_a_policy_stands_before_them(world: World) -> None:
    with acting(world, "anna") as connection:
        connection.execute(text("set local enable_seqscan = off"))
        plan = "\n".join(
            row[0]
            for row in connection.execute(
                text("explain select body from feed where bundle_id = any(:ids) and rev > 1"), {"ids": [world.patient("rose")]}
            )
        )
    assert "ix_feed_delta" in plan, plan


# ------------------------------------------------------------------------------------------------------------------ an owner who is nobody special


@pytest.fixture
def plain_owner(postgres: Postgres) -> Iterator[str]:
    """A database migrated by a login that is neither superuser nor exempt from row-level security: servers of one's own."""
    from alembic import command
    from alembic.config import Config

    with postgres.connect() as admin:
        admin.execute("DROP DATABASE IF EXISTS owned WITH (FORCE)")
        admin.execute("DO $$ BEGIN CREATE ROLE plain_owner LOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$")
        admin.execute(
            "GRANT alongside_web, alongside_engine, alongside_statistics, alongside_returns, alongside_reports "
            "TO plain_owner WITH INHERIT FALSE, SET TRUE"
        )
        admin.execute("CREATE DATABASE owned OWNER plain_owner")
    url = postgres.url("owned").replace("postgres:@", "plain_owner:@")
    with postgres.connect("owned") as admin:
        admin.execute("ALTER SCHEMA public OWNER TO plain_owner")
    config = Config("migrations/alembic.ini")
    config.attributes["url"] = url
    command.upgrade(config, "head")
    yield url
    with postgres.connect() as admin:
        admin.execute("DROP DATABASE owned WITH (FORCE)")


def test_an_owner_without_privileges_can_migrate_and_then_sees_nothing_by_itself(plain_owner: str) -> None:
    engine = create_engine(plain_owner)
    values: dict[str, Any] = {"id": "01936f00-0000-7000-8000-000000000001"}
    try:
        with engine.begin() as connection:
            take(connection, Acting("engine"))
            connection.execute(
                text("insert into bundle (id, place_id, type, owner, rev, head, chain) values (:id, :id, 'patient', 'x', 1, '', '')"), values
            )
            assert connection.scalar(text("select count(*) from bundle")) == 1
        with engine.begin() as connection:
            assert connection.scalar(text("select count(*) from bundle")) == 0, "FORCE: its own table hides its rows from the owner"
    finally:
        engine.dispose()
