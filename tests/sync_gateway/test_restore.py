"""An older backup came back and nobody told anyone: no device believes that it is current and is not, and nothing sent is lost.

The database is put back to an earlier state while the tablets keep what they have, as a restore does it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask

from backend.database import db
from backend.record import judging
from tests.access.world import World
from tests.conftest import Postgres
from tests.sync_gateway.client import Json, Tablet

Backup = Callable[[], Callable[[], None]]


@pytest.fixture
def backup(world: World, postgres: Postgres) -> Iterator[Backup]:
    """`restore = backup()` keeps the database as it is now; `restore()` puts that in its place."""

    def released(app: Flask) -> None:
        with app.app_context():
            for engine in db.engines.values():
                engine.dispose()

    def take() -> Callable[[], None]:
        released(world.app)
        with postgres.connect() as admin:
            admin.execute('DROP DATABASE IF EXISTS "older" WITH (FORCE)')
            admin.execute('CREATE DATABASE "older" TEMPLATE "tests" STRATEGY FILE_COPY')

        def restore() -> None:
            released(world.app)
            with postgres.connect() as admin:
                admin.execute('DROP DATABASE "tests" WITH (FORCE)')
                admin.execute('CREATE DATABASE "tests" TEMPLATE "older" STRATEGY FILE_COPY')

        return restore

    yield take
    with postgres.connect() as admin:
        admin.execute('DROP DATABASE IF EXISTS "older" WITH (FORCE)')


def note(tablet: Tablet, world: World, words: str) -> Json:
    return tablet.create("note", world.patient("rose"), {"written_at": tablet.stamp(), "staff": tablet.staff, "words": words})


def words_of(tablet: Tablet, world: World) -> set[str]:
    return {record["fields"]["words"] for record in tablet.bundles[world.patient("rose")].records("note")}


def both(world: World) -> tuple[Tablet, Tablet]:
    world.grant("rose", "ben")
    anna, ben = world.tablet("anna"), world.tablet("ben")
    anna.pull(), ben.pull()
    return anna, ben


def test_what_a_restored_journal_lacks_is_asked_for_and_sent_again_under_the_same_ids(world: World, backup: Backup) -> None:
    anna, ben = both(world)
    kept = note(anna, world, "before the backup")
    anna.sync()
    restore = backup()
    lost = note(anna, world, "after the backup")
    anna.sync()
    restore()
    anna.sync()
    assert anna.answered[kept["id"]]["ending"] == "applied"
    assert anna.answered[lost["id"]]["ending"] == "applied"
    assert words_of(anna, world) >= {"before the backup", "after the backup"}
    assert anna.is_current()
    ben.sync()
    assert words_of(ben, world) == words_of(anna, world)


def test_revs_that_climb_again_with_other_content_are_noticed_by_whoever_saw_the_lost_ones(world: World, backup: Backup) -> None:
    anna, ben = both(world)
    restore = backup()
    note(anna, world, "lost with the server")
    anna.sync(), ben.sync()
    seen = ben.bundles[world.patient("rose")]
    restore()
    carl_is_not_involved = note(ben, world, "written after the restore")
    ben.push()
    assert ben.answered[carl_is_not_involved["id"]]["rev"] == seen.rev, "the same rev, and another history"
    assert not anna.is_current()
    anna.sync(), ben.sync()
    for tablet in (anna, ben):
        assert tablet.is_current()
        assert words_of(tablet, world) >= {"lost with the server", "written after the restore"}


@pytest.mark.slow
def test_a_device_ahead_of_the_restored_server_gets_the_bundle_whole(world: World, backup: Backup) -> None:
    anna, ben = both(world)
    restore = backup()
    for n in range(3):
        note(anna, world, f"note {n}")
        anna.sync()
    ben.sync()
    ahead = ben.bundles[world.patient("rose")].rev
    restore()
    assert not ben.is_current()
    assert ben.pull()
    assert ben.bundles[world.patient("rose")].rev < ahead
    assert not any(words.startswith("note ") for words in words_of(ben, world)), "not what the server does not have"
    anna.sync(), ben.sync()
    assert {f"note {n}" for n in range(3)} <= words_of(ben, world)


@pytest.mark.slow
def test_after_a_restore_an_edit_on_top_of_what_was_lost_still_arrives_after_it(world: World, backup: Backup) -> None:
    anna, _ = both(world)
    restore = backup()
    goal = anna.bundles[world.patient("rose")].record(world.record("rose", "goal"))
    anna.edit(goal, "target", {"target": "10"})
    anna.sync()
    restore()
    goal = anna.bundles[world.patient("rose")].record(goal["id"])
    anna.edit(goal, "target", {"target": "15"})
    anna.sync()
    assert anna.bundles[world.patient("rose")].record(goal["id"])["fields"]["target"] == "15" or anna.bundles[world.patient("rose")].records(
        "conflict"
    )
    assert anna.is_current()


def lost_on_the_way(tablet: Tablet, *changes: Json) -> None:
    """These are pushed, and the answer never arrives."""
    asked = {"schema": 1, "held": [], "changes": list(changes), "newest_answered": tablet.newest_answered()}
    assert tablet.post("sync/push", asked)[0] == 200


def of_tom(tablet: Tablet, world: World, words: str) -> Json:
    return tablet.create("note", world.patient("tom"), {"written_at": tablet.stamp(), "staff": tablet.staff, "words": words})


def test_a_change_sent_again_beside_one_that_lands_only_now_does_not_hide_that_this_one_is_gone(
    world: World, backup: Backup, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The first push took the second change only, and its answer was lost: of the next the last change is the one that is older in the journal."""
    anna, ben = both(world)
    note(ben, world, "so that hers is not the next version")
    ben.push()
    x, y = note(anna, world, "busy at first"), of_tom(anna, world, "taken at once")
    apply = judging.engine.apply
    with monkeypatch.context() as patch:
        patch.setattr(judging.engine, "apply", lambda change, *args, **more: {}["no"] if change.id == x["id"] else apply(change, *args, **more))
        lost_on_the_way(anna, x, y)
    restore = backup()
    assert [ending["ending"] for ending in anna.push()] == ["applied", "applied"]
    assert anna.newest_answered() == x["id"]
    restore()
    anna.sync()
    assert "busy at first" in words_of(anna, world)
    assert anna.is_current()


@pytest.mark.parametrize("again_is_older", [True, False], ids=["what came again is older", "what came again is newer"])
def test_of_what_was_all_there_already_the_server_names_what_it_has_since_the_latest_commit(
    world: World, backup: Backup, again_is_older: bool
) -> None:
    anna, ben = both(world)
    note(ben, world, "so that hers is not the next version")
    ben.push()
    older, newer = of_tom(anna, world, "first"), note(anna, world, "second")
    anna.queue = []
    if again_is_older:
        lost_on_the_way(anna, older)
    else:
        anna.queue = [older]
        anna.push()
    restore = backup()
    if again_is_older:
        anna.queue = [newer]
        anna.push()
        anna.queue = [older]
    else:
        lost_on_the_way(anna, newer)
        anna.queue = [newer]
    anna.push()
    assert anna.newest_answered() == newer["id"]
    restore()
    anna.sync()
    assert "second" in words_of(anna, world)
    assert anna.is_current()


def test_after_a_resend_the_newest_is_of_what_the_journal_has(world: World) -> None:
    anna, _ = both(world)
    first, second = of_tom(anna, world, "first"), note(anna, world, "second")
    anna.queue = [second]
    anna.push()
    anna.queue = [first]
    anna.push()
    asked = [first["id"], second["id"], "01936f00-0000-7000-8000-000000000009"]
    answer = anna.ask("sync/resend", {"ids": asked})
    assert (answer["lacking"], answer["newest"]) == (asked[2:], first["id"]), "of the later commit, whichever was made or is named last"
    assert anna.ask("sync/resend", {"ids": asked[2:]})["newest"] is None


def test_a_bundle_that_comes_whole_though_it_is_held_in_the_same_parts_means_a_restore(world: World, backup: Backup) -> None:
    anna, _ = both(world)
    kept = note(anna, world, "before the backup")
    anna.sync()
    restore = backup()
    note(anna, world, "after the backup")
    anna.sync()
    restore()
    anna.newest = kept["id"]  # all that it could name, were the other no longer known as answered
    anna.sync()
    assert words_of(anna, world) >= {"before the backup", "after the backup"}
    assert anna.is_current()


def test_resend_names_only_what_is_lacking_in_the_order_asked(world: World) -> None:
    anna, ben = both(world)
    mine, theirs = note(anna, world, "mine"), note(ben, world, "his")
    anna.sync(), ben.sync()
    unknown = [theirs["id"], "01936f00-0000-7000-8000-000000000009", "01936f00-0000-7000-8000-000000000001"]
    answer = anna.ask("sync/resend", {"ids": [unknown[0], mine["id"], *unknown[1:]]})
    assert answer["lacking"] == unknown, "another's change is none of hers"


def test_more_ids_than_a_device_can_have_sent_are_422(world: World) -> None:
    ids = ["01936f00-0000-7000-8000-000000000009"] * 10_001
    assert world.tablet("anna").post("sync/resend", {"ids": ids})[0] == 422
    assert world.tablet("anna").post("sync/resend", {"ids": ["not an id"]})[0] == 422
