"""What grants amount to: pure, so that it can be read, and tested, without a database.

1. Nobody reads a part that no grant of theirs names, and manager, administrator and privacy officer read no part whatever a grant says.
2. The voluntary sector sees `core` only.
3. A grant counts from `since` until `until`, or until it was ended; that needs no job.
4. A tablet carries what a carried grant names. Where parts end at different times it erases the bundle at the first end, and the next pull
   brings back what is still granted: never a part for longer than it is granted.
5. A change is judged by when it was made: made while a grant held, it is taken however late it arrives; made after, it needs a lead.
6. To whom no grant ever named the part, the record does not exist.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

CARE = frozenset({"practitioner", "assistant", "coordinator", "lead"})
"""Roles that read patients' records as far as grants go."""
VOLUNTARY = "voluntary"
ALL_PARTS = ("core", "more")
"""The parts that are not restricted: what an ordinary grant names."""


@dataclass(frozen=True, slots=True)
class Term:
    """One grant as it bears on one person: theirs, their team's, one of a team they left, or a lead's oversight."""

    parts: tuple[str, ...]
    since: datetime
    until: datetime | None
    """The first of: its end in time, when a person ended it, when its holder left the team."""
    carried: bool
    carried_from: datetime | None = None
    visit_start: datetime | None = None

    def holds(self, at: datetime) -> bool:
        return self.since <= at and (self.until is None or at < self.until)

    def travels(self, at: datetime) -> bool:
        return self.carried and self.holds(at) and (self.carried_from is None or self.carried_from <= at)


@dataclass(frozen=True, slots=True)
class Held:
    """What somebody holds of one bundle now. `grant_end` is when a tablet must erase it; None: not as far as is known."""

    bundle: str
    type: str
    """patient | people | forms | mine"""
    parts: tuple[str, ...]
    grant_end: datetime | None = None
    carried: bool = True
    today: bool = False
    """They visit this person today: such bundles are sent first."""


def may_see(role: str, part: str) -> bool:
    """Rules 1 and 2."""
    return role in CARE or (role == VOLUNTARY and part == "core")


def parts_of(terms: Iterable[Term], role: str) -> dict[str, datetime | None]:
    """The parts that these terms open to a role, and until when (None: no end is known)."""
    ends: dict[str, datetime | None] = {}
    for term in terms:
        for part in term.parts:
            if not may_see(role, part):
                continue
            known = ends.get(part, term.until)
            ends[part] = None if known is None or term.until is None else max(known, term.until)
    return ends


def hold(bundle: str, terms: Sequence[Term], role: str, now: datetime, today: tuple[datetime, datetime]) -> Held | None:
    """Rule 4. What a tablet carries of a bundle, or, where it carries nothing, what may be read online; None where neither.

    `today`: when the place's day began and when it ends.
    """
    carried = [term for term in terms if term.travels(now)]
    ends = parts_of(carried or [term for term in terms if term.holds(now)], role)
    if not ends:
        return None
    known = [end for end in ends.values() if end is not None]
    return Held(
        bundle=bundle,
        type="patient",
        parts=tuple(sorted(ends)),
        grant_end=min(known) if known else None,
        carried=bool(carried),
        today=any(term.visit_start is not None and today[0] <= term.visit_start < today[1] for term in carried),
    )


def judge(terms: Sequence[Term], role: str, part: str, made_at: datetime, received_at: datetime) -> str | None:
    """Rules 5 and 6. None where the change may be taken, else a reason of PROTOCOL §5."""
    naming = [term for term in terms if part in term.parts] if may_see(role, part) else []
    if any(term.holds(received_at) or term.holds(made_at) for term in naming):
        return None
    if any(term.until is not None and term.until <= made_at for term in naming):
        return "needs-a-lead"
    return "not-found"
