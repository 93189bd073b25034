"""An older backup came back by `backup` and `restore` as an operator gives them, while tablets and server go on.

Nothing that any device ever sent is lost, and no device believes that it is current and is not.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import text

from backend import wall_clock
from backend.app import create_app
from backend.config import Config
from backend.database import db
from backend.transaction import transaction
from tests.access.world import ENGINE, ORIGIN, World, make
from tests.conftest import Postgres
from tests.sync_gateway.client import Json, Tablet, _uuid7

pytestmark = pytest.mark.slow

KEY = "kZ8vQ2mX7rT4wY9bN3cL6hJ1fD5gS0aP-uE_iOtR"
ROOT = Path(__file__).parents[2]
FOUR = {"applied", "merged", "conflicted", "refused"}


@pytest.fixture
def served(new_database: Callable[[str], str], redis_url: str, postgres: Postgres) -> Iterator[Flask]:
    """The application over a database of its own, since this one changes its name under it."""
    app = create_app(Config(database_url=new_database("operated"), redis_url=redis_url, secret_key=KEY, origin=ORIGIN))
    yield app
    with app.app_context():
        db.engine.dispose()
    with postgres.connect() as admin:
        for (name,) in admin.execute("select datname from pg_database where datname like 'operated%'").fetchall():
            admin.execute(f'drop database if exists "{name}" with (force)')


@pytest.fixture
def alongside(served: Flask, postgres: Postgres, redis_url: str) -> Callable[..., str]:
    """`alongside("backup", folder)`: the command line in a process of its own; returns what it said."""
    settings = {
        "ALONGSIDE_DATABASE_URL": postgres.url("operated"),
        "ALONGSIDE_REDIS_URL": redis_url,
        "ALONGSIDE_SECRET_KEY": KEY,
        "ALONGSIDE_ORIGIN": ORIGIN,
    }

    def run(*words: object) -> str:
        command = [sys.executable, "-m", "backend.cli", *map(str, words)]
        done = subprocess.run(command, cwd=ROOT, env={**os.environ, **settings}, capture_output=True, text=True, timeout=120, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.fixture
def world(served: Flask) -> World:
    world = make(served, wall_clock.now())
    for name in ("ben", "asif"):
        world.grant("rose", name)
    return world


def note(tablet: Tablet, bundle: str, words: str) -> Json:
    return tablet.create("note", bundle, {"written_at": tablet.stamp(), "staff": tablet.staff, "words": words})


def retarget(tablet: Tablet, world: World, target: str) -> Json:
    goal = tablet.bundles[world.patient("rose")].record(world.record("rose", "goal"))
    assert goal
    return tablet.edit(goal, "target", {"target": target})


def journal(served: Flask) -> dict[str, tuple[str, str]]:
    """Every change that the server has: id → (how it ended, what it said)."""
    with served.app_context(), transaction(ENGINE) as session:
        rows = session.execute(text("select change_id::text, ending, content from journal where source = 'change'")).all()
    return {change: (json.loads(ending)["ending"], content) for change, ending, content in rows}


def words_of(tablet: Tablet, bundle: str) -> set[str]:
    return {record["fields"]["words"] for record in tablet.bundles[bundle].records("note")}


def test_nothing_sent_is_lost_and_nobody_wrongly_believes_to_be_current(
    served: Flask, world: World, alongside: Callable[..., str], tmp_path: Path
) -> None:
    rose = world.patient("rose")
    anna, ben, asif = (world.tablet(name) for name in ("anna", "ben", "asif"))
    tablets = (anna, ben, asif)
    sent: list[Json] = []

    def sync(*some: Tablet) -> None:
        for tablet in some:
            sent.extend(tablet.queue)
            tablet.sync()

    for tablet in tablets:
        tablet.pull()
    note(anna, rose, "before the backup")
    sync(*tablets)
    file = alongside("backup", tmp_path, "--verify").split("Written: ")[1].splitlines()[0]

    # What the backup does not have: edits, a dispute and its settlement, a refusal, a new patient, and an edit on top of one's own.
    retarget(anna, world, "10"), retarget(ben, world, "20")
    sync(anna, ben, anna)
    [conflict] = [one for one in anna.bundles[rose].records("conflict") if one["fields"]["status"] == "open"]
    anna.settle(conflict, next(side["value"] for side in conflict["fields"]["sides"] if side["by"] == ben.staff), "asked her")
    new = _uuid7(anna.clock())
    anna.create("patient", new, {"family_name": "Miah"}, record=new)
    note(anna, new, "of a patient made after the backup")
    anna.edit(anna.bundles[rose].record(rose) or {}, "nhs_number", {"nhs_number": "9990000001"})
    sync(anna, ben)
    retarget(ben, world, "25")
    sync(ben, anna)
    assert [ben.answered[change["id"]]["ending"] for change in ben.sent_log] == ["conflicted", "applied"]
    saw = {tablet.device: tablet.bundles[rose].rev for tablet in tablets}
    assert saw[anna.device] > saw[asif.device]
    note(ben, rose, "written offline while the server was restored")

    said = alongside("restore", file, "--replace")
    assert "is now called operated_before_" in said

    # Asif was away: nothing he knows was lost. His changes make the revs climb past all that the others saw, with other content.
    for number in range(saw[anna.device] + 2):
        note(asif, rose, f"after the restore {number}")
        sync(asif)
    assert asif.bundles[rose].rev > saw[anna.device]
    assert asif.is_current()
    assert not anna.is_current()
    assert not ben.is_current(), "the same or a higher rev of another history is not theirs"

    sync(anna, ben), sync(asif, anna, ben)
    for tablet in tablets:
        assert tablet.is_current()
        assert tablet.queue == []
    kept = journal(served)
    assert {change["id"] for change in sent} <= kept.keys(), "nothing that any device ever sent is lost"
    for change in sent:
        ending, content = kept[change["id"]]
        assert ending in FOUR
        assert json.loads(content)["set"] == change["set"], "and what was typed is as it was typed"
    assert {tablet.answered[change["id"]]["ending"] for tablet in tablets for change in tablet.sent_log} <= FOUR
    assert "of a patient made after the backup" in words_of(anna, new)
    told = {"before the backup", "written offline while the server was restored", "after the restore 0"}
    assert all(told <= words_of(tablet, rose) for tablet in tablets)
    assert len({json.dumps(tablet.bundles[rose].sums()) for tablet in tablets}) == 1
    assert "Proved" in alongside("backup", tmp_path / "after", "--verify"), "every journal leads to its record"


def test_what_a_proved_backup_has_is_let_go_and_restoring_that_backup_loses_nothing(
    served: Flask, world: World, alongside: Callable[..., str], tmp_path: Path
) -> None:
    rose = world.patient("rose")
    anna = world.tablet("anna")
    anna.pull()
    old = note(anna, rose, "of weeks ago")
    note(anna, rose, "of today")
    anna.sync()
    anna.answered_at[old["id"]] = wall_clock.wire(wall_clock.now() - timedelta(days=20))  # its answer came twenty days ago
    file = alongside("backup", tmp_path, "--verify").split("Written: ")[1].splitlines()[0]
    note(anna, rose, "after the backup")
    anna.sync()
    assert [change["set"]["words"] for change in anna.sent_log] == ["of today", "after the backup"], "14 days at least, whatever a backup has"
    alongside("restore", file, "--replace")
    assert not anna.is_current()
    anna.sync()
    assert {"of weeks ago", "of today", "after the backup"} <= words_of(anna, rose)
    assert anna.is_current()
    assert old["id"] in journal(served)


def test_a_push_under_way_while_the_database_changes_its_name_is_asked_for_again(
    served: Flask, world: World, alongside: Callable[..., str], tmp_path: Path
) -> None:
    """The web process keeps its pool: its connections were ended under it, and the next request simply connects anew."""
    rose = world.patient("rose")
    anna = world.tablet("anna")
    anna.pull()
    file = alongside("backup", tmp_path).split("Written: ")[1].splitlines()[0]
    alongside("restore", file, "--replace")
    note(anna, rose, "the first request afterwards")
    anna.sync()
    assert anna.is_current()
    assert "the first request afterwards" in words_of(anna, rose)
