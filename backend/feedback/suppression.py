"""Which numbers are hidden because few people stand behind them, and what may be added up from the rest. Pure.

Numbers stand in cells (scope, month); scopes form a tree: teams in localities in the place. Rules, after the national publication of the Friends
and Family Test (first level, second level, cascade) and one of our own, the last:

1. *First level*: a cell of 1 to 4 answers is hidden (`*`). 0, and 5 or more, may be shown.
2. *Second level*: in each group (the children of one parent in one month; the months of one financial year of one scope) in which exactly one cell
   is hidden, the smallest of the others is hidden too (`†`): who knew the group's true sum could else work the first out. The same is done as
   long as that sum would still narrow a cell of 1 to 4 to less than 1 to 4.
3. *Cascade*: where a parent is hidden, so are its two smallest children that are not 0. Where all children that are not 0 are hidden, so is the
   parent.
   The rows in which one question of one month was answered (by whom, in which wording) are such a group too: the month's number is their sum.
4. *Leaving out*: what is published of a parent, a year or any stretch of months is the sum of what is shown beneath it. So no published number
   has a hidden one in it, and no subtraction can bring one back, however many tables, months or totals somebody puts side by side.

Rule 4 is what protects in our own pages. Rules 2 and 3 protect beyond them, where true totals are known from elsewhere: the national return has the
organisation's. They are not proof against somebody who has true totals of several directions at once; NHS England says the same of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import StrEnum

Cell = tuple[str, str]
"""(scope, month)"""

SMALLEST = 5
"""From so many answers on a number may be shown."""


class Mark(StrEnum):
    """What stands in a cell."""

    SHOWN = ""
    SMALL = "*"
    """Fewer than 5 answers."""
    SECOND = "†"
    """Hidden so that a small one cannot be worked out."""


def is_small(count: int) -> bool:
    """Rule 1."""
    return 0 < count < SMALLEST


def marks(leaves: Mapping[Cell, int], parent_of: Mapping[str, str], year_of: Callable[[str], str]) -> dict[Cell, Mark]:
    """The mark of every cell: of the leaves given, and of each scope above them.

    leaves: true counts. parent_of: scope → the scope above it; roots are not in it. year_of: month → financial year.
    """
    counts = with_parents(leaves, parent_of)
    found = {cell: Mark.SMALL if is_small(count) else Mark.SHOWN for cell, count in counts.items()}
    families = _families(counts, parent_of)
    years = _years(counts, year_of)
    while True:
        before = dict(found)
        for group in (*families.values(), *years):
            _hide_seconds(group, counts, found)
        for parent, children in families.items():
            _cascade(parent, children, counts, found)
        if found == before:
            return found


def with_parents(leaves: Mapping[Cell, int], parent_of: Mapping[str, str]) -> dict[Cell, int]:
    """True counts of the leaves and of every scope above them."""
    counts: dict[Cell, int] = defaultdict(int)
    for (scope, month), count in leaves.items():
        at: str | None = scope
        while at is not None:
            counts[at, month] += count
            at = parent_of.get(at)
    return dict(counts)


def shown_sums(leaves: Mapping[Cell, int], found: Mapping[Cell, Mark], parent_of: Mapping[str, str]) -> dict[Cell, int]:
    """Rule 4: what is published: of each shown cell the sum of the shown leaves beneath it. Hidden cells are not in it."""
    kept = {cell: count for cell, count in leaves.items() if is_published(cell, found, parent_of)}
    sums = with_parents({cell: kept.get(cell, 0) for cell in leaves}, parent_of)
    return {cell: count for cell, count in sums.items() if found[cell] is Mark.SHOWN}


def is_published(leaf: Cell, found: Mapping[Cell, Mark], parent_of: Mapping[str, str]) -> bool:
    """Whether a leaf counts in the sums above it: it is shown itself."""
    return found[leaf] is Mark.SHOWN


def _families(counts: Iterable[Cell], parent_of: Mapping[str, str]) -> dict[Cell, list[Cell]]:
    families: dict[Cell, list[Cell]] = defaultdict(list)
    for scope, month in sorted(counts):
        if scope in parent_of:
            families[parent_of[scope], month].append((scope, month))
    return dict(families)


def _years(counts: Iterable[Cell], year_of: Callable[[str], str]) -> list[list[Cell]]:
    years: dict[tuple[str, str], list[Cell]] = defaultdict(list)
    for scope, month in sorted(counts):
        years[scope, year_of(month)].append((scope, month))
    return list(years.values())


def _hide_seconds(group: Sequence[Cell], counts: Mapping[Cell, int], found: dict[Cell, Mark]) -> None:
    """Rule 2, in one group."""
    while not is_safe([counts[cell] for cell in group if found[cell] is not Mark.SHOWN]):
        smallest = _smallest(group, counts, found)
        if smallest is None:
            return
        found[smallest] = Mark.SECOND


def is_safe(hidden: Sequence[int]) -> bool:
    """Whether the true sum of a group's hidden cells leaves each small one of them anything from 1 to 4, and no other fixed.

    Who knows the sum also knows that each `*` is 1 to 4 and each `†` at least 5.
    """
    small = sum(1 for count in hidden if is_small(count))
    large, total = len(hidden) - small, sum(hidden)
    if not hidden:
        return True
    if len(hidden) == 1:
        return False
    if small == 0:
        return total > SMALLEST * large
    others_least = (small - 1) + SMALLEST * large
    others_most = (small - 1) * (SMALLEST - 1) if large == 0 else total
    return total - (SMALLEST - 1) >= others_least and total - 1 <= others_most


def hide_apart(groups: Sequence[Sequence[Cell]], counts: Mapping[Cell, int], found: dict[Cell, Mark]) -> None:
    """Rule 2 in groups that overlap, each of which has a sum that is published, until all of them are safe.

    A group in which no small count is hidden has nothing to guard: what its sum tells is no small number.
    """
    while True:
        before = dict(found)
        for group in groups:
            if any(found[cell] is not Mark.SHOWN and is_small(counts[cell]) for cell in group):
                _hide_seconds(group, counts, found)
        if found == before:
            return


def _smallest(group: Sequence[Cell], counts: Mapping[Cell, int], found: Mapping[Cell, Mark]) -> Cell | None:
    shown = [cell for cell in group if found[cell] is Mark.SHOWN and counts[cell] > 0]
    return min(shown, key=lambda cell: (counts[cell], cell), default=None)


def _cascade(parent: Cell, children: Sequence[Cell], counts: Mapping[Cell, int], found: dict[Cell, Mark]) -> None:
    """Rule 3."""
    some = sorted((cell for cell in children if counts[cell] > 0), key=lambda cell: (counts[cell], cell))
    if found[parent] is not Mark.SHOWN:
        for cell in some[:2]:
            if found[cell] is Mark.SHOWN:
                found[cell] = Mark.SECOND
    elif some and all(found[cell] is not Mark.SHOWN for cell in some):
        found[parent] = Mark.SECOND
