"""What a file would take away of what was told before, or tell to be none: said before it is taken. Pure.

1. A line is withdrawn where its person and day are in no line of the new file; changed where they are, and a thing that was told reads otherwise now.
   What was open and is filled in (somebody went home) takes nothing away.
2. A month without a line says that there was nothing in it. That is a figure, nought, and so it is asked about, also where nobody told before.
3. Whoever brings the file is asked about just this: `key` is another where the file, its months or what stands there is.
4. How many lines of people stand, or stood, is told in steps (`some`), the first "fewer than 5", as on the pages of the reports: who brings a file
   of one guessed line would else be told whether it stands. So lines that go and lines that read otherwise are told as one number: apart, they
   would tell it as well.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from backend.outside.reading import Months
from backend.wall_clock import month_after

FEW = 5
"""The threshold of the pages (`feedback.suppression`)."""

Line = tuple[str, date, date | None, str | None, str | None, int | None]
"""One event: the person's id, the first day, the last, code, outcome, age."""


@dataclass(frozen=True, slots=True)
class Loss:
    """`before`: lines told of these months; of them `lost`, withdrawn or told otherwise, of so many `people`. `emptied`: months that had a line and
    have none now; `none`: those without a line in the file, of `months`. `of`: what is told, in words; "": an estimate, of nobody. `key`: of this
    loss and no other."""

    of: str
    before: int
    lost: int
    people: int
    emptied: int
    none: int
    months: int
    key: str

    def __bool__(self) -> bool:
        return bool(self.lost or self.none)

    def in_words(self) -> list[str]:
        """One sentence for each thing that would be lost."""
        if not self.of:
            return [f"It tells {self.lost:,} of the {_many(self.before, 'line')} told before otherwise."]
        said = []
        if self.lost:
            empty = f", and {_many(self.emptied, 'month')} would be left without any" if self.emptied else ""
            said.append(f"It takes away, or tells otherwise, {some(self.lost)} of the lines told before, of {some(self.people)} people{empty}.")
        if self.none:
            span = "the month" if self.months == 1 else f"{self.none} of the {self.months} months"
            said.append(f"It has no line of {span}: of {'it' if self.none == 1 else 'them'} the file says that there were no {self.of}.")
        return said


def of_events(of: str, months: Months, before: Iterable[Line], after: Iterable[Line], sha256: str) -> Loss:
    """What the lines `after` would take away of those `before`, in `months`. `of`: what is told, in words."""
    stood = {(line[0], line[1]): line for line in before}
    stands = {(line[0], line[1]): line for line in after}
    gone = sorted(key for key in stood if key not in stands)
    changed = sorted(key for key, line in stood.items() if key in stands and _reads_otherwise(line[2:5], stands[key][2:5]))
    had, has = {key[1].replace(day=1) for key in stood}, {key[1].replace(day=1) for key in stands}
    every = _months(months)
    told = repr((sha256, months, gone, changed, [(key, stood[key]) for key in changed]))
    key = hashlib.sha256(told.encode()).hexdigest()
    lost = [*gone, *changed]
    return Loss(of, len(stood), len(lost), len({key[0] for key in lost}), len(had - has), len(set(every) - has), len(every), key)


def of_estimates(before: Iterable[tuple[date, int, int]], after: Iterable[tuple[date, int, int]], sha256: str) -> Loss:
    """The same of estimates of how many people live here: (day, from which age, people). A day is never withdrawn."""
    stood, stands = {line[:2]: line[2] for line in before}, {line[:2]: line[2] for line in after}
    changed = sorted((key, people) for key, people in stood.items() if stands.get(key, people) != people)
    key = hashlib.sha256(repr((sha256, changed)).encode()).hexdigest()
    return Loss("", len(stood), len(changed), 0, 0, 0, 0, key)


def _reads_otherwise(before: Sequence[object], after: Sequence[object]) -> bool:
    return any(was is not None and was != now for was, now in zip(before, after, strict=True))


def _months(months: Months) -> list[date]:
    found, month = [], months.first
    while month <= months.last:
        found.append(month)
        month = month_after(month)
    return found


def some(number: int) -> str:
    """How many lines of people there are, or people, in steps of 1, 2 and 5: "fewer than 5", "20 or more"; none is told."""
    if number < FEW:
        return f"fewer than {FEW}" if number else "none"
    step = max(by * 10**power for power in range(len(str(number))) for by in (1, 2, 5) if FEW <= by * 10**power <= number)
    return f"{step:,} or more"


def _many(number: int, one: str, more: str = "") -> str:
    return f"{number:,} {one if number == 1 else more or f'{one}s'}"
