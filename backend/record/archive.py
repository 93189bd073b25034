"""What lies years behind, by COPY into the typed tables: for a migration from another system, and the demo's years.

1. It is in no bundle and in no feed: no tablet ever carries it (R8 holds a year at most), and nobody edits it. Reports read it.
2. What was loaded of a bundle is one journal row, with how many rows of what and the hash over them: whoever has the source can prove what came
   of it. The row leaves no line, so it joins the chain and makes no rev.
3. A load of the same name is there once: where the bundle's journal has it, it is left alone, so a load that was killed is begun again.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, cast

import psycopg
from sqlalchemy import text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.database import Acting
from backend.record import registry, store
from backend.record.landing import Entry, land
from backend.record.load import _copy_in
from backend.transaction import transaction
from sync import ids, line
from sync.change import Applied

ENGINE = Acting(role="engine")
Fields = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PastLoad:
    """What lies behind of one bundle that is there. `rows`: kind → (id, fields) of each record, fields as the wire has them."""

    bundle: str
    patient: str | None
    rows: Mapping[str, Sequence[tuple[str, Fields]]]


def load_past(loads: Sequence[PastLoad], *, name: str, author: str, made_at: datetime) -> int:
    """Loads what lies behind, all of it in one transaction. Returns how many rows were written. A bundle that is not there is left out.

    `name`: which load of each bundle this is ("2024-11"); `made_at`: when.
    """
    at = wall_clock.wire(made_at)
    changes = {load.bundle: ids.derived(f"past:{load.bundle}:{name}") for load in loads}
    with transaction(ENGINE) as session:
        session.execute(text("SET LOCAL statement_timeout = '10min'"))
        bundles = store.lock(session, list(changes))
        done = set(store.earlier(session, list(changes.values())))
        new = [load for load in loads if load.bundle in bundles and changes[load.bundle] not in done and any(load.rows.values())]
        entries: dict[str, list[Entry]] = {}
        for load in new:
            change = changes[load.bundle]
            ending = Applied(change, at)
            ended = {**ids.ended(ending), "bundle": load.bundle, "rev": bundles[load.bundle].rev}
            entries[load.bundle] = [Entry(change, "load", None, author, None, at, line.canonical(_content(load, name)), ending, ended, ())]
        if new:
            land(session, bundles, entries, {}, [], at)
            _copy(session, new, {load.bundle: (bundles[load.bundle].place, bundles[load.bundle].rev) for load in new})
    return sum(len(rows) for load in new for rows in load.rows.values())


def _content(load: PastLoad, name: str) -> dict[str, Any]:
    kinds = {kind: {"rows": len(rows), "sha256": _hash(rows)} for kind, rows in sorted(load.rows.items()) if rows}
    return {"load": load.bundle, "past": {"name": name, "kinds": kinds}}


def _hash(rows: Iterable[tuple[str, Fields]]) -> str:
    found = hashlib.sha256()
    for id_, fields in sorted(rows, key=lambda row: row[0]):
        found.update(f"{id_} {line.canonical(fields)}\n".encode())
    return found.hexdigest()


def _copy(session: Session, loads: Sequence[PastLoad], where: Mapping[str, tuple[str, int]]) -> None:
    raw = session.connection().connection.driver_connection
    cursor = cast("psycopg.Connection[Any]", raw).cursor()
    for kind in sorted({kind for load in loads for kind in load.rows}):
        known = registry.known(kind)
        assert known is not None
        names = sorted({name for load in loads for _, fields in load.rows.get(kind, ()) for name in fields})
        columns = "".join(f', "{name}"' for name in names)
        part = registry.part(kind)
        rows = (
            (id_, where[load.bundle][0], load.bundle, load.patient, part, where[load.bundle][1], *(_plain(fields.get(name)) for name in names))
            for load in loads
            for id_, fields in load.rows.get(kind, ())
        )
        _copy_in(cursor, f'"{known.table.name}" (id, place_id, bundle_id, patient_id, part, rev{columns})', rows)


def _plain(value: Any) -> Any:
    """As COPY takes it: an object as its JSON text."""
    return json.dumps(value) if isinstance(value, dict) else value
