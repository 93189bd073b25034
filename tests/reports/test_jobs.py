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
from backend.reports import counting, from_records, jobs, queries
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


def test_what_was_written_into_an_old_month_is_counted_where_that_month_was_and_struck_off_where_it_never_was(book: Book) -> None:
    """Three years on: the month is older than those that are counted by themselves. What is due comes to nought either way."""
    old, never = date(2023, 3, 1), date(2022, 1, 1)
    book.patient("rose")
    book.visit("rose", "2023-03-06 09:00", who="nurse")
    book.visit("rose", "2026-11-02 09:00", who="nurse")
    book.close()
    book.count(old, now=datetime(2023, 4, 2, 5, tzinfo=UTC))
    assert book.cell("visits", month=old) == (1, 1)
    more = Book(book.app, book.place)
    more.patient("ivy")
    more.visit("ivy", "2023-03-07 09:00", who="nurse")
    more.close()
    late(book, old)
    late(book, never)
    with book.app.app_context():
        assert jobs.due(book.place.id, NOW)[0] == old
    book.count()
    assert book.cell("visits", month=old) == (2, 2)
    assert book.rows("report_due") == []
    assert book.rows("report_counted", month=never) == []


def test_no_month_that_a_page_shows_stays_to_be_counted_for_ever(book: Book) -> None:
    """A goal of an old day brings its month in; the months between it and the first visit are counted as well, and those longer ago are none."""
    book.patient("rose")
    book.record("goal", "rose", words="Home", target_on="2025-02-10", status="achieved")
    book.visit("rose", "2026-11-02 09:00", who="nurse")
    book.close()
    book.count(date(2022, 5, 1), now=datetime(2022, 6, 2, 5, tzinfo=UTC))
    late(book, date(2025, 2, 1))
    book.count()
    shown = [date(year, month, 1) for year in (2022, 2023, 2024, 2025) for month in range(1, 13)]
    with book.app.app_context(), transaction(Acting(role="statistics", place=book.place.id)) as session:
        assert queries.uncounted(session, book.place.id, shown, wall_clock.day_of(NOW)) == 0
        session.execute(text("DELETE FROM report_counted WHERE month = '2025-05-01'"))
        assert queries.uncounted(session, book.place.id, shown, wall_clock.day_of(NOW)) == 1


def late(book: Book, month: date) -> None:
    """A visit of that month is written, as the record tells the reports."""
    moment = wall_clock.wire(datetime(month.year, month.month, 5, 9, tzinfo=UTC))
    visit = Record("visit", an_id("late"), an_id("rose"), "core", 1, {"planned_start": moment})
    with book.app.app_context(), transaction(Acting(role="engine")) as session:
        from_records.visits_written(session, [visit], Writer("x", frozenset(), book.place.id))
