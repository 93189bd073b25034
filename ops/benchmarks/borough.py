"""A whole borough on one machine: how long its loading takes, and whether a caseload's first pull costs there what it costs from the team demo."""

from __future__ import annotations

import statistics
import time

import psycopg
from psycopg.rows import dict_row

from ops.benchmarks.figure import Figure, middle
from ops.benchmarks.push_pull import Client, first_pull
from ops.benchmarks.workshop import Workshop, server_work
from ops.stack import Running

WHO = "kemi.adeyemi@alongside.example"


def borough_pull(workshop: Workshop, rounds: int = 25) -> list[Figure]:
    """Milliseconds of one nurse's first pull, for each of her bundles, turn about with the team demo. The loading's time is in the detail."""
    running, loaded = workshop.borough
    places = {"borough": running, "team": workshop.demo}
    clients = {name: Client(where.origin) for name, where in places.items()}
    holds = {name: clients[name].sign_in(WHO, where.password)["holds"]["patients"] for name, where in places.items()}
    times: dict[str, list[float]] = {name: [] for name in places}
    work: dict[str, list[float]] = {name: [] for name in places}
    size: dict[str, int] = {}
    for number in range(rounds + 3):
        for name, where in places.items():
            with server_work(where) as spent:
                began = time.perf_counter()
                size[name] = first_pull(clients[name])
                took = (time.perf_counter() - began) * 1000
            if number >= 3:  # the first ones warm connections
                times[name].append(took)
                work[name].append(spent() * 1000)
    each = {name: statistics.median(times[name]) / holds[name] for name in places}
    detail = {
        "loading_s": loaded,
        **_size(running),
        "patients_pulled": holds,
        "pull_ms": {name: middle(times[name]) for name in places},
        "server_cpu_ms": {name: round(statistics.mean(work[name]), 1) for name in places},
        "bytes": size,
    }
    ratio = round(each["borough"] / each["team"], 2)
    return [Figure("borough_pull", round(each["borough"], 3), "ms a bundle", ratio=ratio, floor=round(each["team"], 3), detail=detail)]


_SIZE = """
select (select count(*) from patient) as residents,
  (select count(*) from staff) as staff,
  (select count(*) from visit
    where (planned_start at time zone 'Europe/London')::date = (now() at time zone 'Europe/London')::date and status <> 'cancelled') as visits_today
"""


def _size(running: Running) -> dict[str, int]:
    """How large the place is that was loaded: at the week's end there are fewer visits."""
    with psycopg.connect(running.database.replace("+psycopg", ""), row_factory=dict_row) as connection:
        return connection.execute(_SIZE).fetchone() or {}
