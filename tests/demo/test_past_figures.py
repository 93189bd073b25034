"""What the demo's reports stand on besides visits: there for every month, by the doors that everything takes, and only once."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.demo import past_figures
from backend.outside import importing
from backend.outside.reading import Months
from backend.transaction import transaction
from tests.reports.conftest import Book, book

__all__ = ["book"]

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)


def number(n: int) -> str:
    """The n-th NHS number that has a check digit, from 999 on."""
    nine = f"999{n:06}"
    check = (11 - sum(int(digit) * (10 - at) for at, digit in enumerate(nine)) % 11) % 11
    return f"{nine}{check}" if check < 10 else ""


def test_every_month_that_is_over_is_told_once(book: Book) -> None:
    for n in (n for n in range(130) if number(n)):
        book.patient(f"p{n}", nhs_number=number(n), born_on="1940-05-01", nhs_number_status="01", risk_band="high", risk_on="2026-01-01")
    book.close()
    with book.app.app_context(), wall_clock.reading(NOW):
        past_figures.add(book.place.id, 1948, AUGUST, NOW)
        first = _told(book)
        past_figures.add(book.place.id, 1948, AUGUST, NOW)
    assert _told(book) == first
    months = [date(2026, month, 1) for month in (8, 9, 10)]
    assert sorted({row["month"] for row in book.rows("report_person")}) == months
    assert first["files"] == ["care-home", "delay", "population", "reablement", "stay"]
    book.count(*months)
    for measure in ("nhs-number-verified", "emergencies-at-risk", "care-home-admissions", "avoidable-emergencies", "delayed-transfers"):
        assert book.cell(measure)[0] is not None, measure
    worst, best = (book.cell("nhs-number-verified", month=month)[0] for month in (months[0], months[-1]))
    assert 0 < worst <= best < book.cell("nhs-number-verified")[1]


def test_what_a_tester_told_of_a_month_stays(book: Book) -> None:
    for n in (n for n in range(130) if number(n)):
        book.patient(f"p{n}", nhs_number=number(n), born_on="1940-05-01", nhs_number_status="01", risk_band="high", risk_on="2026-01-01")
    book.close()
    content = f"nhs_number,moved_on,home\n{next(filter(None, map(number, range(9))))},2026-09-14,nursing\n".encode()
    with book.app.app_context(), wall_clock.reading(NOW):
        importing.import_file(content, place=book.place.id, source="A tester", by="somebody", months=Months(SEPTEMBER, date(2026, 9, 30)), now=NOW)
        past_figures.add(book.place.id, 1948, AUGUST, NOW)
    days = [row["starts_on"] for row in book.rows("outside_event", sort="care-home")]
    assert [day for day in days if day.month == 9] == [date(2026, 9, 14)]
    assert {day.month for day in days} == {8, 9, 10}


def _told(book: Book) -> dict[str, Any]:
    with book.app.app_context(), transaction(Acting(role="engine")) as session:
        asked = {"place": book.place.id}
        files = session.scalars(text("SELECT sort FROM outside_file WHERE place_id = :place ORDER BY sort"), asked).all()
        events = session.execute(text("SELECT count(*), min(starts_on), max(starts_on) FROM outside_event WHERE place_id = :place"), asked).one()
        return {"files": list(files), "events": tuple(events)}
