"""One plan annealed by all cores at once: cut into parts, each annealed for a moment, put together, and cut elsewhere, colder each time."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from dataclasses import dataclass

import numpy as np

from backend.allocation.annealing import arrays
from backend.allocation.annealing.anneal import load
from backend.allocation.chains import CHUNK, LOOK, Chain, Heat, Watch
from backend.allocation.proposal import Progress
from backend.allocation.regions import Part, cut

LARGE = 45
"""From so many staff on a day is annealed in parts."""
SIZE = 40
"""Staff in a part, at most. Smaller parts are faster, but fewer of those whom a patient knows are in them."""
MOMENT = 0.15
"""Seconds of a core for each part between two cuts, about."""
CUTS = (10, 80)
"""How often a plan is cut, at least and at most."""
LAST = 0.25
"""The share of a part's moves of which the best plan that breaks nothing is what goes back into the whole."""
PACE = 150_000
"""Moves a second, about: how often to cut is told from it where moves are counted, and not seconds."""


@dataclass
class _Turn:
    """What all parts of one cut share: temperature, penalty, and how long: by the clock, or, where they are given, by moves."""

    warm: float
    penalty: float
    seconds: float
    moves: int | None
    stopped: bool = False


def cool_by_parts(rows: arrays.Day, chain: Chain, heat: Heat, watch: Watch, seed: int) -> None:
    """Anneals the chain's plan until it is over. Its best is the best of what was put together."""
    cores, limit = watch.limits.chains, watch.limits.moves
    entered, whole = watch.passed(), max(1e-9, watch.left())
    chance = np.random.default_rng(seed)
    parts = -(-len(rows.staff) // SIZE)
    cuts = int(min(max((whole if limit is None else limit / PACE) * cores / parts / MOMENT, CUTS[0]), CUTS[1]))
    penalty = 10.0

    def share() -> float:
        return turn / cuts if limit is not None else watch.share(entered)

    with ThreadPoolExecutor(cores) as threads:
        for turn in range(cuts):
            if share() >= 1 or watch.over():
                break
            who, keys = chain.plan.who.copy(), chain.plan.planned["start"].copy()
            pieces = cut(rows, who, keys, SIZE, chance)
            seconds = whole * max(0.0, (turn + 1) / cuts - share()) * cores / len(pieces) if limit is None else 0.0
            moves = limit * cores // (cuts * len(pieces)) if limit is not None else None
            expected = limit * cores if limit is not None else chain.moves / max(1e-9, share()) if turn > 0 else 0.0  # the first cut shows the pace
            hot = heat.begin(expected, len(keys))
            shared = _Turn(hot * (heat.cold / hot) ** share(), penalty, seconds, moves)
            work = [threads.submit(_anneal, part, shared, watch, seed + turn * len(pieces) + i) for i, part in enumerate(pieces)]
            _await(work, shared, chain, watch, share)
            broken, done_at = 0.0, watch.passed()
            for one, part in zip(work, pieces, strict=True):
                done, often = one.result()
                part.put_back(done.who, done.starts, who, keys)
                chain.moves += done.moves
                broken += often / len(pieces)
            penalty = min(1000.0, max(0.3, penalty * (1.3 if broken > 0.4 else 0.92)))
            load(rows, chain.plan, who, keys)
            chain.run(rows, 0, 1.0, 1.0)
            watch.delay = max(watch.delay, 2 * (watch.passed() - done_at))  # so long the last of the cuts will take as well


def _await(work: list[Future[tuple[Chain, float]]], shared: _Turn, chain: Chain, watch: Watch, share: Callable[[], float]) -> None:
    """Tells how it goes and asks whether to stop, until all parts of a cut are done."""
    left = set(work)
    while left:
        left = wait(left, timeout=LOOK).not_done
        shared.stopped |= watch.over()
        watch.tell(Progress(share(), float(chain.best[0]), int((chain.who[:, 0] < 0).sum()), watch.passed(), chain.moves))


def _anneal(part: Part, shared: _Turn, watch: Watch, seed: int) -> tuple[Chain, float]:
    """A part annealed for a while at one temperature: its chain, whose best is the best of the last moves that breaks nothing (else it stays as it
    was), and how often the plan was broken on the way."""
    rows = part.rows
    chain = Chain.of(rows, seed)
    load(rows, chain.plan, part.who, part.keys)
    before = chain.plan.planned["start"].copy()
    began = watch.seconds()
    made, broken, chunk, is_last = 0, 0, CHUNK, False
    while not shared.stopped:
        now = watch.seconds()
        share = made / max(1, shared.moves) if shared.moves is not None else (now - began) / max(1e-9, shared.seconds)
        if share >= 1 or watch.left() <= 0:
            break
        if share >= 1 - LAST and not is_last:
            chain.best[0], is_last = np.inf, True
        if shared.moves is not None:
            chunk = max(1, shared.moves // 8)
        chain.penalty = shared.penalty
        chain.run(rows, chunk, shared.warm, shared.warm)
        made += chunk
        broken += int(chain.told[2])
        if shared.moves is None:
            chunk = watch.next_chunk(chunk, watch.seconds() - now, min(LOOK, shared.seconds / 8))
    if not np.isfinite(chain.best[0]):
        chain.who[:], chain.starts[:] = part.who, before
    return chain, broken / max(1, chain.moves)
