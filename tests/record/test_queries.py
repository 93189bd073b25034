"""What a pull reads: R7, deltas that bring a holder to exactly the server's state, and chains by which a restored server is noticed."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text

from backend.database import Acting, OwnSession, db
from backend.record import jobs, packs, queries
from backend.record.queries import Frame, Wanted
from backend.transaction import transaction
from sync import line
from sync.change import Gone
from tests.statements import overheard

from .conftest import ENGINE, Desk, Look, endings, new_id

BOTH = ("core", "more")


class Holder:
    """What somebody holds of one bundle, brought forward by frames exactly as PROTOCOL §8 says, sums checked."""

    def __init__(self) -> None:
        self.version: tuple[int, str] | None = None
        self.parts: dict[str, dict[str, str]] = {}

    def apply(self, frame: Frame) -> None:
        assert frame.since == self.version or frame.since is None
        if frame.since is None:
            self.parts = {part: {} for part in frame.parts}
        for name, part in frame.parts.items():
            packed = line.inflate(part.pack).decode().split("\n")[:-1] if part.pack else []
            for body in (*packed, *part.lines):
                found = line.parse(body)
                if isinstance(found, Gone):
                    self.parts[name].pop(found.id, None)
                else:
                    self.parts[name][found.id] = body
            assert line.total(self.parts[name].values()).hex() == part.sum, "rows and rev are not of one snapshot"
        self.version = (frame.rev, frame.chain8)


def pull(desk: Desk, patient: str, holder: Holder | None = None) -> Holder:
    holder = holder or Holder()
    for frame in queries.frames([Wanted(patient, BOTH, holder.version)], staff=desk.writer.staff, place=desk.writer.place):
        holder.apply(frame)
    return holder


def reading(desk: Desk) -> AbstractContextManager[OwnSession]:
    return transaction(Acting("web", desk.writer.staff, desk.writer.place))


def test_a_first_sync_without_a_pack_with_a_pack_and_with_lines_since_gives_the_same(nurse: Desk, patient: str) -> None:
    goal = nurse.goal(patient, "Walk")
    nurse.write(goal, *(nurse.goal(patient, f"goal {number}") for number in range(20)))
    without = pull(nurse, patient)
    assert packs.build([patient])
    [frame] = queries.frames([Wanted(patient, BOTH)], staff=nurse.writer.staff)
    assert frame.parts["core"].pack
    assert frame.parts["core"].lines == ()
    assert pull(nurse, patient).parts == without.parts
    nurse.write(nurse.reword(patient, goal.record, "Walk", "Run"), nurse.goal(patient, "one more"))
    [frame] = queries.frames([Wanted(patient, BOTH)], staff=nurse.writer.staff)
    assert len(frame.parts["core"].lines) == 2
    whole = pull(nurse, patient)
    assert pull(nurse, patient, without).parts == whole.parts


def test_a_delta_brings_only_what_came_since(nurse: Desk, patient: str) -> None:
    goals = [nurse.goal(patient, f"goal {number}") for number in range(5)]
    nurse.write(*goals)
    holder = pull(nurse, patient)
    nurse.write(nurse.reword(patient, goals[0].record, "goal 0", "other"))
    [frame] = queries.frames([Wanted(patient, BOTH, holder.version)], staff=nurse.writer.staff)
    assert len(frame.parts["core"].lines) == 1
    assert frame.parts["more"].lines == ()
    holder.apply(frame)
    [frame] = queries.frames([Wanted(patient, BOTH, holder.version)], staff=nurse.writer.staff)
    assert frame.parts["core"].lines == ()


def test_a_part_that_is_not_asked_for_is_not_sent(nurse: Desk, patient: str) -> None:
    nurse.write(nurse.change("medicine", new_id(), patient, {"name": "Apixaban", "dose": "5", "unit": "mg"}))
    [frame] = queries.frames([Wanted(patient, ("core",))], staff=nurse.writer.staff)
    assert list(frame.parts) == ["core"]


def test_who_has_no_grant_gets_no_frame(nurse: Desk, desk: Callable[..., Desk], place: Any, patient: str) -> None:
    stranger = desk(place.social_worker)
    assert list(queries.frames([Wanted(patient, BOTH)], staff=stranger.writer.staff, place=stranger.writer.place)) == []
    with reading(stranger) as session:
        assert queries.versions(session, [patient]) == {}
        assert queries.headers(session, [patient]) == []


@pytest.fixture
def between_statements(app_context: Flask) -> Iterator[Callable[[Callable[[], None]], list[str]]]:
    """`between_statements(work)`: does `work` on another thread, in transactions of its own, after each statement that a pull makes."""
    hooks = ExitStack()

    def hang(work: Callable[[], None]) -> list[str]:
        seen: list[str] = []
        puller = threading.get_ident()

        def after(statement: str, _: object) -> None:
            if threading.get_ident() != puller or not any(name in statement for name in ("FROM bundle", "FROM pack", "JOIN feed")):
                return
            seen.append(statement)

            def elsewhere() -> None:
                with app_context.app_context():
                    work()

            thread = threading.Thread(target=elsewhere)
            thread.start()
            thread.join(20)
            assert not thread.is_alive(), "a pull must not block a writer"

        hooks.enter_context(overheard(after))
        return seen

    with hooks:
        yield hang


@pytest.mark.parametrize("packed", [False, True])
def test_r7_a_writer_between_each_of_a_pulls_statements(
    nurse: Desk, patient: str, packed: bool, between_statements: Callable[..., list[str]]
) -> None:
    goal = nurse.goal(patient, "0")
    nurse.write(goal)
    if packed:
        packs.build([patient])
        nurse.write(nurse.goal(patient, "after the pack"))
    holder = pull(nurse, patient)
    count = iter(range(1, 100))
    going_on = [True]

    def write_and_pack() -> None:
        if going_on:
            number = next(count)
            edits = nurse.reword(patient, goal.record, str(number - 1), str(number)), nurse.goal(patient, f"new {number}")
            assert endings(nurse.write(*edits)) == ["Applied", "Applied"]
            if packed:
                packs.build([patient])

    seen = between_statements(write_and_pack)
    whole = pull(nurse, patient)  # the sums are checked in it: rows, pack and rev are of one snapshot
    assert len(seen) == 3
    pull(nurse, patient, holder)
    assert len(seen) == 3 + 2
    going_on.clear()
    assert pull(nurse, patient, holder).parts == pull(nurse, patient, whole).parts == pull(nurse, patient).parts
    assert len(holder.parts["core"]) == 1 + 1 + packed + 5, "nothing that was written meanwhile is missing"


def test_r7_a_pack_is_stored_under_the_rev_of_its_own_snapshot(nurse: Desk, patient: str, app_context: Flask, look: Look) -> None:
    """A writer comes between the packer's reading of the rev and its reading of the lines."""
    nurse.write(nurse.goal(patient, "before"))
    wrote = []

    def after(statement: str, _: object) -> None:
        if "jsonb_object_keys" in statement and not wrote:
            wrote.append(1)

            def elsewhere() -> None:
                with app_context.app_context():
                    nurse.write(nurse.goal(patient, "meanwhile"))

            thread = threading.Thread(target=elsewhere)
            thread.start()
            thread.join(20)

    with overheard(after):
        assert packs.build([patient])
    assert wrote
    rev, raw = look.one("SELECT rev, raw FROM pack WHERE bundle_id = :p AND part = 'core'", p=patient)
    assert rev == 2
    assert "meanwhile" not in line.inflate(bytes(raw)).decode()
    assert any("meanwhile" in body for body in pull(nurse, patient).parts["core"].values())
    assert look.one("SELECT unpacked FROM bundle WHERE id = :p", p=patient) > 0, "what was written meanwhile still counts"


def test_an_older_pack_never_replaces_a_newer(nurse: Desk, patient: str, look: Look) -> None:
    nurse.write(nurse.goal(patient, "Walk"))
    packs.build([patient])
    with packs.transaction(ENGINE) as session:
        session.execute(packs._PUT, {"ids": [patient], "parts": ["core"], "revs": [1], "schemas": [1], "counts": [0], "raws": [b"old"]})
    assert look.one("SELECT rev FROM pack WHERE bundle_id = :p AND part = 'core'", p=patient) == 2


def test_only_one_process_packs_at_a_time(nurse: Desk, patient: str) -> None:
    with packs.transaction(ENGINE) as session:
        session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": packs._LOCK_KEY})
        assert not packs.build([patient])
    assert packs.build([patient])


def test_packs_are_built_where_enough_was_written_and_in_the_night_wherever_anything_was(nurse: Desk, patient: str, look: Look) -> None:
    assert jobs.build_packs() == 0, "a name and an address are not worth a pack of their own"
    nurse.write(*(nurse.goal(patient, "x" * 500 + str(number)) for number in range(10)))
    assert jobs.build_packs() == 1
    assert jobs.build_packs() == 0
    nurse.write(nurse.goal(patient, "a little"))
    assert jobs.build_packs() == 0
    jobs.nightly()
    assert look.one("SELECT unpacked FROM bundle WHERE id = :p", p=patient) == 0


def test_no_connection_is_held_while_a_frame_is_in_hand(nurse: Desk) -> None:
    patients = [new_id() for _ in range(60)]
    nurse.write(*(nurse.person(patient) for patient in patients))
    pool = db.engine.pool
    seen = []
    for frame in queries.frames([Wanted(patient, BOTH) for patient in patients], staff=nurse.writer.staff):
        seen.append(frame.bundle)
        assert pool.checkedout() == 0  # type: ignore[attr-defined]
    assert seen == patients, "in the order asked"


def test_frames_are_read_in_snapshots_of_fifty_bundles(nurse: Desk) -> None:
    patients = [new_id() for _ in range(120)]
    nurse.write(*(nurse.person(patient) for patient in patients))
    begun = []

    def after(statement: str, connection: psycopg.Connection) -> None:
        if "FROM bundle" in statement:
            begun.append(connection.pgconn.exec_(b"show transaction_isolation").get_value(0, 0))

    with overheard(after):
        frames = list(queries.frames([Wanted(patient, BOTH) for patient in patients], staff=nurse.writer.staff))
    assert len(frames) == 120
    assert begun == [b"repeatable read"] * 3


def test_frames_may_be_read_after_the_request_is_over(app: Flask, nurse: Desk, patient: str) -> None:
    with app.app_context():
        frames = queries.frames([Wanted(patient, BOTH)], staff=nurse.writer.staff)
    assert len(list(frames)) == 1


def test_a_version_that_the_server_never_had_is_noticed(nurse: Desk, patient: str) -> None:
    versions = []
    for words in ("a", "b", "c"):
        nurse.write(nurse.goal(patient, words))
        with reading(nurse) as session:
            at = queries.versions(session, [patient])[patient]
        versions.append((at.rev, at.chain8))
    with reading(nurse) as session:
        for version in versions:
            assert queries.on_chain(session, {patient: version}) == {patient}
        assert queries.on_chain(session, {patient: (versions[0][0], versions[1][1])}) == set()
        assert queries.on_chain(session, {patient: (99, versions[1][1])}) == set()


def test_what_the_journal_lacks_is_named_whoever_may_read_it_now(nurse: Desk, patient: str, look: Look) -> None:
    goal, lost = nurse.goal(patient, "Walk"), new_id()
    nurse.write(goal)
    with packs.transaction(ENGINE) as session:
        session.execute(text("UPDATE grants SET ended_at = now()"))
    assert queries.lacking([goal.id, lost], author=nurse.writer.staff) == {lost}
    assert queries.lacking([goal.id], author=new_id()) == {goal.id}, "of another's changes one learns nothing"


def test_a_record_that_moves_to_another_part_is_gone_from_the_old_at_the_same_rev(nurse: Desk, patient: str, look: Look) -> None:
    """No capability moves records yet; the store, the replay and the frames must be ready for the one that will."""
    from dataclasses import replace

    from backend.record import store
    from backend.record.batch import row_of
    from backend.record.landing import Entry, land
    from backend.record.registry import Writer
    from sync import ids
    from sync.change import Applied

    goal = nurse.goal(patient, "Walk")
    nurse.write(goal)
    holder = pull(nurse, patient)
    with packs.transaction(ENGINE) as session:
        standing = store.lock(session, [patient])
        [row] = store.read(session, [goal.record])
        moved = row_of(patient, replace(row.record, part="more", rev=3), True)
        change = new_id()
        lines = (moved.body, line.gone(goal.record, "core", 3))
        ended = Applied(change, "2026-11-22T09:00:00.000Z")
        entry = Entry(change, "change", goal.record, "test", None, ended.at, "{}", ended, ids.ended(ended), lines)
        store.put_typed(session, Writer("test", frozenset(), nurse.writer.place), [moved], hooks=False)
        land(session, standing, {patient: [entry]}, {goal.record: row}, [moved], ended.at)
    pull(nurse, patient, holder)
    assert goal.record in holder.parts["more"]
    assert goal.record not in holder.parts["core"]
    assert look.one("SELECT body FROM feed WHERE record_id = :g AND part = 'core'", g=goal.record) is None, "the old part keeps no content"
    assert pull(nurse, patient).parts == holder.parts
    look.is_sound()
