"""The oracle: a whole day as constraints for CP-SAT, which proves what the least cost is. Shares nothing with the product but the data.

Only for small days whose times are whole minutes, without a current plan.
"""

from __future__ import annotations

from itertools import product

from ortools.sat.python import cp_model

from backend.allocation.problem import Day, Staff, able

SCALE = 10_000  # a minute of cost, so that a quarter and a tenth of a thousandth of a minute are whole
LAST = 2880


def least_cost(day: Day, seconds: float = 60.0) -> float | None:
    """The least that any plan without a broken rule costs, in minutes; None if that was not proved in time."""
    model = cp_model.CpModel()
    costs: list[cp_model.LinearExprT] = []
    weights = day.weights
    done = {v.id: model.new_bool_var(v.id) for v in day.visits}
    closes = {v.id: int(v.window.closes) if v.window.hard else LAST for v in day.visits}
    start = {v.id: model.new_int_var(int(v.window.opens), closes[v.id], v.id) for v in day.visits}
    takes = {(v.id, r, s.id): model.new_bool_var("") for v in day.visits for r in range(len(v.people)) for s in day.staff}
    for v in day.visits:
        late = model.new_int_var(0, LAST, "")
        model.add(late >= start[v.id] - int(v.window.closes)).only_enforce_if(done[v.id])
        costs += [round(SCALE * weights.lateness) * late, round(SCALE * weights.unallocated[v.priority - 1]) * (1 - done[v.id])]
        for r, needs in enumerate(v.people):
            model.add(sum(takes[v.id, r, s.id] for s in day.staff) == done[v.id])
            for s in day.staff:
                if s.id in v.wishes.never or not able(s, needs, day.date):
                    model.add(takes[v.id, r, s.id] == 0)
                missed = (v.wishes.gender is not None and s.gender != v.wishes.gender) + (
                    v.wishes.language is not None and v.wishes.language not in s.languages
                )
                charged = weights.unfamiliar * (s.id not in v.wishes.known) + weights.missed_wish * missed
                costs.append(round(SCALE * charged) * takes[v.id, r, s.id])
    for gap in day.gaps:
        both = [done[gap.first], done[gap.second]]
        model.add(start[gap.second] - start[gap.first] >= int(gap.least)).only_enforce_if(both)
        if gap.most is not None:
            model.add(start[gap.second] - start[gap.first] <= int(gap.most)).only_enforce_if(both)
    lengths = {s.id: s.shift_to - s.shift_from - (s.rest.minutes if s.rest else 0) for s in day.staff}
    care = sum(v.minutes * len(v.people) for v in day.visits)
    for s in day.staff:
        share = min(lengths[s.id], care * 1.2 * lengths[s.id] / sum(lengths.values()))
        costs += _route(model, day, s, share, start, takes)
    model.minimize(sum(costs))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.max_time_in_seconds = seconds
    return solver.objective_value / SCALE if solver.solve(model) == cp_model.OPTIMAL else None


def _route(
    model: cp_model.CpModel,
    day: Day,
    s: Staff,
    share: float,
    start: dict[str, cp_model.IntVar],
    takes: dict[tuple[str, int, str], cp_model.IntVar],
) -> list[cp_model.LinearExprT]:
    """One person's way through their visits, with the break on one of its legs; what it costs."""
    assert s.base is not None
    here = {v.id: model.new_bool_var("") for v in day.visits}
    for v in day.visits:
        model.add(sum(takes[v.id, r, s.id] for r in range(len(v.people))) == here[v.id])
    home = model.new_bool_var("")  # no visits at all
    nodes = [None, *day.visits]
    arcs: list[tuple[int, int, cp_model.LiteralT]] = [(0, 0, home)]
    arcs += [(i, i, here[v.id].negated()) for i, v in enumerate(day.visits, 1)]
    rest = model.new_int_var(int(s.rest.earliest), int(s.rest.latest), "") if s.rest else None
    travel: list[cp_model.LinearExprT] = []
    pauses: list[cp_model.IntVar] = []
    for (i, a), (j, b) in product(enumerate(nodes), enumerate(nodes)):
        if i == j:
            continue
        leg = model.new_bool_var("")
        arcs.append((i, j, leg))
        if i > 0:
            model.add_implication(home, leg.negated())
        way = int(day.travel.minutes(s.means, a.place if a else s.begins_at or s.base, b.place if b else s.base))
        free = start[a.id] + int(a.minutes) if a else int(s.shift_from)
        until = start[b.id] if b else int(s.shift_to)
        model.add(free + way <= until).only_enforce_if(leg)
        travel.append(way * leg)
        if rest is not None and s.rest is not None:
            paused = model.new_bool_var("")
            pauses.append(paused)
            model.add_implication(paused, leg)
            model.add(rest >= free).only_enforce_if(paused)
            model.add(rest + int(s.rest.minutes) + way <= until).only_enforce_if(paused)
    model.add_circuit(arcs)
    if pauses:
        model.add(sum(pauses) == 1 - home)
    unfair = model.new_int_var(0, 10_000_000, "")  # thousandths of a minute
    work = 1000 * (sum(travel) + sum(int(v.minutes) * here[v.id] for v in day.visits))
    model.add(unfair >= work - round(1000 * share))
    model.add(unfair >= round(1000 * share) - work)
    return [round(SCALE * day.weights.travel) * one for one in travel] + [round(SCALE * day.weights.fairness / 1000) * unfair]
