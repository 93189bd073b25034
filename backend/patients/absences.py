"""Who is not at home, in words; and an absence that somebody planned and another took the place of: a person has one at a time (`away`), so an
admission today writes over a stay of next month. The record's steps still have it, and here it is found again: to be told, and to be put back when
they are home."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from backend.record import past

FIELDS = ("away_from", "away_until", "away_why")
WORDS = {"hospital": "In hospital", "respite": "In respite care", "family": "At their family's"}


@dataclass(frozen=True, slots=True)
class Absence:
    """Days, as the record has them: `until` None, until somebody says otherwise."""

    first: date
    until: date | None
    why: str | None


def is_on(away_from: date | None, away_until: date | None, day: date) -> bool:
    """Whether an absence, as the record has it, lasts on this day."""
    return away_from is not None and away_from <= day <= (away_until or day)


def said(away_from: date | None, away_until: date | None, why: str | None, day: date) -> str | None:
    """Where the record has somebody on this day; None: at home, as far as it knows."""
    if away_from is None or not is_on(away_from, away_until, day):
        return None
    since = "" if away_from == day else f" since {away_from.day} {away_from:%b}"
    return f"{WORDS.get(why or '', 'Not at home')}{since}"


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
