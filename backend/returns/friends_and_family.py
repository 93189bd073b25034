"""The Friends and Family return: of a month how many gave each of the six answers, and by which mode they came (CLINICAL.md D.1).

1. It is read from what feedback has published (`feedback_summary`), with its marks: no answer is counted again here, and what is hidden there is
   hidden here. What is left out of a sum there is in none here either: a place's row is the sum of its teams' rows that have numbers.
2. A row's breakdown is whole or not at all, as in the national publication: with 1 to 4 answers (`*`), or hidden beside one that has them (`†`), it
   has no number.
3. The six answers add up to the row's total, and so do the modes.
4. Which modes the form for community services has was not to be read anywhere: a column has our own word for its mode unless the place's code map
   (list `fft-mode`) calls it otherwise; modes of one name are one column.
5. What people wrote is not sent, nor who is eligible: nobody counts them any longer.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.feedback.analysis import PLACE, team_scope
from backend.feedback.contents import FFT_CODES, MODES
from backend.feedback.judging import month_text
from backend.feedback.models import Summary
from backend.places import queries as places
from backend.returns.models import Code

ANSWERS: Mapping[str, str] = dict(
    zip(FFT_CODES, ("Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know"), strict=True)
)  # fmt: skip
MODE_NAMES: Mapping[str, str] = dict(zip(MODES, ("Tablet or kiosk", "Paper", "Telephone", "Text message", "Online"), strict=True))


@dataclass(frozen=True, slots=True)
class Line:
    """A whole place or one team in the month. `answers`, `modes`: in the order of the columns; None where they are hidden, for `mark`.

    `left_out`: of how many teams the answers are not in it.
    """

    name: str
    is_place: bool
    answers: Sequence[int] | None
    modes: Sequence[int] | None
    left_out: int
    mark: str

    @property
    def total(self) -> int | None:
        return None if self.answers is None else sum(self.answers)


@dataclass(frozen=True, slots=True)
class Return:
    """A month's return. `provider`: the sender's code, where the code map has it. `mode_names`: of the columns. `lines`: the place's first."""

    month: date
    provider: str | None
    counted_at: datetime | None
    mode_names: tuple[str, ...]
    lines: tuple[Line, ...]

    def in_words(self) -> str:
        """What to know of it before it is sent."""
        month = self.month.strftime("%B %Y")
        whole = self.lines[0]
        if whole.mark:
            said = [f"{month}: nothing to send. So few answered that no number may be shown."]
        elif not whole.total:
            said = [f"{month}: nothing to send. " + (_left_out(whole.left_out) if whole.left_out else "Nobody's answer was counted.")]
        else:
            said = [f"{month}: {whole.total:,} answers go in.", *([_left_out(whole.left_out)] if whole.left_out else [])]
        if self.counted_at is not None and not is_whole(self.counted_at, self.month):
            said.append("It was not counted since the month was over: ask for it again when that is done, each morning at six.")
        if self.provider is None:
            said.append("The place's code map does not say who sends it.")
        return " ".join(said)


def _left_out(teams: int) -> str:
    return f"Those of {'1 team' if teams == 1 else f'{teams} teams'} are left out: too few to be shown."


def is_whole(counted_at: datetime | None, month: date) -> bool:
    """Whether a month was counted once it was over."""
    return counted_at is not None and counted_at >= wall_clock.midnight(wall_clock.month_after(month))


def counted_at(session: Session, place: str) -> datetime | None:
    """When feedback was counted last."""
    return session.execute(select(Summary.made_at).where(Summary.place_id == place, Summary.scope == PLACE)).scalar()


def code_map(session: Session, place: str) -> dict[tuple[str, str], str]:
    """Of the place's code map what this return needs: who sends it, and what its modes are called (4). Read as engine."""
    asked = select(Code.list, Code.word, Code.code).where(Code.place_id == place, Code.list.in_(("organisation", "fft-mode")))
    return {(list_, word): code for list_, word, code in session.execute(asked)}


def read(session: Session, place: str, month: date, codes: Mapping[tuple[str, str], str]) -> Return:
    """A month's return, as far as whoever reads may see what was published."""
    key = month_text(month)
    asked = select(Summary.scope, Summary.body["months"][key], Summary.made_at).where(Summary.place_id == place)
    found = {scope: (told, made_at) for scope, told, made_at in session.execute(asked)}
    named = [codes.get(("fft-mode", mode), name) for mode, name in MODE_NAMES.items()]
    columns = tuple(dict.fromkeys(named))
    told, made_at = found.get(PLACE, (None, None))
    lines = [_line(places.place_name(session, place), told, named, columns, is_place=True)]
    for team in places.teams(session, place):
        line = _line(team.name, found.get(team_scope(team.id), (None, None))[0], named, columns, is_place=False)
        if line.total != 0:
            lines.append(line)
    return Return(month, codes.get(("organisation", "provider")), made_at, columns, tuple(lines))


def _line(name: str, told: Mapping[str, object] | None, named: Sequence[str], columns: Sequence[str], *, is_place: bool) -> Line:
    if told is None:
        return Line(name, is_place, (0,) * len(ANSWERS), (0,) * len(columns), 0, "")
    mark, left_out = str(told["mark"]), int(str(told["left_out"]))
    if mark:
        return Line(name, is_place, None, None, left_out, mark)
    answers = told.get("fft") or [0] * len(ANSWERS)
    modes = (told.get("mode") or {}).get("") or [0] * len(named)  # type: ignore[attr-defined]
    by_name = [sum(count for column, count in zip(named, modes, strict=True) if column == name) for name in columns]
    return Line(name, is_place, tuple(answers), tuple(by_name), left_out, "")  # type: ignore[arg-type]
