"""PROTOCOL §7 and §8 over HTTP: what a tablet is sent, and that it can check every byte of it."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import text
from werkzeug.test import TestResponse

from backend import wall_clock
from backend.audit import services as audit
from backend.database import db
from backend.record import packs, queries
from backend.transaction import transaction
from tests.access.world import ENGINE, PATIENT_KINDS, World
from tests.statements import overheard
from tests.sync_gateway.client import Tablet, blocks, derived, inflated


def test_a_first_pull_brings_people_then_patients_and_says_that_it_was_complete(world: World) -> None:
    anna = world.tablet("anna")
    assert anna.pull()
    assert set(anna.order_seen[:2]) == {derived(f"people:{anna.place}"), derived(f"forms:{anna.place}")}
    assert set(anna.order_seen[2:]) == {world.patient("rose"), world.patient("tom")}
    rose = anna.bundles[world.patient("rose")]
    assert {record["kind"] for record in rose.records()} == set(PATIENT_KINDS)
    assert anna.is_current()
    assert anna.pull()
    assert anna.order_seen == []


def test_headers_of_all_that_is_new_come_before_any_bundle_does(world: World) -> None:
    anna = world.tablet("anna")
    status, data = anna.post("sync/pull", anna.pull_body())
    assert status == 200
    names = [head["block"] for head, _ in blocks(data)]
    assert names[:2] == ["hello", "headers"]
    assert names[2:-1] == ["whole"] * (len(names) - 3)
    assert names[-1] == "end"
    headers = {line["bundle"]: line for line in map(json.loads, inflated(next(body for head, body in blocks(data) if head["block"] == "headers")))}
    rose = headers[world.patient("rose")]
    assert (rose["type"], rose["parts"], rose["grant_end"]) == ("patient", ["core", "more"], None)
    assert rose["header"]["family_name"] == "Ahmed"


def test_the_stored_pack_goes_out_as_it_is_and_what_was_written_since_beside_it(world: World) -> None:
    rose = world.patient("rose")
    with world.app.app_context(), transaction(ENGINE) as session:
        stored = {row.part: bytes(row.raw) for row in session.execute(text("select part, raw from pack where bundle_id = :rose"), {"rose": rose})}
    assert set(stored) == {"core", "more"}
    first = world.tablet("anna")
    first.pull()
    first.edit(first.bundles[rose].record(world.record("rose", "goal")), "target", {"target": "12"})
    first.push()
    anna = world.tablet("anna")
    _, data = anna.post("sync/pull", anna.pull_body())
    head, body = next((head, body) for head, body in blocks(data) if head.get("bundle") == rose)
    core = head["parts"]["core"]
    assert body[: core["pack"]] == stored["core"]
    [since] = inflated(body[core["pack"] : core["pack"] + core["since"]])
    assert json.loads(since)["fields"]["target"] == "12"
    assert head["parts"]["more"]["since"] == 0
    assert anna.apply(data)
    assert anna.bundles[rose].record(world.record("rose", "goal"))["fields"]["target"] == "12"


def test_a_bundle_that_was_never_packed_comes_as_lines(world: World) -> None:
    with world.app.app_context(), transaction(ENGINE) as session:
        session.execute(text("delete from pack"))
    anna = world.tablet("anna")
    assert anna.pull()
    assert len(anna.bundles[world.patient("rose")].records()) == len(PATIENT_KINDS)
    with world.app.app_context():
        packs.build_stale(all_=True)
    again = world.tablet("anna")
    assert again.pull()
    assert again.bundles[world.patient("rose")].sums() == anna.bundles[world.patient("rose")].sums()


def test_a_delta_brings_exactly_what_was_written_since(world: World) -> None:
    world.grant("rose", "ben")
    anna, ben = world.tablet("anna"), world.tablet("ben")
    anna.pull(), ben.pull()
    rose = world.patient("rose")
    ben.edit(ben.bundles[rose].record(world.record("rose", "goal")), "target", {"target": "12"})
    ben.push()
    _, data = anna.post("sync/pull", anna.pull_body())
    lines = [json.loads(line) for head, body in blocks(data) if head["block"] == "deltas" for line in inflated(body)]
    assert [line.get("bundle") or line["id"] for line in lines] == [rose, world.record("rose", "goal")]
    assert anna.apply(data)
    assert anna.is_current()


def test_a_delta_brings_the_header_only_where_it_may_have_changed(world: World) -> None:
    world.grant("rose", "ben")
    anna, ben = world.tablet("anna"), world.tablet("ben")
    anna.pull(), ben.pull()
    rose = world.patient("rose")
    for kind, group, values, told in (
        ("goal", "target", {"target": "12"}, False),
        ("alert", "statement", {"title": "Two dogs"}, True),
        ("goal", "target", {"target": "13"}, False),
    ):
        ben.edit(ben.bundles[rose].record(world.record("rose", kind)), group, values)
        ben.push()
        _, data = anna.post("sync/pull", anna.pull_body())
        [head] = [json.loads(inflated(body)[0]) for head, body in blocks(data) if head["block"] == "deltas"]
        assert ("header" in head) == told, kind
        assert anna.apply(data)
    assert [alert["title"] for alert in anna.bundles[rose].header["alerts"]] == ["Two dogs"]
    fresh = world.tablet("anna")
    fresh.pull()
    assert anna.bundles[rose].header == fresh.bundles[rose].header


def test_people_come_first_then_what_was_tapped_then_todays_patients(world: World) -> None:
    lena = world.tablet("lena")
    world.grant("rose", "lena")
    world.grant("tom", "lena")
    world.plan(lena, "tom", "anna")
    anna = world.tablet("anna")
    assert anna.pull()
    assert anna.order_seen[-2:] == [world.patient("tom"), world.patient("rose")], "Tom is visited today"
    assert [line["bundle"] for line in anna.headers_seen if line["type"] == "patient"] == [world.patient("tom"), world.patient("rose")]
    tapped = world.tablet("anna")
    assert tapped.pull(first=[world.patient("rose")])
    assert tapped.order_seen[-2:] == [world.patient("rose"), world.patient("tom")]


@pytest.mark.parametrize("share", [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, 0.999])
def test_a_pull_that_breaks_off_has_done_less_and_the_next_asks_for_exactly_the_rest(world: World, share: float) -> None:
    anna = world.tablet("anna")
    whole = len(anna.post("sync/pull", anna.pull_body())[1])
    assert not anna.pull(cut=int(whole * share))
    assert anna.lease_until is None, "only a complete pull, or a digest that matched, renews the lease"
    before = set(anna.bundles)
    assert anna.is_current() == (len(before) == 4), "the digest tells, not the broken answer"
    assert anna.pull()
    assert not before & set(anna.order_seen), "what came counts"
    assert anna.is_current()


def test_the_lease_runs_from_the_last_complete_pull_and_from_each_digest_that_matched(world: World) -> None:
    anna = world.tablet("anna")
    anna.pull()
    assert timedelta(days=6, hours=23) < wall_clock.from_wire(anna.lease_until or "") - wall_clock.now() <= timedelta(days=7)
    before = anna.lease_until
    world.turn(timedelta(days=1))
    assert anna.is_current()
    assert anna.lease_until > before
    answer = anna.ask("sync/check", {"schema": 1, "digest": "0" * 32})
    assert answer["same"] is False
    assert "lease_until" not in answer


def test_what_a_device_never_should_have_is_forgotten(world: World) -> None:
    anna = world.tablet("anna")
    anna.pull()
    carl = world.tablet("carl")
    carl.bundles = dict(anna.bundles)  # a tablet that changed hands
    assert carl.pull()
    assert set(carl.bundles) == {derived(f"people:{carl.place}"), derived(f"forms:{carl.place}"), world.patient("will")}


def test_a_device_that_holds_other_parts_than_granted_gets_the_bundle_whole(world: World) -> None:
    anna = world.tablet("anna")
    anna.pull()
    rose = anna.bundles[world.patient("rose")]
    del rose.parts["more"]
    assert anna.pull()
    assert set(anna.bundles[rose.id].parts) == {"core", "more"}


ABOUT = ("from account_session", "audit_note", "join feed", "from pack", "from bundle", "from grants", "from staff")


def asked(work: Callable[[], object]) -> list[str]:
    """What each statement is about that the work puts to the database."""
    said: list[str] = []
    with overheard(lambda statement, _: said.append(statement)):
        assert work()
    return [next(words.split()[-1] for words in ABOUT if words in statement.lower()) for statement in said]


def test_a_pull_asks_the_database_five_times_however_many_patients_it_brings_and_a_check_three_times(world: World) -> None:
    """What a morning's rush costs is fifty times this. The sixth is `feed`, where anything was written since the packs were made."""
    anna = world.tablet("anna")
    assert asked(anna.pull) == ["account_session", "grants", "bundle", "pack", "audit_note"]
    assert asked(anna.is_current) == ["account_session", "grants", "bundle"]


@pytest.mark.parametrize("since", ["nothing", "a version"])
def test_r7_a_writer_between_each_statement_of_a_pull_is_in_all_of_it_or_in_none(world: World, since: str) -> None:
    """Plan, versions, headers and the first frames are one snapshot: whatever lands in between, lines, sums, header and digest are of one version."""
    rose, anna, writer = world.patient("rose"), world.tablet("anna"), world.tablet("anna")
    writer.pull()
    if since == "a version":
        anna.pull()
    puller = threading.get_ident()
    pausing, between = False, 0

    def write() -> None:
        writer.create("note", rose, {"written_at": writer.stamp(), "staff": writer.staff, "words": f"note {between}"})
        writer.create("alert", rose, {"category": "dog", "title": f"Dog {between}"})
        assert {ending["ending"] for ending in writer.push()} == {"applied"}

    def pause(statement: str, _: object) -> None:
        nonlocal between
        if pausing and threading.get_ident() == puller and any(name in statement.lower() for name in READS):
            between += 1
            with ThreadPoolExecutor(1) as other:
                other.submit(write).result(30)

    write()
    with overheard(pause):
        pausing = True
        assert anna.pull(), "the digest that ends it is of what it brought; each sum was checked on the way"
    assert between >= 4, "else nobody wrote in between"
    titles = {alert["fields"]["title"] for alert in anna.bundles[rose].records("alert")}
    assert "Dog 0" in titles
    assert {alert["title"] for alert in anna.bundles[rose].header["alerts"]} == titles, "the header is of the same version"
    assert not anna.is_current()
    assert anna.pull()
    assert anna.is_current()
    written = {f"Dog {n}" for n in range(between + 1)}
    assert {alert["fields"]["title"] for alert in anna.bundles[rose].records("alert")} == titles | written, "what came in between comes next"


READS = ("from staff", "from grants", "from bundle", "from journal", "from pack", "join feed")
"""What each statement of a pull's snapshot has in it, in small letters."""


def unbuffered(anna: Tablet) -> TestResponse:
    """The answer to a first pull as the server hands it on, piece by piece."""
    client = anna.send.__closure__[0].cell_contents  # type: ignore[attr-defined]
    headers = {"X-Alongside": "1", "Origin": anna.origin, "X-Device": anna.device}
    answer: TestResponse = client.post("/api/v1/sync/pull", json=anna.pull_body(), headers=headers, buffered=False)
    return answer


def test_what_was_read_already_leaves_in_one_piece_with_its_length(world: World) -> None:
    answer = unbuffered(world.tablet("anna"))
    pieces = list(answer.response)
    assert len(pieces) == 1
    assert answer.content_length == len(pieces[0])
    assert [head["block"] for head, _ in blocks(pieces[0])][-1] == "end"


def test_no_connection_is_held_while_bytes_leave(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(queries, "AT_ONCE", 1)  # more than one frame is then read as it leaves
    anna = world.tablet("anna")
    with world.app.app_context():
        pool = db.engine.pool
        before = pool.checkedout()  # type: ignore[attr-defined]
    answer = unbuffered(anna)
    assert answer.content_length is None
    seen = 0
    for _ in answer.response:
        seen += 1
        assert pool.checkedout() == before  # type: ignore[attr-defined]
    answer.close()
    assert seen >= 2


def test_each_pull_that_sent_something_stands_in_the_audit_trail_before_its_bytes_left(world: World) -> None:
    anna = world.tablet("anna")
    anna.post("sync/pull", anna.pull_body())  # the answer is lost on the way: it counts as sent
    anna.pull()
    anna.pull()
    with world.app.app_context(), transaction(ENGINE) as session:
        rows = session.execute(
            text("select staff_id::text, device_id::text, bundles::text[], detail from audit_event where what = 'pull' order by seq")
        ).all()
    assert len(rows) == 2, "a pull that found nothing new leaves no row"
    for row in rows:
        assert (row[0], row[1]) == (anna.staff, anna.device)
        assert set(row[2]) >= {world.patient("rose"), world.patient("tom")}


def test_two_tablets_of_one_person_pull_at_once_and_both_stand_in_the_trail(world: World) -> None:
    """Each pull reads in a snapshot; the trail's next number is what stands when it is written, not what the snapshot saw."""
    tablets = [world.tablet("anna"), world.tablet("anna")]
    with ThreadPoolExecutor(2) as pool:
        statuses = list(pool.map(lambda tablet: [tablet.post("sync/pull", tablet.pull_body())[0] for _ in range(15)], tablets))
    assert statuses == [[200] * 15] * 2
    with world.app.app_context(), transaction(ENGINE) as session:
        assert session.execute(text("select count(*) from audit_event where what = 'pull'")).scalar_one() == 30
        assert audit.verify(session) == []
