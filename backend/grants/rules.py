"""What grants amount to: pure, so that it can be read, and tested, without a database.

1. Nobody reads a part that no grant of theirs names, and manager, administrator and privacy officer read no part whatever a grant says.
2. The voluntary sector sees `core` only.
3. A grant counts from `since` until `until`, or until it was ended; that needs no job.
4. A tablet carries what a carried grant names. Where parts end at different times it erases the bundle at the first end, and the next pull
   brings back what is still granted: never a part for longer than it is granted.
5. A change is judged by when it was made: made while a grant held, it is taken however late it arrives; made after, it needs a lead.
6. To whom no grant ever named the part, the record does not exist.
7. A meeting is no ground: nobody reads or writes by it. It lets travel a part that another grant opens now, until that one ends or its own time
   is over, whichever is first. What break-glass opens is read online only, meeting or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

CARE = frozenset({"practitioner", "assistant", "coordinator", "lead"})
"""Roles that read patients' records as far as grants go."""
VOLUNTARY = "voluntary"
ALL_PARTS = ("core", "more")
"""The parts that are not restricted: what an ordinary grant names."""
MEETING = "meeting"
"""Why a record travels that is read on another ground (rule 7)."""
READ_ONLINE = frozenset({"break-glass"})
"""Grounds to read that nothing lets travel."""
TRAVELS_AHEAD = timedelta(days=28)
"""How long before a visit or a meeting a record travels for it (R9)."""


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
    why: str = "caseload"

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


def let_travel(terms: Sequence[Term], role: str, now: datetime) -> list[Term]:
    """Rule 7: what meetings let travel now, part by part, each to its own end or the end of what opens the part."""
    opened = parts_of([term for term in terms if term.why not in {MEETING, *READ_ONLINE} and term.holds(now)], role)
    found = []
    for term in terms:
        if term.why == MEETING and term.travels(now):
            for part in (part for part in term.parts if part in opened):
                ends = [end for end in (term.until, opened[part]) if end is not None]
                found.append(replace(term, parts=(part,), until=min(ends, default=None)))
    return found


def hold(bundle: str, terms: Sequence[Term], role: str, now: datetime, today: tuple[datetime, datetime]) -> Held | None:
    """Rules 4 and 7. What a tablet carries of a bundle, or, where it carries nothing, what may be read online; None where neither.

    `today`: when the place's day began and when it ends.
    """
    grounds = [term for term in terms if term.why != MEETING]
    carried = [*(term for term in grounds if term.travels(now)), *let_travel(terms, role, now)]
    ends = parts_of(carried or [term for term in grounds if term.holds(now)], role)
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
    """Rules 5, 6 and 7. None where the change may be taken, else a reason of PROTOCOL §5."""
    naming = [term for term in terms if part in term.parts and term.why != MEETING] if may_see(role, part) else []
    if any(term.holds(received_at) or term.holds(made_at) for term in naming):
        return None
    if any(term.until is not None and term.until <= made_at for term in naming):
        return "needs-a-lead"
    return "not-found"
