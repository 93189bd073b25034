"""Public instances of home health care routing and scheduling, as JSON files (the form of iolab-uniud/hhcrsp), solved by the compiled code.

Their objective is not a team's: (distance travelled + total lateness + greatest lateness) ÷ 3 (Mankowska, Meisel, Bierwirth 2014). Distances are
Euclidean, to three decimals, and are minutes too. Waiting is free, lateness is soft, abilities are hard, and every route starts and ends at the
central office. Two services of one patient are by two people: at the same moment, or the second `least` to `most` minutes after the first.

`verdict` is independent of what solves: it knows the file and the plan, and works out the rest.
"""

from __future__ import annotations

import gzip
import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from backend.allocation.annealing import arrays
from backend.allocation.as_arrays import near, packed_gaps
from backend.allocation.chains import Chain, Heat, Watch
from backend.allocation.proposal import Limits
from backend.allocation.search import improved

EXACT = 1e-3


@dataclass(frozen=True, slots=True)
class Service:
    """One service at a patient: where (index of a place), what it needs, how long it takes, and when it may start and is late."""

    place: int
    ability: str
    minutes: float
    opens: float
    closes: float


@dataclass(frozen=True, slots=True)
class Tie:
    """The second of a patient's services starts `least` to `most` minutes after the first, by somebody else."""

    first: int
    second: int
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class Instance:
    """A file. Place 0 is the central office; `staff` is what each caregiver is able to do."""

    name: str
    distances: tuple[tuple[float, ...], ...]
    staff: tuple[frozenset[str], ...]
    services: tuple[Service, ...]
    ties: tuple[Tie, ...]


Plan = list[tuple[int, float]]
"""For each service who does it and when it starts."""


def read(file: Path) -> Instance:
    """Raises KeyError, ValueError for a file of another form."""
    raw = file.read_bytes()
    data = json.loads(gzip.decompress(raw) if file.suffix == ".gz" else raw)
    places = [tuple(data["central_offices"][0]["location"]), *(tuple(patient["location"]) for patient in data["patients"])]
    distances = tuple(tuple(round(math.dist(a, b), 3) for b in places) for a in places)
    services, ties = [], []
    for place, patient in enumerate(data["patients"], 1):
        for needed in patient["required_caregivers"]:
            services.append(Service(place, needed["service"], needed["duration"], *patient["time_window"]))
        if len(patient["required_caregivers"]) > 1:
            least, most = patient["synchronization"].get("distance", (0, 0))
            ties.append(Tie(len(services) - 2, len(services) - 1, least, most))
    staff = tuple(frozenset(person["abilities"]) for person in data["caregivers"])
    return Instance(file.name.removesuffix(".gz"), distances, staff, tuple(services), tuple(ties))


def verdict(instance: Instance, plan: Plan) -> tuple[float, list[str]]:
    """What a plan costs, and every hard rule that it breaks."""
    broken = []
    if len(plan) != len(instance.services):
        return math.inf, ["not each service is there once"]
    routes: dict[int, list[int]] = {}
    late = []
    for i, (service, (person, start)) in enumerate(zip(instance.services, plan, strict=True)):
        if service.ability not in instance.staff[person]:
            broken.append(f"service {i}: {person} is not able to do {service.ability}")
        if start < service.opens - EXACT:
            broken.append(f"service {i} starts before its window")
        late.append(max(0.0, start - service.closes))
        routes.setdefault(person, []).append(i)
    for tie in instance.ties:
        between = plan[tie.second][1] - plan[tie.first][1]
        if not tie.least - EXACT <= between <= tie.most + EXACT:
            broken.append(f"service {tie.second} starts {between:.3f} minutes after the other")
        if plan[tie.first][0] == plan[tie.second][0]:
            broken.append(f"services {tie.first} and {tie.second} are by the same person")
    way = 0.0
    for person, route in routes.items():
        here, free = 0, 0.0
        for i in sorted(route, key=lambda i: plan[i][1]):
            leg = instance.distances[here][instance.services[i].place]
            if plan[i][1] < free + leg - EXACT:
                broken.append(f"{person} reaches service {i} too late")
            way += leg
            here, free = instance.services[i].place, plan[i][1] + instance.services[i].minutes
        way += instance.distances[here][0]
    return (way + sum(late) + max(late, default=0.0)) / 3, broken


def nearest(instance: Instance) -> Plan:
    """Today's practice: by the opening of the windows, each to those who can be there soonest."""
    at = [(0, 0.0)] * len(instance.staff)
    plan: Plan = [(-1, 0.0)] * len(instance.services)
    tied = {tie.first: tie for tie in instance.ties}
    second = {tie.second for tie in instance.ties}

    def soonest(i: int, but: int) -> tuple[float, float, int]:
        service = instance.services[i]
        ways = ((person, instance.distances[at[person][0]][service.place]) for person, can in enumerate(instance.staff) if service.ability in can)
        return min((max(service.opens, at[person][1] + way), way, person) for person, way in ways if person != but)

    def give(i: int, person: int, start: float) -> None:
        plan[i] = (person, start)
        at[person] = (instance.services[i].place, start + instance.services[i].minutes)

    for i in sorted((i for i in range(len(plan)) if i not in second), key=lambda i: instance.services[i].opens):
        start, _, person = soonest(i, -1)
        if i in tied:
            tie = tied[i]
            if sum(instance.services[tie.second].ability in can for can in instance.staff) == 1:  # the only one for the second is kept for it
                start, _, person = soonest(i, soonest(tie.second, -1)[2])
            other, _, one = soonest(tie.second, person)
            other = max(other, start + tie.least)
            start = max(start, other - tie.most)
            give(tie.second, one, other)
        give(i, person, start)
    return plan


def solve(instance: Instance, seconds: float, chains: int, seed: int, clock: Callable[[], float]) -> tuple[Plan, int]:
    """The best plan found within `seconds`, reading included, and how many moves were made."""
    began = clock()
    rows, who_is = as_rows(instance)
    watch = Watch(Limits(seconds=seconds, chains=chains), clock, began, reserve=min(0.02, seconds / 10))
    running = [Chain.of(rows, seed + i) for i in range(chains)]
    order = [int(v) for v in np.argsort(rows.visits["due"], kind="stable")]
    best, _ = improved(rows, running, order, watch, heats(len(rows.visits), seconds), seed)
    plan: Plan = [(-1, 0.0)] * len(instance.services)
    for v, services in enumerate(who_is):
        for r, i in enumerate(services):
            plan[i] = (int(best.who[v, r]), float(best.starts[v]))
    return plan, sum(chain.moves for chain in running)


def heats(visits: int, seconds: float) -> list[Heat]:
    """How warm to begin: the more time there is for each visit, the warmer; a second chain twice as warm. Where there is time
    for it, both begin again."""
    each = seconds / max(1, visits)
    if each < 0.007:
        return [Heat(5.0, 0.3)]
    hot = min(60.0, 600_000 * each * each)
    cycles = max(1, min(5, round(each / 0.05)))
    return [Heat(hot, 0.3, cycles, 1.0), Heat(2 * hot, 0.3, cycles, 0.5)]


def as_rows(instance: Instance) -> tuple[arrays.Day, list[tuple[int, ...]]]:
    """The compiled code's arrays, and which services each of its visits stands for: two of equal length at the same moment are one visit of two."""
    both = {t.first: t for t in instance.ties if t.least == t.most == 0 and instance.services[t.first].minutes == instance.services[t.second].minutes}
    whole = [(i, both[i].second) if i in both else (i,) for i in range(len(instance.services)) if i not in {t.second for t in both.values()}]
    visits = np.zeros(len(whole), arrays.VISIT)
    cost = np.full((len(whole), 2, len(instance.staff)), np.inf, np.float32)
    for v, parts in enumerate(whole):
        first, row = instance.services[parts[0]], visits[v]
        row["place"], row["people"], row["duration"] = first.place, len(parts), first.minutes
        row["opens"], row["due"], row["closes"] = first.opens, first.closes, np.inf
        row["late_weight"], row["unallocated"], row["was"] = len(parts) / 3, 1e6, np.nan
        for r, i in enumerate(parts):
            cost[v, r, [s for s, can in enumerate(instance.staff) if instance.services[i].ability in can]] = 0.0
    staff = np.zeros(len(instance.staff), arrays.STAFF)
    staff["shift_to"] = np.inf
    at = {i: v for v, parts in enumerate(whole) for i in parts}
    gaps: list[list[tuple[int, int, int, float, float]]] = [[] for _ in whole]
    for tie in instance.ties:
        if tie.first not in both:
            gaps[at[tie.first]].append((at[tie.second], 1, 1, tie.least, tie.most))
            gaps[at[tie.second]].append((at[tie.first], 0, 1, tie.least, tie.most))
    travel = np.array([instance.distances], np.float32)
    able = [np.flatnonzero(np.isfinite(one)) for one in cost.reshape(-1, len(instance.staff))]
    many = np.array([len(one) for one in able], np.int64)
    return arrays.Day(
        visits,
        staff,
        travel,
        cost,
        np.concatenate(able).astype(np.int64),
        np.concatenate([[0], np.cumsum(many)]).astype(np.int64),
        many,
        near(visits, travel[0], 0.15, 30),
        *packed_gaps(gaps),
        np.array([1 / 3, 0.0, 1 / 3]),
    ), whole
