"""A place's code map, who may make its returns, and which months can be returned.

1. The code map is taken whole or not at all, line by line; it replaces the one before.
2. A return tells people apart. So nobody makes or reads one whom the place has not named, however high their role; each naming is in the audit trail.
3. A month that has not ended is not returned.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import delete, insert, select
from sqlalchemy.dialects.postgresql import insert as upsert
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.audit import services as audit
from backend.feedback.contents import MODES
from backend.returns import codes, definitions, forms
from backend.returns.models import Code, Sender

HEADER = ["list", "word", "code"]
MOST = 5_000
"""Lines of a code map."""


class Refused(Exception):
    """A code map that is not taken. `wrong`: each line that is not right, in words."""

    def __init__(self, wrong: list[str]) -> None:
        super().__init__("\n".join([*wrong, "Nothing was taken."]))
        self.wrong = wrong


def unheld() -> list[dict[str, str]]:
    """The tables that have their heading alone, and why the record holds nothing for them."""
    every = definitions.tables().values()
    return [{"table": table.name[3:6], "title": table.title, "why": table.empty} for table in every if table.empty]


def read_codes(content: bytes) -> list[tuple[str, str, str]]:
    """(list, word, code) of each line of a CSV file. Raises Refused, with every line that is wrong and what was expected (1)."""
    try:
        lines = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        raise Refused(["It is no CSV file in UTF-8."]) from None
    if not lines or lines[0] != HEADER:
        raise Refused([f"Line 1: the columns are {', '.join(HEADER)}, in this order and by these names."])
    if len(lines) > MOST:
        raise Refused([f"It has more than {MOST:,} lines."])
    wrong: list[str] = []
    found: dict[tuple[str, str], str] = {}
    for number, cells in enumerate(lines[1:], start=2):
        if not cells:
            continue
        why = _why_not(cells, found)
        if why is None:
            list_, word, code = (cell.strip() for cell in cells)
            found[list_, word] = code
        else:
            wrong.append(f"Line {number}: {why}")
    if wrong:
        raise Refused(wrong)
    return [(*key, code) for key, code in found.items()]


def _why_not(cells: list[str], found: Collection[tuple[str, str]]) -> str | None:
    if len(cells) != len(HEADER) or not all(cell.strip() for cell in cells):
        return "three values are expected: a list, a word, a code."
    list_, word, code = (cell.strip() for cell in cells)
    if list_ not in codes.MAPS:
        return f"no list {list_!r}. There are {', '.join(codes.MAPS)}."
    if list_ == "organisation" and word not in codes.ORGANISATIONS:
        return f"no organisation {word!r}. There are {', '.join(codes.ORGANISATIONS)}."
    if list_ == "fft-mode" and word not in MODES:
        return f"no mode {word!r}. There are {', '.join(MODES)}."
    if (list_, word) in found:
        return f"{list_} {word!r} stands there twice."
    for table in definitions.tables().values():
        for column in table.columns:
            if column.code_map != list_ or (list_ == "organisation" and column.name != codes.ORGANISATIONS[word]):
                continue
            if not forms.fits(column.form, code) or (column.codes and code not in column.codes):
                return f"{code!r} is no code for {column.name} ({column.form}{', of its list' if column.codes else ''})."
    return None


def set_codes(session: Session, place: str, lines: list[tuple[str, str, str]], now: datetime) -> None:
    """Puts this code map in the place of the one before."""
    session.execute(delete(Code).where(Code.place_id == place))
    if lines:
        session.execute(insert(Code), [{"place_id": place, "list": list_, "word": word, "code": code} for list_, word, code in lines])
    audit.note(session, "export", at=now, place=place, detail={"return": "code-map", "lines": len(lines)})


def has_codes(session: Session, place: str) -> bool:
    """Whether a place has a code map."""
    return session.execute(select(Code.place_id).where(Code.place_id == place).limit(1)).scalar() is not None


def name_sender(session: Session, place: str, staff: str, now: datetime, *, may: bool = True) -> None:
    """Lets a manager make the place's returns, or no longer (2)."""
    if may:
        session.execute(upsert(Sender).values(place_id=place, staff_id=staff, since=now).on_conflict_do_nothing())
    else:
        session.execute(delete(Sender).where(Sender.place_id == place, Sender.staff_id == staff))
    audit.note(session, "export", at=now, place=place, staff=staff, detail={"return": "sender", "may": may})


def may_send(session: Session, place: str, staff: str) -> bool:
    """Whether the place lets them make its returns (2)."""
    return session.execute(select(Sender.staff_id).where(Sender.place_id == place, Sender.staff_id == staff)).scalar() is not None


def has_ended(month: date, today: date) -> bool:
    """Whether a month is over (3)."""
    return wall_clock.month_after(month) <= today
