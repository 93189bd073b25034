"""Chains of annealing side by side, by the clock or by a number of moves. Needs numba; `proposal.propose` is the way in."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backend.allocation.annealing import arrays
from backend.allocation.annealing.anneal import anneal, construct, load
from backend.allocation.annealing.arrays import BROKEN
from backend.allocation.as_arrays import as_plan, day_arrays, known_start
from backend.allocation.faults import Fault, NotADay
from backend.allocation.problem import Day, Plan
from backend.allocation.proposal import Limits, Progress

CHUNK = 5000
"""Moves between two looks at the clock, until it is known how long they take."""
LOOK = 0.04
"""Seconds between two looks, about."""


@dataclass(frozen=True, slots=True)
class Heat:
    """Temperatures in minutes at the start and the end of a cycle; the later cycles start from the best with `reheat` of the first's."""

    hot: float = 20.0
    cold: float = 0.4
    cycles: int = 1
    reheat: float = 0.25


@dataclass
class Chain:
    """One annealing: its plan, the best that it met, and its penalty."""

    plan: arrays.Plan
    who: npt.NDArray[np.int32]
    keys: arrays.Floats
    starts: arrays.Floats
    best: arrays.Floats
    told: arrays.Ints
    penalty: float = 2.0
    moves: int = 0

    @classmethod
    def of(cls, day: arrays.Day, seed: int) -> Chain:
        plan = arrays.empty(day, seed)
        n = len(day.visits)
        return cls(plan, plan.who.copy(), np.zeros(n), np.zeros(n), np.full(1, np.inf), np.zeros(3, np.int64))

    def run(self, day: arrays.Day, moves: int, hot: float, cold: float) -> None:
        """Some moves; afterwards breaking rules costs more if the plan was broken for long, and less if hardly ever."""
        anneal(day, self.plan, moves, hot, cold, self.penalty, self.who, self.keys, self.starts, self.best, self.told)
        self.moves += moves
        broken = self.told[2] / max(1, self.told[0])
        self.penalty = min(1000.0, max(0.3, self.penalty * (1.3 if broken > 0.4 else 0.92)))

    def take(self, other: Chain) -> None:
        """Makes another chain's best the best of this one."""
        self.who[:], self.keys[:], self.starts[:], self.best[:] = other.who, other.keys, other.starts, other.best


@dataclass(frozen=True, slots=True)
class Found:
    """The best plan, its cost as the annealing saw it, the moves that it took, and the seconds until there was a first one."""

    plan: Plan
    cost: float
    moves: int
    first_seconds: float


def search(
    day: Day,
    limits: Limits,
    seed: int,
    seconds: Callable[[], float],
    tell: Callable[[Progress], None],
    stop: Callable[[], bool],
    keep_current: bool,
    threads: ThreadPoolExecutor,
    began: float,
    heat: Heat | None = None,
) -> Found:
    """The best plan of all chains. Raises NotADay if what is pinned cannot be kept."""
    rows = day_arrays(day)
    chains = [Chain.of(rows, seed + i) for i in range(max(1, limits.chains))]
    first = chains[0]
    who, keys = known_start(day, only_pinned=True)
    load(rows, first.plan, who, keys)
    if first.plan.sums[BROKEN] > 1e-6:  # a break may need the visit beside which it was; then the current plan is where to start
        load(rows, first.plan, *known_start(day, only_pinned=False))
        keep_current = False
    if first.plan.sums[BROKEN] > 1e-6 or not all(_allowed(rows, first.plan.who, v) for v in range(len(day.visits))):
        raise NotADay([Fault("pins-do-not-fit", "", "What is pinned does not fit into the shifts and breaks of those to whom it is pinned.")])
    if keep_current:
        who, keys = known_start(day, only_pinned=False)
        who[[v for v in range(len(who)) if not _allowed(rows, who, v)]] = -1
        _repair(rows, first.plan, who, keys)

    def over() -> bool:
        return stop() or (limits.seconds is not None and seconds() - began >= limits.seconds)

    order = sorted(
        range(len(day.visits)), key=lambda v: (day.visits[v].priority, -len(day.visits[v].people), rows.able_at[(v + 1) * who.shape[1]], v)
    )
    for i in range(0, max(1, len(order)), 100):
        construct(rows, first.plan, np.array(order[i : i + 100], np.int64))
        if over():
            break
    first.run(rows, 1, 1.0, 1.0)
    first_seconds = seconds() - began
    for other in chains[1:]:
        other.take(first)
        load(rows, other.plan, first.who, first.keys)
    if len(day.visits) > 0 and len(day.staff) > 0:
        cool(rows, chains, heat or Heat(hot=4.0 if keep_current else 20.0), limits, seconds, tell, over, threads, began)
    best = min(chains, key=lambda chain: chain.best[0])
    load(rows, best.plan, best.who, best.keys)
    construct(rows, best.plan, np.array(order, np.int64))  # what was left out and fits after all
    best.run(rows, 1, 1e-3, 1e-3)
    load(rows, best.plan, best.who, best.keys)
    return Found(as_plan(day, best.plan), float(best.best[0]), sum(chain.moves for chain in chains), first_seconds)


def cool(
    rows: arrays.Day,
    chains: list[Chain],
    heat: Heat,
    limits: Limits,
    seconds: Callable[[], float],
    tell: Callable[[Progress], None],
    over: Callable[[], bool],
    threads: ThreadPoolExecutor,
    began: float,
) -> None:
    """Anneals all chains side by side until `over`, cycle after cycle; each cycle but the first starts from the best of all."""
    entered, chunk, cycle = seconds(), CHUNK, 0
    while not over():
        if limits.moves is not None:
            share = chains[0].moves / limits.moves
        else:
            share = (seconds() - entered) / max(1e-9, (limits.seconds or 0.0) - (entered - began))
        if share >= 1:
            break
        now, within = divmod(share * heat.cycles, 1.0)
        best = min(chains, key=lambda chain: chain.best[0])
        if int(now) != cycle:
            cycle = int(now)
            for chain in chains:
                chain.take(best)
                load(rows, chain.plan, best.who, best.keys)
        hot = heat.hot * (1.0 if cycle == 0 else heat.reheat)
        warm = hot * (heat.cold / hot) ** within
        looked = seconds()
        moves = chunk if limits.moves is None else min(chunk, limits.moves - chains[0].moves)
        work = [threads.submit(chain.run, rows, moves, warm, warm * 0.98) for chain in chains]
        for one in work:
            one.result()
        if limits.moves is None:
            chunk = int(min(60_000, max(200, chunk * LOOK / max(1e-4, seconds() - looked))))
        best = min(chains, key=lambda chain: chain.best[0])
        unallocated = int((best.who[:, 0] < 0).sum())
        tell(Progress(min(1.0, share), float(best.best[0]), unallocated, seconds() - began, sum(chain.moves for chain in chains)))


def _allowed(rows: arrays.Day, who: npt.NDArray[np.int32], v: int) -> bool:
    return all(np.isfinite(rows.cost[v, r, who[v, r]]) for r in range(rows.visits["people"][v])) if who[v, 0] >= 0 else True


def _repair(rows: arrays.Day, plan: arrays.Plan, who: npt.NDArray[np.int32], keys: arrays.Floats) -> None:
    """Loads a plan, leaving out what breaks a rule: the least urgent of what is late, or stands before it, until nothing is."""
    load(rows, plan, who, keys)
    while plan.sums[BROKEN] > 1e-6:
        late = {int(v) for v in np.flatnonzero((plan.planned["broken"] > 1e-6) & (plan.who[:, 0] >= 0))}
        staff = {int(s) for s in np.flatnonzero(plan.routes["broken"] > 1e-6)} | {int(s) for v in late for s in plan.who[v] if s >= 0}
        loose = [int(v) for s in staff for v in plan.order[s, : plan.routes["length"][s]] if not rows.visits["pinned"][v]]
        if not loose:
            who[rows.visits["pinned"] == 0] = -1
            loose = []
        else:
            worst = min(loose, key=lambda v: (rows.visits["unallocated"][v], -plan.planned["broken"][v], -plan.planned["start"][v], v))
            who[worst] = -1
        load(rows, plan, who, keys)
