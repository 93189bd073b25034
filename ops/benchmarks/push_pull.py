"""Work done offline goes up, other people's work comes down, fifty tablets at once."""

from __future__ import annotations

import gzip
import http.client
import json
import random
import threading
import time
import uuid
import zlib
from typing import Any

from ops.benchmarks.figure import Figure, middle, percentile
from ops.benchmarks.first_sync import PIN
from ops.benchmarks.workshop import BUILT, CannotMeasure, Workshop, run, server_work
from ops.coverage import Coverage
from tests.sync_gateway.client import blocks

HEADERS = {"Content-Type": "application/json", "X-Alongside": "1", "X-Schema": "1"}


class Client:
    """A session over one connection, with no more in it than a tablet sends (PROTOCOL §3)."""

    def __init__(self, origin: str) -> None:
        self.origin = origin
        self.host = origin.removeprefix("http://")
        self.device = str(uuid.uuid4())
        self.cookies: dict[str, str] = {}
        self.connection = http.client.HTTPConnection(self.host, timeout=120)

    def ask(self, method: str, path: str, body: dict[str, Any] | None = None, more: dict[str, str] | None = None) -> tuple[int, bytes]:
        """Each request on a connection of its own: an idle one is closed by the server after two seconds."""
        self.connection.close()
        headers = HEADERS | {
            "Origin": self.origin,
            "X-Device": self.device,
            "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items()),
            **(more or {}),
        }
        self.connection.request(method, f"/api/v1/{path}", None if body is None else json.dumps(body).encode(), headers)
        answer = self.connection.getresponse()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            name, _, value = cookie.split(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, answer.read()

    def post(self, path: str, body: dict[str, Any]) -> tuple[int, bytes]:
        return self.ask("POST", path, body)

    def sign_in(self, email: str, password: str) -> dict[str, Any]:
        status, answer = self.post("session", {"email": email, "password": password})
        if status not in (200, 201):
            raise CannotMeasure(f"sign-in of {email}: {status} {answer[:200]!r}")
        found: dict[str, Any] = json.loads(answer)
        return found


def push_500(workshop: Workshop) -> list[Figure]:
    """500 edits made offline, each on the disk; then everything sent and answered, with fsync on the server, which took some pushes before."""
    served = workshop.served
    host, port = served.running.origin.removeprefix("http://").split(":")
    coverage = Coverage(host, int(port))
    with workshop.browser("push", origin=served.running.origin, proxy=coverage.proxy) as chromium:
        page = chromium.page()
        page.goto(served.running.origin)
        run(page, "ready", served.email("busy"), served.password, PIN)
        run(page, "firstSync", len(served.patients["busy"]))
        for number in range(4):  # a server that runs, not one that was started just now
            run(page, "editOffline", served.patients["busy"], 50, f"before, {number}")
            run(page, "push")
        coverage.lose()
        typed = run(page, "editOffline", served.patients["busy"], 500)
        coverage.regain()
        up, down = coverage.counted.up, coverage.counted.down
        with server_work(served.running) as spent:
            took = run(page, "push")["took"]
            work = spent()
        detail = {"edits": typed["detail"]["made"], "bytes_up": coverage.counted.up - up, "bytes_down": coverage.counted.down - down}
    coverage.close()
    detail |= {"server_cpu_s": round(work, 2), "ms_per_edit_on_the_tablet": round(typed["took"] / 500, 2)}
    return [Figure("push_500", round(took), "ms", ratio=round(took / 400, 3), detail=detail | {"ratio_is_to": "the goal of 400 ms"})]


def pull_20(workshop: Workshop, rounds: int = 5) -> list[Figure]:
    """A colleague measures something in each of 20 patients: from asking until the last stands in an opened bundle, the others on the disk."""
    served = workshop.served
    patients = served.patients["busy"][:20]
    colleague = Client(served.running.origin)
    me = colleague.sign_in(served.email("busy"), served.password)["me"]
    host, port = served.running.origin.removeprefix("http://").split(":")
    coverage = Coverage(host, int(port))
    times, down, up = [], [], []
    with workshop.browser("pull", origin=served.running.origin, proxy=coverage.proxy) as chromium:
        page = chromium.page()
        page.goto(served.running.origin)
        run(page, "ready", served.email("busy"), served.password, PIN)
        run(page, "firstSync", len(served.patients["busy"]))
        for _ in range(rounds):
            coverage.lose()
            measured = _measured(colleague, me["staff"], patients)
            coverage.regain()
            before = coverage.counted.down, coverage.counted.up
            times.append(run(page, "pullUntil", patients[-1], measured[-1])["took"])
            down.append(coverage.counted.down - before[0])
            up.append(coverage.counted.up - before[1])
    coverage.close()
    value = percentile(times, 0.5)
    detail = {"rounds_ms": [round(one) for one in times], "bytes_down": round(percentile(down, 0.5)), "bytes_up": round(percentile(up, 0.5))}
    return [Figure("pull_20", round(value, 1), "ms", ratio=round(value / 80, 3), detail=detail | {"ratio_is_to": "the goal of 80 ms"})]


def _measured(client: Client, staff: str, patients: list[str]) -> list[str]:
    """A colleague's tablet pushes one measurement for each patient; returns the records' ids."""
    now = time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())
    changes: list[dict[str, Any]] = []
    for patient in patients:
        change: dict[str, Any] = {
            "id": new_id(),
            "kind": "observation",
            "record": new_id(),
            "patient": patient,
            "bundle": patient,
            "author": staff,
            "made_at": now,
        }
        values = {"type": "weight", "value": random.randrange(500, 900) / 10, "unit": "kg", "measured_at": now, "staff": staff}
        changes.append(change | {"schema": 1, "clock_jumped": False, "saw": None, "set": values, "after": None, "retries": None})
    status, answer = client.post("sync/push", {"schema": 1, "held": [], "changes": changes})
    if status != 200 or any(one.get("ending") != "applied" for one in json.loads(answer)["endings"]):
        raise CannotMeasure(f"a colleague's measurements were not applied: {status} {answer[:300]!r}")
    return [str(change["record"]) for change in changes]


def new_id() -> str:
    """A UUIDv7, as tablets make them."""
    made = bytearray((time.time_ns() // 1_000_000).to_bytes(6, "big") + random.randbytes(10))
    made[6], made[8] = made[6] & 0x0F | 0x70, made[8] & 0x3F | 0x80
    return str(uuid.UUID(bytes=bytes(made)))


def rush_50(workshop: Workshop, rounds: int = 5) -> list[Figure]:
    """50 HTTP clients sync 500 records each at once, until each has them in hand, read; the floor: the same 50 fetch the same lines as static gzip
    files, and read them, turn about. What the bytes alone take stands in the detail."""
    served = workshop.served
    clients = []
    for number in range(50):
        client = Client(served.running.origin)
        client.sign_in(served.email(f"rush{number}"), served.password)
        clients.append(client)
    (BUILT / "rush.bin").write_bytes(gzip.compress("\n".join(workshop.lines("rush0")).encode(), 6))
    (BUILT / "index.html").touch()  # by which the server learns of new files
    origin = served.running.origin
    ours = [lambda client=client: first_pull(client, read=True) for client in clients]
    floor = [lambda: _fetch(origin, read=True) for _ in clients]
    bare = [lambda client=client: first_pull(client) for client in clients]
    bare_floor = [lambda: _fetch(origin) for _ in clients]
    # a server that runs, not one that was started just now
    _at_once(bare)
    _at_once(bare_floor)
    took: dict[str, list[list[float]]] = {"ours": [], "floor": [], "bare": [], "bare_floor": []}
    works: list[float] = []
    failed = size = 0
    for _ in range(rounds):
        with server_work(served.running) as spent:
            times, broken, size = _at_once(ours)
            works.append(spent())
        took["ours"].append(times)
        failed += broken
        for name, fetches in (("floor", floor), ("bare", bare), ("bare_floor", bare_floor)):
            times, broken, _ = _at_once(fetches)
            if broken and name != "bare":
                raise CannotMeasure(f"{broken} of the 50 static fetches failed")
            took[name].append(times)
            failed += broken
    slow = {name: [percentile(times, 0.95) for times in each] for name, each in took.items()}
    detail = {
        "rounds_ms": [round(one) for one in slow["ours"]],
        "floors_ms": [round(one) for one in slow["floor"]],
        "p50_ms": round(middle(percentile(times, 0.5) for times in took["ours"])),
        "failures": failed,
        "server_cpu_s": middle(works),
        "bytes_each": size // 50,
        "bytes_alone_p95_ms": round(middle(slow["bare"])),
        "bytes_alone_floor_p95_ms": round(middle(slow["bare_floor"])),
        "bytes_alone_ratio": _ratio(slow["bare"], slow["bare_floor"]),
    }
    ratio = _ratio(slow["ours"], slow["floor"])
    return [Figure("rush_50", round(middle(slow["ours"])), "ms p95", ratio=ratio, floor=round(middle(slow["floor"])), detail=detail)]


def _ratio(values: list[float], floors: list[float]) -> float:
    """The middle one of each round's own: what else runs on the machine meets both sides of one round."""
    return middle(value / floor for value, floor in zip(values, floors, strict=True))


def first_pull(client: Client, *, read: bool = False) -> int:
    """All that a new device gets; returns its bytes. `read`: every line parsed too. Raises CannotMeasure where it broke off."""
    status, answer = client.post("sync/pull", {"schema": 1, "held": [], "first": [], "newest_answered": None})
    if status != 200 or b'"complete":true' not in answer[-2000:]:
        raise CannotMeasure(f"pull: {status}")
    if read:
        for head, body in blocks(answer):
            at = 0
            for part in head["parts"].values() if head["block"] == "whole" else ():
                for length in (part["pack"], part["since"]):
                    _read(zlib.decompress(body[at : at + length], wbits=-15) if length else b"")
                    at += length
    return len(answer)


def _fetch(origin: str, *, read: bool = False) -> int:
    connection = http.client.HTTPConnection(origin.removeprefix("http://"), timeout=120)
    connection.request("GET", "/rush.bin")
    answer = connection.getresponse()
    found = answer.read()
    connection.close()
    if answer.status != 200:
        raise CannotMeasure(f"the static file: {answer.status}")
    if read:
        _read(gzip.decompress(found))
    return len(found)


def _read(lines: bytes) -> None:
    for line in lines.splitlines():
        json.loads(line)


def _at_once(works: list[Any]) -> tuple[list[float], int, int]:
    """Starts all at the same moment. Returns milliseconds of those that succeeded, how many failed, bytes in all."""
    gate = threading.Barrier(len(works))
    times: list[float] = []
    sizes: list[int] = []

    def one(work: Any) -> None:
        gate.wait()
        began = time.perf_counter()
        try:
            sizes.append(work())
        except (OSError, http.client.HTTPException, CannotMeasure):
            return
        times.append((time.perf_counter() - began) * 1000)

    threads = [threading.Thread(target=one, args=(work,)) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times, len(works) - len(times), sum(sizes)
