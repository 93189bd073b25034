"""Which months are counted, and in which order."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.record import Record
from backend.record.registry import Writer
from backend.reports import counting, from_records, jobs
from backend.transaction import transaction
from tests.conftest import an_id
from tests.reports.conftest import NOVEMBER, NOW, OCTOBER, Book

AUGUST, SEPTEMBER = date(2026, 8, 1), date(2026, 9, 1)


def test_the_first_count_of_all_months_sees_the_ninety_days_of_each(book: Book) -> None:
    """What October tells of continuity is of the visits of August and September too: they are counted before it."""
    book.patient("rose")
    for when in ("2026-08-10 09:00", "2026-09-14 09:00", "2026-10-05 09:00"):
        book.visit("rose", when, who="nurse")
    book.visit("rose", "2026-10-12 09:00", who="physio")
    book.close()
    book.count()
    # Of Rose's 4 visits in the 90 days to 31 October the nurse made 3; one in August alone, two by September, are too few to tell.
    assert book.cell("known-face", month=OCTOBER) == (3, 4)
    assert book.cell("known-face", month=AUGUST) == (None, None)
    assert book.cell("known-face", month=SEPTEMBER) == (None, None)


def test_a_month_that_was_written_to_is_counted_anew_with_those_that_reach_into_it(book: Book) -> None:
    book.patient("rose")
    for month in range(4, 12):
        book.visit("rose", f"2026-{month:02}-10 09:00", who="nurse")
    book.close()
    book.count()
    with book.app.app_context():
        assert jobs.due(book.place.id, NOW) == [OCTOBER, NOVEMBER]
        with transaction(Acting(role="engine")) as session:
            session.execute(
                text("INSERT INTO report_due (place_id, month) VALUES (:place, :month)"), {"place": book.place.id, "month": date(2026, 4, 1)}
            )
        # Three months on: the 90 days to the end of a month may begin in the third before it.
        assert jobs.due(book.place.id, NOW) == [*(date(2026, n, 1) for n in (4, 5, 6, 7)), OCTOBER, NOVEMBER]


def test_what_is_written_while_a_month_is_counted_leaves_it_due(book: Book, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody's tablet sends a late visit of June just while June is counted: the next night counts it again."""
    june = date(2026, 6, 1)
    book.patient("rose")
    book.visit("rose", "2026-06-03 09:00", who="nurse")
    book.close()
    late(book, june)
    counted = counting.count

    def count(*given: Any) -> int:
        made = counted(*given)
        late(book, june)
        return made

    with monkeypatch.context() as patch:
        patch.setattr(counting, "count", count)
        book.count(june)
    assert [row["month"] for row in book.rows("report_due")] == [june]
    book.count(june)
    assert book.rows("report_due") == []


def late(book: Book, month: date) -> None:
    """A visit of that month is written, as the record tells the reports."""
    moment = wall_clock.wire(datetime(month.year, month.month, 5, 9, tzinfo=UTC))
    visit = Record("visit", an_id("late"), an_id("rose"), "core", 1, {"planned_start": moment})
    with book.app.app_context(), transaction(Acting(role="engine")) as session:
        from_records.visits_written(session, [visit], Writer("x", frozenset(), book.place.id))
