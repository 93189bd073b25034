"""Proposals for a board: asked for, looked for by a job, seen as an explained difference, taken whole or in part, or left.

1. A proposal moves nothing. Taking it is one step of the draft, that can be taken back like any other.
2. A change is taken only where its visit still is where it was when the proposal was made, nobody pinned it since, its time is not over,
   and nothing that binds has changed: who takes a proposal never breaks by it what the proposal could not have broken.
3. What is wrong with a day is said by name before anything is looked for. A visit that nobody who works has the skills for is left out, and said:
   where the only one who has them is off sick, the others' day is planned all the same.
4. Today, what has begun or begins within ten minutes stays (`allocation.replan`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.allocation import checker, reasons
from backend.allocation.faults import Fault, faults
from backend.allocation.problem import Allocation, Day, Plan, Visit
from backend.allocation.proposal import BrokenPlan, Limits, Progress, Proposal, propose
from backend.allocation.replan import News, Rest, rest_of
from backend.allocation.weights import LEAST_CHANGE, MORE_COVERED, PRESETS, Weights
from backend.board import draft, under_way, view
from backend.board.build import Built, build
from backend.board.draft import Lead, Meanwhile, NotPossible
from backend.board.facts import Facts, Where
from backend.board.models import BoardProposal
from backend.board.times import minutes, moment
from backend.board.warnings import Warn

KEPT = timedelta(days=1)
OPEN = ("waiting", "looking")
LOST = timedelta(minutes=5)
"""So long after its time a proposal that nobody finished is given up: another may be asked for."""
LACKING = {"skill-nobody-has": "skill", "window-ends-first": "gap"}
"""The faults that leave out their visit alone, and the rule in its way: a window ends before it begins where a gap leaves nothing of it."""
APART = "As it is found it would not lie as long after their other visit as it must, or too long after it."
EXPLAINED = 40
"""Of so many visits that nobody can take it is worked out why; a day with more has another problem."""
BINDS = frozenset({"skill", "never", "people", "window"})
"""The warnings that no proposal brings, and no part of one: where they come, what the proposal was made from has changed."""
BINDS_WHOLE = frozenset({"overlap", "travel", "shift", "overtime", "gap"})
"""Those that a whole one does not bring either. Of a part of it the lead sees them, and decides."""
FAILURES = {
    "not-granted": "You do not lead this team any more.",
    "not-installed": "The optimiser is not installed on this server: the board works by hand.",
    "fault": "No proposal could be made. Ask for it again.",
}


class BeingLookedFor(Exception):
    """Somebody asked for a proposal already, and it is not there yet."""


class Faulty(Exception):
    """The day cannot be allocated as it stands."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("faulty")
        self.faults = list(faults)


class NotThere(Exception):
    """There is no such proposal for whoever asks, or it is no longer ready."""


def ask(lead: Lead, id_: str, asked: Mapping[str, Any], now: datetime) -> BoardProposal:
    """Keeps what was asked for; the job is the caller's to hand over. Raises BeingLookedFor, Faulty, NotPossible, NotLeading."""
    if lead.day < wall_clock.day_of(now):
        raise NotPossible({"day": "This day is over."})
    with draft.held(lead) as session:
        facts = draft.facts_of(lead, now, session)
        last = facts.proposal
        if last is not None and last.state in OPEN and now < last.asked_at + timedelta(seconds=last.seconds) + LOST:
            raise BeingLookedFor
        built = build(facts)
        if not built.day.staff or not built.day.visits:
            raise NotPossible({"day": "Nobody works on this day." if not built.day.staff else "There is nothing to allocate on this day."})
        wrong = [one for one in built.faults() if one.code not in LACKING]
        if wrong:
            raise Faulty(wrong)
        session.execute(delete(BoardProposal).where(BoardProposal.team_id == lead.team, BoardProposal.day == lead.day))
        made = BoardProposal(
            id=id_,
            place_id=lead.place,
            team_id=lead.team,
            day=lead.day,
            asked_by=lead.staff,
            asked_at=now,
            ends_at=now + KEPT,
            preset=asked["preset"],
            change=asked["change"],
            seconds=asked["seconds"],
            state="waiting",
            version=facts.version,
        )
        session.add(made)
        session.flush()
        session.expunge(made)
    return made


def begin(session: Session, id_: str) -> BoardProposal | None:
    """Says that it is being looked for; None where there is nothing to look for: cancelled, or found already."""
    found = session.scalars(
        update(BoardProposal).where(BoardProposal.id == id_, BoardProposal.state.in_(OPEN)).values(state="looking").returning(BoardProposal)
    ).one_or_none()
    if found is not None:
        session.expunge(found)
    return found


def tell(session: Session, id_: str, progress: Progress | None) -> bool:
    """Keeps how far it is. Returns whether to go on: not where somebody cancelled it."""
    values = {"progress": progress_json(progress)} if progress else {"state": "looking"}
    kept = session.scalar(
        update(BoardProposal).where(BoardProposal.id == id_, BoardProposal.state == "looking").values(**values).returning(BoardProposal.id)
    )
    return kept is not None


def progress_json(progress: Progress) -> dict[str, Any]:
    return {
        "share": round(min(max(progress.share, 0.0), 1.0), 3),
        "unallocated": progress.unallocated,
        "cost": round(progress.cost, 1),
        "seconds": round(progress.seconds, 2),
        "moves": progress.moves,
    }


def finish(session: Session, id_: str, version: int, result: Mapping[str, Any]) -> None:
    """It is ready. One that was cancelled meanwhile stays cancelled."""
    values = {"state": "ready", "version": version, "result": dict(result)}
    session.execute(update(BoardProposal).where(BoardProposal.id == id_, BoardProposal.state == "looking").values(**values))


def fail(session: Session, id_: str, message: str) -> None:
    session.execute(update(BoardProposal).where(BoardProposal.id == id_, BoardProposal.state.in_(OPEN)).values(state="failed", message=message))


def weights_of(preset: str, change: str) -> Weights:
    """The team's preset, with what a change of what people know costs."""
    held = {"least": LEAST_CHANGE, "more": MORE_COVERED}.get(change)
    chosen = PRESETS[preset]
    return chosen if held is None else replace(chosen, changed=held.changed, moved=held.moved)


def look(
    facts: Facts,
    asked: BoardProposal,
    seconds: Callable[[], float],
    tell: Callable[[Progress], None],
    stop: Callable[[], bool],
    limits: Limits | None = None,
) -> dict[str, Any]:
    """The proposal for a board, as it is told (`schemas.ProposalSchema`). Raises NotADay, NotInstalled, BrokenPlan."""
    weights = weights_of(asked.preset, asked.change)
    built = build(facts, weights)
    news = under_way.news(under_way.running(facts, built))
    rest, lacking = _possible(_rest(facts, built, news, weights))
    seed = int(asked.id.replace("-", "")[-8:], 16)
    found = propose(rest.day, limits or Limits(seconds=float(asked.seconds)), seed, seconds, tell, stop, keep_current=asked.change != "free")
    plan = Plan({v: Allocation(float(round(p.start)), p.staff) for v, p in found.plan.allocations.items()}, found.plan.breaks)
    broken = checker.breaches(rest.day, plan) if plan.allocations != found.plan.allocations else []
    if broken:  # to the whole minute a plan may be too tight, where visits were planned to the second
        raise BrokenPlan(broken)
    plan, torn = apart(built, rest, plan, news)
    return _told(facts, built, rest, plan, found, lacking, torn, news)


def apart(built: Built, rest: Rest, plan: Plan, news: News) -> tuple[Plan, frozenset[str]]:
    """A plan without what would lie too near to a visit that is not part of the rest of the day, or too far from it: two doses too close harm. The
    checker saw the rest alone. To take a visit out breaks no rule. Returns what is left, and what was taken out."""
    movable = {visit.id for visit in rest.day.visits if not visit.pinned} & plan.allocations.keys()
    out: set[str] = set()
    for gap in built.day.gaps:
        then = {**rest.whole(plan).allocations}
        then |= {v: replace(then[v], start=news.times[v][0]) for v in rest.settled.keys() & news.times.keys() & then.keys()}
        if gap.first in then and gap.second in then and not {gap.first, gap.second} & out:
            between = then[gap.second].start - then[gap.first].start
            if between < gap.least or (gap.most is not None and between > gap.most):
                out.update([one for one in (gap.second, gap.first) if one in movable][:1])
    return Plan({v: p for v, p in plan.allocations.items() if v not in out}, plan.breaks), frozenset(out)


def _possible(rest: Rest) -> tuple[Rest, dict[str, tuple[str, str]]]:
    """The rest of a day without the visits that nobody can take, whatever else is done; and of each of them the rule, and a sentence."""
    lacking = {one.who: (LACKING[one.code], one.text) for one in faults(rest.day) if one.code in LACKING}
    if not lacking:
        return rest, {}
    day = rest.day
    visits = tuple(visit for visit in day.visits if visit.id not in lacking)
    gaps = tuple(gap for gap in day.gaps if not {gap.first, gap.second} & lacking.keys())
    current = {v: p for v, p in day.current.allocations.items() if v not in lacking}
    return replace(rest, day=replace(day, visits=visits, gaps=gaps, current=Plan(current, day.current.breaks))), lacking


def _rest(facts: Facts, built: Built, news: News, weights: Weights) -> Rest:
    """What is still open of a day: all of it, unless it is today."""
    if wall_clock.day_of(facts.now) != facts.day:
        return Rest(built.to_solve, {}, {})
    return rest_of(built.to_solve, float(int(minutes(facts.now, facts.day)) + 1), news, weights)


def _told(
    facts: Facts,
    built: Built,
    rest: Rest,
    plan: Plan,
    found: Proposal,
    lacking: Mapping[str, tuple[str, str]],
    torn: frozenset[str],
    news: News,
) -> dict[str, Any]:
    now, day = built.whole, rest.day
    solved = {visit.id for visit in day.visits}
    then = {**{v: p for v, p in now.items() if v not in solved}, **rest.whole(plan).allocations}
    visits = {visit.id: visit for visit in day.visits}
    movable = [visit for visit in day.visits if not visit.pinned]
    changes = [one for one in (_change(facts, day, plan, visit, now.get(visit.id)) for visit in movable) if one is not None]
    for one in changes:
        if one["visit"] in torn:
            one["why"] = APART
        if one["visit"] in news.times:
            one["begins"] = wall_clock.wire(moment(news.times[one["visit"]][0], facts.day))
    left = [visit for visit in day.visits if visit.id not in plan.allocations and visit.id not in torn]
    left.sort(key=lambda visit: (visit.priority, visit.window.opens, visit.id))
    kinds = {one["visit"]: one["kind"] for one in changes}
    return {
        "before": view.counts(built.day, now),
        "after": view.counts(built.day, then),
        "practice": {
            "unallocated": sum(found.practice.unallocated),
            "travel_minutes": found.practice.travel_minutes,
            "unfamiliar": found.practice.unfamiliar,
        },
        "changes": changes,
        "people": [_person(facts, built, one.id, now, then, kinds) for one in built.day.staff],
        "left_out": [
            *({"visit": v, "rules": [rule], "text": text, "nearest": None} for v, (rule, text) in sorted(lacking.items()) if v not in now),
            *({"visit": v, "rules": ["gap"], "text": APART, "nearest": None} for v in sorted(torn)),
            *(_left_out(facts, day, plan, visits[visit.id], n) for n, visit in enumerate(left)),
        ],
    }


def _at(facts: Facts, start: float, staff: Sequence[str]) -> dict[str, Any]:
    return {"start": wall_clock.wire(moment(start, facts.day)), "staff": list(staff)}


def _change(facts: Facts, day: Day, plan: Plan, visit: Visit, was: Allocation | None) -> dict[str, Any] | None:
    """One visit as it would move; None where it stays."""
    is_ = plan.allocations.get(visit.id)
    planned = minutes(facts.where(visit.id).start, facts.day)
    before = _at(facts, was.start if was else planned, was.staff if was else ())
    if is_ is None:
        if was is None:
            return None
        text = reasons.why_not(day, plan, visit).text
        nothing = {"is_familiar": False, "travel_minutes": 0.0, "late_minutes": 0.0, "alternatives": 0}
        return {"visit": visit.id, "kind": "out", "now": before, "then": _at(facts, was.start, ()), "why": text, **nothing}
    if was is not None and set(was.staff) == set(is_.staff) and abs(was.start - is_.start) < 0.5:
        return None
    moved = "moves" if was and set(was.staff) != set(is_.staff) else "later" if was and is_.start > was.start else "earlier"
    why = reasons.why(day, plan, visit)
    return {
        "visit": visit.id,
        "kind": "new" if was is None else moved,
        "now": before,
        "then": _at(facts, is_.start, is_.staff),
        "why": why.text,
        "is_familiar": why.familiar > 0,
        "travel_minutes": why.travel_minutes,
        "late_minutes": why.late_minutes,
        "alternatives": why.alternatives,
    }


def _person(
    facts: Facts, built: Built, id_: str, now: Mapping[str, Allocation], then: Mapping[str, Allocation], kinds: Mapping[str, str]
) -> dict[str, Any]:
    one = next(person for person in built.day.staff if person.id == id_)
    visits = {visit.id: visit for visit in built.day.visits}
    mine = sorted((p.start, v) for v, p in then.items() if id_ in p.staff and v in visits)
    route = [
        {
            "visit": v,
            "start": wall_clock.wire(moment(start, facts.day)),
            "end": wall_clock.wire(moment(start + visits[v].minutes, facts.day)),
            "kind": "same" if v not in kinds else "new" if v not in now or id_ not in now[v].staff else "moved",
        }
        for start, v in mine
    ]
    gone = sum(id_ in p.staff and id_ not in then.get(v, Allocation(0.0, ())).staff for v, p in now.items())
    return {
        "staff": id_,
        "minutes_left": [view.left(built.day, one, now), view.left(built.day, one, then)],
        "changes": gone + sum(stop["kind"] != "same" for stop in route),
        "route": route,
    }


def _left_out(facts: Facts, day: Day, plan: Plan, visit: Visit, n: int) -> dict[str, Any]:
    if n >= EXPLAINED:
        return {
            "visit": visit.id,
            "rules": [],
            "text": f"More than {EXPLAINED} visits are left out: of this one it was not worked out why.",
            "nearest": None,
        }
    why = reasons.why_not(day, plan, visit)
    nearest = _at(facts, why.nearest.start, why.nearest.staff) if why.nearest else None
    return {"visit": visit.id, "rules": [rule.value for rule in why.rules], "text": why.text, "nearest": nearest}


# ------------------------------------------------------------------------------------------------------------------ seen and taken


def find(session: Session, id_: str) -> BoardProposal:
    """A proposal of a board of one's own. Raises NotThere."""
    found = session.scalars(select(BoardProposal).where(BoardProposal.id == id_)).one_or_none()
    if found is None:
        raise NotThere
    return found


def close(session: Session, id_: str) -> None:
    """Cancels one that is looked for; leaves one that is ready."""
    session.execute(update(BoardProposal).where(BoardProposal.id == id_, BoardProposal.state.in_(OPEN)).values(state="cancelled"))
    session.execute(update(BoardProposal).where(BoardProposal.id == id_, BoardProposal.state == "ready").values(state="left"))


def take(lead: Lead, id_: str, visits: Sequence[str] | None, now: datetime) -> list[Warn]:
    """Puts a proposal's changes, or some of them, into the draft as one step. Raises NotThere, Meanwhile, NotPossible, NotLeading."""
    with draft.held(lead) as session:
        row = session.get(BoardProposal, id_)
        if row is None or row.state != "ready" or (row.team_id, row.day) != (lead.team, lead.day):
            raise NotThere
        result = dict(row.result or {})
        facts = draft.facts_of(lead, now, session)
        after = moves(facts, result, visits)
        warned = draft.brought(facts, after)
        codes = BINDS if visits is not None else BINDS | BINDS_WHOLE
        broken = {one.visit: f"Since it was proposed: {one.text}." for one in warned if one.is_hard and one.code in codes}
        if broken:
            raise Meanwhile(broken)
        if after:
            draft.write(session, lead, facts, after, now, "proposal")
        session.execute(update(BoardProposal).where(BoardProposal.id == id_).values(state="taken"))
        return warned


def moves(facts: Facts, result: Mapping[str, Any], visits: Sequence[str] | None) -> dict[str, Where]:
    """Where each visit of a proposal goes. Raises Meanwhile (rule 2), NotPossible."""
    changes = {one["visit"]: one for one in result.get("changes", ())}
    chosen = set(changes) if visits is None else set(visits)
    unknown = chosen - set(changes)
    if unknown:
        raise NotPossible(dict.fromkeys(sorted(unknown), "The proposal does not move it."))
    stale: dict[str, str] = {}
    after: dict[str, Where] = {}
    for id_ in sorted(chosen):
        if id_ not in facts.visits:
            stale[id_] = "It is no longer on this day's board."
            continue
        where, was, then = facts.where(id_), changes[id_]["now"], changes[id_]["then"]
        to = wall_clock.from_wire(then["start"])
        stands = _at(facts, minutes(where.start, facts.day), where.staff)
        if (stands["start"], set(stands["staff"])) != (was["start"], set(was["staff"])):
            stale[id_] = draft.what_changed(facts, id_)
        elif not set(then["staff"]) <= set(facts.members) or facts.why_fixed(id_) is not None:
            stale[id_] = facts.why_fixed(id_) or "Somebody has left the team."
        elif where.is_pinned:
            stale[id_] = "It is pinned since."
        elif (then["staff"] and to < facts.now) or (where.staff and _begins(changes[id_], where) < facts.now):
            stale[id_] = "Its time is over: ask for a new proposal."
        else:
            after[id_] = Where(to, tuple(then["staff"]), False)
    if stale:
        raise Meanwhile(stale)
    return after


def _begins(change: Mapping[str, Any], where: Where) -> datetime:
    """When a visit would begin if it stayed: later than planned where its carer runs late."""
    return wall_clock.from_wire(change["begins"]) if "begins" in change else where.start


def forget(session: Session, now: datetime) -> None:
    session.execute(delete(BoardProposal).where(BoardProposal.ends_at <= now))
