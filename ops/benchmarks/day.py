"""A day of fifty tablets in fast motion: the rounds that the app's loop would make, against the real server, by a clock that jumps to the next thing.

A tablet is the client of the tests, written from sync/PROTOCOL.md alone. It behaves as `pwa/src/store/syncer.ts`: a round when it is taken out of the
pocket, one 0.4 s after what was written, one each 30 s while it is looked at, none while it is not. Five nurses share a caseload, so that what one
writes reaches four others.
"""

from __future__ import annotations

import heapq
import http.client
import random
from collections.abc import Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field

from ops.benchmarks.figure import Figure, middle
from ops.benchmarks.workshop import CannotMeasure, Served, Workshop, server_work
from tests.sync_gateway.client import Send, Tablet

TEAMS, NURSES = 10, 5
HOURS = 8
EVERY, AFTER_EDIT = 30.0, 0.4
"""Seconds, as the syncer has them."""
VISITS = 9
LOOKED_AT = 18 * 60.0
"""Seconds of each visit in which the tablet is out of the pocket: on the way in, beside the patient, on the way out."""
NO_COVERAGE = 0.25
"""The share of homes without any."""


@dataclass
class Counted:
    """What one tablet did to its battery and its data plan."""

    up: int = 0
    down: int = 0
    requests: int = 0
    rounds: int = 0
    edits: int = 0
    first: int = 0
    """Bytes of the first sync, which are not of the day."""


@dataclass(order=True)
class Moment:
    at: float
    nurse: int
    what: str = field(compare=False)


def day_50(workshop: Workshop) -> list[Figure]:
    """Bytes and wake-ups (rounds in which the radio is used) of each tablet over eight hours."""
    served = workshop.served
    with server_work(served.running) as spent, ThreadPoolExecutor(4) as pool:
        days = [one for team in pool.map(lambda team: _team(served, team), range(TEAMS)) for one in team]
        work = spent()
    kilobytes = middle((one.up + one.down) / 1000 for one in days)
    detail = {
        "wake_ups": round(middle(one.rounds for one in days)),
        "wake_ups_an_hour": round(middle(one.rounds for one in days) / HOURS, 1),
        "edits": round(middle(one.edits for one in days)),
        "requests": round(middle(one.requests for one in days)),
        "kb_up": middle(one.up / 1000 for one in days),
        "kb_down": middle(one.down / 1000 for one in days),
        "kb_of_the_first_sync_before": middle(one.first / 1000 for one in days),
        "worst_kb": round(max(one.up + one.down for one in days) / 1000, 1),
        "server_cpu_s_for_all": round(work, 1),
        "tablets": len(days),
        "hours": HOURS,
    }
    return [Figure("day_50", kilobytes, "KB each", detail=detail)]


def _team(served: Served, team: int) -> list[Counted]:
    """The day of five nurses who share a caseload, in the order in which things happen."""
    chance = random.Random(team)
    patients = served.patients[f"day{team}"]
    counted = [Counted() for _ in range(NURSES)]
    tablets = [_signed_in(served, f"day{team}-{number}", counted[number]) for number in range(NURSES)]
    for one in counted:
        one.first, one.up, one.down, one.requests = one.up + one.down, 0, 0, 0
    covered = [True] * NURSES
    moments = [moment for nurse in range(NURSES) for moment in _day(nurse, chance)]
    heapq.heapify(moments)
    while moments:
        now = heapq.heappop(moments)
        tablet, count = tablets[now.nurse], counted[now.nurse]
        if now.what in ("covered", "not covered"):
            covered[now.nurse] = now.what == "covered"
        elif now.what == "edit":
            _write(tablet, chance, patients)
            count.edits += 1
        elif covered[now.nurse]:
            count.rounds += 1
            _round(tablet)
    if any(tablet.queue for tablet in tablets):
        raise CannotMeasure("something that was written was never sent")
    return counted


def _day(nurse: int, chance: random.Random) -> Iterator[Moment]:
    """The visits of one nurse: when the tablet is looked at, what is written, when a round follows. Seconds from the day's begin."""
    for visit in range(VISITS):
        begin = visit * (HOURS * 3600 - LOOKED_AT) / (VISITS - 1) + chance.uniform(0, 240)
        is_covered = visit == VISITS - 1 or chance.random() >= NO_COVERAGE
        yield Moment(begin - 0.1, nurse, "covered" if is_covered else "not covered")
        rounds = {begin}
        for _ in range(chance.randrange(8, 14)):
            at = begin + chance.uniform(60, LOOKED_AT - 60)
            yield Moment(at, nurse, "edit")
            rounds.add(at + AFTER_EDIT)
        last = begin
        for at in [*sorted(rounds), begin + LOOKED_AT]:  # the half minute begins anew with each round
            while last + EVERY < at:
                last += EVERY
                yield Moment(last, nurse, "round")
            if at in rounds and (at == begin or at - last > AFTER_EDIT):  # a few edits travel together
                last = at
                yield Moment(at, nurse, "round")
        yield Moment(begin + LOOKED_AT, nurse, "round")


def _write(tablet: Tablet, chance: random.Random, patients: list[str]) -> None:
    """Mostly a measurement, sometimes a note, sometimes a correction of one."""
    patient = chance.choice(patients)
    kind = chance.random()
    if kind < 0.7:
        values = {"type": "weight", "value": chance.randrange(400, 990) / 10, "unit": "kg", "measured_at": tablet.stamp(), "staff": tablet.staff}
        tablet.create("observation", patient, values)
    elif kind < 0.9:
        words = " ".join(chance.choice(_WORDS) for _ in range(chance.randrange(20, 90)))
        tablet.create("note", patient, {"category": "visit", "written_at": tablet.stamp(), "staff": tablet.staff, "words": words.capitalize() + "."})
    else:
        note = chance.choice(tablet.bundles[patient].records("note"))
        tablet.edit(note, "status", {"status": "recorded", "status_reason": f"Looked at again, {chance.randrange(10**6)}."})


_WORDS = """wound clean dry dressing changed heel left right skin red warm ate little breakfast slept well poorly pain on moving settled with rest
walked to kitchen frame steady daughter visits tomorrow asked about shower tablets taken blister pack checked no cough chest clear weight down a
little""".split()


def _round(tablet: Tablet) -> None:
    """Push, then check, then pull: one turn of the app's loop."""
    tablet.push(packed=True)
    if not tablet.is_current() and not tablet.pull():
        raise CannotMeasure("a pull broke off")


def _signed_in(served: Served, name: str, counted: Counted) -> Tablet:
    tablet = Tablet(_counting(served.running.origin, counted), origin=served.running.origin)
    tablet.sign_in(served.email(name), served.password)
    if not tablet.pull():
        raise CannotMeasure("the first pull broke off")
    return tablet


def _counting(origin: str, counted: Counted) -> Send:
    """Requests with their lengths counted, headers included, as HTTP/1.1 writes them; a connection each, for between rounds none is kept."""
    host = origin.removeprefix("http://")
    cookies: dict[str, str] = {}

    def send(path: str, body: bytes, headers: Mapping[str, str]) -> tuple[int, Mapping[str, str], bytes]:
        connection = http.client.HTTPConnection(host, timeout=60)
        every = {"Host": host, "Accept-Encoding": "gzip", **headers, **({"Cookie": "; ".join(cookies.values())} if cookies else {})}
        connection.request("POST", path, body, every)
        answer = connection.getresponse()
        data = answer.read()
        connection.close()
        for found in answer.headers.get_all("Set-Cookie", []):
            cookies[found.partition("=")[0]] = found.partition(";")[0]
        counted.requests += 1
        counted.up += len(f"POST {path} HTTP/1.1") + _length(every) + len(body)
        counted.down += len(f"HTTP/1.1 {answer.status} {answer.reason}") + _length(dict(answer.headers)) + len(data)
        return answer.status, dict(answer.headers.items()), data

    return send


def _length(headers: Mapping[str, str]) -> int:
    return sum(len(name) + len(value) + 4 for name, value in headers.items()) + 4
