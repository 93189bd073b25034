"""M6 and M8: an app too old to write waits, and loses nothing. M7: whose clock counts."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.transaction import transaction
from tests.access.world import ENGINE, World
from tests.sync_gateway.client import Json, Tablet


def journalled(world: World) -> int:
    with world.app.app_context(), transaction(ENGINE) as session:
        return int(session.execute(text("select count(*) from journal where source = 'change'")).scalar_one())


def stamp_of(world: World, tablet: Tablet, group: str) -> Json:
    tablet.pull()
    found: Json = tablet.bundles[world.patient("rose")].record(world.patient("rose"))["stamps"][group]
    return found


def ring(tablet: Tablet, world: World, phone: str, **more: object) -> Json:
    rose = tablet.bundles[world.patient("rose")]
    return tablet.edit(rose.record(rose.id), "phone", {"phone": phone}, **more)


# ------------------------------------------------------------------------------------------------------------------ M6, M8


def test_m6_update_required_ends_nothing_and_after_the_update_the_same_ids_arrive(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = world.tablet("anna")
    anna.pull()
    changes = [ring(anna, world, "020 7946 0011"), anna.create("alert", world.patient("rose"), {"category": "dog", "title": "A dog"})]
    monkeypatch.setitem(world.app.config, "OLDEST_SCHEMA", 2)
    assert anna.push() == [{"id": change["id"], "not_now": "update-required"} for change in changes]
    assert anna.queue == changes
    assert journalled(world) == 0
    assert anna.pull(), "an old app may still read"
    monkeypatch.setitem(world.app.config, "OLDEST_SCHEMA", 1)
    endings = anna.push()
    assert [(ending["id"], ending["ending"]) for ending in endings] == [(change["id"], "applied") for change in changes]


def test_m8_what_a_newer_app_wrote_waits_for_the_server_and_the_rest_goes_on(world: World) -> None:
    anna = world.tablet("anna")
    anna.pull()
    newer = ring(anna, world, "020 7946 0012", schema=2)
    older = anna.create("alert", world.patient("rose"), {"category": "dog", "title": "A dog"})
    anna.ask("sync/check", {"schema": 1, "digest": "0" * 32})
    first, second = anna.ask("sync/push", {"schema": 1, "held": [], "changes": [newer, older]})["endings"]
    assert first == {"id": newer["id"], "not_now": "update-required"}
    assert second["ending"] == "applied"
    assert journalled(world) == 1


def test_m8_hello_names_the_servers_schema_so_that_an_old_app_knows(world: World) -> None:
    from tests.sync_gateway.client import blocks

    anna = world.tablet("anna", schema=1)
    _, data = anna.post("sync/pull", anna.pull_body())
    hello, _ = next(blocks(data))
    assert hello["schema"] == 1
    assert hello["resend"] is False


def test_m8_fields_that_this_client_does_not_know_survive_its_edit_of_another_group(world: World) -> None:
    """A record with a group that the app has never heard of: the app edits what it knows, and the unknown stays as it was."""
    anna = world.tablet("anna")
    anna.pull()
    rose = anna.bundles[world.patient("rose")]
    before = rose.record(world.record("rose", "goal"))
    anna.edit(before, "target", {"target": "11"})
    assert anna.push()[0]["ending"] == "applied"
    after = anna.bundles[rose.id].record(before["id"])
    assert {name: value for name, value in after["fields"].items() if not name.startswith("target")} == {
        name: value for name, value in before["fields"].items() if not name.startswith("target")
    }


# ------------------------------------------------------------------------------------------------------------------ M7


@pytest.mark.parametrize("wrong", [datetime(2020, 1, 1, tzinfo=UTC), datetime(2020, 6, 30, 23, 59, 59, tzinfo=UTC), datetime(2031, 1, 1, tzinfo=UTC)])
def test_m7_a_tablet_whose_clock_is_years_off_stamps_what_the_server_says(world: World, wrong: datetime) -> None:
    anna = world.tablet("anna", clock=lambda: wrong)
    anna.pull()
    ring(anna, world, "020 7946 0013")
    assert anna.push()[0]["ending"] == "applied"
    at = wall_clock.from_wire(stamp_of(world, anna, "phone")["at"])
    assert abs(at - wall_clock.now()) < timedelta(minutes=1)


def test_m7_a_tablet_an_hour_fast_does_not_win_by_it(world: World) -> None:
    world.grant("rose", "ben")
    anna, ben = world.tablet("anna", clock=lambda: datetime.now(UTC) + timedelta(hours=1)), world.tablet("ben")
    anna.pull(), ben.pull()
    ring(anna, world, "020 7946 0014")
    world.turn(timedelta(minutes=10))
    ben.ask("sync/check", {"schema": 1, "digest": ben.digest()})
    ring(ben, world, "020 7946 0015")
    ben.push(), anna.push()
    ben.pull()
    assert ben.bundles[world.patient("rose")].record(world.patient("rose"))["fields"]["phone"] == "020 7946 0015", "the later one stands"


def test_m7_made_at_is_never_later_than_receipt(world: World) -> None:
    anna = world.tablet("anna")
    anna.pull()
    ring(anna, world, "020 7946 0016", made_at="2031-01-01T00:00:00.000Z")
    [ending] = anna.push()
    assert ending["ending"] == "applied"
    assert wall_clock.from_wire(ending["at"]) <= wall_clock.now()


def test_m7_an_app_that_lies_about_the_future_cannot_hold_a_field_for_ever(world: World) -> None:
    world.grant("rose", "ben")
    anna, ben = world.tablet("anna"), world.tablet("ben")
    anna.pull()
    ring(anna, world, "020 7946 0017", made_at="2031-01-01T00:00:00.000Z")
    anna.push()
    world.turn(timedelta(hours=1))
    ben.pull()
    ring(ben, world, "020 7946 0018")
    assert ben.push()[0]["ending"] == "applied"
    anna.pull()
    assert anna.bundles[world.patient("rose")].record(world.patient("rose"))["fields"]["phone"] == "020 7946 0018"


def test_m7_every_answer_tells_the_servers_time(world: World) -> None:
    anna = world.tablet("anna")
    now = wall_clock.now()
    anna.offset = timedelta()
    for path, body in (
        ("sync/check", {"schema": 1, "digest": "0" * 32}),
        ("sync/push", {"schema": 1, "held": [], "changes": []}),
        ("sync/resend", {"ids": []}),
        ("sync/push", {"schema": "one"}),
    ):
        anna.offset = timedelta()
        anna.post(path, body)
        assert abs(anna.clock() + anna.offset - now) < timedelta(minutes=1), path
