"""The proposal: cheapest insertion, then annealing until the time is over, looked at by the checker before anybody sees it.

1. A plan with a breach is never returned, and neither is one that costs more than today's practice would.
2. The time is kept, from the first look at the day to the last of the checker: the clock is asked every few hundredths of a second, and so is
   whether to stop.
3. With `moves` instead of `seconds` the outcome depends on the day and the seed alone.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from backend.allocation import checker, greedy
from backend.allocation.checker import Breach, Count
from backend.allocation.faults import NotADay, faults
from backend.allocation.problem import Day, Plan


class NotInstalled(Exception):
    """The group `allocation` (numba) is not installed: the board works by hand, and says why it proposes nothing."""


class BrokenPlan(Exception):
    """What the annealing found breaks a rule. Nobody gets to see it; a fault of ours."""

    def __init__(self, breaches: list[Breach]) -> None:
        super().__init__("; ".join(f"{breach.rule} {breach.who}: {breach.text}" for breach in breaches[:5]))


@dataclass(frozen=True, slots=True)
class Limits:
    """How long to look. `seconds` by the clock; or `moves` by each chain, for the same outcome every time. `chains` run side by side."""

    seconds: float | None = None
    moves: int | None = None
    chains: int = 1


@dataclass(frozen=True, slots=True)
class Progress:
    """What is told while solving: the share of the time that is over (0 to 1), and the best so far."""

    share: float
    cost: float
    unallocated: int
    seconds: float
    moves: int


@dataclass(frozen=True, slots=True)
class Proposal:
    """A plan without a breach, what it comes to, and what the current one and today's practice come to (as far as half of the
    time sufficed for it). `moves`: how many were tried."""

    plan: Plan
    count: Count
    before: Count
    practice: Count
    moves: int
    first_seconds: float
    seconds: float


def propose(
    day: Day,
    limits: Limits,
    seed: int,
    seconds: Callable[[], float],
    tell: Callable[[Progress], None] = lambda progress: None,
    stop: Callable[[], bool] = lambda: False,
    *,
    keep_current: bool = False,
) -> Proposal:
    """The best plan found for a day. `seconds` is a clock that only runs forward; `stop` is asked often and ends the search with the best so far.
    `keep_current` starts from the current plan instead of from nothing. Raises NotADay, NotInstalled."""
    began = seconds()
    wrong = faults(day)
    if wrong:
        raise NotADay(wrong)
    try:
        from backend.allocation import search
        from backend.allocation.chains import Watch
    except ImportError as error:
        raise NotInstalled("numba is not installed: pip install --group allocation") from error
    within = limits.seconds
    practice = greedy.allocate(day, lambda: stop() or (within is not None and seconds() - began >= within / 2))
    looked = seconds()
    practised = None if checker.breaches(day, practice) else checker.count(day, practice)
    before = checker.count(day, _of_today(day))
    reserve = 0.0 if within is None else min(within / 5, min(0.05, within / 20) + 4 * (seconds() - looked))
    found = search.search(day, Watch(limits, seconds, began, tell, stop, reserve), seed, keep_current)
    broken = checker.breaches(day, found.plan)
    if broken:
        raise BrokenPlan(broken)
    count = checker.count(day, found.plan)
    if abs(count.cost - found.cost) > 0.01 + 1e-5 * found.cost:
        raise BrokenPlan([Breach("count", "", f"the plan costs {count.cost:.3f}, and not {found.cost:.3f} as it was told")])
    plan = found.plan
    if practised is None:
        practised = checker.count(day, practice)
    elif practised.cost < count.cost:
        plan, count = practice, practised
    return Proposal(plan, count, before, practised, found.moves, found.first_seconds, seconds() - began)


def _of_today(day: Day) -> Plan:
    """The current plan, of visits and people that are there."""
    visits, people = {visit.id for visit in day.visits}, {one.id for one in day.staff}
    kept = {one: planned for one, planned in day.current.allocations.items() if one in visits and set(planned.staff) <= people}
    return Plan(kept, day.current.breaks)
