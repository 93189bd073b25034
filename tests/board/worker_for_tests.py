"""`python -m tests.board.worker_for_tests MOMENT …`: the worker as it is, at the tests' time, writing one change at a time so that it can be killed
between two."""

import sys
import warnings
from datetime import datetime

from backend import wall_clock, worker
from backend.board import publishing

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    publishing.AT_ONCE = 1
    with wall_clock.reading(datetime.fromisoformat(sys.argv[1])):
        sys.exit(worker.main(sys.argv[2:]))
