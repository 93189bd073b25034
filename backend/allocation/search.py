"""Chains of annealing side by side, by the clock or by a number of moves. Needs numba; `proposal.propose` is the way in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backend.allocation.annealing import arrays
from backend.allocation.annealing.anneal import anneal, construct, load
from backend.allocation.annealing.arrays import BROKEN, LATEST, OPEN, ROUTES, VISITS, WHO, WORST
from backend.allocation.as_arrays import as_plan, day_arrays, known_start
from backend.allocation.faults import Fault, NotADay
from backend.allocation.problem import Day, Plan
from backend.allocation.proposal import Limits, Progress

CHUNK = 500
"""Moves until the first look at the clock, when it is not known yet how long they take."""
LOOK = 0.04
"""Seconds between two looks, about."""


@dataclass(frozen=True, slots=True)
class Heat:
    """Temperatures in minutes at the start and the end of a cycle; the later cycles start from the best with `reheat` of the first's."""

    hot: float = 20.0
    cold: float = 0.4
    cycles: int = 1
    reheat: float = 0.25


@dataclass(frozen=True, slots=True)
class Watch:
    """How long to look, whom to tell, and whether to go on. `reserve`: seconds that what comes after the search needs of the time."""

    limits: Limits
    seconds: Callable[[], float]
    began: float
    tell: Callable[[Progress], None] = lambda progress: None
    stop: Callable[[], bool] = lambda: False
    reserve: float = 0.0

    def left(self) -> float:
        """Seconds until the search has to end; inf: as many as it takes."""
        return float("inf") if self.limits.seconds is None else self.limits.seconds - self.reserve - self.passed()

    def passed(self) -> float:
        """Seconds since it began."""
        return self.seconds() - self.began

    def over(self) -> bool:
        """Whether to end with what there is."""
        return self.stop() or self.left() <= 0


@dataclass
class Chain:
    """One annealing: its plan, the best that it met, and its penalty. `asked` counts the moves that it was to make, `moves` those that it made."""

    plan: arrays.Plan
    who: npt.NDArray[np.int32]
    keys: arrays.Floats
    starts: arrays.Floats
    best: arrays.Floats
    told: arrays.Ints
    penalty: float = 2.0
    asked: int = 0
    moves: int = 0

    @classmethod
    def of(cls, day: arrays.Day, seed: int) -> Chain:
        plan = arrays.empty(day, seed)
        n = len(day.visits)
        return cls(plan, plan.who.copy(), np.zeros(n), np.zeros(n), np.full(1, np.inf), np.zeros(3, np.int64))

    def run(self, day: arrays.Day, moves: int, hot: float, cold: float) -> None:
        """Some moves; afterwards breaking rules costs more if the plan was broken for long, and less if hardly ever."""
        anneal(day, self.plan, moves, hot, cold, self.penalty, self.who, self.keys, self.starts, self.best, self.told)
        self.asked += moves
        self.moves += int(self.told[0])
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


def search(day: Day, watch: Watch, seed: int, keep_current: bool = False, heat: Heat | None = None) -> Found:
    """The best plan of all chains. Raises NotADay if what is pinned cannot be kept."""
    rows = day_arrays(day)
    chains = [Chain.of(rows, seed + i) for i in range(max(1, watch.limits.chains))]
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
    order = sorted(
        range(len(day.visits)), key=lambda v: (day.visits[v].priority, -len(day.visits[v].people), rows.able_at[(v + 1) * who.shape[1]], v)
    )
    best, first_seconds = improved(rows, chains, order, watch, [heat or Heat(hot=4.0 if keep_current else 20.0)])
    return Found(as_plan(day, best.plan), _cost(rows, best.plan), sum(chain.moves for chain in chains), first_seconds)


def _cost(rows: arrays.Day, plan: arrays.Plan) -> float:
    """What a plan costs as it is timed now: loaded, that may be less than when it was met, as nothing waits any more for what has moved since."""
    sums = plan.sums
    return float(sums[WHO] + sums[VISITS] + sums[ROUTES] + sums[OPEN] + rows.weights[WORST] * sums[LATEST])


def improved(rows: arrays.Day, chains: list[Chain], order: Sequence[int], watch: Watch, heats: Sequence[Heat]) -> tuple[Chain, float]:
    """The chain whose best plan is the best of all, with that plan loaded, and the seconds until there was a first plan. What the first chain's
    plan leaves out is brought in first, in this `order` of all visits; each chain has the next of `heats`."""
    first = chains[0]
    _bring_in(rows, first, order, watch)
    first.run(rows, 1, 1.0, 1.0)
    first_seconds = watch.passed()
    for other in chains[1:]:
        other.take(first)
        load(rows, other.plan, first.who, first.keys)
    if len(rows.visits) > 0 and len(rows.staff) > 0:
        cool(rows, chains, heats, watch)
    best = min(chains, key=lambda chain: chain.best[0])
    load(rows, best.plan, best.who, best.keys)
    if _bring_in(rows, best, order, watch):  # what was left out and fits after all
        best.run(rows, 1, 1e-3, 1e-3)
        load(rows, best.plan, best.who, best.keys)
    return best, first_seconds


def _bring_in(rows: arrays.Day, chain: Chain, order: Sequence[int], watch: Watch) -> bool:
    """Brings in what a chain's plan leaves out, where it costs least, until it is over. Returns whether it tried."""
    out = [v for v in order if chain.plan.who[v, 0] < 0]
    for i in range(0, len(out), 50):
        if watch.over():
            return i > 0
        construct(rows, chain.plan, np.array(out[i : i + 50], np.int64))
    return bool(out)


def cool(rows: arrays.Day, chains: list[Chain], heats: Sequence[Heat], watch: Watch) -> None:
    """Anneals all chains side by side until it is over, cycle after cycle; each cycle but the first starts from the best of all."""
    limit, cycles, chunk = watch.limits.moves, [0] * len(chains), CHUNK
    entered, whole = watch.passed(), max(1e-9, watch.left())
    with ThreadPoolExecutor(len(chains)) as threads:
        while not watch.over():
            share = chains[0].asked / limit if limit is not None else (watch.passed() - entered) / whole
            if share >= 1:
                break
            moves = chunk if limit is None else min(chunk, limit - chains[0].asked)
            looked = watch.passed()
            work = []
            for i, chain in enumerate(chains):
                heat = heats[i % len(heats)]
                now, within = divmod(share * heat.cycles, 1.0)
                if int(now) != cycles[i]:
                    cycles[i] = int(now)
                    chain.take(min(chains, key=lambda chain: chain.best[0]))
                    load(rows, chain.plan, chain.who, chain.keys)
                hot = heat.hot * (1.0 if cycles[i] == 0 else heat.reheat)
                warm = hot * (heat.cold / hot) ** within
                work.append(threads.submit(chain.run, rows, moves, warm, warm * 0.98))
            for one in work:
                one.result()
            if limit is None:
                took = max(1e-5, watch.passed() - looked)
                chunk = int(min(60_000, max(50, chunk * min(4.0, min(LOOK, watch.left()) / took))))
            best = min(chains, key=lambda chain: chain.best[0])
            unallocated = int((best.who[:, 0] < 0).sum())
            watch.tell(Progress(min(1.0, share), float(best.best[0]), unallocated, watch.passed(), sum(chain.moves for chain in chains)))


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
