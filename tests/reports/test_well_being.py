"""How people's well-being changes: each person's own two answers, laid side by side by hand."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import ProgrammingError

from backend import wall_clock
from backend.database import Acting
from backend.reports import charts, jobs
from backend.reports.charts import Point
from backend.reports.definitions import measures
from backend.transaction import transaction
from tests.conftest import an_id
from tests.reports.conftest import NOVEMBER, OCTOBER, Book, london

KEYS = ("well-being-satisfied", "well-being-worthwhile", "well-being-happy", "well-being-anxious")


def coded(code: str) -> dict[str, object]:
    return {"answer": [{"valueCoding": {"code": code}}]}


def asked(book: Book, name: str, when: str, *said: str, by: str = "person", who: str = "nurse", is_signed: bool = True, **more: str) -> str:
    """Somebody was asked the four questions, answered them so, and a member of staff signed it."""
    answers = {f"answer.ons4.{n}": coded(code) for n, code in enumerate(said, 1)} | {"answer.ons4.by": coded(by)}
    at = wall_clock.wire(london(when))
    of = {"questionnaire": "ons4", "version": "1", "status": "completed", "begun_at": at, "completed_at": at}
    id_ = book.record("assessment", name, "more", **{**of, "begun_by": book.place.staff[who].id, **answers, **more})
    if is_signed:
        stands = {"assessment": id_, "section": "", "staff": book.place.nurse.id, "content_hash": "0" * 64, "signed_at": at}
        book.record("signature", name, "more", **stands)
    return id_


def test_each_is_the_mean_of_how_much_the_same_people_differ(book: Book) -> None:
    for name in ("rose", "george", "ada"):
        book.patient(name)
    asked(book, "rose", "2026-06-01 10:00", "4", "5", "6", "8")
    asked(book, "rose", "2026-08-01 10:00", "9", "9", "9", "0")  # between the two: neither the earliest nor the last
    asked(book, "rose", "2026-10-20 10:00", "7", "5", "4", "3")  # +3, 0, −2; anxious 8 to 3: 5 less
    asked(book, "george", "2026-03-01 10:00", "10", "2", "dont-know", "1")
    asked(book, "george", "2026-10-05 10:00", "0", "2", "9", "2", who="social_worker")  # −10, 0, not known before; anxious 1 more
    asked(book, "george", "2026-10-06 10:00", "8", "prefer-not", "9", "3", who="social_worker")  # the last of the month: −2, (0), -, −2
    asked(book, "ada", "2026-10-09 10:00", "7", "7", "7", "7")  # for the first time: nothing to compare
    asked(book, "ada", "2026-11-10 10:00", "9", "7", "7", "7")
    book.close()
    book.count(OCTOBER)
    assert [book.cell(key) for key in KEYS] == [(1, 2), (0, 2), (-2, 1), (3, 2)]
    assert book.cell("well-being-satisfied", f"team:{book.place.teams['South East']}") == (-2, 1)  # in the team of whoever asked
    book.count(NOVEMBER)
    # Ada's second time. A month that is not over: who looked each night could tell who was asked that day, and what they said.
    assert book.cell("well-being-satisfied", month=NOVEMBER) == (None, None)


@pytest.mark.parametrize(
    ("before", "now", "is_compared"),
    [
        ("2026-09-03 23:30", "2026-10-01 00:10", True),  # 28 days of London
        ("2026-09-04 00:10", "2026-10-01 23:30", False),
        ("2025-10-15 12:00", "2026-10-15 12:00", True),
        ("2025-10-14 12:00", "2026-10-15 12:00", False),
        ("2026-08-01 12:00", "2026-10-31 23:59", True),
        ("2026-08-01 12:00", "2026-11-01 00:00", False),  # another month
    ],
)
def test_from_twenty_eight_days_to_twelve_months_lie_between_them(book: Book, before: str, now: str, is_compared: bool) -> None:
    book.patient("rose")
    asked(book, "rose", before, "4", "4", "4", "4")
    asked(book, "rose", now, "5", "5", "5", "5")
    book.close()
    book.count(OCTOBER)
    assert book.cell("well-being-happy") == ((1, 1) if is_compared else (None, None))


def test_what_somebody_else_answered_nobody_signed_or_was_an_error_is_no_answer(book: Book) -> None:
    for name in ("proxy", "unsigned", "error"):
        book.patient(name)
        asked(book, name, "2026-06-01 10:00", "4", "4", "4", "4")
    asked(book, "proxy", "2026-10-01 10:00", "5", "5", "5", "5", by="other")
    asked(book, "unsigned", "2026-10-01 10:00", "5", "5", "5", "5", is_signed=False)
    asked(book, "error", "2026-10-02 10:00", "9", "9", "9", "9", status="entered-in-error", status_reason="Wrong person")
    book.close()
    book.count(OCTOBER)
    assert [book.cell(key) for key in KEYS] == [(None, None)] * 4


def test_statistics_are_told_differences_and_can_read_no_answer(book: Book) -> None:
    with book.app.app_context(), pytest.raises(ProgrammingError, match="permission denied"), transaction(_statistics(book)) as session:
        session.execute(text("SELECT answers FROM assessment"))
    with book.app.app_context(), pytest.raises(ProgrammingError, match="permission denied"), transaction(Acting(role="web")) as session:
        session.execute(text("SELECT * FROM well_being_changes(now(), now())"))


def test_nobody_of_another_place_is_compared(book: Book) -> None:
    book.patient("rose")
    asked(book, "rose", "2026-06-01 10:00", "4", "4", "4", "4")
    asked(book, "rose", "2026-10-01 10:00", "5", "5", "5", "5")
    book.close()
    elsewhere = Acting(role="statistics", place=an_id("another place"))
    with book.app.app_context(), transaction(elsewhere) as session:
        asked_of = {"a": london("2026-10-01 00:00"), "b": london("2026-11-01 00:00")}
        assert session.execute(text("SELECT * FROM well_being_changes(:a, :b)"), asked_of).all() == []


def test_a_month_is_told_once_a_fortnight_after_it_and_a_late_signature_changes_nothing(book: Book) -> None:
    """Six people's mean on one night and seven's on the next: the difference would be what the seventh said."""
    names = [f"p{n}" for n in range(6)]
    for name in (*names, "late"):
        book.patient(name)
        asked(book, name, "2026-06-01 10:00", "4", "4", "4", "4")
        asked(book, name, "2026-10-20 10:00", "6", "6", "6", "6", is_signed=name != "late")
    book.close()
    book.count(OCTOBER, now=london("2026-11-14 23:00"))
    assert book.cell("well-being-happy") == (None, None)
    book.count(OCTOBER, now=london("2026-11-15 04:00"))
    assert book.cell("well-being-happy") == (12, 6)
    late = Book(book.app, book.place)
    late.patient("seventh")
    asked(late, "seventh", "2026-06-01 10:00", "0", "0", "0", "0")
    asked(late, "seventh", "2026-10-20 10:00", "9", "9", "9", "9")
    late.close()
    book.count(OCTOBER, now=london("2026-11-16 04:00"))
    assert book.cell("well-being-happy") == (12, 6)


def test_a_month_is_told_whenever_the_job_next_runs_and_then_once(book: Book) -> None:
    """Nobody counted from 12 November to 2 December: October, which is neither this month nor the last by then, was not told yet."""
    for n in range(6):
        book.patient(f"p{n}")
        asked(book, f"p{n}", "2026-06-01 10:00", "4", "4", "4", "4")
        asked(book, f"p{n}", "2026-10-20 10:00", "6", "6", "6", "6")
    book.visit("p0", "2026-10-20 10:00", who="nurse")
    book.close()
    book.count(now=london("2026-11-12 05:00"))
    assert book.cell("well-being-happy") == (None, None)
    book.count(now=london("2026-12-02 05:00"))
    assert book.cell("well-being-happy") == (12, 6)
    with book.app.app_context():
        assert OCTOBER not in jobs.due(book.place.id, london("2027-02-02 05:00"))
        assert OCTOBER not in jobs.due(book.place.id, london("2027-03-02 05:00"))


def test_differences_are_told_of_whole_months_alone(book: Book) -> None:
    book.patient("rose")
    asked(book, "rose", "2026-06-01 10:00", "4", "4", "4", "4")
    asked(book, "rose", "2026-10-20 10:00", "6", "6", "6", "6")
    book.close()
    windows = [("2026-10-01 00:00", "2026-11-01 00:00"), ("2026-10-20 00:00", "2026-10-21 00:00"), ("2026-10-01 00:00", "2026-10-21 00:00"),
        ("2026-09-01 00:00", "2026-11-01 00:00")]  # fmt: skip
    with book.app.app_context(), transaction(_statistics(book)) as session:
        told = [len(session.execute(text("SELECT * FROM well_being_changes(:a, :b)"), {"a": london(a), "b": london(b)}).all()) for a, b in windows]
    assert told == [4, 0, 0, 0]


def test_a_change_may_fall_below_nought_on_its_chart_and_says_its_sign() -> None:
    one = measures()["well-being-happy"]
    assert [charts.number(one, value) for value in (0.44, -1.25, -0.04, 0)] == ["+0.4 points", "-1.2 points", "0.0 points", "0.0 points"]
    drawn = charts.chart(one, [Point(date(2026, month, 1), value, 9, "") for month, value in enumerate((0.5, -0.5, -1.5), 1)])
    assert (drawn["low"], drawn["high"]) == (-1.5, 0.5)
    assert charts.chart(one, [Point(date(2026, 1, 1), -1.0, 9, "")])["low"] < -1
    level = [Point(date(2025 + month // 12, month % 12 + 1, 1), (-1) ** month / 2, 9, "") for month in range(12)]
    assert charts.chart(one, level)["limits"]["lower"] == pytest.approx(-2.66)


def _statistics(book: Book) -> Acting:
    return Acting(role="statistics", place=book.place.id)
