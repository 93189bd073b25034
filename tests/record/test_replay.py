"""What proves the record: the journal rebuilds it, and nobody alters the journal unnoticed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from backend.database import db
from backend.record import Record, jobs
from backend.record.load import load
from backend.record.replay import rebuild, seal_root, stored, tampered
from backend.transaction import transaction

from .conftest import ENGINE, Desk, Look, a_patient, endings, new_id

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def history(nurse: Desk, desk: Callable[..., Desk], place: Any, grant: Any) -> str:
    """A bundle to which everything has happened: loaded, edited, disputed, settled, repeated, with nothing to do, moved by the night."""
    goal = Record("goal", new_id(), None, "core", 1, {"words": "Walk"})
    old = Record("visit", new_id(), None, "core", 1, {"planned_start": "2026-11-25T09:00:00.000Z", "planned_end": "2026-11-25T10:00:00.000Z"})
    bundle = a_patient(place, [goal, old])
    load([bundle], author="set-up", made_at=NOON, today=date(2026, 11, 24))
    patient = bundle.bundle
    grant(patient, place.nurse)
    grant(patient, place.physio)
    physio = desk(place.physio)
    nurse.write(nurse.reword(patient, goal.id, "Walk", "Walk daily"), nurse.goal(patient, "Sleep"))
    [ended] = physio.write(physio.reword(patient, goal.id, "Walk", "Walk with a frame")).endings
    conflict = ended.ending.conflict  # type: ignore[union-attr]
    sides = {"sides": sorted(side["change"] for side in Look().record(conflict).fields["sides"])}
    settle = nurse.change("conflict", conflict, patient, {"value": {"words": "Walk daily with a frame"}, "reason": "agreed"}, sides)
    same = physio.reword(patient, goal.id, "Walk daily with a frame", "Walk daily with a frame")
    assert endings(nurse.write(settle)) + endings(physio.write(same)) == ["Applied", "Applied"]
    assert endings(nurse.write(settle, nurse.change("goal", new_id(), patient, {"progress": "x"}))) == ["Applied", "Refused invalid-value"]
    return patient


def test_replaying_what_resulted_rebuilds_every_line_byte_for_byte(history: str, look: Look) -> None:
    with transaction(ENGINE) as session:
        again = rebuild(session, history)
        assert again == stored(session, history)
    assert {row.kind for row in again.values()} == {"patient", "goal", "visit", "conflict"}
    look.is_sound()


def alter(postgres: Any, sql: str) -> None:
    """What somebody with the keys to the whole server could do."""
    with postgres.connect("tests") as admin:
        admin.execute("SET session_replication_role = replica")  # past the triggers that refuse it
        admin.execute(sql)


@pytest.mark.parametrize(
    "forgery",
    [
        "UPDATE journal SET content = replace(content, 'Walk daily', 'Run daily') WHERE n = 2",
        "UPDATE journal SET resulted = replace(resulted, 'Walk daily', 'Run daily') WHERE n = 2",
        'UPDATE journal SET ending = replace(ending, \'applied\', \'merged","result":{},"x":"\') WHERE n = 2',
        "UPDATE journal SET content_hash = sha256('x') WHERE n = 2",
        "UPDATE journal SET chain = sha256('x') WHERE n = 2",
        "DELETE FROM journal WHERE n = 2",
    ],
)
def test_a_forged_or_missing_journal_row_is_found_and_named(history: str, postgres: Any, forgery: str) -> None:
    with transaction(ENGINE) as session:
        assert tampered(session, history) is None
    alter(postgres, f"{forgery} AND bundle_id = '{history}'")
    with transaction(ENGINE) as session:
        assert tampered(session, history) == 2


def test_a_journal_cut_off_at_its_end_contradicts_its_bundle_and_then_its_seal(history: str, postgres: Any) -> None:
    assert jobs.seal()
    alter(postgres, f"DELETE FROM journal WHERE bundle_id = '{history}' AND n = (SELECT max(n) FROM journal WHERE bundle_id = '{history}')")
    with transaction(ENGINE) as session:
        assert tampered(session, history) == 0
    alter(
        postgres,
        "UPDATE bundle SET (rev, head, chain, rows) = (SELECT rev, (SELECT chain FROM journal k WHERE k.bundle_id = j.bundle_id AND left_lines "
        f"ORDER BY n DESC LIMIT 1), chain, n FROM journal j WHERE bundle_id = '{history}' ORDER BY n DESC LIMIT 1) WHERE id = '{history}'",
    )
    with transaction(ENGINE) as session:
        assert tampered(session, history) == 0, "the bundle agrees with the forgery now; the seal does not"


def test_seals_hold_all_heads_that_moved_and_the_seal_before(nurse: Desk, history: str, look: Look) -> None:
    first = jobs.seal()
    assert first
    assert jobs.seal() is None, "nothing moved"
    nurse.write(nurse.goal(history, "one more"))
    second = jobs.seal()
    assert second
    rows = look.rows("SELECT bundle_id::text, n, head FROM sealed_head WHERE seal_id = 2")
    assert [row[0] for row in rows] == [history]
    assert seal_root(bytes.fromhex(first), [(row[0], row[1], bytes(row[2])) for row in rows]).hex() == second
    with transaction(ENGINE) as session:
        assert tampered(session, history) is None


def test_the_feed_can_be_thrown_away_and_rebuilt(app_context: Flask, history: str, look: Look) -> None:
    """What the journal is for, the day the feed is lost."""
    with transaction(ENGINE) as session:
        again = rebuild(session, history)
        before = stored(session, history)
        session.execute(text("DELETE FROM feed WHERE bundle_id = :b"), {"b": history})
        for (record, part), row in again.items():
            session.execute(
                text("INSERT INTO feed VALUES (:b, :r, :p, :k, :l, :t, :v)"),
                {"b": history, "r": record, "p": part, "k": row.kind, "l": row.live, "t": row.body, "v": row.rev},
            )
        assert stored(session, history) == before
    db.session.remove()
    look.is_sound()
