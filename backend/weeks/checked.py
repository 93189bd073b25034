"""Whether a plan of days holds what was asked, and what it costs: counted anew, sharing nothing with what makes plans but the data."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from functools import cache
from itertools import combinations

from backend.weeks.problem import ALL, LEAST_CAPACITY, MOVED, OVER, UNEVEN, Plan, Problem, Series


def faults(problem: Problem, plan: Plan) -> list[str]:
    """What breaks a plan's rules, a sentence each; nothing where it keeps them."""
    found = [f"{name}: nobody asked for it" for name in plan.keys() - {one.id for one in problem.series}]
    for one in problem.series:
        chosen = plan.get(one.id)
        if chosen is None or len(chosen) != len(one.weeks):
            found.append(f"{one.id}: it has not its weeks")
            continue
        for week, days in zip(one.weeks, chosen, strict=True):
            if list(days) != sorted(set(days)):
                found.append(f"{one.id}: a day twice, or out of order, in the week of {week.first}")
            if not set(days) <= set(week.days):
                found.append(f"{one.id}: a day out of the pattern in the week of {week.first}")
            if len(days) != week.many:
                found.append(f"{one.id}: {len(days)} days instead of {week.many} in the week of {week.first}")
        short = _shortfall(one, [*one.before, *(day for week, days in zip(one.weeks, chosen, strict=True) for day in (*days, *week.there))])
        if short > least_shortfall(one):
            found.append(f"{one.id}: {short} days closer than asked, where {least_shortfall(one)} would do")
    return found


def _shortfall(one: Series, days: list[date]) -> int:
    """By how many days visits follow each other too soon. What lay so before these weeks is not counted."""
    begun = one.before[-1] if one.before else None
    order = sorted(set(days))
    total = 0
    for index in range(1, len(order)):
        if begun is None or order[index] > begun:
            total += max(0, one.apart - (order[index] - order[index - 1]).days)
    return total


def least_shortfall(one: Series) -> int:
    """The least by which any choice of days falls short: by trying each."""

    @cache
    def rest(number: int, last: date | None) -> int:
        if number == len(one.weeks):
            return 0
        week = one.weeks[number]
        ways = []
        for some in combinations(week.days, week.many):
            days, before, short = sorted({*some, *week.there}), last, 0
            for day in days:
                if before is not None and (day - before).days < one.apart:
                    short += one.apart - (day - before).days
                before = day
            ways.append(short + rest(number + 1, before))
        return min(ways)

    return rest(0, one.before[-1] if one.before else None)


def cost(problem: Problem, plan: Plan) -> float:
    """What a plan costs, in minutes, by the words of `problem`."""
    minutes: dict[tuple[date, str], float] = defaultdict(float)
    for day, found in problem.days.items():
        for skill, some in found.load.items():
            minutes[day, skill] += some
    faces = steady = 0.0
    for one in problem.series:
        week_before = list(one.before)
        for week, days in zip(one.weeks, plan[one.id], strict=True):
            for day in days:
                for skill, some in one.minutes.items():
                    minutes[day, skill] += some
                if one.known and one.known.isdisjoint(problem.days[day].working):
                    faces += one.minutes.get(ALL, 0.0)
            there = sorted(set(days) | set(week.there))
            if one.apart and days:
                if week_before:
                    steady += MOVED * len([day for day in days if day.isoweekday() not in [other.isoweekday() for other in week_before]])
                line = week_before[-1:] + there
                steady += UNEVEN * sum(abs((line[n + 1] - line[n]).days - one.gap) for n in range(len(line) - 1))
            week_before = there or week_before
    full = 0.0
    for (day, skill), some in minutes.items():
        capacity = problem.days[day].capacity.get(skill, 0.0)
        full += some**2 / (capacity if capacity > LEAST_CAPACITY else LEAST_CAPACITY)
        if some > capacity:
            full += OVER * (some - capacity)
    return full + faces + steady
