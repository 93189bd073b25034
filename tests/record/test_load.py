"""Loading whole bundles: the same as writing them, only faster."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from backend import wall_clock
from backend.database import db
from backend.record import Record, Stamp, load, queries
from backend.record.load import BundleLoad
from backend.record.load import load as load_bundles
from sync import line

from .conftest import Desk, Look, a_patient, endings, new_id
from .test_queries import BOTH, pull

pytestmark = pytest.mark.usefixtures("soundness")

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
DAY = date(2026, 11, 24)


def load_now(*bundles: BundleLoad, **more: Any) -> int:
    return load_bundles(bundles, author="set-up", made_at=NOON, today=DAY, **more)


def test_a_loaded_bundle_and_a_written_one_hold_the_same(nurse: Desk, place: Any, look: Look) -> None:
    """Same fields, header, sums of the same lines but for stamps: what a reader gets does not tell how it came in."""
    fields = {"words": "Walk to the shop – “daily”", "target": "10", "position": 2, "progress_on": "2026-11-20"}
    words = {"tags": ["a", "b"], "latitude": 51.5175, "longitude": -0.05, "born_on": "1941-03-02", "interpreter_needed": True, "spo2_scale": 1}
    loaded, written = new_id(), new_id()
    person = {"family_name": "Okafor", "given_name": "Ada", **words}
    goals = new_id(), new_id()
    load_now(
        BundleLoad(
            loaded,
            "patient",
            place.id,
            loaded,
            [Record("patient", loaded, loaded, "core", 1, person), Record("goal", goals[0], loaded, "core", 1, fields)],
        )
    )
    assert endings(nurse.write(nurse.person(written, **words), nurse.change("goal", goals[1], written, fields))) == ["Applied", "Applied"]
    for one, other in ((loaded, written), goals):
        assert look.record(one).fields == look.record(other).fields
        assert set(look.record(one).stamps) == set(look.record(other).stamps)
    columns = "words, target, position, progress_on, part, rev, place_id::text"
    assert look.one(f"SELECT {columns} FROM goal WHERE id = :g", g=goals[0]) == look.one(f"SELECT {columns} FROM goal WHERE id = :g", g=goals[1])
    columns = "tags, latitude, born_on, interpreter_needed, spo2_scale"
    assert look.one(f"SELECT {columns} FROM patient WHERE id = :p", p=loaded) == look.one(f"SELECT {columns} FROM patient WHERE id = :p", p=written)
    headers = [look.one("SELECT header FROM bundle WHERE id = :p", p=each) for each in (loaded, written)]
    assert headers[0] == headers[1]
    assert look.one("SELECT type, owner, rev, rows FROM bundle WHERE id = :p", p=loaded) == ("patient", loaded, 1, 1)


def test_every_loaded_line_is_canonical_whatever_printed_it(place: Any, look: Look) -> None:
    stamp = Stamp("2026-10-01T09:00:00.000Z", place.nurse.id, new_id(), {"words": None}, joined=True)
    records = [
        Record("goal", new_id(), None, "core", 1, {"words": 'a "b" \\ \u2028 \U0001f600 é', "position": 2.0, "status": None}),
        Record("goal", new_id(), None, "core", 1, {"words": "x"}, {"words": stamp}),
        Record("observation", new_id(), None, "more", 1, {"type": "weight", "value": 70.5, "value2": 0.000001}),
        Record("conflict", new_id(), None, "core", 1, {"about": new_id(), "group": "words", "sides": [{"value": {"words": "x"}}], "status": "open"}),
    ]
    load_now(a_patient(place, records))
    bodies = [row[0] for row in look.rows("SELECT body FROM feed")]
    for body in bodies:
        parsed = line.parse(body)
        assert isinstance(parsed, Record)
        assert line.line(parsed) == body
    assert look.one("SELECT sides->0->'value'->>'words' FROM conflict") == "x"


def test_r8_a_load_puts_into_the_bundle_what_belongs_there_that_day(place: Any, look: Look) -> None:
    def weight(number: int) -> Record:
        at = wall_clock.wire(NOON - timedelta(days=number))
        return Record("observation", new_id(), None, "more", 1, {"type": "weight", "value": 70 + number, "measured_at": at})

    old = Record("note", new_id(), None, "more", 1, {"words": "Long ago.", "written_at": "2024-01-01T10:00:00.000Z"})
    bundle = a_patient(place, [*(weight(number) for number in range(25)), old])
    load_now(bundle)
    assert look.one("SELECT count(*) FROM feed WHERE kind = 'observation' AND live") == 20
    assert look.one("SELECT max(value) FROM observation JOIN feed ON record_id = id WHERE live") == 89
    assert look.one("SELECT outside FROM bundle WHERE id = :b", b=bundle.bundle) == {"more": {"note": 1, "observation": 5}}


def test_a_load_that_was_killed_is_begun_again_and_goes_on(place: Any, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    bundles = [a_patient(place) for _ in range(30)]
    monkeypatch.setattr(load, "RECORDS", 10)
    seen: list[tuple[int, int]] = []

    def progress(bundles_done: int, records: int) -> None:
        seen.append((bundles_done, records))
        if bundles_done >= 20:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        load_now(*bundles, progress=progress)
    there = look.one("SELECT count(*) FROM patient")
    assert 0 < there < 30
    assert load_now(*bundles) == 30 - there
    assert load_now(*bundles) == 0, "and once more does nothing"
    assert look.one("SELECT count(*) FROM patient") == 30
    assert seen == sorted(seen)


def test_a_loaded_bundle_is_packed_and_written_on_like_any(nurse: Desk, place: Any, grant: Any, look: Look) -> None:
    goal = Record("goal", new_id(), None, "core", 1, {"words": "Walk"})
    bundle = a_patient(place, [goal])
    load_now(bundle)
    grant(bundle.bundle, place.nurse)
    [frame] = queries.frames([queries.Wanted(bundle.bundle, BOTH)], staff=nurse.writer.staff)
    assert frame.parts["core"].pack
    assert frame.parts["core"].lines == ()
    holder = pull(nurse, bundle.bundle)
    assert endings(nurse.write(nurse.reword(bundle.bundle, goal.id, "Walk", "Run"))) == ["Applied"]
    pull(nurse, bundle.bundle, holder)
    assert look.record(goal.id).stamps["words"].was == {"words": "Walk"}


def test_a_value_that_fits_no_column_stops_the_load_and_leaves_nothing_of_its_transaction(place: Any, look: Look) -> None:
    bad = a_patient(place, [Record("goal", new_id(), None, "core", 1, {"words": "x", "progress": "not a number"})])
    with pytest.raises(Exception, match="invalid input syntax"):
        load_now(a_patient(place), bad)
    assert look.one("SELECT count(*) FROM patient") == 0
    assert look.one("SELECT count(*) FROM bundle WHERE type = 'patient'") == 0


def test_an_empty_bundle_is_made_and_has_no_version_yet(place: Any, look: Look) -> None:
    own = new_id()
    load_now(BundleLoad(own, "mine", place.id, own))
    assert look.one("SELECT rev, rows FROM bundle WHERE id = :b", b=own) == (0, 0)


def test_without_bypassrls_the_load_goes_another_way_to_the_same_end(app_context: Flask, place: Any, look: Look) -> None:
    """A managed PostgreSQL may not let the migrating user give BYPASSRLS."""

    def alter(how: str) -> None:
        with db.engine.begin() as connection:
            connection.execute(text(f"ALTER ROLE alongside_engine {how}"))

    alter("NOBYPASSRLS")
    try:
        load_now(a_patient(place, [Record("goal", new_id(), None, "core", 1, {"words": "Walk"})]))
    finally:
        alter("BYPASSRLS")
    assert look.one("SELECT count(*) FROM goal") == 1
