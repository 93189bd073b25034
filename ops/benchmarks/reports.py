"""What a manager waits for over three years of a borough: a screen, a month counted anew, a national return, a long PDF."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import psutil

from ops.benchmarks.figure import Figure, middle
from ops.benchmarks.push_pull import Client
from ops.benchmarks.workshop import CannotMeasure, Reporting, Workshop
from ops.processes import Process
from ops.stack import ROOT, Running

# In a process of its own, as the worker has it: the job itself and nothing around it.
COUNT = """
import json, sys, time
from datetime import date
from backend.app import create_app
from backend import wall_clock
from backend.reports import jobs
place, month, rounds = sys.argv[1], date.fromisoformat(sys.argv[2] + "-01"), int(sys.argv[3])
with create_app().app_context():
    times = []
    for _ in range(rounds):
        began = time.perf_counter()
        rows = jobs.count(place, month, wall_clock.now())
        times.append(time.perf_counter() - began)
print(json.dumps([times, rows]))
"""
# The overview told apart by team, and each of its groups told twice: as it is it has half the pages.
PAPER = """
import json, resource, sys, time
from datetime import date
from backend.app import create_app
from backend import wall_clock
from backend.documents import pdf
from backend.reports import services
from backend.reports.files import as_pdf
from backend.reports.reading import reading
place, staff, month = sys.argv[1], sys.argv[2], date.fromisoformat(sys.argv[3] + "-01")
pdf.warm_up()
with create_app().app_context():
    times = []
    for _ in range(3):
        began, now = time.perf_counter(), wall_clock.now()
        with reading(staff, place) as session:
            page = services.overview(session, services.Asked(place, "place", month, 36, "team"), now)
        again = [{**one, "key": one["key"] + "-again", "group_name": one["group_name"] + ", again"} for one in page["measures"]]
        made = as_pdf.write({**page, "measures": page["measures"] + again}, now)
        times.append(time.perf_counter() - began)
print(json.dumps([times, made.pages, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024]))
"""
HAVE_MONTHS = (12, 24, 36)
"""As the screens offer them."""
LOOK = 0.25
"""Seconds between two looks at an export that is being made."""


def report_screen(workshop: Workshop, rounds: int = 5) -> list[Figure]:
    """The slowest of all that the reports' screens ask for, each asked as the browser asks; the first time, which warms connections, apart."""
    there = workshop.reporting
    manager = signed_in(there)
    screens = screens_of(manager, there)
    first = {name: _asked(manager, path) for name, path in screens.items()}
    times = {name: middle(_asked(manager, path) for _ in range(rounds)) for name, path in screens.items()}
    slowest = sorted(times, key=lambda name: -times[name])
    value = times[slowest[0]]
    detail = {
        "slowest_ms": {name: times[name] for name in slowest[:6]},
        "screens": len(screens),
        "middle_ms": middle(times.values()),
        "first_time_ms": max(first.values()),
        **there.size,
        "ratio_is_to": "the goal of 1 s",
    }
    return [Figure("report_screen", value, "ms", ratio=round(value / 1000, 3), detail=detail)]


def screens_of(manager: Client, there: Reporting) -> dict[str, str]:
    """By name, what each screen asks: the overview over each span and told apart each way, one part of each sort, every measure, and the rest."""
    found = {f"place, {months} months": _report("", "place", there.month, months=months) for months in HAVE_MONTHS}
    for by in json.loads(read(manager, found["place, 24 months"]))["ways"]:
        path = found[f"place by {by}"] = _report("", "place", there.month, by=by)
        scope = json.loads(read(manager, path))["rows"][0]["scope"]
        found[f"a {by}"] = _report("", scope, there.month)
    found |= {f"measure {key}": _report(f"/{key}", "place", there.month) for key in there.measures}
    found["measure visits by team, 36 months"] = _report("/visits", "place", there.month, months=36, by="team")
    found["contract"] = "outcomes-contract"
    found["exports"] = "reports/exports"
    found["what people say"] = "feedback/page?" + urlencode({"scope": "place", "month": there.month})
    return found


def _report(measure: str, scope: str, until: str, *, months: int = 24, by: str | None = None) -> str:
    return f"reports{measure}?" + urlencode({"scope": scope, "until": until, "months": months, **({"by": by} if by else {})})


def _asked(manager: Client, path: str) -> float:
    began = time.perf_counter()
    read(manager, path)
    return round((time.perf_counter() - began) * 1000, 1)


def read(manager: Client, path: str) -> bytes:
    status, answer = manager.ask("GET", path)
    if status != 200:
        raise CannotMeasure(f"{path}: {status} {answer[:200]!r}")
    return answer


def refresh_month(workshop: Workshop, rounds: int = 3) -> list[Figure]:
    """Seconds to make a month's facts anew, count them, and hide what is small."""
    there = workshop.reporting
    words = [sys.executable, "-c", COUNT, there.place, there.month, str(rounds)]
    done = subprocess.run(words, env=there.running.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    times, rows = json.loads(done.stdout)
    value = middle(times)
    detail = {"rounds_s": [round(one, 1) for one in times], "month": there.month, "facts_of_the_month": rows, **there.size}
    return [Figure("refresh_month", value, "s", ratio=round(value / 30, 3), detail=detail | {"ratio_is_to": "the goal of 30 s"})]


def csds_month(workshop: Workshop) -> list[Figure]:
    """Seconds from asking for a month's return until it is ready, and the most memory that the process which makes it had. Its validation report,
    without which none is made, comes before."""
    there = workshop.reporting
    manager = signed_in(there)
    with reports_worker(there.running) as worker:
        report_took, report, _ = exported(manager, there, "csds-report", worker)
        took, made, memory = exported(manager, there, "csds", worker)
    detail = {
        "memory_mb": round(memory / 1e6),
        "memory_ratio": round(memory / 500e6, 3),
        "rows": made["rows"],
        "file_mb": round(made["size"] / 1e6, 1),
        "report_s": round(report_took, 1),
        "report_mb": round(report["size"] / 1e6, 1),
        "said": made["message"],
        "month": there.month,
        **there.size,
        "ratio_is_to": "the goal of 60 s",
    }
    return [Figure("csds_month", round(took, 1), "s", ratio=round(took / 60, 3), detail=detail)]


def pdf_40(workshop: Workshop, rounds: int = 3) -> list[Figure]:
    """Seconds to read and lay out an overview of 40 pages; beside it the overview of the place as it is, through the queue and the worker."""
    there = workshop.reporting
    manager = signed_in(there)
    with reports_worker(there.running) as worker:
        every = [exported(manager, there, "pdf", worker) for _ in range(rounds)]
    words = [sys.executable, "-c", PAPER, there.place, there.manager_staff, there.month]
    done = subprocess.run(words, env=there.running.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    times, pages, memory = json.loads(done.stdout)
    if pages < 40:
        raise CannotMeasure(f"it has {pages} pages only")
    value = middle(times)
    detail = {
        "rounds_s": [round(one, 1) for one in times],
        "pages": pages,
        "memory_mb": round(memory / 1e6),
        "as_it_is": {
            "s": [round(took, 1) for took, _, _ in every],
            "pages": every[0][1]["pages"],
            "memory_mb": round(max(memory for _, _, memory in every) / 1e6),
        },
        **there.size,
        "ratio_is_to": "the goal of 20 s",
    }
    return [Figure("pdf_40", value, "s", ratio=round(value / 20, 3), detail=detail)]


EXPORTS = {
    "csds-report": {"what": "csds-report", "form": "csv", "months": 1},
    "csds": {"what": "csds", "form": "zip", "months": 1},
    "pdf": {"what": "overview", "form": "pdf", "months": 36},
}


def ask_for(manager: Client, there: Reporting, what: str) -> dict[str, Any]:
    """Asks for an export of EXPORTS. Returns what is told of it."""
    status, told = manager.post("reports/exports", {**EXPORTS[what], "scope": "place", "until": there.month, "why": "Measured"})
    if status != 202:
        raise CannotMeasure(f"asking for {what}: {status} {told[:300]!r}")
    export: dict[str, Any] = json.loads(told)
    return export


def exported(manager: Client, there: Reporting, what: str, worker: Process) -> tuple[float, dict[str, Any], int]:
    """(seconds until it was ready, what is told of it, the most bytes of memory that the process had which made it). Its file is fetched."""
    began = looked = time.perf_counter()
    export = ask_for(manager, there, what)
    memory = 0
    while export["state"] in ("waiting", "making"):
        time.sleep(0.05)
        memory = max(memory, _most_memory(worker))
        if time.perf_counter() - looked > LOOK:
            looked = time.perf_counter()
            export = next(one for one in json.loads(read(manager, "reports/exports"))["exports"] if one["id"] == export["id"])
    took = looked - began
    if export["state"] != "ready":
        raise CannotMeasure(f"{what}: {export['state']}, {export['message']}. {worker.tail()}")
    if len(read(manager, f"reports/exports/{export['id']}/content")) != export["size"]:
        raise CannotMeasure(f"{what}: the file is not as long as is told of it")
    return took, export, memory


def signed_in(there: Reporting) -> Client:
    """The manager, with a session."""
    manager = Client(there.running.origin)
    manager.sign_in(there.manager, there.running.password)
    return manager


@contextmanager
def reports_worker(running: Running) -> Iterator[Process]:
    """The worker that counts months and writes exports, while the block lasts. The job in hand at its end is killed."""
    worker = Process("reports", [sys.executable, "-m", "backend.worker", "--reports"], running.environment, running.logs, ROOT)
    worker.start()
    try:
        yield worker
    finally:
        worker.stop(0)


def _most_memory(worker: Process) -> int:
    """Bytes: the most that a job's process of this worker had in memory so far, what it shares with the worker included."""
    most = 0
    for child in psutil.Process(worker.process.pid).children(recursive=True) if worker.process else ():
        try:
            status = dict(line.split(":", 1) for line in Path(f"/proc/{child.pid}/status").read_text().splitlines())
            most = max(most, int(status["VmHWM"].split()[0]) * 1024)
        except (OSError, KeyError):  # it has ended, or is ending
            continue
    return most
