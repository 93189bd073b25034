"""`python -m backend.demo --size team --seed 1948 --password …`: fills the database that ALONGSIDE_DATABASE_URL names."""

from __future__ import annotations

import argparse
import sys

from backend.app import create_app
from backend.demo import services
from backend.demo.ids import SEED
from backend.demo.world import SIZES


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m backend.demo", description="Fill an empty database with the demo place, or plan its coming days."
    )
    parser.add_argument("--size", choices=tuple(SIZES), default="team")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--password", required=True, help="of all demo accounts")
    given = parser.parse_args(arguments)
    with create_app().app_context():
        try:
            services.fill(given.size, password=given.password, say=lambda line: print(line, flush=True), seed=given.seed)
        except services.NotEmpty as reason:
            print(reason, file=sys.stderr)
            return 1
    print(services.accounts())
    return 0


if __name__ == "__main__":
    sys.exit(main())
