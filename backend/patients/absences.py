"""An absence that somebody planned and another took the place of: a person has one at a time (`away`), so an admission today writes over a stay of
next month. The record's steps still have it, and here it is found again: to be told, and to be put back when they are home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from backend.record import past

FIELDS = ("away_from", "away_until", "away_why")


@dataclass(frozen=True, slots=True)
class Absence:
    """Days, as the record has them: `until` None, until somebody says otherwise."""

    first: date
    until: date | None
    why: str | None


def replaced(session: Session, patient: str, day: date) -> Absence | None:
    """The absence that begins after `day` and was written over by what stands on it; None where there is none. `session`: its reader's.

    Newest first: what was written over it may have been written again (from hospital to respite care). Whatever said that they are home is later than
    all of that, and dealt with it.
    """
    steps, _ = past.steps(session, patient, ("core",), ("patient",), record=patient)
    for step in steps:
        if step.kind != "patient" or step.ending not in ("applied", "merged") or not step.set or "away_from" not in step.set:
            continue
        first, until, why = (step.set.get(name) for name in FIELDS)
        if first is None:
            return None
        if date.fromisoformat(first) > day:
            return Absence(date.fromisoformat(first), date.fromisoformat(until) if until else None, why)
    return None
