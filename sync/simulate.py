"""Many tablets, one server, every fault, from one seed.

    python -m sync.simulate --seeds 1000 --from 0

Tablets go offline, are killed between any two steps, send again, get half an answer, have wrong clocks, lose and gain grants; the server dies
before or after a commit and is restored from an older backup. After quiet:

 1. every tablet holds, line for line and at the same version, what it is granted, and nothing else;
 2. every change of every tablet has exactly one ending, the same for tablet and server;
 3. what a tablet said it kept has reached the server as it was typed, and stands, is disputed, or was replaced by someone who had seen it;
 4. replaying the journal rebuilds every record, chain and sum, and judging it again gives the same endings;
 5. at no moment did a tablet believe that it was current and was not.

A seed that fails prints itself and the steps that led there.
"""

from __future__ import annotations

import argparse
import sys
import time
import traceback
from typing import Any

from sync.simulated.world import World

STEPS = 160


def run(seed: int, steps: int = STEPS, **parts: Any) -> World:
    """One seed. `parts`: other parts than the real ones (`apply`, `plan`, `tablet`, `server`), to see that a broken one is caught.

    Raises Broken, or whatever one of the parts raised. Either names the seed and the steps that led there.
    """
    world = World(seed, **parts)
    try:
        world.run(steps)
    except Exception as failure:
        failure.add_note("\n".join([f"seed {seed}, steps:", *world.steps]))
        raise
    return world


def main(arguments: list[str] | None = None) -> int:
    """The command line. Returns 1 if a seed failed."""
    parser = argparse.ArgumentParser(prog="python -m sync.simulate", description="Tablets and a server, with every fault, from one seed.")
    parser.add_argument("--seeds", type=int, default=1000, metavar="N", help="how many (default 1000)")
    parser.add_argument("--from", type=int, default=0, metavar="SEED", dest="first", help="the first (default 0)")
    parser.add_argument("--steps", type=int, default=STEPS, metavar="N", help=f"things that happen in each (default {STEPS})")
    chosen = parser.parse_args(arguments)
    began = time.perf_counter()
    failed = 0
    endings: dict[str, int] = {}
    for seed in range(chosen.first, chosen.first + chosen.seeds):
        try:
            world = run(seed, chosen.steps)
        except Exception as failure:
            failed += 1
            print(f"seed {seed} FAILED: {failure}", file=sys.stderr)
            traceback.print_exception(failure)  # where, and its notes
            if failed == 3:
                break
            continue
        for row in world.server.state.journal:
            if row.ending is not None:
                name = type(row.ending).__name__.lower()
                endings[name] = endings.get(name, 0) + 1
    told = ", ".join(f"{count} {name}" for name, count in sorted(endings.items()))
    print(f"{chosen.seeds} seeds from {chosen.first}: {failed or 'none'} failed; {told}; {time.perf_counter() - began:.1f} s")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
