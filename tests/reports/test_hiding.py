"""What is hidden cannot be worked back from what is shown: shown by hand for the plain cases, and by a solver for any."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as some
from ortools.sat.python import cp_model

from backend.feedback.suppression import Mark
from backend.reports import hiding
from backend.reports.hiding import Cell, People, Sum

ABOVE = {
    "locality:East": ("place",),
    "locality:West": ("place",),
    "organisation:A": ("place",),
    "organisation:B": ("place",),
    "team:1": ("locality:East", "organisation:A"),
    "team:2": ("locality:East", "organisation:B"),
    "team:3": ("locality:East", "organisation:B"),
    "team:4": ("locality:West", "organisation:A"),
    "team:5": ("locality:West", "organisation:B"),
}
TEAMS = [scope for scope in ABOVE if scope.startswith("team:")]


def added(of: dict[str, int]) -> dict[Cell, int]:
    """Teams' numbers, and all above them."""
    found: dict[Cell, int] = {}
    for team, count in of.items():
        locality, organisation = ABOVE[team]
        for scope in (team, locality, organisation, "place"):
            found[scope, ""] = found.get((scope, ""), 0) + count
    return found


def sums(counts: dict[Cell, int]) -> list[Sum]:
    return hiding.sums_of(ABOVE, {scope for scope, _ in counts}, {part for _, part in counts})


def shown(counts: dict[Cell, int]) -> dict[str, str]:
    found = hiding.marks([counts], sums(counts))
    return {scope: str(mark) for (scope, part), mark in found.items() if part == ""}


def test_a_small_number_is_hidden_and_the_smallest_beside_it_in_every_sum_that_it_is_in() -> None:
    told = shown(added({"team:1": 46, "team:2": 3, "team:3": 19, "team:4": 9, "team:5": 40}))
    assert told["team:2"] == "*"
    assert told["team:3"] == "†"  # beside it in its locality, and in its organisation
    assert {told[scope] for scope in ("team:1", "team:4", "team:5", "place", "locality:East", "organisation:B")} == {""}


def test_nothing_is_hidden_where_nobody_is_few_and_nought_is_told() -> None:
    assert set(shown(added({"team:1": 5, "team:2": 0, "team:3": 19, "team:4": 9, "team:5": 40})).values()) == {""}


def test_a_hidden_total_is_not_told_by_its_parts() -> None:
    """West has 3 in all, of one team only: West goes, its team goes, and East, which would tell it, goes with West."""
    told = shown(added({"team:1": 50, "team:2": 20, "team:3": 30, "team:4": 3, "team:5": 0}))
    assert (told["locality:West"], told["team:4"]) == ("*", "*")
    assert told["locality:East"] == "†"
    assert "†" in {told["team:1"], told["team:2"], told["team:3"]}  # else East could be added up


def test_of_a_small_total_nothing_is_told_below_it_not_even_noughts() -> None:
    """A total of at most 4 that is made of four who are each at least 1 would tell that each is 1."""
    told = shown(added({"team:1": 1, "team:2": 0, "team:3": 1, "team:4": 1, "team:5": 1}))
    assert set(told.values()) == {"*"}
    assert told == shown(added({"team:1": 0, "team:2": 2, "team:3": 0, "team:4": 0, "team:5": 0}))


def test_parts_of_a_scope_are_a_sum_as_well() -> None:
    counts = {("place", ""): 30, ("place", "nurse"): 20, ("place", "physio"): 8, ("place", "dietitian"): 2}
    found = hiding.marks([counts], sums(counts))
    assert {part: str(found["place", part]) for part in ("", "nurse", "physio", "dietitian")} == {
        "": "",
        "nurse": "",
        "physio": "†",
        "dietitian": "*",
    }


def test_a_share_hides_where_few_are_in_it_or_few_lack_to_the_whole() -> None:
    cells = {("team:1", ""): People(100, 97, 3), ("team:2", ""): People(50, 3, 47), ("team:3", ""): People(40, 20, 20)}
    (whole,) = hiding.tables("few", False, cells)
    assert set(hiding.marks([whole], []).values()) == {Mark.SHOWN}
    found = hiding.marks(hiding.tables("few-either", False, cells), [])
    assert [found[team, ""] for team in ("team:1", "team:2", "team:3")] == [Mark.SMALL, Mark.SMALL, Mark.SHOWN]
    assert hiding.tables("never", False, cells) == []


teams = some.fixed_dictionaries({team: some.one_of(some.integers(0, 12), some.integers(0, 300)) for team in TEAMS})


@settings(max_examples=150, deadline=None)
@given(teams)
def test_no_small_number_can_be_worked_out_by_subtraction_however_tables_are_put_side_by_side(of: dict[str, int]) -> None:
    """An oracle that shares nothing with the rule: all that is published as equations, and a solver that looks for another answer."""
    counts = added(of)
    found = hiding.marks([counts], sums(counts))
    attacker = Attacker(counts, found)
    for cell, mark in found.items():
        if mark is Mark.SMALL and counts[cell] > 0:  # that nobody is there may be told
            low, high = attacker.knows(cell)
            assert low < high, (cell, low, high, counts, found)


@settings(max_examples=150, deadline=None)
@given(some.fixed_dictionaries({team: some.integers(0, 3) for team in TEAMS}))
def test_nor_where_all_are_few(of: dict[str, int]) -> None:
    counts = added(of)
    found = hiding.marks([counts], sums(counts))
    attacker = Attacker(counts, found)
    for cell in [cell for cell, mark in found.items() if mark is Mark.SMALL and counts[cell] > 0]:
        low, high = attacker.knows(cell)
        assert low < high, (cell, low, high, counts, found)


few = some.one_of(some.integers(0, 6), some.integers(0, 60))


@settings(max_examples=60, deadline=None)
@given(some.fixed_dictionaries({(team, part): few for team in TEAMS for part in ("nurse", "physio", "dietitian")}))
def test_nor_by_putting_teams_and_professions_side_by_side(of: dict[Cell, int]) -> None:
    counts: dict[Cell, int] = {}
    for part in ("nurse", "physio", "dietitian"):
        for (scope, _), count in added({team: of[team, part] for team in TEAMS}).items():
            counts[scope, part] = count
            counts[scope, ""] = counts.get((scope, ""), 0) + count
    found = hiding.marks([counts], sums(counts))
    attacker = Attacker(counts, found)
    for cell in [cell for cell, mark in found.items() if mark is Mark.SMALL and counts[cell] > 0][:6]:
        low, high = attacker.knows(cell)
        assert low < high, (cell, low, high, counts, found)


class Attacker:
    """Who has every published table, and knows the rules: `*` is 1 to 4 (0 to 4 below a `*`), `†` is 5 or more."""

    def __init__(self, counts: dict[Cell, int], found: dict[Cell, Mark]) -> None:
        added_up = sums(counts)
        # With a hidden small total all of its parts go, and theirs: nobody can tell them from 0.
        below = {part for total, parts in added_up if found[total] is Mark.SMALL for part in parts}
        self.model = cp_model.CpModel()
        self.unknown = {
            at: self.model.new_int_var(count, count, "")
            if found[at] is Mark.SHOWN
            else self.model.new_int_var(*((0 if at in below else 1, 4) if found[at] is Mark.SMALL else (5, 10**6)), "")
            for at, count in counts.items()
        }
        for total, parts in added_up:
            self.model.add(sum(self.unknown[part] for part in parts) == self.unknown[total])
        self.solver = cp_model.CpSolver()
        self.solver.parameters.num_workers = 1

    def knows(self, cell: Cell) -> tuple[int, int]:
        """The least and the most that a hidden cell can be."""
        return self._end(cell, 1), self._end(cell, -1)

    def _end(self, cell: Cell, sense: int) -> int:
        self.model.minimize(sense * self.unknown[cell])
        assert self.solver.solve(self.model) == cp_model.OPTIMAL
        return round(sense * self.solver.objective_value)
