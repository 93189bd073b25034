"""Small numbers: by hand after the national rules, and by an attacker who has every published number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from backend.feedback.analysis import Given, page, summaries
from backend.feedback.contents import content
from backend.feedback.hearing import months_back
from backend.feedback.suppression import Cell, Mark, is_safe, marks, shown_sums, with_parents

PARENTS = {
    "team:a": "locality:n",
    "team:b": "locality:n",
    "team:c": "locality:s",
    "team:d": "locality:s",
    "locality:n": "place",
    "locality:s": "place",
}
TEAMS = ("team:a", "team:b", "team:c", "team:d")


def year_of(month: str) -> str:
    year, number = int(month[:4]), int(month[5:])
    return str(year if number >= 4 else year - 1)


def one_month(*counts: int) -> dict[Cell, int]:
    return {(team, "2026-06"): count for team, count in zip(TEAMS, counts, strict=False)}


def row(counts: list[int]) -> dict[Cell, int]:
    """One team's months from April."""
    return {("team:a", f"2026-{4 + n:02d}"): count for n, count in enumerate(counts)}


def of_row(counts: list[int]) -> str:
    found = marks(row(counts), {}, year_of)
    return "".join(found["team:a", f"2026-{4 + n:02d}"] or "." for n in range(len(counts)))


# ------------------------------------------------------------------------------------------------------------------ by hand


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ([10, 20, 30], "..."),
        ([0, 20, 30], "..."),  # nobody answered: 0 is shown
        ([1, 20, 30], "*†."),  # first level, and the smallest of the others
        ([4, 20, 30], "*†."),
        ([5, 20, 30], "..."),  # five is enough
        ([33, 38, 3, 14, 37, 41, 46], "..*†..."),  # the drawing: June, and July so that June cannot be worked out
        ([3, 0, 30, 9], "*..†"),  # 0 hides nothing, so it is passed over
        ([3, 4, 30], "**†"),  # 7 = 3 + 4 says that neither is 1 or 2
        ([1, 1, 30], "**†"),  # 2 = 1 + 1: both would be known
        ([2, 3, 2, 3], "****"),  # 10 over four: each may be 1 to 4
        ([4, 4, 4, 4], "****"),  # all that there is is hidden already
        ([1, 5, 6, 30], "*†††"),  # 6 = 1 + 5 and 12 = 1 + 5 + 6 would both leave it 1 or 2
        ([1, 8, 9, 30], "*†.."),  # 9 = 1 + 8, or 2 + 7, or 3 + 6, or 4 + 5
        ([3], "*"),
    ],
)
def test_the_months_of_a_year(counts: list[int], expected: str):
    assert of_row(counts) == expected


def test_a_second_level_never_reaches_into_another_financial_year():
    found = marks({("team:a", "2026-03"): 30, ("team:a", "2026-04"): 3, ("team:a", "2026-05"): 40}, {}, year_of)
    assert found == {("team:a", "2026-03"): "", ("team:a", "2026-04"): "*", ("team:a", "2026-05"): "†"}


@pytest.mark.parametrize(
    ("counts", "teams", "localities", "place"),
    [
        ((10, 20, 30, 40), "....", "..", "."),
        ((3, 20, 30, 40), "*†††", "††", "†"),  # both of the north are hidden, so the north; then the south; then nothing is left to show
        ((0, 20, 30, 40), "....", "..", "."),
        ((3, 0, 30, 40), "*.††", "*†", "†"),
        ((2, 1, 0, 0), "**..", "*.", "*"),
    ],
)
def test_teams_localities_and_the_place(counts, teams, localities, place):
    found = marks(one_month(*counts), PARENTS, year_of)
    assert "".join(found[team, "2026-06"] or "." for team in TEAMS) == teams
    assert "".join(found[scope, "2026-06"] or "." for scope in ("locality:n", "locality:s")) == localities
    assert (found["place", "2026-06"] or ".") == place


def test_in_a_place_of_several_teams_only_the_small_one_and_its_neighbour_are_left_out():
    parents = {f"team:{name}": "locality:n" for name in "abcd"} | {f"team:{name}": "locality:s" for name in "efgh"}
    parents |= {"locality:n": "place", "locality:s": "place"}
    leaves = {(f"team:{name}", "2026-06"): count for name, count in zip("abcdefgh", (3, 14, 30, 40, 25, 26, 27, 28), strict=True)}
    found = marks(leaves, parents, year_of)
    assert {scope for (scope, _), mark in found.items() if mark} == {"team:a", "team:b"}
    sums = shown_sums(leaves, found, parents)
    assert sums["locality:n", "2026-06"] == 70
    assert sums["place", "2026-06"] == 176


@pytest.mark.parametrize(
    ("hidden", "safe"),
    [
        *(([], True), ([3], False), ([9], False), ([3, 6], True), ([3, 5], False), ([1, 8], True), ([1, 7], False)),
        *(([5, 5], False), ([5, 6], True), ([3, 2], True), ([4, 4], False)),
    ],
)
def test_what_a_known_sum_would_tell(hidden, safe):
    assert is_safe(hidden) is safe


def test_what_a_known_sum_would_tell_is_what_trying_all_there_is_finds():
    for hidden in (list(found) for n in (1, 2, 3) for found in product(range(1, 9), repeat=n)):
        ranges = [range(1, 5) if count < 5 else range(5, sum(hidden) + 1) for count in hidden]
        possible = [found for found in product(*ranges) if sum(found) == sum(hidden)]
        left = [{found[n] for found in possible} for n in range(len(hidden))]
        safe = all(len(values) == 4 if count < 5 else len(values) > 1 for count, values in zip(hidden, left, strict=True))
        assert is_safe(hidden) is safe, hidden


# ------------------------------------------------------------------------------------------------------------------ the attack

tables = st.lists(st.lists(st.integers(0, 12) | st.integers(0, 60), min_size=4, max_size=4), min_size=1, max_size=6)


def leaves_of(table: list[list[int]]) -> dict[Cell, int]:
    return {(team, f"2026-{2 + n:02d}"): table[n][at] for n in range(len(table)) for at, team in enumerate(TEAMS)}


def published(leaves: Mapping[Cell, int]) -> dict[str, int]:
    """Everything that a reader can get: each shown cell, and each scope's totals by year, by quarter and over every stretch of months."""
    found = marks(leaves, PARENTS, year_of)
    sums = shown_sums(leaves, found, PARENTS)
    numbers = {f"{scope} {month}": count for (scope, month), count in sums.items()}
    scopes, months = sorted({scope for scope, _ in found}), sorted({month for _, month in found})
    for scope in scopes:
        for first in range(len(months)):
            for last in range(first + 1, len(months)):
                numbers[f"{scope} {months[first]}..{months[last]}"] = sum(sums.get((scope, month), 0) for month in months[first : last + 1])
    return numbers


@pytest.mark.slow
@settings(max_examples=60, deadline=None)
@given(tables)
def test_no_number_that_is_published_changes_when_what_is_hidden_does(table):
    """Rule 4. Whatever stood in a hidden cell, as long as the marks are the same the reader sees the same: they learn no more than the mark."""
    leaves = leaves_of(table)
    found = marks(leaves, PARENTS, year_of)
    before = published(leaves)
    for cell, count in leaves.items():
        if found[cell] is Mark.SHOWN:
            continue
        for other in range(1, 5) if count < 5 else range(5, 40):
            changed = {**leaves, cell: other}
            if marks(changed, PARENTS, year_of) == found:
                assert published(changed) == before, (cell, count, other)


@settings(max_examples=60, deadline=None)
@given(tables)
def test_solving_every_published_number_as_equations_gives_no_hidden_cell(table):
    """The attacker believes every total to be what its name says, the sum of all cells, and solves for the cells. Where the equations contradict each
    other they tell nothing; where they do not, what they give for a hidden cell must not be what stood there, unless by chance of their error."""
    leaves = leaves_of(table)
    found = marks(leaves, PARENTS, year_of)
    hidden = sorted(cell for cell in leaves if found[cell] is not Mark.SHOWN)
    sums = shown_sums(leaves, found, PARENTS)
    equations = []
    for (scope, month), total in sums.items():
        beneath = [cell for cell in leaves if cell[1] == month and scope in ancestors(cell[0])]
        known = sum(leaves[cell] for cell in beneath if found[cell] is Mark.SHOWN)
        equations.append(([Fraction(cell in beneath) for cell in hidden], Fraction(total - known)))
    for cell, value in solved(equations, len(hidden)).items():
        assert value == 0, "all that the equations can say of a hidden cell is that it was left out"
        assert leaves[hidden[cell]] != 0, "a cell that is 0 is never hidden, so that is not it"


@settings(max_examples=60, deadline=None)
@given(tables)
def test_who_has_the_true_total_of_every_family_too_still_cannot_say_which_of_1_to_4_a_small_cell_is(table):
    """Rule 2, for totals known from elsewhere: unless all that a family has is hidden already, and then its own total is as well."""
    leaves = leaves_of(table)
    counts, found = with_parents(leaves, PARENTS), marks(leaves, PARENTS, year_of)
    for parent in ("locality:n", "locality:s", "place"):
        for month in {month for _, month in leaves}:
            children = [(scope, month) for scope, of in PARENTS.items() if of == parent]
            if found[parent, month] is not Mark.SHOWN:
                continue
            hidden = [counts[cell] for cell in children if found[cell] is not Mark.SHOWN]
            ranges = [range(1, 5) if count < 5 else range(5, sum(hidden) + 1) for count in hidden]
            possible = [values for values in product(*ranges) if sum(values) == sum(hidden)] if len(hidden) < 3 else None
            for n, count in enumerate(hidden):
                if possible is not None:
                    left = {values[n] for values in possible}
                    assert len(left) == 4 if count < 5 else len(left) > 1


# ------------------------------------------------------------------------------------------------------------------ the attack on a page

ROWS = [(who, easy) for who in ("self", "proxy") for easy in (False, True)]
rows_of_teams = st.lists(st.lists(st.integers(0, 7) | st.integers(0, 40), min_size=4, max_size=4), min_size=1, max_size=2)


def pages(worlds: Sequence[Sequence[int]]) -> dict[str, dict[str, Any]]:
    """All that a manager can read when so many of each team (by whom, in which wording) answered everything."""
    answers = {"fft": "good", "i-s4": "agree"}
    people = [
        Given(team, "2026-10", "short/1", "kiosk", who, easy, answers)
        for team, counts in zip("ab", worlds, strict=False)
        for (who, easy), count in zip(ROWS, counts, strict=True)
        for _ in range(count)
    ]
    bodies = summaries(people, dict.fromkeys("ab"[: len(worlds)], "North"), content())
    return {scope: page(body, content(), "2026-10", months_back) for scope, body in bodies.items()}


def told(one: Mapping[str, Any]) -> dict[tuple[str, bool], int | None]:
    """What a page says of the rows of the statement: None where one is hidden."""
    return {("proxy" if row["who"] == "proxy" else "self", row["easy"]): row["n"] for row in one["statements"]}


@settings(max_examples=150, deadline=None)
@given(rows_of_teams)
def test_who_subtracts_whatever_a_page_shows_cannot_say_how_many_few_people_were(worlds):
    """The month's number and that of who answered are sums of the statement's rows where everybody answered it. Everything that fits them, and the
    rows that are shown, is possible: of a small row that must be more than one number."""
    for team, counts in zip("ab", worlds, strict=False):
        seen = pages(worlds).get(f"team:{team}")
        if seen is None or seen["months"][-1]["n"] is None:
            continue
        rows = told(seen)
        hidden = [row for row in rows if rows[row] is None]
        left = seen["months"][-1]["n"] - sum(n for n in rows.values() if n is not None)
        own = None if seen["who"] is None else seen["who"]["own"] - sum(n or 0 for (who, _), n in rows.items() if who == "self")
        fits = [
            found
            for found in compositions(left, len(hidden))
            if own is None or sum(n for (who, _), n in zip(hidden, found, strict=True) if who == "self") == own
        ]
        for at, row in enumerate(hidden):
            true = counts[ROWS.index(row)]
            if true < 5:
                possible = {found[at] for found in fits}
                assert true in possible, "the attacker's sums are right"
                assert len(possible) > 1, (row, worlds, seen["statements"])
        assert {row["mark"] for row in seen["statements"] if row["n"] is None} <= {"*"}, "that one is small and one is not would say how many"


@settings(max_examples=60, deadline=None)
@given(rows_of_teams, st.integers(0, 1), st.integers(0, 3), st.integers(0, 3))
def test_no_page_changes_when_one_person_moves_between_rows_that_stay_hidden(worlds, team, out, into):
    """Rule 4, as of every other number: as long as the same rows are hidden, the reader sees the same."""
    if team >= len(worlds) or out == into or not worlds[team][out]:
        return
    before = pages(worlds)
    moved = [list(counts) for counts in worlds]
    moved[team][out] -= 1
    moved[team][into] += 1
    after, scope = pages(moved), f"team:{'ab'[team]}"
    both = [told(one[scope]) for one in (before, after)]
    hidden = [{row for row in ROWS if rows.get(row, 0) is None} for rows in both]
    who = [one[scope]["who"] for one in (before, after)]
    if {ROWS[out], ROWS[into]} <= hidden[0] == hidden[1] and both[0].keys() == both[1].keys() and who[0] == who[1]:
        assert before == after


def compositions(total: int, parts: int) -> list[tuple[int, ...]]:
    """All ways to make a number of so many parts, each at least one."""
    if parts == 0:
        return [()] if total == 0 else []
    if parts == 1:
        return [(total,)] if total >= 1 else []
    return [(first, *rest) for first in range(1, total) for rest in compositions(total - first, parts - 1)]


def ancestors(scope: str) -> list[str]:
    found = [scope]
    while found[-1] in PARENTS:
        found.append(PARENTS[found[-1]])
    return found


def solved(equations: list[tuple[list[Fraction], Fraction]], unknowns: int) -> dict[int, Fraction]:
    """Gauss and Jordan in exact fractions: the unknowns that the equations fix, by number."""
    rows = [[*left, right] for left, right in equations]
    at = 0
    for column in range(unknowns):
        pivot = next((n for n in range(at, len(rows)) if rows[n][column]), None)
        if pivot is None:
            continue
        rows[at], rows[pivot] = rows[pivot], rows[at]
        rows[at] = [value / rows[at][column] for value in rows[at]]
        for n in range(len(rows)):
            if n != at and rows[n][column]:
                factor = rows[n][column]
                rows[n] = [value - factor * mine for value, mine in zip(rows[n], rows[at], strict=True)]
        at += 1
    fixed = {}
    for found in rows[:at]:
        alone = [column for column in range(unknowns) if found[column]]
        if len(alone) == 1:
            fixed[alone[0]] = found[-1]
    return fixed


def test_the_attack_does_find_what_a_table_with_true_totals_would_give_away():
    """The attacker is a real one: against totals that have the hidden cell in them, it finds it."""
    assert solved([([Fraction(1)], Fraction(60 - 57))], 1) == {0: Fraction(3)}
    pair = [([Fraction(1), Fraction(1)], Fraction(17)), ([Fraction(1), Fraction(0)], Fraction(3))]
    assert solved(pair, 2) == {0: Fraction(3), 1: Fraction(14)}
