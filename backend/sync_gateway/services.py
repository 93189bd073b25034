"""Push, check, pull and resend: what PROTOCOL.md says, made of what `record`, `grants` and `audit` offer. No HTTP here.

1. Nobody gets a value of a record that they may not read now: neither by a pull, nor by the ending of what they wrote while they could.
2. `current` is said only where the device, with its own changes, holds exactly what the server holds (PROTOCOL §6).
3. What is granted is read once; row-level security decides a second time when the frames are read.
4. What was sent is in the audit trail before its first byte leaves.
5. What a device names as its newest answered change is never in an older commit than another that it was answered: else a backup made between
   the two, once restored, would hide that the other is gone.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from backend import wall_clock
from backend.asking import Asking
from backend.audit import services as audit
from backend.backups import services as backups
from backend.database import Acting
from backend.grants import services as grants
from backend.record import Applied, Change, Conflicted, Merged, NotNow, Refused
from backend.record import queries as record
from backend.record import services as door
from backend.record.pulling import Delta, Granted, Held, Plan, Whole, digest, plan
from backend.record.registry import Writer
from backend.transaction import transaction

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Tablet:
    """Who asks, from which device, with an app that understands which schema."""

    staff: str
    place: str
    roles: frozenset[str]
    device: str | None
    schema: int

    @property
    def writer(self) -> Writer:
        return Writer(staff=self.staff, roles=self.roles, place=self.place)

    @property
    def acting(self) -> Acting:
        return Acting("web", self.staff, self.place)


# ------------------------------------------------------------------------------------------------------------------ push


def push(
    tablet: Tablet, held: Sequence[tuple[str, int, str]], changes: Sequence[object], newest_answered: str | None, now: datetime, schemas: range
) -> Json:
    """Judges the changes and says how each ended, and where the bundles stand now. `schemas`: which apps may write here (M8); what they made before
    they were updated is taken with the rest, under the schema with which it was made.

    Where the journal lacks what this device was last answered (a restore) nothing is judged: what is lost comes again first.
    """
    if tablet.schema not in schemas:
        return _nothing_judged(changes, "update-required", newest_answered, now)
    if _lacks(tablet, newest_answered):
        return _nothing_judged(changes, "busy", None, now, resend=True)
    received = [door.receive(change) for change in changes]
    takes = [number for number, change in enumerate(received) if getattr(change, "schema", 0) < schemas.stop]
    result = door.write([received[number] for number in takes], tablet.writer, device=tablet.device)
    ended = dict(zip(takes, result.endings, strict=True))
    with transaction(tablet.acting) as session:
        concerned = {moved.bundle for moved in result.bundles} | {one.bundle for one in result.endings if one.bundle}
        readable = grants.readable(session, tablet.staff, concerned, wall_clock.now())
        safe = backups.safe_through(session)
    settled = {change.bundle for change in received if isinstance(change, Change) and change.kind == "conflict"}
    return {
        "now": wall_clock.wire(wall_clock.now()),
        "safe_through": None if safe is None else wall_clock.wire(safe),
        "resend": False,
        "newest": _newest(result, newest_answered, tablet),
        "endings": [_ending(ended[n], readable) if n in ended else _not_now(changes[n], "update-required") for n in range(len(changes))],
        "bundles": _bundles(result, held, readable, settled),
    }


def came(staff: str, changes: Sequence[object]) -> bool:
    """Whether this push says that its sender came to a visit: where they write that, there they have their tablet with them."""
    arrivals = (one.get("set") for one in changes if isinstance(one, dict) and one.get("kind") == "attendance")
    return any(isinstance(said, dict) and said.get("staff") == staff and bool(said.get("arrived_at")) for said in arrivals)


def _newest(result: door.WriteResult, answered: str | None, tablet: Tablet) -> str | None:
    """What stands for all that this device was ever answered: what was journalled just now or, where all was there already, the latest of it (5)."""
    if result.newest is not None:
        return result.newest
    again = [one.ending.change for one in result.endings if one.replay]
    return record.latest([*again, answered] if answered else again, author=tablet.staff) if again else answered


def _nothing_judged(changes: Sequence[object], why: str, newest: str | None, now: datetime, *, resend: bool = False) -> Json:
    endings = [_not_now(change, why) for change in changes]
    return {"now": wall_clock.wire(now), "safe_through": None, "resend": resend, "newest": newest, "endings": endings, "bundles": []}


def _not_now(raw: object, why: str) -> Json:
    found = raw.get("id") if isinstance(raw, dict) else None
    return {"id": found if isinstance(found, str) else None, "not_now": why}


def _lacks(tablet: Tablet, newest_answered: str | None) -> bool:
    """Whether the journal does not have the newest change that this device was answered: an older backup came back."""
    return newest_answered is not None and bool(record.lacking([newest_answered], author=tablet.staff))


def _doubted(asks: Asking, newest_answered: str | None) -> bool:
    """Whether `_lacks` must be asked: in the transaction that is open anyway, nearly every change is found."""
    return newest_answered is not None and not record.is_known(asks, newest_answered)


def _ending(ended: door.Ended, readable: Mapping[str, tuple[str, ...]]) -> Json:
    """One ending as it travels (PROTOCOL §5), without its values for somebody who may not read them any more (M6)."""
    what = ended.ending
    match what:
        case NotNow(change, why):
            return {"id": change, "not_now": why}
        case Refused(change, reason, message, fields):
            return {"id": change, "ending": "refused", "reason": reason, "message": message, "fields": dict(fields)}
    where = {"bundle": ended.bundle, "rev": ended.rev, "at": what.at, "record": ended.record, "part": ended.part, "group": ended.group}
    match what:
        case Applied(change):
            return {"id": change, "ending": "applied", **where}
        case Conflicted(change, _, conflict):
            return {"id": change, "ending": "conflicted", **where, "conflict": conflict}
        case Merged(change, _, result):
            may_read = ended.part in readable.get(ended.bundle or "", ())
            return {"id": change, "ending": "merged", **where, **({"result": dict(result)} if may_read else {})}


def _bundles(
    result: door.WriteResult, held: Sequence[tuple[str, int, str]], readable: Mapping[str, tuple[str, ...]], settled: Container[str]
) -> list[Json]:
    """Where the bundles stand that moved and that the device may hold; `current` where it can follow by itself (2).

    `settled`: bundles in which the push wrote on a conflict: that writes more than the change's own record.
    A push of more than 50 bundles is several commits, and one's own bundle may move in each: it is current only where each step led to the next.
    """
    before = {bundle: (rev, chain8) for bundle, rev, chain8 in held}
    moved: dict[str, door.Moved] = {}
    for step in result.bundles:
        known = moved.get(step.bundle)
        if known is not None:
            step = replace(step, before=known.before, clean=known.clean and step.clean and known.after == step.before)
        moved[step.bundle] = step
    return [
        {
            "bundle": bundle,
            "rev": step.after[0],
            "chain8": step.after[1],
            "current": step.clean and bundle not in settled and before.get(bundle) == step.before,
            "sums": {part: step.sums.get(part, _NOTHING) for part in readable[bundle]},
        }
        for bundle, step in moved.items()
        if bundle in readable
    ]


_NOTHING = "0" * 64
"""The sum of a part without records."""


# ------------------------------------------------------------------------------------------------------------------ check and pull


def check(tablet: Tablet, theirs: str, newest_answered: str | None, now: datetime) -> Json:
    """Whether a device that holds this digest holds all that is granted; if so its lease runs on (PROTOCOL §7)."""
    with Asking(tablet.acting) as asks:
        granted, lease, _ = _granted(asks, tablet, now)
        doubted = _doubted(asks, newest_answered)
    same = digest(granted) == theirs and not (doubted and _lacks(tablet, newest_answered))
    return {"now": wall_clock.wire(now), "same": same, **({"lease_until": lease} if same else {})}


@dataclass(frozen=True, slots=True)
class Pull:
    """All that is known before the first byte leaves."""

    tablet: Tablet
    plan: Plan
    granted: tuple[Granted, ...]
    headers: Sequence[tuple[str, str]]
    """(bundle, header as JSON text) of what is new to the device and not among the frames that are read first: those bring theirs."""
    resend: bool
    lease_until: str
    at_once: Sequence[record.Frame]
    """The first frames, as the snapshot in which the plan was made has them."""

    @property
    def is_read(self) -> bool:
        """Whether these are all."""
        return len(self.plan.frames) <= record.AT_ONCE


def begin_pull(tablet: Tablet, held: Sequence[Held], first: Sequence[str], newest_answered: str | None, now: datetime) -> Pull:
    """Compares what the device holds with what is granted and reads the first frames in the same snapshot (R7); then writes into the audit trail what
    is about to be sent."""
    with Asking(tablet.acting, snapshot=True) as asks:
        versions = {one.bundle: (one.rev, one.chain8) for one in held}
        granted, lease, stand = _granted(asks, tablet, now, versions)
        behind = {one.bundle: versions[one.bundle] for one in granted if one.bundle in versions and versions[one.bundle] != (one.rev, one.chain8)}
        known = record.on_chain(asks, behind)
        planned = plan(granted, held, lambda bundle, rev: behind[bundle][1] if bundle in known and behind[bundle][0] == rev else None, first)
        frames = record.frames_in(asks, [wanted(frame) for frame in planned.frames[: record.AT_ONCE]], stand)
        later = {frame.granted.bundle for frame in planned.frames[record.AT_ONCE :]}
        headers = record.headers(asks, [one.bundle for one in planned.new if one.bundle in later])
        doubted = _doubted(asks, newest_answered)
        sent = [frame.granted.bundle for frame in planned.frames if isinstance(frame, Whole) or frame.granted.rev != frame.since.rev]
        if sent:  # after the snapshot: the trail's next number is what stands then
            detail = {"whole": sum(isinstance(frame, Whole) for frame in planned.frames), "forgotten": len(planned.forget)}
            audit.note_afterwards(asks, "pull", at=now, place=tablet.place, staff=tablet.staff, device=tablet.device, bundles=sent, detail=detail)
    return Pull(tablet, planned, tuple(granted), headers, doubted and _lacks(tablet, newest_answered), lease, frames)


def later_frames(pull: Pull) -> Iterator[record.Frame]:
    """The frames after the first, each read when it is asked for. Called while the request lasts, and read after it."""
    rest = [wanted(frame) for frame in pull.plan.frames[record.AT_ONCE :]]
    return record.frames(rest, staff=pull.tablet.staff, place=pull.tablet.place)


def wanted(frame: Whole | Delta) -> record.Wanted:
    """What to read of the record for a planned frame."""
    since = (frame.since.rev, frame.since.chain8) if isinstance(frame, Delta) else None
    return record.Wanted(frame.granted.bundle, frame.granted.parts, since)


def _granted(
    asks: Asking, tablet: Tablet, now: datetime, held: Container[str] | None = None
) -> tuple[list[Granted], str, Mapping[str, record.Version]]:
    """What this person's tablet may carry now, as it stands now; until when a device that has all of it may open it; and the versions.

    `held`: what a device that pulls has. What it has nothing of will be sent, so where that is no more than is read at once it is read here.
    """
    carried, lease = grants.carried(asks, now)
    bundles = [one.bundle for one in carried]
    new = [bundle for bundle in bundles if held is not None and bundle not in held]
    versions = record.versions(asks, bundles, told=new if len(new) <= record.AT_ONCE else ())
    granted = []
    for one in carried:
        version = versions.get(one.bundle)
        if version is not None:  # a bundle in which nothing was ever written is nothing yet
            end = None if one.grant_end is None else wall_clock.wire(one.grant_end)
            granted.append(Granted(one.bundle, one.type, one.parts, version.rev, version.chain8, end, one.today))
    return granted, wall_clock.wire(now + lease), versions


def lacking(tablet: Tablet, ids: Sequence[str]) -> tuple[list[str], str | None]:
    """Which of these answered changes the journal lacks, in the order given: a restore lost them (PROTOCOL §8); and the newest that it has (5)."""
    lost = record.lacking(list(ids), author=tablet.staff)
    kept = [change for change in ids if change not in lost]
    return [change for change in ids if change in lost], record.latest(kept, author=tablet.staff) if kept else None
