"""`python -m tests.app.worker_for_tests`: the worker as it is, which also takes the tests' jobs."""

import sys
import warnings

from backend import worker

if __name__ == "__main__":
    warnings.simplefilter("ignore")
    worker.OURS = ("backend.", "tests.")
    sys.exit(worker.main([]))
