"""The audit trail: who read and did what, in chains that show every row changed, removed or cut off."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from backend import wall_clock
from backend.audit import services as audit
from backend.database import Acting, db
from backend.transaction import transaction
from tests.access.world import ENGINE, PLACE, World
from tests.conftest import Postgres

Meddle = Callable[[str], None]


@pytest.fixture
def meddle(postgres: Postgres) -> Meddle:
    """Somebody with the keys to the server switches the triggers off and changes the trail."""

    def do(sql: str) -> None:
        with postgres.connect("tests") as admin:
            admin.execute("set session_replication_role = replica")
            admin.execute(sql)

    return do


def noted(world: World, staff: str = "anna", count: int = 1, **detail: object) -> None:
    for number in range(count):
        with world.app.app_context(), transaction(Acting("web", world.staff(staff), PLACE)) as session:
            audit.note(
                session,
                "read",
                at=wall_clock.now() + timedelta(seconds=number),
                place=PLACE,
                staff=world.staff(staff),
                bundles=[world.patient("rose")],
                detail={"n": number, **detail},
            )


def faults(world: World) -> list[audit.Fault]:
    with world.app.app_context(), transaction(ENGINE) as session:
        return audit.verify(session)


def seal(world: World) -> bytes:
    with world.app.app_context(), transaction(ENGINE) as session:
        return audit.seal(session, wall_clock.now())


def test_a_trail_that_nobody_touched_is_whole(world: World) -> None:
    noted(world, count=3, words='älter – ünïcode "quoted" \\ back')
    noted(world, "ben", count=2)
    seal(world)
    noted(world)
    seal(world)
    assert faults(world) == []


@pytest.mark.parametrize(
    "change",
    [
        "at = at + interval '1 microsecond'",
        "what = 'export'",
        "staff_id = '{ben}'",
        "device_id = '{ben}'",
        "bundles = '{{}}'",
        "detail = '{{}}'",
        "place_id = '{ben}'",
        "hash = sha256('x')",
    ],
)
def test_any_column_that_was_changed_shows_at_its_row(world: World, meddle: Meddle, change: str) -> None:
    noted(world, count=3)
    anna = world.staff("anna")
    row = f"chain = '{anna}' and seq = (select max(seq) - 1 from audit_event where chain = '{anna}')"
    meddle(f"update audit_event set {change.format(ben=world.staff('ben'))} where {row}")
    found = faults(world)
    assert found
    assert {fault.chain for fault in found} == {anna}


def test_a_row_that_was_taken_out_shows(world: World, meddle: Meddle) -> None:
    noted(world, count=3)
    anna = world.staff("anna")
    meddle(f"delete from audit_event where chain = '{anna}' and seq = (select max(seq) - 1 from audit_event where chain = '{anna}')")
    assert any("missing" in fault.what for fault in faults(world))


def test_a_tail_that_was_cut_off_shows_against_the_last_seal(world: World, meddle: Meddle) -> None:
    noted(world, count=3)
    seal(world)
    anna = world.staff("anna")
    meddle(f"delete from audit_event where chain = '{anna}' and seq = (select max(seq) from audit_event where chain = '{anna}')")
    assert [fault.what for fault in faults(world)] == ["rows are missing at the end"]


def test_a_tail_that_was_written_anew_shows_against_the_last_seal(world: World, meddle: Meddle) -> None:
    noted(world, count=2)
    seal(world)
    anna = world.staff("anna")
    meddle(f"delete from audit_event where chain = '{anna}' and seq = (select max(seq) from audit_event where chain = '{anna}')")
    noted(world, forged=True)
    assert [(fault.chain, fault.what) for fault in faults(world)] == [("seal", "the seal does not fit the chains")]


def test_a_row_falls_with_the_transaction_of_what_it_tells(world: World) -> None:
    before = _count(world)
    with world.app.app_context(), transaction(ENGINE) as session:
        audit.note(session, "export", at=wall_clock.now(), place=PLACE)
        session.rollback()
    assert _count(world) == before


def test_one_persons_rows_are_numbered_without_a_gap_however_many_devices_write_at_once(world: World) -> None:
    threads = [threading.Thread(target=noted, args=(world,), kwargs={"count": 5}) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert faults(world) == []
    with world.app.app_context(), transaction(ENGINE) as session:
        assert session.scalar(text("select count(*) from audit_event where what = 'read'")) == 30


def test_two_people_do_not_wait_for_each_other(world: World) -> None:
    with world.app.app_context(), transaction(Acting("web", world.staff("anna"), PLACE)) as session:
        audit.note(session, "read", at=wall_clock.now(), place=PLACE, staff=world.staff("anna"))
        with transaction(Acting("web", world.staff("ben"), PLACE)) as other:
            other.execute(text("set local statement_timeout = '2s'"))
            audit.note(other, "read", at=wall_clock.now(), place=PLACE, staff=world.staff("ben"))
    assert faults(world) == []


def test_the_web_role_adds_by_the_one_function_and_in_no_other_way(world: World) -> None:
    for sql in (
        "insert into audit_event default values",
        "select hash from audit_event",
        "update audit_event set what = 'read'",
        "delete from audit_event",
    ):
        with (
            world.app.app_context(),
            pytest.raises(DBAPIError, match="permission denied"),
            transaction(Acting("web", world.staff("anna"), PLACE)) as session,
        ):
            session.execute(text(sql))


def test_even_the_servers_owner_is_refused_unless_the_triggers_are_switched_off(world: World, postgres: Postgres) -> None:
    noted(world)
    for sql in ("update audit_event set what = 'read'", "delete from audit_event"):
        with postgres.connect("tests") as admin, pytest.raises(InsufficientPrivilege, match="append-only"):
            admin.execute(sql)


def test_a_word_that_is_none_of_the_trails_is_a_mistake_of_ours(world: World) -> None:
    with world.app.app_context(), transaction(ENGINE) as session, pytest.raises(ValueError, match="not a word of the audit trail"):
        audit.note(session, "peeked", at=wall_clock.now(), place=PLACE)


def _count(world: World) -> int:
    with world.app.app_context(), db.engine.connect() as connection:
        return int(connection.scalar(text("select count(*) from audit_event")) or 0)


def test_the_trail_is_not_written_from_a_snapshot(world: World) -> None:
    in_a_snapshot = transaction(Acting("web", world.staff("anna"), PLACE), snapshot=True)
    with world.app.app_context(), pytest.raises(RuntimeError, match="READ COMMITTED"), in_a_snapshot as session:
        audit.note(session, "read", at=wall_clock.now(), place=PLACE, staff=world.staff("anna"))
