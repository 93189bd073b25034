"""Reading what no bundle holds: the records outside the window (R8), and the steps by which records became what they are.

1. All of it is read as role web for one member of staff: row-level security decides a second time what there is. What a change held is not the
   web role's to read: the database hands it the steps of records in parts that are granted, and of each step the lines of such parts.
2. Newest first, a page at a time. Where the next page begins is a value of the last row, so that nothing written meanwhile moves a page.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.record import registry
from backend.record.batch import change_of
from sync import policy, upgrade

PAGE = 50
"""Rows of one answer."""


@dataclass(frozen=True, slots=True)
class Older:
    """A page of records outside the window, as the lines that they are stored as (PROTOCOL §2).

    `after` is (when, record id) of the last, where more are older; `left` how many.
    """

    lines: tuple[str, ...]
    after: tuple[str, str] | None
    left: int


@dataclass(frozen=True, slots=True)
class Step:
    """One change of a record, or the load that brought it (then `kind` and `record` are None, and nothing was seen or set).

    `n`: its place in the bundle's journal. `by`: a member of staff, or a named purpose. `at`: the time that the server took (M7).
    `lines`: the records as they stood after it: of those asked for, and of the disputes about them.
    """

    n: int
    change: str
    source: str
    by: str
    at: str
    received_at: str
    kind: str | None
    record: str | None
    saw: dict[str, Any] | None
    set: dict[str, Any] | None
    ending: str
    conflict: str | None
    lines: tuple[str, ...]


# A bundle has few records outside: they are sorted as they are read, by what each kind calls its time, in the wire's text, which sorts as time does.
_OLDER = """
select body, id, at, count(*) over () as found from (
  select f.body, f.record_id::text as id, coalesce(case f.kind {when} end, '') collate "C" as at
  from feed as f
  where f.bundle_id = :bundle and f.part = any(:parts) and f.kind = any(:kinds) and not f.live and f.body is not null
) as kept
where at < :now and (at, id) < (:at, :id)
order by at desc, id desc limit :most
"""
_RECORDS = text(
    "select distinct record_id::text from feed where bundle_id = :bundle and part = any(:parts) and kind = any(:kinds) and body is not null "
    "and (cast(:record as uuid) is null or record_id = :record)"
)
_STEPS = text("select * from journal_steps(:bundle, cast(:records as uuid[]), :before, :most)")
_FIRST = 2**31 - 1


def older(session: Session, bundle: str, parts: Sequence[str], kinds: Sequence[str], *, now: str, before: tuple[str, str] | None = None) -> Older:
    """The records of a bundle that left the window, newest first: of these kinds, or of all where none is named; before (when, record id).

    `now`, as the wire writes it: visits planned beyond the window stand outside it too, and are not older.
    """
    asked = [kind for kind in (kinds or registry.windowed()) if registry.known(kind) is not None]
    if not asked or not parts:
        return Older((), None, 0)
    at, id_ = before or ("~", "")
    values = {"bundle": bundle, "parts": list(parts), "kinds": asked, "now": now, "at": at, "id": id_, "most": PAGE}
    rows = session.execute(text(_OLDER.format(when=" ".join(_when(kind) for kind in asked))), values).all()
    left = rows[0].found - len(rows) if rows else 0
    return Older(tuple(row.body for row in rows), (rows[-1].at, rows[-1].id) if left else None, left)


def _when(kind: str) -> str:
    """The `when` of one kind, as SQL on its line. Names of kinds and fields are ours."""
    known = registry.known(kind)
    assert known is not None
    fields = [f"f.body::json #>> '{{fields,{name}}}'" for name in known.synced.when] or ["''"]
    return f"when '{kind}' then coalesce({', '.join(fields)})"


def steps(
    session: Session, bundle: str, parts: Sequence[str], kinds: Sequence[str], *, record: str | None = None, before: int | None = None
) -> tuple[list[Step], int | None]:
    """The steps of the records of these kinds in a bundle (of one of them, where it is named), newest first; and before which `n` the rest begins.

    A change that left nothing as it stood is no step: what it wanted stood already.
    """
    found = list(session.scalars(_RECORDS, {"bundle": bundle, "parts": list(parts), "kinds": list(kinds), "record": record}))
    if not found:
        return [], None
    rows = session.execute(_STEPS, {"bundle": bundle, "records": found, "before": before or _FIRST, "most": PAGE + 1}).all()
    made = [_step(row, set(parts)) for row in rows[:PAGE]]
    return [step for step in made if step.lines], made[-1].n if len(rows) > PAGE else None


def _step(row: Any, parts: set[str]) -> Step:
    ended = json.loads(row.ending)
    change = change_of(row.content) if row.source == "change" else None
    if change is not None:  # said as this version says it: who reads it never heard of an older one's words (M8)
        about = next((line["fields"].get("about_kind") for line in map(json.loads, row.lines) if line["id"] == change.record), None)
        change = upgrade.brought_up(change, policy.load().schema, about)
    return Step(
        n=row.n,
        change=str(row.change_id),
        source=row.source,
        by=row.author,
        at=ended["at"],
        received_at=row.received_at,
        kind=None if change is None else change.kind,
        record=None if change is None else change.record,
        saw=None if change is None or change.saw is None else dict(change.saw),
        set=None if change is None else dict(change.set),
        ending=ended["ending"],
        conflict=ended.get("conflict"),
        lines=tuple(line for line in row.lines if json.loads(line)["part"] in parts),
    )
