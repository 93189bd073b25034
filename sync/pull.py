"""Which frames a pull sends: what is granted now against what the device holds (R9, PROTOCOL §7, §8). Pure.

1. What is not granted is forgotten; what is not held is sent whole.
2. A device is brought forward by a delta only from a version that lies on the bundle's chain; from any other it gets the whole:
   so a restored server is noticed bundle by bundle (and nobody believes to be current who is not).
3. All parts of a bundle share one version: where the granted parts differ from the held ones, the bundle is sent whole.
4. A device that holds exactly what is granted, the grant's end included, is sent nothing about it.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol


class Version(Protocol):
    """A bundle as a device holds it, or as it is granted: the same five facts."""

    @property
    def bundle(self) -> str: ...
    @property
    def parts(self) -> Sequence[str]: ...
    @property
    def rev(self) -> int: ...
    @property
    def chain8(self) -> str: ...
    @property
    def grant_end(self) -> str | None: ...


@dataclass(frozen=True, slots=True)
class Held:
    """What a device says it holds: one entry of a pull's `held`."""

    bundle: str
    parts: tuple[str, ...]
    rev: int
    chain8: str
    grant_end: str | None


@dataclass(frozen=True, slots=True)
class Granted:
    """What one person may carry now, as the server has it. `today`: a patient with a visit today."""

    bundle: str
    type: str
    parts: tuple[str, ...]
    rev: int
    chain8: str
    grant_end: str | None
    today: bool = False


@dataclass(frozen=True, slots=True)
class Whole:
    """The bundle from its stored packs and the records since. `new`: the device has nothing of it, so its header goes first."""

    granted: Granted
    new: bool


@dataclass(frozen=True, slots=True)
class Delta:
    """The records written after the version that the device holds; none where only the grant's end moved."""

    granted: Granted
    since: Held


Frame = Whole | Delta


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a pull sends, in the order of PROTOCOL §8."""

    frames: tuple[Frame, ...]
    forget: tuple[str, ...]

    @property
    def new(self) -> tuple[Granted, ...]:
        """The bundles whose headers go first."""
        return tuple(frame.granted for frame in self.frames if isinstance(frame, Whole) and frame.new)


ChainAt = Callable[[str, int], str | None]
"""`(bundle, rev)` → the chain8 of the bundle at that rev; None where it never had that rev."""


def plan(granted: Iterable[Granted], held: Iterable[Held], chain_at: ChainAt, first: Sequence[str] = ()) -> Plan:
    """What to send to a device that holds this. `first`: bundles just tapped. A bundle named twice in `held` is sent whole."""
    by_bundle = {each.bundle: each for each in granted}
    at_device: dict[str, Held | None] = {}
    for each in held:
        at_device[each.bundle] = None if each.bundle in at_device else each
    frames: list[Frame] = []
    for grant in by_bundle.values():
        frame = _frame(grant, at_device, chain_at)
        if frame is not None:
            frames.append(frame)
    tapped = {bundle: place for place, bundle in enumerate(first)}
    frames.sort(key=lambda frame: _turn(frame.granted, tapped))
    return Plan(frames=tuple(frames), forget=tuple(sorted(bundle for bundle in at_device if bundle not in by_bundle)))


def digest(versions: Iterable[Version]) -> str:
    """The digest by which device and server ask "anything new?" (PROTOCOL §7): 32 hex digits."""
    lines = sorted(f"{each.bundle} {','.join(sorted(each.parts))} {each.rev} {each.chain8} {each.grant_end or '-'}\n" for each in versions)
    return hashlib.sha256("".join(lines).encode()).digest()[:16].hex()


def _frame(grant: Granted, at_device: dict[str, Held | None], chain_at: ChainAt) -> Frame | None:
    if grant.bundle not in at_device:
        return Whole(grant, new=True)
    held = at_device[grant.bundle]
    if held is None or sorted(held.parts) != sorted(grant.parts) or held.rev > grant.rev:
        return Whole(grant, new=False)
    known = grant.chain8 if held.rev == grant.rev else chain_at(grant.bundle, held.rev)
    if known is None or known != held.chain8:
        return Whole(grant, new=False)
    if held.rev == grant.rev and held.grant_end == grant.grant_end:
        return None
    return Delta(grant, held)


def _turn(grant: Granted, tapped: dict[str, int]) -> tuple[int, int, str]:
    """People and one's own first, then what was tapped, then today's, then the rest."""
    if grant.type != "patient":
        return (0, 0, grant.bundle)
    if grant.bundle in tapped:
        return (1, tapped[grant.bundle], grant.bundle)
    return (2 if grant.today else 3, 0, grant.bundle)
