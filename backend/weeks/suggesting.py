"""What is suggested for a team's weeks: which visits to make on which days and with whom, and which follow an action that changed. Pure.

1. It is a difference with its reasons: nothing is written until a lead takes it, whole or in part.
2. Every number in it is of the plan that it tells: before (what stands), plain (each on its first days), after (this).
3. The usual faces are asked only on days on which they work, can do it, and have the minutes left.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

from backend import wall_clock
from backend.allocation.travel import CALLED, Travel, point
from backend.places.skills import held
from backend.visits.models import Visit
from backend.visits.needs import of_each
from backend.weeks.capacity import NOWHERE_MINUTES, Care, DayMinutes, Team, minutes_needed, of_days
from backend.weeks.facts import Facts
from backend.weeks.planner import cost, minutes_of, moved, plain, plan
from backend.weeks.problem import ALL, Day, Plan, Problem, Week
from backend.weeks.problem import Series as Asked
from backend.weeks.said import day_in_words, joined
from backend.weeks.series import Series, visit_id

MOST_NAMED = 3
LACKING = {
    "over": "The week has begun: there are not days enough left.",
    "days": "There are not days enough in this week.",
}


@dataclass(frozen=True)
class Weeks:
    """The facts as they are planned from: each series, and each day with the minutes of its people and its visits."""

    facts: Facts
    team: Team
    series: tuple[Series, ...]
    cares: tuple[Care, ...]
    days: tuple[DayMinutes, ...]

    @cached_property
    def of_day(self) -> dict[date, DayMinutes]:
        return {one.day: one for one in self.days}

    @cached_property
    def way(self) -> float:
        """Minutes on the way to one visit: what the visits that stand have on the average."""
        comings = sum(one.people for one in self.cares)
        return sum(one.travel for one in self.days) / comings if comings else NOWHERE_MINUTES


def weeks_of(facts: Facts) -> Weeks:
    """Four weeks as they stand."""
    base = point(*facts.base[1:]) if facts.base else None
    skills = {one: held(facts.staff[one].skills) for one in facts.members if one in facts.staff}
    team = Team(skills, CALLED.get(facts.means, facts.means), base, Travel())
    series = tuple(Series(facts, action) for action in facts.actions.values())
    cares = tuple(care_of(facts, one) for one in facts.standing.values())
    is_known = dict.fromkeys(facts.written, True)
    return Weeks(facts, team, series, cares, tuple(of_days(facts.lead.days, facts.shifts, is_known, cares, team)))


def care_of(facts: Facts, visit: Visit) -> Care:
    """A visit that stands, as capacity counts it."""
    assert visit.planned_start is not None
    assert visit.planned_end is not None
    length = (visit.planned_end - visit.planned_start).total_seconds() / 60
    person, asked = facts.patients[visit.patient_id or ""], tuple(visit.asked or ())
    people = visit.people or max(1, len(asked))
    place = point(person.latitude, person.longitude)
    return Care(visit.id, Series.day(visit), length, people, tuple(visit.skills or ()), place, asked, facts.known(person.id))


def suggest(facts: Facts, faces: str) -> dict[str, Any]:
    """A suggestion as it is kept and told (schemas), without its id, author and state."""
    weeks = weeks_of(facts)
    going = {one.visit.id: one for series in weeks.series for one in series.follows[0]}
    problem = problem_of(weeks, {id_ for id_, one in going.items() if one.then is None})
    chosen, first = plan(problem), plain(problem)
    makes = _makes(weeks, problem, chosen, first)
    if faces == "usual":
        _ask(weeks, makes, set(going))
    before = Problem(problem.days, ())
    return {
        "makes": sorted(makes, key=lambda one: (one["day"], one["start"], one["name"], one["visit"])),
        "follows": [_follow(series, one) for series in weeks.series for one in series.follows[0]],
        "stays": [{**_about(series, one.visit), "why": one.why} for series in weeks.series for one in series.follows[1]],
        "short": [_short(series, week) for series in weeks.series for week in series.weeks if week.lacking],
        "days": _days(weeks, problem, chosen, first),
        "before": _numbers(weeks, before, {}, 0),
        "plain": _numbers(weeks, problem, first, len(makes)),
        "after": _numbers(weeks, problem, chosen, len(makes)),
    }


def problem_of(weeks: Weeks, going: set[str]) -> Problem:
    """The weeks as the planner takes them, without the visits that are cancelled by the same suggestion."""
    load: dict[date, dict[str, float]] = {one.day: {ALL: one.travel} for one in weeks.days}
    for care in weeks.cares:
        if care.id not in going:
            _add(load[care.day], minutes_needed(care.minutes, care.people, care.needs))
    for series in weeks.series:
        for day, _ in series.further:
            assert series.pattern is not None
            _add(load[day], minutes_needed(series.pattern.minutes, series.pattern.people, series.pattern.skills))
    days = {one.day: Day(one.day, one.capacity, load[one.day], one.working) for one in weeks.days}
    return Problem(days, tuple(asked for series in weeks.series if (asked := _asked(weeks, series)) is not None))


def _asked(weeks: Weeks, series: Series) -> Asked | None:
    found = series.pattern
    if found is None or not any(week.many for week in series.weeks):
        return None
    times = len(found.times)
    minutes = {skill: some * times for skill, some in minutes_needed(found.minutes, found.people, found.skills).items()}
    minutes[ALL] += weeks.way * found.people * times
    first = weeks.facts.lead.first
    earlier = sorted({day for one in series.visits if not series.was_taken_away(one) and (day := series.day(one)) < first})
    last_week = [day for day in earlier if earlier and day - timedelta(days=day.weekday()) == earlier[-1] - timedelta(days=earlier[-1].weekday())]
    gap = 7 * found.every_weeks / found.per_week
    asked = tuple(Week(week.first, week.days, week.many, week.there) for week in series.weeks)
    apart = found.apart if found.is_open else 0
    return Asked(series.action.id, minutes, asked, apart, gap, weeks.facts.known(series.patient), tuple(last_week))


def _add(to: dict[str, float], minutes: Mapping[str, float]) -> None:
    for skill, some in minutes.items():
        to[skill] = to.get(skill, 0.0) + some


# --------------------------------------------------------------------------------------------------------------- visits to make


def _makes(weeks: Weeks, problem: Problem, chosen: Plan, first: Plan) -> list[dict[str, Any]]:
    after = minutes_of(problem, chosen)
    found, asked = [], {one.id: one for one in problem.series}
    for series in weeks.series:
        one = asked.get(series.action.id)
        if one is not None:
            for week, days, plain_days in zip(one.weeks, chosen[one.id], first[one.id], strict=True):
                for day, plain_day in zip(days, plain_days, strict=True):
                    why = _why(weeks, series, week, day, after)
                    assert series.pattern is not None
                    found += [_make(series, day, n, plain_day, why) for n in range(1, len(series.pattern.times) + 1)]
        found += [_make(series, day, n, day, ["The pattern has one more visit on this day."]) for day, n in series.further]
    return found


def _make(series: Series, day: date, ordinal: int, plain_day: date, why: list[str]) -> dict[str, Any]:
    found, fields = series.pattern, series.fields_of(day, ordinal)
    assert found is not None
    return {
        "visit": visit_id(series.action.id, day, ordinal),
        **_of_action(series),
        "day": day.isoformat(),
        "ordinal": ordinal,
        "start": fields["planned_start"],
        "end": fields["planned_end"],
        "window_start": fields["window_start"],
        "window_end": fields["window_end"],
        "is_hard": found.is_hard,
        "reason": found.reason,
        "minutes": found.minutes,
        "people": found.people,
        "skills": list(found.skills),
        "staff": [],
        "plain_day": plain_day.isoformat(),
        "why": why,
    }


def _why(weeks: Weeks, series: Series, week: Week, day: date, after: Mapping[date, Mapping[str, float]]) -> list[str]:
    found = series.pattern
    assert found is not None
    if week.many == len(week.days) or not found.is_open:
        name = weeks.facts.holidays.get(day)
        moved_here = not found.may_be(day)
        return (
            ["Moved here from a holiday."]
            if moved_here
            else [f"{name} is a holiday; this goes on as usual." if name else "The pattern names this day."]
        )
    share = {one: after[one].get(ALL, 0.0) / max(weeks.of_day[one].capacity.get(ALL, 0.0), 1.0) for one in week.days}
    said = []
    fuller = [one for one in week.days if share[one] > share[day] + 0.02]
    if fuller:
        said.append(f"Less full than {joined([day_in_words(one) for one in fuller[:MOST_NAMED]])}.")
    faces = sorted(weeks.facts.staff[one].name or "" for one in weeks.facts.known(series.patient) & weeks.of_day[day].working)
    if faces:
        said.append(f"Known faces that day: {joined(faces[:MOST_NAMED])}.")
    before = {series.day(one).weekday() for one in series.visits if series.day(one) < week.first}
    if day.weekday() in before:
        said.append("The same weekday as before.")
    return said or [f"As even as the week allows: {found.per_week} of {len(found.days)} days."]


def _of_action(series: Series) -> dict[str, Any]:
    return {
        "action": series.action.id,
        "version": str(series.action.rev),
        "patient": series.patient,
        "name": series.facts.patient_name(series.patient),
        "words": series.action.words or "",
    }


# --------------------------------------------------------------------------------------------------------------- who is asked


def _ask(weeks: Weeks, makes: list[dict[str, Any]], going: set[str]) -> None:
    """Puts the usual faces into the visits (rule 3): whoever has this series most already, then who has the most minutes left that day."""
    left = {(one.day, shift.staff): shift.minutes for one in weeks.days for shift in one.shifts}
    for care in weeks.cares:
        if care.id not in going:
            for who in care.staff:
                left[care.day, who] = left.get((care.day, who), 0.0) - care.minutes - weeks.way
    had: dict[str, Counter[str]] = defaultdict(Counter)
    for series in weeks.series:
        for visit in series.visits:
            had[series.action.id].update(visit.asked or ())
    for one in sorted(makes, key=lambda make: (make["day"], -len(make["skills"]), make["start"], make["visit"])):
        day, needed = date.fromisoformat(one["day"]), one["minutes"] + weeks.way
        known = weeks.facts.known(one["patient"]) & weeks.of_day[day].working
        asked: list[str] = []
        for skills in of_each(one["people"], one["skills"]):
            able = [who for who in known - set(asked) if left.get((day, who), 0.0) >= needed and _is_able(weeks, who, skills, day)]
            if able:
                asked.append(min(able, key=lambda who: (-had[one["action"]][who], -left[day, who], who)))
        for who in asked:
            left[day, who] -= needed
            had[one["action"]][who] += 1
        one["staff"] = sorted(asked)
        if asked:
            one["why"] = [*one["why"], f"Asked: {joined([weeks.facts.staff[who].name or '' for who in asked])}, whom they know."]


def _is_able(weeks: Weeks, who: str, needs: Iterable[Any], day: date) -> bool:
    has = [skill for skill in weeks.team.skills.get(who, ()) if skill.until is None or day <= skill.until]
    return all(any(skill.name == need.skill and skill.level >= need.level for skill in has) for need in needs)


# --------------------------------------------------------------------------------------------------------------- what is told


def _about(series: Series, visit: Visit) -> dict[str, Any]:
    return {"visit": visit.id, **_of_action(series), "day": series.day(visit).isoformat()}


def _follow(series: Series, follow: Any) -> dict[str, Any]:
    visit = follow.visit
    was = {
        "start": wall_clock.wire(visit.planned_start),
        "end": wall_clock.wire(visit.planned_end),
        "window_start": wall_clock.wire(visit.window_start) if visit.window_start else None,
        "window_end": wall_clock.wire(visit.window_end) if visit.window_end else None,
        "is_hard": bool(visit.window_is_hard),
        "reason": visit.window_reason,
        "people": visit.people or 1,
        "skills": list(visit.skills or ()),
    }
    then = None
    if follow.then is not None:
        then = dict(was)
        for group in follow.then.values():
            then |= {_TOLD[name]: value for name, value in group.items() if name in _TOLD}
        then |= {"is_hard": bool(then["is_hard"]), "people": then["people"] or 1, "skills": then["skills"] or []}
    what = "cancel" if follow.then is None else "change"
    told = {"what": what, "was": was, "then": then, "staff": list(visit.asked or ()), "why": follow.why}
    return {**_about(series, visit), "rev": visit.rev, **told}


_TOLD = {
    "planned_start": "start",
    "planned_end": "end",
    "window_start": "window_start",
    "window_end": "window_end",
    "window_is_hard": "is_hard",
    "window_reason": "reason",
    "people": "people",
    "skills": "skills",
}


def _short(series: Series, week: Any) -> dict[str, Any]:
    gone = next(
        (one for one in series.absences if one.first <= week.first + timedelta(days=6) and (one.last is None or one.last >= week.first)), None
    )
    why = LACKING.get(week.why) or (f"Away until {day_in_words(gone.last)}." if gone and gone.last else "Away.")
    planned = week.asked - week.lacking
    return {**_of_action(series), "first": week.first.isoformat(), "asked": week.asked, "planned": planned, "why": why}


def _days(weeks: Weeks, problem: Problem, chosen: Plan, first: Plan) -> list[dict[str, Any]]:
    before = minutes_of(Problem(problem.days, ()), {})
    plain_, after = minutes_of(problem, first), minutes_of(problem, chosen)
    found = []
    for one in weeks.days:
        skills = sorted((before[one.day].keys() | after[one.day].keys()) - {ALL})
        found.append(
            {
                "day": one.day.isoformat(),
                "before_minutes": round(before[one.day].get(ALL, 0.0)),
                "plain_minutes": round(plain_[one.day].get(ALL, 0.0)),
                "after_minutes": round(after[one.day].get(ALL, 0.0)),
                "capacity_minutes": round(one.capacity.get(ALL, 0.0)),
                "skills": [
                    {
                        "skill": skill,
                        "before_minutes": round(before[one.day].get(skill, 0.0)),
                        "after_minutes": round(after[one.day].get(skill, 0.0)),
                        "capacity_minutes": round(one.capacity.get(skill, 0.0)),
                    }
                    for skill in skills
                ],
            }
        )
    return found


def _numbers(weeks: Weeks, problem: Problem, days: Plan, made: int) -> dict[str, Any]:
    minutes = {day: load.get(ALL, 0.0) for day, load in minutes_of(problem, days).items()}
    usual: Sequence[date] = [day for day in minutes if day.weekday() < 5 and day not in weeks.facts.holidays and day > weeks.facts.today]
    usual = usual or sorted(minutes)
    busiest, quietest = max(usual, key=lambda day: (minutes[day], -day.toordinal())), min(usual, key=lambda day: (minutes[day], day))
    over = sum(max(0.0, some - problem.days[day].capacity.get(ALL, 0.0)) for day, some in minutes.items())
    counted = moved(problem, days)
    return {
        "visits": len(weeks.cares) + made,
        "busiest_day": busiest.isoformat(),
        "busiest_minutes": round(minutes[busiest]),
        "quietest_day": quietest.isoformat(),
        "quietest_minutes": round(minutes[quietest]),
        "over_minutes": round(over),
        "strange_visits": counted.strange,
        "moved_weekdays": counted.weekdays,
        "cost_minutes": round(cost(problem, days)),
    }
