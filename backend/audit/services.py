"""The audit trail: `note` adds to it, `verify` proves that nobody touched it, `seal` makes a cut tail show.

1. Rows are only added, by one database function; no role may change or remove one, and a trigger refuses even the owner.
2. Each row's hash covers the row before it in its chain. A chain is one person's, so that no two people wait for each other.
3. What a chain lost at its end shows against the last seal, which names the head of every chain.
4. No values of records stand here: ids, words from WHAT, counts.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend.asking import Asking, is_snapshot, rows
from backend.database import Acting
from backend.errors import Problem
from backend.transaction import transaction

WHAT = frozenset(
    {
        "sign-in",
        "sign-in-failed",
        "sign-out",
        "device",  # first seen, named, revoked
        "pull",  # these bundles were sent to a tablet
        "push",  # these bundles were written to
        "read",  # these were read online
        "refusal",  # a colleague's refused change was dealt with by a lead
        "grant",  # given
        "grant-ended",
        "export",
        "import",
        "account",  # made, role changed, locked
        "kiosk",  # a device for people's answers: made, enrolled, revoked
        "contract",  # what the outcomes contract says was changed
    }
)


_NOTE = """
select audit_note(
  %(chain)s::uuid, %(place)s::uuid, %(at)s::timestamptz, %(what)s, %(staff)s::uuid, %(device)s::uuid, %(bundles)s::uuid[], %(detail)s::jsonb)
"""


def note(
    asks: Asking | Session,
    what: str,
    *,
    at: datetime,
    place: str,
    staff: str | None = None,
    device: str | None = None,
    bundles: Iterable[str] = (),
    detail: dict[str, Any] | None = None,
) -> None:
    """Adds one row in the caller's transaction; it stands or falls with it. `detail`: counts and codes, nothing clinical.

    The transaction must be READ COMMITTED: under an older snapshot two rows would take the same number, and the database refuses the second.
    """
    if is_snapshot(asks):
        raise RuntimeError("The audit trail is written in a READ COMMITTED transaction.")
    rows(asks, _NOTE, _values(what, at=at, place=place, staff=staff, device=device, bundles=bundles, detail=detail))


def note_file(content: bytes, *, at: datetime, place: str, staff: str, device: str | None, of: str, refused: int, asked: bool = False) -> None:
    """That somebody brought a file about people. Also where nothing of it was taken: which of its lines were refused tells who is known here.

    `of`: what it tells, in a word. `refused`: how many lines. `asked`: it was not taken yet, as it would take something away.
    A transaction of its own: that of the file may be undone.
    """
    detail = {"file": of, "sha256": hashlib.sha256(content).hexdigest(), "lines": content.count(b"\n"), "refused": refused}
    if asked:
        detail["asked"] = True
    with transaction(Acting("engine")) as session:
        note(session, "import", at=at, place=place, staff=staff, device=device, detail=detail)


FILES_A_DAY = 20
"""So many files of one member of staff may come to nothing within 24 hours, refused or asked about, before the next is not looked at: a mended file
needs a few; who tries out whom the record knows, or what others told, needs many."""


def check_files(*, at: datetime, staff: str) -> None:
    """Before a file about people is looked at. Raises Problem 429 with Retry-After where too many of this person's came to nothing."""
    with transaction(Acting("engine")) as session:
        tried, first = session.execute(text(_FILES), {"staff": staff, "since": at - timedelta(days=1)}).one()
    if tried >= FILES_A_DAY:
        rests = max(int((first + timedelta(days=1) - at).total_seconds()), 1)
        said = (
            f"{FILES_A_DAY} of your files of the last 24 hours came to nothing. Bring the next tomorrow, or have it taken by whoever runs the server."
        )
        raise Problem(429, "too-many", said, retry_after=rests)


_FILES = """
select count(*), min(at) from audit_event
where chain = :staff and what = 'import' and at > :since and (detail ? 'asked' or (detail->>'refused')::int > 0)
"""


def note_afterwards(
    asks: Asking, what: str, *, at: datetime, place: str, staff: str, device: str | None, bundles: Iterable[str], detail: dict[str, Any]
) -> None:
    """The same for what a snapshot read, in the transaction that follows it (`Asking.afterwards`): where the block ended well, the row stands."""
    asks.afterwards(_NOTE, _values(what, at=at, place=place, staff=staff, device=device, bundles=bundles, detail=detail))


def _values(
    what: str, *, at: datetime, place: str, staff: str | None, device: str | None, bundles: Iterable[str], detail: dict[str, Any] | None
) -> dict[str, object]:
    if what not in WHAT:
        raise ValueError(f"not a word of the audit trail: {what}")
    return {
        "chain": str(staff or place),
        "place": str(place),
        "at": at,
        "what": what,
        "staff": None if staff is None else str(staff),
        "device": None if device is None else str(device),
        # Ids, which need no quotes, as PostgreSQL writes an array: psycopg looks at each for what might have to be quoted.
        "bundles": f"{{{','.join(str(bundle) for bundle in bundles)}}}",
        "detail": json.dumps(detail or {}),
    }


@dataclass(frozen=True, slots=True)
class Fault:
    """Where the trail is not what it was. `seq` 0: the chain as a whole, or a seal."""

    chain: str
    seq: int
    what: str


_LINES = """
select cast(chain as text), seq,
       concat_ws(E'\\n', chain, seq, place_id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'), what,
                 coalesce(staff_id::text, '-'), coalesce(device_id::text, '-'), array_to_string(bundles, ','), detail::text),
       hash
from audit_event order by chain, seq
"""


def verify(session: Session) -> list[Fault]:
    """Every fault of the whole trail; empty where it is whole. Reads all of it: for a job or the command line."""
    faults: list[Fault] = []
    heads: dict[str, int] = {}
    hashes: dict[tuple[str, int], bytes] = {}
    before = b""
    for chain, seq, line, found in session.execute(text(_LINES), execution_options={"yield_per": 5000}):
        last = heads.get(chain, 0)
        if last == 0:
            before = b""
        if seq != last + 1:
            faults.append(Fault(chain, seq, "rows are missing before this one"))
        if hashlib.sha256(before + line.encode()).digest() != bytes(found):
            faults.append(Fault(chain, seq, "the row is not what was written"))
        before, heads[chain] = bytes(found), seq
        hashes[chain, seq] = before
    return faults + _against_seals(session, heads, hashes)


def _against_seals(session: Session, heads: dict[str, int], hashes: dict[tuple[str, int], bytes]) -> list[Fault]:
    faults: list[Fault] = []
    before = b""
    for number, (sealed, root) in enumerate(session.execute(text("select heads, root from audit_seal order by id")), start=1):
        short = [chain for chain, seq in sealed.items() if heads.get(chain, 0) < seq]
        faults += [Fault(chain, heads.get(chain, 0), "rows are missing at the end") for chain in short]
        if not short and _root(before, [(chain, hashes[chain, seq]) for chain, seq in sealed.items()]) != bytes(root):
            faults.append(Fault("seal", number, "the seal does not fit the chains"))
        before = bytes(root)
    return faults


def _root(before: bytes, heads: Sequence[tuple[str, bytes]]) -> bytes:
    root = hashlib.sha256(before)
    for chain, head in sorted(heads):
        root.update(chain.encode() + head)
    return root.digest()


def seal(session: Session, at: datetime) -> bytes:
    """Joins the heads of all chains in one root and keeps it. A job, as role engine; whoever wants proof prints the root elsewhere."""
    session.execute(text("select pg_advisory_xact_lock(hashtextextended('audit-seal', 0))"))
    heads = session.execute(text("select distinct on (chain) cast(chain as text), seq, hash from audit_event order by chain, seq desc")).all()
    last = session.execute(text("select id, root from audit_seal order by id desc limit 1")).one_or_none()
    root = _root(bytes(last.root) if last else b"", [(chain, bytes(found)) for chain, _, found in heads])
    session.execute(
        text("insert into audit_seal (id, at, heads, root) values (:id, :at, cast(:heads as jsonb), :root)"),
        {"id": last.id + 1 if last else 1, "at": at, "heads": json.dumps({chain: seq for chain, seq, _ in heads}), "root": root},
    )
    return root
