"""What enters and leaves bundles because a day has passed (R8): as ordinary writes, so that no reader needs to know what day it is.

1. A record that leaves keeps its line, here and in its table; it travels as gone and is counted in `bundle.outside`.
2. What is disputed stays whatever its age.
3. A bundle in which nothing moves is not written. Run twice, the second run finds nothing to do; killed, the next goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from functools import partial

from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.record import registry, store
from backend.record.batch import Row, in_window, leader_of, row_of
from backend.record.landing import Entry, land
from backend.record.load import too_many
from backend.record.registry import Writer
from backend.transaction import retried, transaction
from sync import ids, line
from sync.change import Applied

LOOK_AT = 500
"""Bundles read at once, without a lock."""

MOVE = 50
"""Bundles written in one transaction (R6)."""

PURPOSE = "window"

_ENGINE = Acting(role="engine")
_NEXT = text("SELECT id::text FROM bundle WHERE id > CAST(:after AS uuid) ORDER BY id LIMIT :most")


def move(now: datetime) -> int:
    """Moves every record to where it belongs on the day of `now`, in all bundles. Returns how many bundles changed."""
    today = wall_clock.day_of(now)
    after, changed = "00000000-0000-0000-0000-000000000000", 0
    while True:
        with transaction(_ENGINE, snapshot=True) as session:
            bundles = list(session.scalars(_NEXT, {"after": after, "most": LOOK_AT}))
            rows = store.read_kinds(session, bundles, registry.windowed() | {"conflict"}, live=False) if bundles else []
        if not bundles:
            return changed
        stale = sorted({row.bundle for row in moves(rows, today)})
        for start in range(0, len(stale), MOVE):
            some = stale[start : start + MOVE]
            changed += retried(partial(_move, some, now, today))
        after = bundles[-1]


def moves(rows: Iterable[Row], today: date) -> list[Row]:
    """Of all the records of windowed kinds, and of conflicts, of some bundles: those that are not where they belong that day."""
    by_bundle: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        by_bundle[row.bundle].append(row)
    found = []
    for several in by_bundle.values():
        disputed = {row.record.fields.get("about") for row in several if row.record.kind == "conflict" and row.record.fields.get("status") == "open"}
        beyond = too_many([row.record for row in several], disputed)
        records = {row.record.id: row.record for row in several}
        for row in several:
            if registry.known(row.record.kind) is None or row.record.kind not in registry.windowed():
                continue
            leader = records.get(leader_of(row.record) or "")
            is_kept = row.record.id in disputed or (leader is not None and leader.id in disputed)
            if (is_kept or (row.record.id not in beyond and in_window(leader or row.record, today))) != row.live:
                found.append(row)
    return found


def _move(bundles: Sequence[str], now: datetime, today: date) -> int:
    """Looks again under the lock, and moves. Returns how many bundles changed."""
    at = wall_clock.wire(now)
    with transaction(_ENGINE) as session:
        standing = store.lock(session, bundles)
        rows = store.read_kinds(session, bundles, registry.windowed() | {"conflict"}, live=False)
        stale: dict[str, list[Row]] = defaultdict(list)
        for row in moves(rows, today):
            stale[row.bundle].append(row)
        after: list[Row] = []
        entries: dict[str, list[Entry]] = {}
        for bundle, several in stale.items():
            rev = standing[bundle].rev + 1
            lines: list[str] = []
            for row in several:
                if row.live:
                    after.append(replace(row, live=False, rev=rev))
                    lines.append(line.gone(row.record.id, row.record.part, rev))
                else:
                    back = row_of(bundle, replace(row.record, rev=rev), True)
                    after.append(back)
                    lines.append(back.body)
            change_id = ids.derived(f"window:{bundle}:{rev}")
            ending = Applied(change_id, at)
            content = line.canonical({"window": today.isoformat(), "left": sum(row.live for row in several), "moved": len(several)})
            ended = {**ids.ended(ending), "bundle": bundle, "rev": rev}
            entries[bundle] = [Entry(change_id, "window", None, PURPOSE, None, at, content, ending, ended, tuple(lines))]
        by_place: dict[str, list[Row]] = defaultdict(list)
        for row in after:
            if row.live:
                by_place[standing[row.bundle].place].append(row)
        for place, back_again in sorted(by_place.items()):  # their line has a new rev, and their table's row too
            store.put_typed(session, Writer(PURPOSE, frozenset({"engine"}), place, PURPOSE), back_again, hooks=False)
        land(session, standing, entries, {row.record.id: row for row in rows}, after, at)
    return len(entries)
