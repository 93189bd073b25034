"""A worker loses its power while it works for a board: a real process, ended by SIGKILL. What it wrote goes on with the same ids, what it looked for
leaves the day as it was."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import text

from backend.board import jobs
from backend.board.facts import ENGINE
from backend.transaction import transaction
from tests.access.world import PLACE
from tests.board.conftest import East, at
from tests.conftest import Postgres
from tests.sync_gateway.client import Json
from tests.workers import environment_of, pull_the_plug, running, until

WORKER = "tests.board.worker_for_tests"
FIRST, SECOND = "00000000-0000-4000-8000-00000000000a", "00000000-0000-4000-8000-00000000000b"
"""Visits, in the order in which they are written."""


@pytest.fixture
def environment(database_url: str, redis_url: str) -> dict[str, str]:
    return environment_of(database_url, redis_url)


@contextmanager
def held_up(postgres: Postgres, bundle: str) -> Iterator[None]:
    """Whoever wants to write this bundle waits, as behind another writer."""
    with postgres.connect("tests") as other, other.transaction():
        other.execute("select 1 from bundle where id = %s for update", [bundle])
        yield


def publish(east: East) -> Json:
    status, made = east.ask("POST", f"{east.path}/publications", {"version": east.board()["version"]})
    assert status == 202, made
    return made


def publication(east: East, made: Json) -> Json:
    return east.ask("GET", f"/board/publications/{made['id']}")[1]


def frozen(east: East, made: Json) -> list[str]:
    """The ids under which a publication is written, as they were kept before the first of them was."""
    with east.world.app.app_context(), transaction(ENGINE) as session:
        changes = session.execute(text("select changes from board_publication where id = :id"), {"id": made["id"]}).scalar_one()
        return [one["id"] for one in changes]


def journal(east: East) -> list[str]:
    with east.world.app.app_context(), transaction(ENGINE) as session:
        return list(session.scalars(text("select change_id::text from journal order by change_id")))


def published_to(east: East) -> list[list[str]]:
    return [east.visit(visit)["published"]["staff"] for visit in (FIRST, SECOND)]


@pytest.mark.slow
@pytest.mark.parametrize("what", ["publishing", "undoing"])
def test_killed_while_publishing_or_undoing_the_next_worker_goes_on_with_the_same_change_ids(
    east: East, postgres: Postgres, environment: dict[str, str], what: str
) -> None:
    """Defect: changes made anew are written twice; changes lost with the worker are written never, and the draft says that they were."""
    east.plan("rose", at(9), 30, "anna", id=FIRST)
    east.plan("tom", at(11), 30, "anna", id=SECOND)
    was, then = [east.staff("anna")], [east.staff("ben")]
    east.move(east.to(FIRST, "ben"), east.to(SECOND, "ben"))
    if what == "undoing":
        done = publish(east)
        with east.world.app.app_context():
            jobs.publish(done["id"], PLACE)
        [step] = [one for one in east.board()["steps"] if one["kind"] == "publish"]
        assert east.ask("POST", f"{east.path}/undo", {"step": step["number"]})[0] == 200
        was, then = then, was
    before = set(journal(east))
    moment = east.world.now.isoformat()
    with held_up(postgres, east.world.patient("tom")):
        made = publish(east)
        wanted = frozen(east, made)
        with running(environment, WORKER, moment) as worker:
            until(lambda: publication(east, made)["written"] == 1, 60)
            pull_the_plug(worker)
        half = set(journal(east)) - before
        assert half == {wanted[0]}, "one was written, and it holds"
        assert published_to(east) == [then, was]
    assert publish(east)["id"] == made["id"], "whoever presses again goes on with it"
    assert frozen(east, made) == wanted
    with running(environment, WORKER, moment):
        until(lambda: publication(east, made)["state"] == "done", 60)
    whole = [change for change in journal(east) if change not in before]
    assert sorted(whole) == sorted(wanted), "each of them once, and nothing else"
    assert {one["ending"] for one in publication(east, made)["endings"]} == {"applied"}
    assert published_to(east) == [then, then]
    assert east.board()["unpublished"]["count"] == 0


@pytest.mark.slow
def test_a_worker_killed_while_it_looks_for_a_plan_leaves_the_day_as_it_was_and_the_next_one_looks_anew(
    east: East, environment: dict[str, str]
) -> None:
    pytest.importorskip("numba", reason="the optimiser is not installed")
    for hour in range(8, 15):
        east.plan("rose" if hour % 2 else "tom", at(hour), 30, people=1)
    before, written = east.board(), journal(east)
    status, asked = east.ask("POST", f"{east.path}/proposals", {"seconds": 30})
    assert status == 202, asked

    def proposal(one: Json) -> Json:
        return east.ask("GET", f"/board/proposals/{one['id']}")[1]

    moment = east.world.now.isoformat()
    with running(environment, WORKER, moment, "--allocator") as worker:
        until(lambda: proposal(asked)["progress"], 90)
        assert proposal(asked)["state"] == "looking"
        pull_the_plug(worker)
    after = east.board()
    assert (after["version"], after["steps"], after["visits"], after["people"]) == tuple(
        before[name] for name in ("version", "steps", "visits", "people")
    )
    assert journal(east) == written
    assert east.ask("DELETE", f"/board/proposals/{asked['id']}")[0] == 204
    status, again = east.ask("POST", f"{east.path}/proposals", {"seconds": 1})
    assert status == 202, again
    with running(environment, WORKER, moment, "--allocator"):
        until(lambda: proposal(again)["state"] == "ready", 90)
    assert proposal(again)["after"]["allocated"] == 7
