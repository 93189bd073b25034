"""How the web processes run, as `gunicorn --config python:backend.web_processes` reads it: for real, by ops/run, in browser tests, in benchmarks."""

import os

worker_class = "backend.serving.Worker"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))  # each works on one request at a time: more than the cores where PostgreSQL is far away
threads = 16  # a tablet at the edge of coverage holds one for as long as its answer leaves
graceful_timeout = 10
control_socket_disable = True
