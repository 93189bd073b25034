"""2,500 visits are published while 50 clients push: here a twentieth of each, with the shape of the whole.

The whole of it, over HTTP and with the time of the slowest push, is in `tests/sync_gateway/test_publishing.py`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from backend import wall_clock
from backend.record.load import load
from backend.record.registry import Writer

from .conftest import Desk, Look, a_patient, endings, new_id

pytestmark = pytest.mark.usefixtures("soundness")

PATIENTS, CLIENTS, ROUNDS = 130, 6, 5


def test_work_on_other_patients_does_not_wait_for_a_day_that_is_published(
    app: Flask, place: Any, desk: Callable[..., Desk], grant: Callable[..., None], look: Look
) -> None:
    now = wall_clock.now()
    bundles = [a_patient(place) for _ in range(PATIENTS)]
    load(bundles, author="set-up", made_at=now, today=wall_clock.today())
    people = [place.nurse, place.physio, place.social_worker, place.lead, place.coordinator, place.nurse][:CLIENTS]
    own = {number: bundles[number * 10].bundle for number in range(CLIENTS)}
    for number, person in enumerate(people):
        grant(own[number], person)
    job = Desk(Writer("publish", frozenset({"engine"}), place.id, purpose="publish the day"))
    start = datetime.now(UTC).replace(microsecond=0) + timedelta(hours=1)
    asked = {"planned_start": wall_clock.wire(start), "planned_end": wall_clock.wire(start + timedelta(hours=1)), "asked": [place.nurse.id]}
    visits = [job.change("visit", new_id(), bundle.bundle, asked) for bundle in bundles]
    gate = threading.Barrier(CLIENTS + 1)
    failed: list[BaseException] = []
    ended: list[str] = []

    def run(work: Callable[[], None]) -> threading.Thread:
        def inside() -> None:
            try:
                with app.app_context():
                    gate.wait(10)
                    work()
            except BaseException as error:
                failed.append(error)

        thread = threading.Thread(target=inside)
        thread.start()
        return thread

    def client(number: int) -> None:
        who = desk(people[number])
        for turn in range(ROUNDS):
            goal = who.goal(own[number], f"{number} {turn}")
            ended.extend(endings(who.write(goal, who.reword(own[number], goal.record, f"{number} {turn}", "again"))))

    threads = [run(lambda: ended.extend(endings(job.write(*visits)))), *(run(lambda number=number: client(number)) for number in range(CLIENTS))]
    for thread in threads:
        thread.join(60)
    assert not failed
    assert set(ended) == {"Applied"}
    assert len(ended) == PATIENTS + CLIENTS * ROUNDS * 2
    assert look.one("SELECT count(*) FROM visit") == PATIENTS
    assert look.one("SELECT count(*) FROM grants WHERE why = 'visit'") == PATIENTS
    assert look.one("SELECT count(*) FROM goal WHERE words = 'again'") == CLIENTS * ROUNDS
