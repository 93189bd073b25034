"""Reading the record for a pull: stored bytes, what came since, and the versions they belong to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Version:
    """Where a bundle stands."""

    bundle: str
    type: str
    rev: int
    chain8: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """One bundle of a pull: whole where `since` is None, else what came after that rev."""

    bundle: str
    parts: tuple[str, ...]
    since: tuple[int, str] | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its stored pack (raw deflate, b"" where none is asked or none is built), the lines since, its sum at the frame's rev."""

    pack: bytes
    lines: tuple[str, ...]
    sum: str


@dataclass(frozen=True, slots=True)
class Frame:
    """One bundle as one snapshot had it (R7). `since` is None for a whole. `header` is JSON text."""

    bundle: str
    type: str
    since: tuple[int, str] | None
    rev: int
    chain8: str
    header: str
    parts: Mapping[str, Part]


def versions(bundles: Sequence[str], *, staff: str, place: str | None = None) -> dict[str, Version]:
    """Where these bundles stand now, read as role web for this member of staff."""
    raise NotImplementedError


def headers(bundles: Sequence[str], *, staff: str, place: str | None = None) -> Iterator[tuple[str, str, str]]:
    """(bundle, type, header as JSON text) in the order asked, 500 a transaction."""
    raise NotImplementedError


def on_chain(held: Mapping[str, tuple[int, str]], *, staff: str, place: str | None = None) -> set[str]:
    """Which of these bundles were once at (rev, chain8) on the server's own chain: the others saw what a restored server lost."""
    raise NotImplementedError


def lacking(change_ids: Sequence[str], *, author: str) -> set[str]:
    """Which of these answered changes the journal does not have (a restore)."""
    raise NotImplementedError


def frames(wanted: Sequence[Wanted], *, staff: str, place: str | None = None) -> Iterator[Frame]:
    """Frames in the order asked, at most 50 bundles a REPEATABLE READ transaction; no connection is held while the caller has a frame in hand.

    Bundles and parts that row-level security hides are left out. A `since` that is not on the chain becomes a whole.
    """
    raise NotImplementedError
