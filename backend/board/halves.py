"""One visit for two made two visits for one: in the draft, taken back like any step, and in the record when it is published.

1. Two who must be able to do the same are needed at one moment (to turn somebody, to hoist them): such a visit stays whole, and one of its two may be
   given to somebody else. It can be made two where each does something of their own, or where nobody ever said that two are needed.
2. The first half is the visit itself, with its plan's actions; the second is new, for the same person and purpose, and keeps the same window and gap.
3. The second half is written before the first gives up its second person: broken off between, one carer too many is asked, never one too few.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from backend import wall_clock
from backend.board import draft
from backend.board.build import build, people_of
from backend.board.draft import Lead, Meanwhile, NotPossible
from backend.board.facts import HALF, Facts, Where, halved
from backend.board.models import BoardVisit
from backend.board.warnings import Warn

NOT_WRITTEN = frozenset({"place_id", "patient_id", "part", "rev", "bundle_id", *("planned_start", "planned_end")})
"""What of a visit is no field that a change sets, or is set from where the draft has it."""


def why_whole(facts: Facts, id_: str) -> str | None:
    """Why a visit cannot be made two, as a sentence; None where it can."""
    stuck = facts.why_fixed(id_)
    if stuck is not None:
        return stuck
    where, needs = facts.where(id_), people_of(facts, id_)
    if len(needs) != 2 or len(where.staff) != 2:
        return "Only a visit that two people have can be made two."
    if where.is_pinned:
        return "It is pinned."
    if facts.visits[id_].people is not None and needs[0] == needs[1]:
        return "Two who can do the same are needed at one moment: give one half to somebody else instead."
    return None


def split(lead: Lead, id_: str, version: str, half: str, now: datetime) -> list[Warn]:
    """Makes one visit two, as one step. Returns the warnings that it brought. Raises Meanwhile, NotPossible, NotLeading.

    `half`: the id of the second.
    """
    with draft.held(lead) as session:
        facts = draft.facts_of(lead, now, session)
        if id_ not in facts.visits:
            raise Meanwhile({id_: "It is no longer on this day's board."})
        if version != facts.stamp(id_):
            raise Meanwhile({id_: draft.what_changed(facts, id_)})
        why = why_whole(facts, id_)
        if why is not None:
            raise NotPossible({id_: why})
        first, second = build(facts).whole[id_].staff
        where, whole = facts.where(id_), facts.visits[id_]
        row = BoardVisit(
            team_id=lead.team, day=lead.day, place_id=lead.place, visit_id=half, start=where.start, staff=[], is_pinned=False, version=0,
            by=lead.staff, at=now, saw={"half_of": id_, "people": whole.people, "skills": whole.skills},
        )  # fmt: skip
        visits = halved(facts.visits, [row])
        facts = replace(facts, visits=visits, draft={**facts.draft, half: row}, halves={**facts.halves, half: id_})
        after = {id_: Where(where.start, (first,), False), half: Where(where.start, (second,), False)}
        draft.write(session, lead, facts, after, now, "split")
        return draft.brought(facts, after)


def made(facts: Facts, half: str) -> dict[str, Any]:
    """The second half as it is written: a new visit."""
    found, where = facts.visits[half], facts.where(half)
    kept = {name: getattr(found, name) for name in (*HALF, "people", "skills") if name not in NOT_WRITTEN}
    start, end = wall_clock.wire(where.start), wall_clock.wire(where.start + facts.length(half))
    fields = {**kept, "planned_start": start, "planned_end": end, "asked": sorted(where.staff), "is_pinned": where.is_pinned}
    return {name: wall_clock.wire(value) if isinstance(value, datetime) else value for name, value in fields.items() if value is not None}


def given_up(facts: Facts, whole: str) -> tuple[dict[str, Any], dict[str, Any]] | None:
    """What a visit that was made two said it needs, and what it needs as its first half; None of a visit that is whole."""
    half = next((one for one, first in facts.halves.items() if first == whole), None)
    if half is None:
        return None
    saw = facts.draft[half].saw
    return {"people": saw["people"], "skills": saw["skills"]}, {"people": 1, "skills": facts.visits[whole].skills}
