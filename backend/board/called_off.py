"""A single visit that is called off, by the person, their family or the service: and that stands again.

1. It is a fact and no draft, as it is that somebody is not at home: said on the board, it is in the record at once, and on the tablets with their
   next contact. Whoever goes all the same records what happened (R3).
2. Who called it off, why and when is in fields of its own, for reports and returns; the same in a sentence is why the visit is cancelled, so that
   every tablet reads it where it always did.
3. What was called off stands again with who had it, as long as its day is not over. What was cancelled otherwise (nobody at home, the plan changed)
   comes back where that is said.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from backend import wall_clock
from backend.board import draft
from backend.board.draft import Lead, NotPossible
from backend.board.facts import Facts
from backend.board.services import change_id, changed, written
from backend.record import Change
from backend.visits.services import called_off as sentence

STANDS = {"status": "planned", "status_reason": None}


@dataclass(frozen=True, slots=True)
class CalledOff:
    """A visit of the day that somebody called off. `words`: by whom and why. `may_stand`: it can stand again."""

    visit: str
    words: str
    may_stand: bool


def those(facts: Facts) -> list[CalledOff]:
    """What was called off on this day, of this team, by the time for which it was planned."""
    found = [id_ for id_ in facts.visits if _is_called_off(facts, id_)]
    is_over = facts.day < wall_clock.day_of(facts.now)
    return [CalledOff(id_, facts.visits[id_].status_reason or "", not is_over) for id_ in sorted(found, key=lambda id_: facts.where(id_).start)]


def say(lead: Lead, visit: str, by: str, why: str, words: str | None, made: str, now: datetime) -> None:
    """Calls a visit off. `by`, `why`: words of `visits.words`; `words`: what else is to be said. `made`: the id of this saying.

    Raises NotPossible, NotTaken, NotLeading.
    """
    facts = draft.facts_of(lead, now)
    if visit not in facts.visits:
        raise NotPossible({visit: "It is no longer on this day's board."})
    if _is_called_off(facts, visit):
        return  # said before, and the answer was lost
    if visit in facts.halves or visit in facts.halves.values():
        raise NotPossible({visit: "It was made two visits in the draft: publish that, or take it back, first."})
    if (fault := facts.why_fixed(visit)) is not None:
        raise NotPossible({visit: fault})
    cancelled = {"status": "cancelled", "status_reason": sentence(by, why, words)}
    _write(lead, changes(lead, facts, visit, made, now, cancelled, (by, why)), facts, visit, now, "called-off")


def take_back(lead: Lead, visit: str, made: str, now: datetime) -> None:
    """Lets a visit that was called off stand again. Raises NotPossible, NotTaken, NotLeading."""
    facts = draft.facts_of(lead, now)
    if visit not in facts.visits:
        raise NotPossible({visit: "It is no longer on this day's board."})
    if facts.state(visit) == "planned":
        return
    if not _is_called_off(facts, visit):
        raise NotPossible({visit: "Nobody called it off."})
    if facts.day < wall_clock.day_of(now):
        raise NotPossible({visit: "Its day is over."})
    _write(lead, changes(lead, facts, visit, made, now, STANDS, None), facts, visit, now, "stands-again")


def changes(
    lead: Lead, facts: Facts, visit: str, made: str, now: datetime, status: Mapping[str, str | None], off: tuple[str | None, str] | None
) -> list[Change]:
    """What gives a visit another state. `off`: by whom it is called off, as far as somebody did, and why; None: it stands."""
    found = facts.visits[visit]
    assert found.bundle_id is not None
    by, why = off or (None, None)
    was = {"cancelled_by": found.cancelled_by, "cancelled_why": found.cancelled_why, "cancelled_at": _wire(found.cancelled_at)}
    wanted = {"cancelled_by": by, "cancelled_why": why, "cancelled_at": wall_clock.wire(now) if off else None}
    both = (("status", {name: getattr(found, name) for name in status}, status), ("calling-off", was, wanted))
    return [
        changed(lead, change_id(made, visit, group), "visit", visit, found.bundle_id, found.patient_id, now, before, then)
        for group, before, then in both
        if before != then
    ]


def _wire(moment: datetime | None) -> str | None:
    return wall_clock.wire(moment) if moment else None


def _is_called_off(facts: Facts, visit: str) -> bool:
    return facts.state(visit) == "cancelled" and facts.visits[visit].cancelled_by is not None and facts.is_ours(visit)


def _write(lead: Lead, those: list[Change], facts: Facts, visit: str, now: datetime, kind: str) -> None:
    written(lead, those)
    with draft.held(lead) as session:
        after = draft.facts_of(lead, now, session)
        draft.note_step(session, lead, {visit: (after.published(visit), after.published(visit))}, now, kind, facts.visits[visit].patient_id)
