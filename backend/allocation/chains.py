"""Chains of annealing side by side, by the clock or by a number of moves: all of one day, each with its own chance.

Simulated annealing (Kirkpatrick, Gelatt, Vecchi 1983) with several kinds of moves, which is also what the best published plans of such days come
from (Ceschia, Di Gaspero, Rosati, Schaerf 2024, doi 10.1111/itor.13585)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from backend.allocation.annealing import arrays
from backend.allocation.annealing.anneal import anneal, load
from backend.allocation.proposal import Limits, Progress

CHUNK = 1000
"""Moves until the clock is looked at, at least, and the first time: a few milliseconds. Each look costs timing the whole plan anew."""
ENOUGH = 200
"""Moves for each visit that it takes to cool from as hot as it may be."""
LOOK = 0.04
"""Seconds between two looks, about."""


@dataclass(frozen=True, slots=True)
class Heat:
    """Temperatures in minutes at the start and the end of a cycle; the later cycles start from the best with `reheat` of the first's."""

    hot: float = 20.0
    cold: float = 0.4
    cycles: int = 1
    reheat: float = 0.25

    def begin(self, moves: float, visits: int) -> float:
        """How warm to begin if there will be time for so many moves: what is heated up and not cooled again is worse than what was there."""
        return max(2 * self.cold, self.hot * min(1.0, moves / (ENOUGH * max(1, visits))))


@dataclass(slots=True)
class Watch:
    """How long to look, whom to tell, and whether to go on. `reserve`: seconds that what comes after the search needs of the time. `delay`: by how
    much a step has taken longer than it was to, at most: a machine with other work to do may be as late again at the end."""

    limits: Limits
    seconds: Callable[[], float]
    began: float
    tell: Callable[[Progress], None] = lambda progress: None
    stop: Callable[[], bool] = lambda: False
    reserve: float = 0.0
    delay: float = 0.0

    def left(self) -> float:
        """Seconds until the search has to end; inf: as many as it takes."""
        whole = self.limits.seconds
        return float("inf") if whole is None else whole - self.reserve - min(self.delay, whole / 10) - self.passed()

    def share(self, entered: float) -> float:
        """How much is over, 0 to 1, of the time from when so many seconds had passed until the search has to end."""
        passed, left = self.passed() - entered, min(max(0.0, self.left()), 1e9)
        return passed / max(1e-9, passed + left)

    def passed(self) -> float:
        """Seconds since it began."""
        return self.seconds() - self.began

    def next_chunk(self, chunk: int, took: float, look: float) -> int:
        """How many moves to make until the clock is looked at again, if the last `chunk` took so long: about `look` seconds' worth, and of
        what is left a quarter at most, so that it ends in time even if the machine turns slower."""
        self.delay = max(self.delay, took - 2 * look)
        return int(min(60_000, max(CHUNK, chunk * min(4.0, max(0.5, min(look, self.left() / 4) / max(1e-5, took))))))

    def over(self) -> bool:
        """Whether to end with what there is."""
        return self.left() <= 0 or self.stop()


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


@dataclass
class _Cycle:
    """What all chains of one cycle share: which it is, of how many, and when the first began."""

    now: int
    cycles: int
    entered: float
    stopped: bool = False


def cool(rows: arrays.Day, chains: list[Chain], heats: Sequence[Heat], watch: Watch) -> None:
    """Anneals all chains side by side until it is over, cycle after cycle; each cycle but the first starts from the best of all. Within a cycle no
    chain waits for another: on a machine with other work one of them is always behind."""
    own = [heats[i % len(heats)] for i in range(len(chains))]
    cycles, entered = max(heat.cycles for heat in own), watch.passed()
    with ThreadPoolExecutor(len(chains)) as threads:
        for now in range(cycles):
            if watch.over():
                break
            best = min(chains, key=lambda chain: chain.best[0])
            for chain in chains if now > 0 else []:
                chain.take(best)
                load(rows, chain.plan, chain.who, chain.keys)
            cycle = _Cycle(now, cycles, entered)
            left = {threads.submit(_cool_one, rows, chain, heat, watch, cycle) for chain, heat in zip(chains, own, strict=True)}
            while left:
                done, left = wait(left, timeout=LOOK)
                for one in done:
                    one.result()
                cycle.stopped |= watch.over()
                watch.tell(_progress(chains, watch, entered))


def _cool_one(rows: arrays.Day, chain: Chain, heat: Heat, watch: Watch, cycle: _Cycle) -> None:
    """One chain through one cycle, by its own look at the clock or by its own moves."""
    limit, chunk = watch.limits.moves, CHUNK
    until = 0 if limit is None else -(-limit * (cycle.now + 1) // cycle.cycles)
    while not cycle.stopped and watch.left() > 0:
        share = watch.share(cycle.entered) if limit is None else chain.asked / limit
        within = share * cycle.cycles - cycle.now
        moves = chunk if limit is None else min(chunk, until - chain.asked)
        if moves <= 0 or (limit is None and within >= 1):
            break
        expected = chain.asked / share if share > 0 else 0.0
        hot = heat.begin(expected / cycle.cycles, len(chain.keys)) * (1.0 if cycle.now == 0 else heat.reheat)
        warm = hot * min(1.0, heat.cold / hot) ** within
        looked = watch.passed()
        chain.run(rows, moves, warm, warm * 0.98)
        if limit is None:
            chunk = watch.next_chunk(chunk, watch.passed() - looked, LOOK)


def _progress(chains: list[Chain], watch: Watch, entered: float) -> Progress:
    best = min(chains, key=lambda chain: chain.best[0])
    limit = watch.limits.moves
    share = watch.share(entered) if limit is None else min(chain.asked for chain in chains) / max(1, limit)
    moves = sum(chain.moves for chain in chains)
    return Progress(min(1.0, share), float(best.best[0]), int((best.who[:, 0] < 0).sum()), watch.passed(), moves)
