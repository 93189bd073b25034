"""What the record offers: `write`, the one door; `load`, for many records at once; the hook by which access is asked.

What `write` holds to, in DESIGN's words (R6): it owns its transactions, takes at most 50 bundles in each, and is never called inside another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.record.registry import Writer
from sync.change import Change, Ending, NotNow, Record

BUNDLES = 50
"""At most so many bundles in one transaction (R6)."""


@dataclass(frozen=True, slots=True)
class Moved:
    """One bundle that a write touched. `clean`: what happened to it is exactly its `applied` changes of this call, nothing else, no replay (PROTOCOL §6)."""

    bundle: str
    type: str
    before: tuple[int, str]
    after: tuple[int, str]
    sums: Mapping[str, str]
    clean: bool


@dataclass(frozen=True, slots=True)
class Ended:
    """How one change ended, and where it landed: `rev` of `bundle`, the record, its part and group. For refusals and NotNow only `ending` is set."""

    ending: Ending | NotNow
    bundle: str | None = None
    rev: int | None = None
    record: str | None = None
    part: str | None = None
    group: str | None = None
    replay: bool = False


@dataclass(frozen=True, slots=True)
class WriteResult:
    """In the order of the changes given; and each bundle that moved, once for each commit that moved it."""

    endings: tuple[Ended, ...] = ()
    bundles: tuple[Moved, ...] = ()


@dataclass(frozen=True, slots=True)
class BundleLoad:
    """One whole new bundle for `load`. Of the records `kind`, `id`, `part`, `fields` and, where given, `stamps` are taken; `rev` becomes 1.

    `type`: patient, people or mine. `owner`: the patient, the place, the member of staff.
    """

    bundle: str
    type: str
    place: str
    owner: str
    records: Sequence[Record] = field(default_factory=tuple)


Access = Callable[[Session, Writer, Change, Record | None, datetime], str | None]
"""(session, writer, change, the record as it stands or None, received_at) → None where allowed, or a reason of PROTOCOL §5."""


def set_access(function: Access) -> None:
    """Hands the record the function that decides who may write what. Until then every change is refused."""
    raise NotImplementedError


def write(changes: Sequence[Any], writer: Writer, *, device: str | None = None, received_at: datetime | None = None) -> WriteResult:
    """Judges, journals and stores changes (`sync.change.Change`, or `sync.engine.Malformed` as `engine.receive` gave it), R6. Never raises for one change."""
    raise NotImplementedError


def receive(raw: Any) -> Any:
    """One line of a push as a Change, or what it is instead: `sync.engine.receive`, for those who may not import `sync`."""
    raise NotImplementedError


def load(
    bundles: Iterable[BundleLoad],
    *,
    author: str,
    made_at: datetime,
    today: date,
    progress: Callable[[int, int], None] | None = None,
) -> int:
    """Loads whole new bundles by COPY, one journal row each; those that exist are left alone, so a killed load is begun again. Returns records loaded.

    `progress(bundles, records)` after each commit. No `after_write` runs: a loader makes its grants itself.
    """
    raise NotImplementedError
