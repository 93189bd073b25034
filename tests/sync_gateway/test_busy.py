"""Busy is no ending (M6): a push that meets a locked bundle is answered "not now" in good time and journalled nowhere; other patients do not wait."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager

import pytest
from sqlalchemy import event, text

from backend.database import OwnSession
from backend.transaction import transaction
from tests.access.world import ENGINE, World
from tests.conftest import Postgres
from tests.sync_gateway.client import Json, Tablet

Locked = Callable[[str], AbstractContextManager[None]]


@pytest.fixture
def impatient() -> Iterator[None]:
    """Every transaction waits a fifth of a second for a lock, and not ten seconds as in production."""

    def begin(session: OwnSession, _: object, connection: object) -> None:
        connection.execute(text("SET LOCAL lock_timeout = '200ms'"))  # type: ignore[attr-defined]

    event.listen(OwnSession, "after_begin", begin)
    yield
    event.remove(OwnSession, "after_begin", begin)


@pytest.fixture
def locked(world: World, postgres: Postgres) -> Locked:
    """`with locked("rose"):` somebody else is writing this patient, and takes their time; on a connection outside the app."""

    @contextmanager
    def hold(patient: str) -> Iterator[None]:
        with postgres.connect("tests") as connection, connection.transaction():
            connection.execute("select from bundle where id = %s for no key update", [world.patient(patient)])
            yield

    return hold


def note(tablet: Tablet, world: World, patient: str, words: str) -> Json:
    return tablet.create("note", world.patient(patient), {"written_at": tablet.stamp(), "staff": tablet.staff, "words": words})


def journalled(world: World) -> int:
    with world.app.app_context(), transaction(ENGINE) as session:
        return int(session.execute(text("select count(*) from journal where source = 'change'")).scalar_one())


def test_m6_a_bundle_that_stays_locked_is_busy_over_http_and_the_same_ids_arrive_afterwards(world: World, impatient: None, locked: Locked) -> None:
    anna = world.tablet("anna")
    anna.pull()
    changes = [note(anna, world, "rose", "one"), note(anna, world, "rose", "two")]
    with locked("rose"):
        assert anna.push() == [{"id": change["id"], "not_now": "busy"} for change in changes]
        assert anna.queue == changes, "the queue waits"
        anna.pull()
        assert world.patient("rose") in anna.bundles, "who reads does not wait for who writes"
    assert journalled(world) == 0
    assert [(ending["id"], ending["ending"]) for ending in anna.push()] == [(change["id"], "applied") for change in changes]
    assert anna.is_current()


def test_m6_work_on_another_patient_does_not_wait_for_a_locked_one(world: World, impatient: None, locked: Locked) -> None:
    anna, carl = world.tablet("anna"), world.tablet("carl")
    anna.pull(), carl.pull()
    with locked("rose"):
        note(anna, world, "tom", "a note")
        note(carl, world, "will", "another")
        assert [ending.get("reason") or ending["ending"] for ending in anna.push() + carl.push()] == ["applied", "applied"]


def test_safe_through_is_told_with_every_push_once_a_backup_was_proved(world: World) -> None:
    from backend.backups.models import ProvedBackup

    anna = world.tablet("anna")
    asked = {"schema": 1, "held": [], "changes": []}
    assert anna.ask("sync/push", asked)["safe_through"] is None
    with world.app.app_context(), transaction(ENGINE) as session:
        for days in (1, 3):
            session.add(ProvedBackup(file="a", safe_through=world.now.replace(day=world.now.day - days), proved_at=world.now, bundles=0, heads=b""))
    told = anna.ask("sync/push", asked)["safe_through"]
    assert told == "2026-11-23T09:00:00.000Z", "the newest of those proved"
    lost = {**asked, "newest_answered": "01936f00-0000-7000-8000-000000000009"}
    answer = anna.ask("sync/push", lost)
    assert (answer["resend"], answer["safe_through"]) == (True, None), "it does not count while a resend is open"
