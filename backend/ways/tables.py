"""The tables that a server of streets gave, as the optimiser's `Travel.table`: minutes by means between places on the plane.

A row of the database is a square table; here it is looked into where it lies, and not unfolded: a day's tables have some ten thousand pairs.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from backend.allocation.travel import Point, point
from backend.ways.streets import Place, Table

NONE = -1.0


@dataclass(frozen=True)
class Square:
    """One means' table. `at`: which row and column a place has. `fixed`: what each trip costs besides (parking, unlocking)."""

    at: Mapping[Point, int]
    minutes: Sequence[float]
    fixed: float = 0.0

    def between(self, start: Point, end: Point) -> float | None:
        row, column = self.at.get(start), self.at.get(end)
        if row is None or column is None:
            return None
        found = self.minutes[row * len(self.at) + column]
        return None if found < 0 else found + self.fixed


class Tables(Mapping[tuple[str, Point, Point], float]):
    """Means → its square, read as one table of ways."""

    def __init__(self, squares: Mapping[str, Square]) -> None:
        self.squares = squares

    def __getitem__(self, key: tuple[str, Point, Point]) -> float:
        means, start, end = key
        square = self.squares.get(means)
        found = square.between(start, end) if square else None
        if found is None:
            raise KeyError(key)
        return found

    def __iter__(self) -> Iterator[tuple[str, Point, Point]]:
        for means, square in self.squares.items():
            for start in square.at:
                yield from ((means, start, end) for end in square.at if start != end and square.between(start, end) is not None)

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __bool__(self) -> bool:
        return bool(self.squares)


def squared(places: Sequence[Place], found: Table) -> list[float]:
    """A table row by row, as it is kept."""
    return [found.get((start, end), NONE) for start in places for end in places]


def square(places: Sequence[Sequence[float]], minutes: Sequence[float], fixed: float) -> Square:
    """What was kept, with places on the plane. Two places on one point are one: the first stands for both."""
    points = [point(latitude, longitude) for latitude, longitude in places]
    first: dict[Point, int] = {}
    for n, one in enumerate(points):
        if one is not None:
            first.setdefault(one, n)
    if len(first) == len(points):
        return Square(first, minutes, fixed)
    rows = list(first.values())
    kept = [minutes[a * len(points) + b] for a in rows for b in rows]
    return Square({one: n for n, one in enumerate(first)}, kept, fixed)
