"""A pull as it leaves: blocks, in the order of PROTOCOL §8. Stored bytes go out as they are; headers and lines are joined as text.

No database connection is held while bytes leave: each read is over before its first byte goes.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from itertools import chain

from backend import wall_clock
from backend.record import queries as record
from backend.record.pulling import Granted, Whole, block, deflate, digest
from backend.sync_gateway.services import Pull, later_frames

AT_ONCE = 64 * 1024
"""Bytes gathered before they are handed on: 300 small frames would be 300 writes to the network."""
LEVEL = 1
"""How hard the many lines of a first sync are packed on the way: stored packs are packed harder, once, and deltas are short."""


def blocks(pull: Pull, schema: int) -> Iterator[bytes]:
    """The whole answer. Where it ends without its last block it broke off, and the next pull asks for exactly the rest.

    Called while the request lasts, and read after it.
    """
    return _blocks(pull, schema, later_frames(pull))


def _blocks(pull: Pull, schema: int, later: Iterator[record.Frame]) -> Iterator[bytes]:
    hello = {"block": "hello", "now": wall_clock.wire(wall_clock.now()), "schema": schema, "resend": pull.resend}
    yield block(hello) + _headers(pull, pull.at_once)
    holds = {one.bundle: one for one in pull.granted}
    waiting: list[bytes] = []
    size = 0
    for piece in _frames(pull, chain(pull.at_once, later), holds):
        waiting.append(piece)
        size += len(piece)
        if size >= AT_ONCE:
            yield b"".join(waiting)
            waiting, size = [], 0
    if pull.plan.forget:
        waiting.append(block({"block": "forget", "bundles": list(pull.plan.forget)}))
    end = {"block": "end", "complete": True, "now": wall_clock.wire(wall_clock.now()), "lease_until": pull.lease_until}
    waiting.append(block({**end, "digest": digest(holds.values())}))
    yield b"".join(waiting)


def _headers(pull: Pull, first: Sequence[record.Frame]) -> bytes:
    """A few hundred bytes for each bundle that is new to the device, so that Today stands at once."""
    new = {one.bundle: one for one in pull.plan.new}
    headers = [*((frame.bundle, frame.header) for frame in first if frame.bundle in new), *pull.headers]
    lines = [f'{{"bundle":"{bundle}",{_granted(new[bundle])},"header":{header}}}\n' for bundle, header in headers]
    return block({"block": "headers"}, deflate("".join(lines).encode(), LEVEL)) if lines else b""


def _granted(one: Granted) -> str:
    return f'"type":"{one.type}","parts":{json.dumps(list(one.parts), separators=(",", ":"))},"grant_end":{_end(one)}'


def _end(one: Granted) -> str:
    return "null" if one.grant_end is None else f'"{one.grant_end}"'


def _frames(pull: Pull, frames: Iterator[record.Frame], holds: dict[str, Granted]) -> Iterator[bytes]:
    """The frames as blocks; neighbouring deltas share one. `holds` becomes what the device holds once it has applied all of them."""
    planned = {frame.granted.bundle: frame for frame in pull.plan.frames}
    new = {one.bundle for one in pull.plan.new}
    deltas: list[str] = []
    size = 0
    sent: set[str] = set()
    for frame in frames:
        granted = planned[frame.bundle].granted
        holds[frame.bundle] = Granted(granted.bundle, granted.type, granted.parts, frame.rev, frame.chain8, granted.grant_end)
        sent.add(frame.bundle)
        if frame.since is None:
            if deltas:
                yield _deltas(deltas)
                deltas, size = [], 0
            yield _whole(frame, granted, told=frame.bundle in new)
        else:
            deltas.append(_delta(frame, granted))
            size += len(deltas[-1])
            if size >= AT_ONCE:
                yield _deltas(deltas)
                deltas, size = [], 0
    if deltas:
        yield _deltas(deltas)
    for bundle in planned.keys() - sent:  # hidden since the plan was made: what the device then holds is what it held
        _as_it_was(holds, planned[bundle])


def _as_it_was(holds: dict[str, Granted], frame: object) -> None:
    """A frame that was not sent leaves the device as it was, so that its next digest differs from what is granted then."""
    one = frame.granted  # type: ignore[attr-defined]
    if isinstance(frame, Whole):
        del holds[one.bundle]
    else:
        since = frame.since  # type: ignore[attr-defined]
        holds[one.bundle] = Granted(one.bundle, one.type, since.parts, since.rev, since.chain8, since.grant_end)


def _whole(frame: record.Frame, granted: Granted, *, told: bool) -> bytes:
    """One block: for each part, in order of name, its pack as it is stored and the lines since. `told`: its header went first."""
    header = "" if told else f'"header":{frame.header},'
    body: list[bytes] = []
    parts: list[str] = []
    for name in sorted(frame.parts):
        part = frame.parts[name]
        since = deflate("".join(f"{line}\n" for line in part.lines).encode(), LEVEL) if part.lines else b""
        parts.append(f'"{name}":{{"pack":{len(part.pack)},"since":{len(since)},"sum":"{part.sum}"{_counts(frame, part)}}}')
        body += [part.pack, since]
    whole = b"".join(body)
    head = (
        f'{{"block":"whole","bundle":"{frame.bundle}","type":"{frame.type}","to":{frame.rev},"chain8":"{frame.chain8}",'
        f'"grant_end":{_end(granted)},{header}"parts":{{{",".join(parts)}}},"bytes":{len(whole)}}}'
    ).encode()
    return len(head).to_bytes(4, "big") + head + whole


def _counts(frame: record.Frame, part: record.Part) -> str:
    """How many disputes are open in a part of a patient's bundle (M5); how many records of each kind are kept and not in it, where any are (R8)."""
    disputes = f',"disputes":{part.disputes}' if frame.type == "patient" else ""
    return disputes + _outside(part)


def _outside(part: record.Part) -> str:
    return f',"outside":{json.dumps(part.outside, sort_keys=True, separators=(",", ":"))}' if part.outside else ""


def _deltas(several: list[str]) -> bytes:
    return block({"block": "deltas"}, deflate("".join(several).encode()))


def _delta(frame: record.Frame, granted: Granted) -> str:
    """A delta's own line, then the lines of its parts in order of name."""
    assert frame.since is not None
    names = sorted(frame.parts)
    header = "" if frame.header is None else f'"header":{frame.header},'
    described = ((name, frame.parts[name]) for name in names)
    parts = ",".join(f'"{name}":{{"lines":{len(part.lines)},"sum":"{part.sum}"{_counts(frame, part)}}}' for name, part in described)
    head = (
        f'{{"bundle":"{frame.bundle}","type":"{frame.type}","from":{frame.since[0]},"from_chain8":"{frame.since[1]}",'
        f'"to":{frame.rev},"chain8":"{frame.chain8}","grant_end":{_end(granted)},{header}"parts":{{{parts}}}}}\n'
    )
    return head + "".join(f"{line}\n" for name in names for line in frame.parts[name].lines)
