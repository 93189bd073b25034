"""Goals, in the month of their day: reached or not, and what the person says. Worked out by hand."""

from __future__ import annotations

from datetime import date

from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.record import Record
from backend.record.registry import Writer
from backend.reports import from_records
from backend.transaction import transaction
from tests.conftest import an_id
from tests.reports.conftest import NOVEMBER, NOW, OCTOBER, Book


def test_a_goal_counts_in_the_month_of_its_day(book: Book) -> None:
    book.practice("Bow Road", "Network 1", "North West")
    book.patient("rose", practice="Bow Road")
    book.patient("george")
    book.caseload("rose", "North West")
    to_bed = {"words": "Up the stairs to bed", "i_statement": "M5"}
    book.record("goal", "rose", **to_bed, target_on="2026-10-01", status="achieved", progress=5)
    book.record("goal", "rose", **to_bed, target_on="2026-10-31", status="active", progress=3)
    book.record("goal", "rose", words="To the mosque", target_on="2026-10-25", status="cancelled", status_reason="He died")
    book.record("goal", "george", **to_bed, target_on="2026-10-12", status="achieved", progress=4)
    book.record("goal", "george", **to_bed, target_on="2026-10-12", status="entered-in-error", status_reason="Not his")
    book.record("goal", "george", **to_bed, status="achieved", progress=5)  # of no day
    book.record("goal", "george", **to_bed, target_on="2026-11-22", status="achieved")
    book.record("goal", "george", **to_bed, target_on="2026-11-23", status="achieved")  # today is not over
    book.close()
    book.count(OCTOBER, NOVEMBER)
    assert book.cell("goals-reached") == (2, 4)
    assert book.cell("goals-reached", f"team:{book.place.teams['North West']}") == (1, 3)
    assert book.cell("goals-reached", "team:") == (1, 1)
    assert book.cell("goals-reached", "area:North West") == (1, 3)
    assert book.cell("goals-reached", part="M5") == (2, 3)
    assert book.cell("goals-reached", part="none named") == (0, 1)
    assert book.cell("goals-there-in-their-own-view") == (1, 3)
    assert book.cell("goals-reached", month=NOVEMBER) == (1, 1)


def test_the_last_day_of_a_year_and_a_leap_day_lie_in_their_months(book: Book) -> None:
    book.patient("rose")
    for day in ("2023-12-31", "2024-02-29", "2024-03-01"):
        book.record("goal", "rose", words="Home", target_on=day, status="achieved")
    book.close()
    for month in (date(2023, 12, 1), date(2024, 2, 1), date(2024, 3, 1)):
        book.count(month)
        assert book.cell("goals-reached", month=month) == (1, 1)


def test_a_goal_that_was_given_another_day_leaves_its_old_month_and_stops_no_count(book: Book) -> None:
    book.patient("rose")
    book.record("goal", "rose", words="Home", target_on="2026-06-10", status="active")
    book.close()
    june = date(2026, 6, 1)
    book.count(june)
    assert book.cell("goals-reached", month=june) == (0, 1)
    with book.app.app_context(), transaction(Acting(role="engine")) as session:
        session.execute(text("update goal set target_on = '2026-10-10', status = 'achieved'"))
    book.count(OCTOBER)
    assert book.cell("goals-reached") == (1, 1)
    book.count(june)
    assert book.cell("goals-reached", month=june) == (None, None)


def test_what_becomes_of_an_old_goal_has_its_month_counted_again(book: Book) -> None:
    goal = Record("goal", an_id("late"), an_id("rose"), "core", 1, {"target_on": "2026-06-01"})
    with book.app.app_context(), wall_clock.reading(NOW), transaction(Acting(role="engine")) as session:
        from_records.goals_written(session, [goal], Writer("x", frozenset(), book.place.id))
    assert [row["month"] for row in book.rows("report_due")] == [date(2026, 6, 1)]
