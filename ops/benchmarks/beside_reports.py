"""Fifty tablets sync while reports are read, counted and exported: what the tablets wait, with and without, turn about."""

from __future__ import annotations

import http.client
import itertools
import json
import random
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager

import psycopg
from redis import Redis
from rq import Queue
from rq.serializers import JSONSerializer

from backend import queues
from ops.benchmarks.dataset import PASSWORD
from ops.benchmarks.figure import Figure, middle, percentile
from ops.benchmarks.push_pull import Client
from ops.benchmarks.reports import ask_for, exported, read, reports_worker, screens_of, signed_in
from ops.benchmarks.workshop import CannotMeasure, Reporting, Workshop, server_work
from tests.sync_gateway.client import Send, Tablet

TABLETS = 50
EVERY, TIMES = 10, 2
"""Each tablet has a round each 10 s, three times as often as one that is looked at; so many in a turn."""
LOOKED_AT = 1.0
"""Seconds for which a manager looks at a screen before the next."""
JOBS = ("count", "csds", "pdf")
"""What the worker does in each of the turns with reports; as many without lie between them."""


def sync_beside_reports(workshop: Workshop) -> list[Figure]:
    """p95 of a tablet's round (push of a measurement, check, pull) of fifty tablets. With reports: somebody opens a screen each second,
    and the worker counts months, or makes one export after another, without a pause."""
    there = workshop.reporting
    if len(there.nurses) < TABLETS:
        raise CannotMeasure(f"there are {len(there.nurses)} nurses with an account")
    tablets = [_tablet(there, email) for email in there.nurses[:TABLETS]]
    manager = signed_in(there)
    screens = list(screens_of(manager, there).values())
    waits: dict[str, list[list[float]]] = {"without": [], "with": []}
    works: dict[str, list[float]] = {"without": [], "with": []}
    made = dict.fromkeys(("screens_read", *JOBS), 0)
    _report_first(there, manager)
    _turn(tablets)  # a server that runs, not one that was started just now
    for what in JOBS:
        with server_work(there.running) as spent:
            waits["without"].append(_turn(tablets))
            works["without"].append(spent())
        with _reports(there, manager, what, screens, made), server_work(there.running) as spent:
            waits["with"].append(_turn(tablets))
            works["with"].append(spent())
    slow = {name: [percentile(times, 0.95) for times in each] for name, each in waits.items()}
    detail = {
        "with_ms": dict(zip(JOBS, map(round, slow["with"]), strict=True)),
        "without_ms": [round(one) for one in slow["without"]],
        "p50_ms": {name: round(middle(percentile(times, 0.5) for times in each)) for name, each in waits.items()},
        "rounds": {name: sum(map(len, each)) for name, each in waits.items()},
        "server_cpu_s": {name: middle(each) for name, each in works.items()},
        "begun_meanwhile": made,
        "patients_on_a_tablet": middle(len(tablet.bundles) for tablet in tablets),
        **there.size,
    }
    # Of the turns without the quietest: what else disturbs one would make reports look harmless.
    value, floor = middle(slow["with"]), min(slow["without"])
    return [Figure("sync_beside_reports", round(value), "ms p95", ratio=round(value / floor, 2), floor=round(floor), detail=detail)]


def _report_first(there: Reporting, manager: Client) -> None:
    """No return is made without its validation report."""
    every = json.loads(read(manager, "reports/exports"))["exports"]
    if not any((one["what"], one["until"], one["state"]) == ("csds-report", there.month, "ready") for one in every):
        with reports_worker(there.running) as worker:
            exported(manager, there, "csds-report", worker)


def _turn(tablets: list[Tablet]) -> list[float]:
    """Milliseconds of every round: each tablet begins its own when its time comes, evenly spread, whatever the others wait for."""
    begins = time.perf_counter() + 0.2

    def of(number: int) -> list[float]:
        took = []
        for turn in range(TIMES):
            at = begins + EVERY * (turn + number / len(tablets))
            time.sleep(max(0.0, at - time.perf_counter()))
            _round(tablets[number])
            took.append((time.perf_counter() - at) * 1000)
        return took

    with ThreadPoolExecutor(len(tablets)) as pool:
        return [one for times in pool.map(of, range(len(tablets))) for one in times]


def _round(tablet: Tablet) -> None:
    """What a tablet does after something was written: push, check, and pull where somebody else wrote."""
    patient = random.choice([bundle.id for bundle in tablet.bundles.values() if bundle.type == "patient"])
    weight = random.randrange(400, 990) / 10
    values = {"type": "weight", "value": weight, "unit": "kg", "measured_at": tablet.stamp(), "staff": tablet.staff}
    tablet.create("observation", patient, values)
    tablet.push(packed=True)
    if not tablet.is_current() and not tablet.pull():
        raise CannotMeasure("a pull broke off")


@contextmanager
def _reports(there: Reporting, manager: Client, what: str, screens: list[str], made: dict[str, int]) -> Iterator[None]:
    """Reports are read and made until the block ends. `made`: counts what was begun."""
    running, over = there.running, threading.Event()
    reader = signed_in(there)
    with Redis.from_url(running.redis) as redis, psycopg.connect(running.database.replace("+psycopg", ""), autocommit=True) as database:
        queue = Queue(queues.REPORTS, connection=redis, serializer=JSONSerializer)

        def reads() -> None:
            for path in itertools.cycle(screens):
                if over.is_set():
                    return
                read(reader, path)
                made["screens_read"] += 1
                over.wait(LOOKED_AT)

        def makes() -> None:
            while not over.is_set():
                if queue.count == 0 and queue.started_job_registry.count == 0:
                    if what == "count":
                        queues.enqueue("backend.reports.jobs.refresh", there.place, queue=queues.REPORTS, client=redis)
                    else:
                        ask_for(manager, there, what)
                    made[what] += 1
                time.sleep(0.1)

        threads = [threading.Thread(target=work) for work in (reads, makes)]
        with reports_worker(running):
            for thread in threads:
                thread.start()
            try:
                _until(lambda: queue.started_job_registry.count > 0, "begin")
                yield
            finally:
                over.set()
                for thread in threads:
                    thread.join()
        # What its worker was killed over is not begun anew, and nobody waits for it.
        redis.flushdb()
        database.execute("update report_export set state = 'stopped' where state in ('waiting', 'making')")
        _until(lambda: database.execute(_ACTIVE).fetchone() == (0,), "end")


_ACTIVE = "select count(*) from pg_stat_activity where state = 'active' and backend_type = 'client backend' and pid <> pg_backend_pid()"


def _until(is_so: Callable[[], bool], what: str, seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise CannotMeasure(f"the work of the reports does not {what}")
        time.sleep(0.1)


def _tablet(there: Reporting, email: str) -> Tablet:
    """A tablet that holds all that its nurse may have."""
    tablet = Tablet(_sender(there.running.origin), origin=there.running.origin)
    tablet.sign_in(email, PASSWORD)
    if not tablet.pull():
        raise CannotMeasure("the first pull broke off")
    return tablet


def _sender(origin: str) -> Send:
    """Requests on a connection each: between rounds none is kept."""
    host, cookies = origin.removeprefix("http://"), dict[str, str]()

    def send(path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
        connection = http.client.HTTPConnection(host, timeout=60)
        more = {"Accept-Encoding": "gzip", **({"Cookie": "; ".join(cookies.values())} if cookies else {})}
        connection.request("POST", path, body, {**headers, **more})
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        for found in answer.headers.get_all("Set-Cookie", []):
            cookies[found.partition("=")[0]] = found.partition(";")[0]
        return answer.status, dict(answer.headers.items()), data

    return send
