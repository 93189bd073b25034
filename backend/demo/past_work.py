"""What a team did in a month of the years behind besides its visits: who was referred to it, which goals came due, how people said they were.

Chances of their own, so that the visits stay as they are. Each hangs on an attendance of the month: who was referred was seen then, who was asked was
asked there. All that is here is over: a referral is closed, a goal reached or given up, an assessment signed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from backend import wall_clock
from backend.assessments import assembling
from backend.demo.ids import chance_of, derived

Row = tuple[str, dict[str, Any]]
URGENT, WITHIN_DAYS, ROUTINE, GOAL, ASKED = 0.2, 0.04, 0.05, 0.15, 0.2
"""Shares of the people seen in a month."""
CRISES = (
    ("Fell at home, on the floor for an hour, no fracture seen", "falls-risk", "ambulance"),
    ("Catheter blocked since the morning", "catheter-problems", "self"),
    ("Suddenly confused, was well yesterday", "mobility-problems", "gp-practice"),
    ("Cannot get out of the chair any more", "mobility-problems", "carer"),
)
PLANNED = (
    ("Home tomorrow after ten days on the ward", "rehabilitation", "hospital"),
    ("Wound on the shin, six weeks old", "wound-care", "gp-practice"),
)
GOALS = (
    ("I want to get to the shop on the corner by myself", "M5"),
    ("I want to know whom I can ring at night", "S4"),
    ("I want to wash and dress without help", "M5"),
    ("I want to be asked before anything is decided", "P3"),
    ("I want to be out of the house once a week", "A2"),
)
ONS4 = assembling.shipped_one("ons4")


@dataclass(frozen=True, slots=True)
class Seen:
    """An attendance at which somebody was seen."""

    staff: str
    arrived_at: datetime
    left_at: datetime


def of_month(seed: int, case: str, team: str, first: date, went: Sequence[Mapping[str, Any]], newest: date) -> dict[str, list[Row]]:
    """Kind → rows of one person. `went`: the fields of their attendances of the month; `newest`: the month to which the years lead."""
    rows: dict[str, list[Row]] = {"referral": [], "goal": [], "assessment": [], "signature": []}
    seen = [_seen(one) for one in went if one["outcome"] in ("completed", "part")]
    if not seen:
        return rows
    chance = chance_of(seed, "past work", case, first.isoformat())
    ago = min((newest.year - first.year) * 12 + newest.month - first.month, 36)
    better = 1 - ago / 36
    one = min(seen, key=lambda visit: visit.arrived_at)
    turn = chance.random()
    key = (case, first.isoformat())
    if turn < URGENT:
        rows["referral"].append((derived("past referral", *key), _urgent(chance, team, one, 0.62 + 0.2 * better)))
    elif turn < URGENT + WITHIN_DAYS:
        rows["referral"].append((derived("past referral", *key), _planned(chance, team, one, "two-days", 0.7 + 0.2 * better)))
    elif turn < URGENT + WITHIN_DAYS + ROUTINE:
        rows["referral"].append((derived("past referral", *key), _planned(chance, team, one, "no-clock", 0)))
    if chance.random() < GOAL:
        rows["goal"].append((derived("past goal", *key), _goal(chance, first, 0.5 + 0.2 * better)))
    if chance.random() < ASKED:
        last = max(seen, key=lambda visit: visit.arrived_at)
        assessment = derived("past assessment", *key)
        rows["assessment"].append((assessment, _asked(chance, chance_of(seed, "mood", case), last, better)))
        signed = {"assessment": assessment, "section": "", "content_hash": "0" * 64, "staff": last.staff, "signed_at": wall_clock.wire(last.left_at)}
        rows["signature"].append((derived("past signature", *key), signed))
    return rows


def _seen(went: Mapping[str, Any]) -> Seen:
    return Seen(went["staff"], wall_clock.from_wire(went["arrived_at"]), wall_clock.from_wire(went["left_at"]))


def _urgent(chance: Random, team: str, seen: Seen, in_time: float) -> dict[str, Any]:
    """A crisis, found so long before somebody came."""
    before = chance.randint(25, 118) if chance.random() < in_time else chance.randint(124, 290)
    found = seen.arrived_at - timedelta(minutes=before)
    why, reason, source = chance.choice(CRISES)
    received = found + timedelta(minutes=chance.randint(2, 12))
    opened = received + timedelta(minutes=chance.randint(1, 9))
    clock = {"clock_type": "two-hours", "clock_started_at": wall_clock.wire(found), "priority": "urgent"}
    return _referral(chance, team, seen, received, opened, why=why, reason=reason, source=source, **clock)


def _planned(chance: Random, team: str, seen: Seen, clock: str, in_time: float) -> dict[str, Any]:
    """Reablement after hospital, within two days or not; or what may wait."""
    nights = chance.randint(0, 2) if chance.random() < in_time else chance.randint(3, 12)
    received = (seen.arrived_at - timedelta(days=nights)).replace(hour=chance.randint(3, 5))
    opened = received + timedelta(minutes=chance.randint(10, 110))
    why, reason, source = PLANNED[0] if clock == "two-days" else PLANNED[1]
    started = {"clock_type": clock} | ({} if clock == "no-clock" else {"clock_started_at": wall_clock.wire(received)})
    return _referral(chance, team, seen, received, opened, why=why, reason=reason, source=source, priority="routine", **started)


def _referral(chance: Random, team: str, seen: Seen, received: datetime, opened: datetime, **more: Any) -> dict[str, Any]:
    decided = min(opened + timedelta(minutes=chance.randint(2, 12)), seen.arrived_at)
    return {
        **more, "received_at": wall_clock.wire(received), "triage_started_at": wall_clock.wire(opened), "decided_at": wall_clock.wire(decided),
        "status": "closed", "team": team, "closed_at": wall_clock.wire(seen.left_at), "closure_reason": "completed",
    }  # fmt: skip


def _goal(chance: Random, first: date, reached: float) -> dict[str, Any]:
    words, statement = chance.choice(GOALS)
    is_reached = chance.random() < reached
    due = first + timedelta(days=chance.randint(0, 27))
    made: dict[str, Any] = {
        "words": words,
        "i_statement": statement,
        "target_on": due.isoformat(),
        "status": "achieved" if is_reached else "cancelled",
    }
    if not is_reached:
        made["status_reason"] = "Something else matters more now."
    if chance.random() < 0.8:
        made["progress"] = 5 if is_reached and chance.random() < 0.8 else chance.randint(2, 4)
    return made


def _asked(chance: Random, mood: Random, seen: Seen, better: float) -> dict[str, Any]:
    """The four questions, as somebody of this mood answers them; it lightens over the years, by a point or so."""
    level = mood.uniform(3, 7)
    said = [round(level + 2.2 * better + chance.gauss(0, 1)) for _ in range(3)] + [round(8 - level - 1.5 * better + chance.gauss(0, 1.2))]
    answers = {f"ons4.{n}": _coded(str(min(max(value, 0), 10))) for n, value in enumerate(said, 1)}
    return {
        "questionnaire": ONS4["url"], "version": ONS4["version"], "status": "completed", "begun_by": seen.staff,
        "begun_at": wall_clock.wire(seen.arrived_at), "completed_at": wall_clock.wire(seen.left_at),
        "answers": {"ons4.by": _coded("person"), **answers},
    }  # fmt: skip


def _coded(code: str) -> dict[str, Any]:
    return {"answer": [{"valueCoding": {"code": code}}]}
