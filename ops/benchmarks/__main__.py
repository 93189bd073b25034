"""`ops/bench [--json] [--list] [--instances DIR] [--seconds N] [NAME…]`: runs the named benchmarks, none named: all."""

from __future__ import annotations

import argparse
import signal
import sys
from pathlib import Path

from ops.benchmarks import catalogue
from ops.servers import ServerError


def main() -> int:
    parser = argparse.ArgumentParser("ops/bench", description="Measures Alongside. Ratios are comparable, figures belong to this machine.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="which to run; none named: all")
    parser.add_argument("--json", action="store_true", help="one line of JSON each")
    parser.add_argument("--list", action="store_true", help="say what there is, with each one's goal")
    parser.add_argument("--instances", type=Path, metavar="DIR", help="the folder of public instances for allocate_public")
    parser.add_argument("--seconds", type=float, metavar="N", help="for each of them; 1 if not said")
    given = parser.parse_args()
    if given.seconds is not None and not 0.05 <= given.seconds <= 3600:
        parser.error("--seconds is from 0.05 to 3600")
    if given.list:
        for name, benchmark in catalogue.ALL.items():
            print(f"{name:<20} {benchmark.goal}")
        return 0
    unknown = [name for name in given.names if name not in catalogue.ALL]
    if unknown:
        parser.error(f"no benchmark named {', '.join(unknown)}; there are: {', '.join(catalogue.ALL)}")
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))  # so that what was started is stopped
    failed = False
    with catalogue.Workshop() as workshop:
        workshop.instances, workshop.seconds = given.instances, given.seconds
        for name in given.names or catalogue.ALL:
            print(f"· {name}", file=sys.stderr, flush=True)
            try:
                figures = catalogue.ALL[name].run(workshop)
            except (ServerError, catalogue.CannotMeasure) as error:
                failed = True
                print(f"{name}: not measured: {error}", file=sys.stderr)
                continue
            for figure in figures:
                print(figure.as_json() if given.json else figure.as_text(), flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
