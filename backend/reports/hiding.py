"""Which numbers of a table are hidden because few people stand behind them, so that what is shown cannot be worked back. Pure.

Numbers stand in cells: (scope, part) of one measure in one month. True totals are published, so each total and what it is made of is a *sum* in which
a hidden cell can be looked for: localities of the place, teams of a locality, organisations, networks, practices, and the parts of one scope.

0. What is counted here is people, not their visits or admissions, of which one may have ten. What is published is the latter, and the proof holds
   for it: each person has at least one, so a table with one person more or less (3) comes with one visit more or less in the same cells. A person of
   two teams is one in their total: a change of somebody who is in one team alone is added in both tables alike.
1. *First*: a cell with 1 to 4 is hidden (`*`): behind the denominator; where the measure says so also the numerator, or what lacks to the whole.
   With a total that is hidden so goes all that it is made of, noughts too: a total of at most 4 over four parts that are each at least 1 tells all.
2. *Second*: in a sum whose hidden cells could be narrowed by its total, the smallest shown one is hidden too (`†`), until they cannot
   (`feedback.suppression.is_safe`: each small one may still be anything from 1 to 4).
3. *Another table*: sums overlap (a team is in a locality and in an organisation), and together they may tell what none tells alone. So a small cell
   is left alone only when there is another table that says all that is shown, keeps every mark, and has one more or one less in this cell
   (`another`). Where none is found, more is hidden beside it. Who has such a table cannot tell which of both is true: that is the proof, and it
   holds for any sums.
4. All of it is gone through until nothing changes. It ends, as each round hides more.
5. Months are not added up anywhere, so no sum runs over months.
6. A percentile of fewer people than it takes to leave somebody above it is the number of whoever has the most: the 90th of fewer than ten. It is
   hidden (`‡`), and how many people it is of is told: nothing else says it, so nothing beside it has to go.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from backend.feedback.suppression import Mark, is_safe, is_small

TOO_FEW = "‡"
"""Rule 6."""

Cell = tuple[str, str]
"""(scope, part): part is "" for the whole, else a value of the measure's split."""
Sum = tuple[Cell, tuple[Cell, ...]]
"""A published total, and the cells that it is the sum of."""
Counts = Mapping[Cell, int]


def marks(counts: Sequence[Counts], sums: Sequence[Sum]) -> dict[Cell, Mark]:
    """The mark of every cell. `counts`: one table, or several that hide together (denominators, numerators, what lacks): hidden in one is in all.

    A cell that is in no table is 0. Shares can be worked back to the numerator, so a cell hides its share with its numbers.
    """
    cells = {cell for table in counts for cell in table} | {cell for total, parts in sums for cell in (total, *parts)}
    nought = [_below_few(table, sums) for table in counts]
    found = {
        cell: Mark.SMALL if any(is_small(table.get(cell, 0)) or cell in below for table, below in zip(counts, nought, strict=True)) else Mark.SHOWN
        for cell in sorted(cells)
    }
    within: dict[Cell, list[Sum]] = {cell: [] for cell in found}
    for one in sums:
        for cell in (one[0], *one[1]):
            within[cell].append(one)
    while True:
        before = dict(found)
        for total, parts in sums:
            for table in counts:
                _hide_in(total, parts, table, found)
        for table, below in zip(counts, nought, strict=True):
            for cell in [cell for cell in found if is_small(table.get(cell, 0))]:
                while not (another(cell, table, below, within, found) or not _hide_beside(cell, table, within, found)):
                    pass
        if found == before:
            return found


def _below_few(table: Counts, sums: Sequence[Sum]) -> frozenset[Cell]:
    """The parts of small totals, and theirs. What is 0 among them is hidden, so each may be anything from 0 to 4."""
    below: set[Cell] = set()
    while True:
        more = {part for total, parts in sums if is_small(table.get(total, 0)) or total in below for part in parts} - below
        if not more:
            return frozenset(below)
        below |= more


def _hide_in(total: Cell, parts: tuple[Cell, ...], table: Counts, found: dict[Cell, Mark]) -> None:
    """Rule 2, in one sum."""
    if found[total] is not Mark.SHOWN:
        return
    hidden = [cell for cell in parts if table.get(cell, 0) > 0 and found[cell] is not Mark.SHOWN]
    shown = sorted((cell for cell in parts if table.get(cell, 0) > 0 and found[cell] is Mark.SHOWN), key=lambda cell: (table[cell], cell))
    while hidden and any(is_small(table[cell]) for cell in hidden) and not is_safe([table[cell] for cell in hidden]) and shown:
        found[shown[0]] = Mark.SECOND
        hidden.append(shown.pop(0))


def another(
    cell: Cell, table: Counts, below: frozenset[Cell], within: Mapping[Cell, Sequence[Sum]], found: Mapping[Cell, Mark]
) -> dict[Cell, int] | None:
    """What to add to hidden cells so that every sum still holds, every mark is as it is, and `cell` has one more or one less; None: not found.

    A search: a sum that does not hold any more is mended by one more or one less in another of its hidden cells, until all hold.
    """
    for step in (1, -1):
        if _may_change(cell, step, table, below):
            changed = {cell: step}
            if _mended(changed, table, below, within, found, [TRIES]):
                return changed
    return None


LONGEST = 60
"""So many cells may be changed in another table: a visit of another team and profession changes all above it, each with its parts."""
TRIES = 4000


def _mended(
    changed: dict[Cell, int],
    table: Counts,
    below: frozenset[Cell],
    within: Mapping[Cell, Sequence[Sum]],
    found: Mapping[Cell, Mark],
    tries: list[int],
) -> bool:
    """Adds to `changed` until every sum holds. Left as it was where that cannot be found."""
    broken: Sum | None = None
    ways: list[tuple[Cell, int]] = []
    for one in {each: None for cell in changed for each in within[cell]}:
        total, parts = one
        off = changed.get(total, 0) - sum(changed.get(part, 0) for part in parts)
        if off == 0:
            continue
        open_ = [part for part in (*parts, total) if part not in changed and found[part] is not Mark.SHOWN]
        mends = [(part, -off if part == total else off) for part in open_ if _may_change(part, -off if part == total else off, table, below)]
        if broken is None or len(mends) < len(ways):
            broken, ways = one, mends
    if broken is None:
        return True
    if len(changed) >= LONGEST:
        return False
    for cell, step in ways:
        tries[0] -= 1
        if tries[0] < 0:
            return False
        changed[cell] = 1 if step > 0 else -1
        if _mended(changed, table, below, within, found, tries):
            return True
        del changed[cell]
    return False


def _may_change(cell: Cell, step: int, table: Counts, below: frozenset[Cell]) -> bool:
    """Whether one more (or one less) leaves the cell what its mark says: 0 to 4 below a small total, else 1 to 4, or 5 and more, or 0 for ever."""
    count = table.get(cell, 0)
    after = count + (1 if step > 0 else -1)
    if cell in below:
        return after >= 0 and (after == 0 or is_small(after))
    return count > 0 and is_small(after) == is_small(count) and after > 0


def _hide_beside(cell: Cell, table: Counts, within: Mapping[Cell, Sequence[Sum]], found: dict[Cell, Mark]) -> bool:
    """Hides one more cell: the smallest shown part of the nearest sum that has one, by way of hidden cells; a total only where there is none."""
    totals: list[Cell] = []
    near, seen = [cell], {cell}
    while near:
        sums = [one for at in near for one in within[at]]
        if chosen := _smallest((part for _, each in sums for part in each), table, found):
            found[chosen] = Mark.SECOND
            return True
        totals += [total for total, _ in sums]
        near = [at for at in dict.fromkeys(at for total, each in sums for at in (total, *each)) if at not in seen and found[at] is not Mark.SHOWN]
        seen |= set(near)
    if chosen := _smallest(totals, table, found):
        found[chosen] = Mark.SECOND
        return True
    return False


def _smallest(cells: Iterable[Cell], table: Counts, found: Mapping[Cell, Mark]) -> Cell | None:
    shown = (cell for cell in cells if found[cell] is Mark.SHOWN and table.get(cell, 0) > 0)
    return min(shown, key=lambda cell: (table[cell], cell), default=None)


@dataclass(frozen=True, slots=True)
class People:
    """How many people stand behind a cell: behind its denominator (of a count: numerator), its numerator, and what lacks to the whole."""

    whole: int
    part: int
    rest: int


def tables(hide: str, is_count: bool, cells: Mapping[Cell, People]) -> list[dict[Cell, int]]:
    """What hides, by a measure's rule. Empty where nothing is ever hidden."""
    if hide == "never":
        return []
    whole = {cell: people.whole for cell, people in cells.items()}
    if hide == "few" or is_count:
        return [whole]
    return [whole, {cell: people.part for cell, people in cells.items()}, {cell: people.rest for cell, people in cells.items()}]


def sums_of(above: Mapping[str, Iterable[str]], scopes: Iterable[str], parts: Iterable[str]) -> list[Sum]:
    """The sums of one measure in one month. above: scope → the scopes that it is a part of (a team: its locality, its organisation).

    Children are told apart by their sort ("team:", "organisation:"): a place is the sum of its localities, and again of its organisations.
    """
    scopes, parts = sorted(scopes), sorted(parts)
    under: dict[tuple[str, str], list[str]] = {}
    for scope in scopes:
        for parent in above.get(scope, ()):
            under.setdefault((parent, sort_of(scope)), []).append(scope)
    every = ["", *(part for part in parts if part)]
    found: list[Sum] = [((parent, part), tuple((child, part) for child in children)) for (parent, _), children in under.items() for part in every]
    if len(every) > 1:
        found += [((scope, ""), tuple((scope, part) for part in every[1:])) for scope in scopes]
    return found


def sort_of(scope: str) -> str:
    """ "team:0193…" → "team"."""
    return scope.partition(":")[0]
