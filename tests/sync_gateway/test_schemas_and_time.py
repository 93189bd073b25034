"""M6 and M8: an app too old to write waits, and loses nothing. M7: whose clock counts."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.transaction import transaction
from sync import policy, upgrade
from tests.access.world import ENGINE, World
from tests.sync_gateway import client
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


def past_of(world: World, tablet: Tablet, record: Json) -> list[Json]:
    """The steps of a record, as its history is told (PROTOCOL §13)."""
    flask = tablet.send.__closure__[0].cell_contents  # type: ignore[attr-defined]
    answer = flask.get(f"/api/v1/patients/{record['patient']}/history?kind={record['kind']}&record={record['id']}")
    assert answer.status_code == 200, answer.get_data(as_text=True)
    found: list[Json] = answer.json["steps"]
    return found


# ------------------------------------------------------------------------------------------------------------------ M6, M8


def speaks(patch: pytest.MonkeyPatch, schema: int) -> int:
    """From here on the server is one of this schema."""
    later = replace(policy.load(), schema=schema)
    patch.setattr(policy, "load", lambda: later)
    return schema


def test_m6_update_required_ends_nothing_and_after_the_update_the_same_ids_arrive(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = world.tablet("anna")
    anna.pull()
    changes = [ring(anna, world, "020 7946 0011"), anna.create("alert", world.patient("rose"), {"category": "dog", "title": "A dog"})]
    monkeypatch.setitem(world.app.config, "OLDEST_SCHEMA", speaks(monkeypatch, 2))
    assert anna.push() == [{"id": change["id"], "not_now": "update-required"} for change in changes]
    assert anna.queue == changes
    assert journalled(world) == 0
    assert anna.pull(), "an old app may still read"
    anna.schema = 2  # updated; what waits in it is as it was made
    assert [change["schema"] for change in anna.queue] == [1, 1]
    endings = anna.push()
    assert [(ending["id"], ending["ending"]) for ending in endings] == [(change["id"], "applied") for change in changes]
    anna.sync()
    assert anna.is_current()


def test_m8_what_an_older_app_wrote_is_judged_in_todays_words_and_journalled_in_its_own(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """In schema 1 a goal's target is its `aim`. The change is made before the update and sent after it."""
    anna = world.tablet("anna")
    anna.pull()
    goal = anna.bundles[world.patient("rose")].record(world.record("rose", "goal"))
    seen = {name: goal["fields"].get(name) for name in client.POLICIES["goal"]["group"]["target"]["fields"]}
    words = {"aim" if name == "target" else name: value for name, value in seen.items()}
    old = anna.change("goal", goal["id"], goal["patient"], words, {**words, "aim": "10"})
    later = anna.change("goal", goal["id"], goal["patient"], {**words, "aim": "10"}, {**words, "aim": "12"}, after=old["id"])
    anna.schema = speaks(monkeypatch, 2)
    monkeypatch.setitem(
        upgrade.STEPS, 1, lambda kind, fields: {"target" if kind == "goal" and name == "aim" else name: value for name, value in fields.items()}
    )
    assert [ending["ending"] for ending in anna.push()] == ["applied", "applied"], "what she saw is translated too, or it would be disputed"
    assert anna.bundles[goal["patient"]].record(goal["id"]) == goal, "lines of her own she could only have made in the old words"
    assert later["id"] in anna.answered
    anna.sync()
    assert anna.bundles[goal["patient"]].record(goal["id"])["fields"]["target"] == "12"
    assert anna.ask("sync/push", {"schema": 2, "held": [], "changes": [old]})["endings"] == [anna.answered[old["id"]]], "sent again it ends the same"
    with world.app.app_context(), transaction(ENGINE) as session:
        kept = session.execute(text("select content from journal where change_id = :id"), {"id": old["id"]}).scalar_one()
    assert json.loads(kept) == old, "as it was made"
    [step] = [one for one in past_of(world, anna, goal) if one["change"] == old["id"]]
    assert (step["saw"], step["set"]) == (seen, {**seen, "target": "10"}), "its history is told in words that today's app knows"


def test_m8_a_change_that_cannot_be_brought_up_waits_and_the_rest_goes_on(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = world.tablet("anna")
    anna.pull()
    bad, good = ring(anna, world, "020 7946 0019"), anna.create("alert", world.patient("rose"), {"category": "dog", "title": "A dog"})

    def step(kind: str, fields: Mapping[str, object]) -> Mapping[str, object]:
        return fields if kind == "alert" else {"phone": fields["no such field"]}

    anna.schema = speaks(monkeypatch, 2)
    monkeypatch.setitem(upgrade.STEPS, 1, step)
    assert [ending.get("ending") or ending["not_now"] for ending in anna.push()] == ["busy", "applied"]
    assert anna.queue == [bad]
    monkeypatch.delitem(upgrade.STEPS, 1)
    assert [ending["ending"] for ending in anna.push()] == ["applied"]
    assert good["id"] in anna.answered


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


def test_m8_the_short_question_names_the_servers_schema_too_where_nothing_else_is_new(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    anna = world.tablet("anna", schema=1)
    assert anna.pull()
    asked = {"schema": 1, "digest": anna.digest()}
    assert anna.ask("sync/check", asked).items() >= {"same": True, "schema": 1}.items()
    speaks(monkeypatch, 2)
    assert anna.ask("sync/check", asked).items() >= {"same": True, "schema": 2}.items(), "the digest cannot tell, the schema does"


def test_m8_fields_that_this_client_does_not_know_survive_its_edit_of_another_group(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record with a group that the app has never heard of: the app edits what it knows, and the unknown stays as it was."""
    anna = world.tablet("anna")
    anna.pull()
    rose = world.patient("rose")
    anna.edit(anna.bundles[rose].record(world.record("rose", "goal")), "progress", {"progress": 3, "progress_on": "2026-11-24"})
    anna.push()
    known = {name: group for name, group in client.POLICIES["goal"]["group"].items() if name != "progress"}
    monkeypatch.setattr(client, "POLICIES", {**client.POLICIES, "goal": {**client.POLICIES["goal"], "group": known}})
    old = world.tablet("anna")
    old.pull()
    before = old.bundles[rose].record(world.record("rose", "goal"))
    unknown = {name for name in before["fields"] if not any(name in group["fields"] for group in known.values())}
    assert unknown == {"progress", "progress_on"}
    old.edit(before, "target", {"target": "11"})
    assert old.push()[0]["ending"] == "applied"
    own = old.bundles[rose].record(before["id"])
    assert (own["fields"]["target"], own["fields"]["progress"], own["stamps"]["progress"]) == ("11", 3, before["stamps"]["progress"])
    assert old.is_current(), "its own line has what it does not know, byte for byte: the sums agreed"
    anna.pull()
    assert anna.bundles[rose].record(before["id"]) == own


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
