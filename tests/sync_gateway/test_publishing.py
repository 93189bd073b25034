"""A coming day is published: 2,500 visits in one go, while 50 tablets push. Nobody waits for the whole of it (R6)."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import event

from backend import ids, wall_clock
from backend.database import db
from backend.record import Change, Record
from backend.record import services as record
from backend.record.registry import Writer
from backend.transaction import transaction
from tests.access.world import ENGINE, PLACE, World, fixed
from tests.sync_gateway.client import Tablet

pytestmark = pytest.mark.slow

VISITS, TABLETS, PUSHES = 2500, 50, 3
PEOPLE = ("anna", "ben", "asif", "lena", "cora")


def a_patient(number: int) -> str:
    return fixed("published", str(number))


@pytest.fixture
def borough(world: World) -> World:
    """2,500 people at home; the first 50 are each on somebody's caseload."""
    loads = []
    for number in range(VISITS):
        id_ = a_patient(number)
        person = Record("patient", id_, id_, "core", 1, {"given_name": "Nasima", "family_name": f"Ali {number}", "status": "active"})
        loads.append(record.BundleLoad(id_, "patient", PLACE, id_, [person]))
    from backend.grants import services as grants

    with world.app.app_context():
        record.load(loads, author=fixed("loader"), made_at=world.now, today=wall_clock.day_of(world.now))
        with transaction(ENGINE) as session:
            for number in range(TABLETS):
                staff = world.staff(PEOPLE[number % len(PEOPLE)])
                grants.grant_caseload(session, place=PLACE, patient=a_patient(number), staff=staff, now=world.now)
    return world


def the_day(world: World) -> list[Change]:
    """A visit to each of them tomorrow morning, as the allocation would publish it."""
    begins = world.now + timedelta(days=1)
    fields = {
        "planned_start": wall_clock.wire(begins),
        "planned_end": wall_clock.wire(begins + timedelta(minutes=30)),
        "asked": [world.staff("anna")],
        "purpose": "Dressing",
        "status": "planned",
    }
    made_at = wall_clock.wire(wall_clock.now())
    return [
        Change(
            id=fixed("publish", str(number)),
            kind="visit",
            record=ids.made(begins, number.to_bytes(10, "big")),
            bundle=a_patient(number),
            patient=a_patient(number),
            author="publish",
            made_at=made_at,
            schema=1,
            saw=None,
            set=fields,
        )
        for number in range(VISITS)
    ]


def test_r6_fifty_tablets_push_while_a_day_is_published_and_none_waits_for_the_whole_of_it(
    borough: World, record_property: Callable[[str, object], None]
) -> None:
    tablets = [borough.tablet(PEOPLE[number % len(PEOPLE)]) for number in range(TABLETS)]
    for number, tablet in enumerate(tablets):
        for turn in range(PUSHES):
            fields = {"written_at": tablet.stamp(), "staff": tablet.staff, "words": f"note {turn} of {number}"}
            tablet.create("note", a_patient(number), fields)
    day = the_day(borough)
    commits = [0]
    results: list[record.WriteResult] = []
    begun = threading.Event()
    worker = Writer("publish", frozenset({"engine"}), PLACE, purpose="publish the day")

    def publish() -> None:
        with borough.app.app_context():

            def count(_: object) -> None:
                commits[0] += threading.current_thread() is job

            event.listen(db.engine, "commit", count)
            begun.set()
            try:
                results.append(record.write(day, worker))
            finally:
                event.remove(db.engine, "commit", count)

    def push(tablet: Tablet) -> tuple[list[str], int, int, float]:
        """One push of one change; the rest waits for the next turn. How many commits of the day there had been before it, and after; its seconds."""
        [first, *rest] = tablet.queue
        tablet.queue = [first]
        before, began = commits[0], time.perf_counter()
        endings = [ending.get("ending") or ending["not_now"] for ending in tablet.push()]
        after, took = commits[0], time.perf_counter() - began
        tablet.queue += rest
        return endings, before, after, took

    def client(tablet: Tablet) -> list[tuple[list[str], int, int, float]]:
        """One of fifty who all push at once, each on a thread of its own: the connections that they share are as few as a web process has."""
        gate.wait(30)
        return [push(tablet) for _ in range(PUSHES)]

    job, gate = threading.Thread(target=publish), threading.Barrier(TABLETS)
    with ThreadPoolExecutor(TABLETS) as pool:
        job.start()
        begun.wait(10)
        answers = [answer for each in pool.map(client, tablets) for answer in each]
        job.join(300)

    longest, meanwhile = max(after - before for _, before, after, _ in answers), sum(after < commits[0] for _, _, after, _ in answers)
    worst = max(took for *_, took in answers)  # told, and held to nothing: it is of the machine, and what a push waits for is counted in commits
    told = f"{VISITS} visits in {commits[0]} commits, {TABLETS} tablets pushing: {meanwhile} of {len(answers)} pushes were answered meanwhile"
    record_property("figure", f"{told}, the worst after {worst:.2f} s; the one that waited longest for {longest} of the commits")
    assert commits[0] >= VISITS // record.BUNDLES, "a day is published in many commits"
    assert [endings for endings, *_ in answers] == [["applied"]] * (TABLETS * PUSHES)
    assert {type(each.ending).__name__ for each in results[0].endings} == {"Applied"}
    assert meanwhile >= TABLETS, "pushes were answered while the day was published"
    assert longest < commits[0], "a push waits for a commit of fifty bundles, and for the other forty-nine tablets, never for the whole day"
    anna = borough.tablet("anna")
    assert anna.pull()
    assert len([1 for bundle in anna.bundles.values() if bundle.records("visit")]) >= VISITS, "every patient of the day is on her tablet"
