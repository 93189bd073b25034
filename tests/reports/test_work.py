"""Assessments, how soon the record has what happened, and what people had to decide: each measure worked out by hand."""

from __future__ import annotations

import uuid
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.grants import services as grants
from backend.record import Change, Record
from backend.record.services import Writer, write
from backend.reports import from_records
from backend.transaction import transaction
from tests.conftest import an_id
from tests.reports.conftest import NOW, OCTOBER, Book, london


def begun(book: Book, when: str, *, done: str | None = None, who: str = "nurse", **more: str) -> str:
    at = {"begun_at": wall_clock.wire(london(when)), "begun_by": book.place.staff[who].id}
    if done:
        at["completed_at"] = wall_clock.wire(london(done))
    fields = {"questionnaire": "falls", "version": "1", "status": "completed" if done else "in-progress", **at, **more}
    return book.record("assessment", "rose", "more", **fields)


def signed(book: Book, assessment: str, section: str = "", **more: str) -> None:
    of = {"assessment": assessment, "section": section, "staff": book.place.nurse.id, "content_hash": "0" * 64}
    book.record("signature", "rose", "more", **of, signed_at="2026-10-20T09:00:00.000Z", **more)


def test_an_assessment_is_signed_while_a_signature_stands(book: Book) -> None:
    book.patient("rose")
    signed(book, begun(book, "2026-10-05 09:00", done="2026-10-05 23:30"))
    signed(book, begun(book, "2026-10-06 09:00", done="2026-10-09 00:10"), section="home")
    signed(book, begun(book, "2026-10-07 09:00", done="2026-10-08 09:00"), overtaken_at="2026-10-21T09:00:00.000Z")
    signed(book, begun(book, "2026-10-08 09:00", who="social_worker"), status="entered-in-error", status_reason="Not mine")
    begun(book, "2026-10-31 23:30")
    begun(book, "2026-11-01 00:10")
    begun(book, "2026-10-09 09:00", status="entered-in-error", status_reason="Wrong person")
    book.close()
    book.count(OCTOBER)
    # signed: the 5th, the 6th. Not: overtaken, in error, never (begun on the 31st, though 23:30 is before midnight of London alone)
    assert book.cell("unsigned-assessments") == (3, 5)
    assert book.cell("unsigned-assessments", f"team:{book.place.teams['South East']}") == (1, 1)
    # the 5th to itself: 0; the 6th to the 9th: 3; the 7th to the 8th: 1
    assert book.cell("days-to-complete-an-assessment") == (1, 3)


def test_the_night_in_which_the_clocks_go_back_is_one_night(book: Book) -> None:
    book.patient("rose")
    begun(book, "2026-10-24 23:30", done="2026-10-25 23:30")  # 25 hours, and a day
    book.close()
    book.count(OCTOBER)
    assert book.cell("days-to-complete-an-assessment") == (1, 1)


def test_a_signature_that_comes_late_has_its_assessments_month_counted_again(book: Book) -> None:
    book.patient("rose")
    assessment = begun(book, "2026-06-30 23:30")
    book.close()
    signature = Record("signature", an_id("late"), an_id(f"{book.place.id}:rose"), "more", 1, {"assessment": assessment})
    with book.app.app_context(), wall_clock.reading(NOW), transaction(Acting(role="engine")) as session:
        from_records.signatures_written(session, [signature], Writer("x", frozenset(), book.place.id))
    assert [row["month"] for row in book.rows("report_due")] == [date(2026, 6, 1)]


@pytest.fixture
def tablet(book: Book) -> Book:
    """Rose is on the nurse's caseload, with a visit on 25 October in the night in which the clocks go back, and one on the 5th."""
    book.patient("rose")
    book.plan("rose", "2026-10-25 00:30")
    book.plan("rose", "2026-10-05 09:00")
    book.caseload("rose", "North West")
    book.close()
    return book


def pushed(book: Book, kind: str, record: str, at: datetime, saw: dict[str, object] | None, patient: str = "rose", **fields: object) -> str:
    """The nurse's change, as it reaches the record at that time. Returns how it ended."""
    bundle = an_id(f"{book.place.id}:{patient}")
    made = wall_clock.wire(at - timedelta(seconds=1))
    nurse = book.place.nurse.id
    id_ = str(uuid.uuid4())
    change = Change(id_, kind, record, bundle, bundle, nurse, made, 1, saw, fields)
    with book.app.app_context(), wall_clock.reading(at):
        [ended] = write([change], Writer(nurse, frozenset({"practitioner"}), book.place.id), received_at=at).endings
    return type(ended.ending).__name__


def attended(book: Book, when: str, left: str, *, arrival_at: datetime, leaving_at: datetime | None = None) -> None:
    """The nurse came to the visit planned then and left; the record got either with a push of its own, or both with one."""
    visit = an_id(f"{book.place.id}:rose:{when}")
    came = {"visit": visit, "staff": book.place.nurse.id, "arrived_at": wall_clock.wire(london(when))}
    went = {"left_at": left, "outcome": "completed", "outcome_reason": None}
    record = str(uuid.uuid5(grants.NAMESPACE, f"attendance:{visit}:{book.place.nurse.id}"))
    if leaving_at is None:
        assert pushed(book, "attendance", record, arrival_at, None, **came, **went) == "Applied"
    else:
        assert pushed(book, "attendance", record, arrival_at, None, **came) == "Applied"
        assert pushed(book, "attendance", record, leaving_at, dict.fromkeys(went), **went) == "Applied"


def test_a_visit_is_in_the_record_when_its_end_is(tablet: Book) -> None:
    # 00:30 to 01:10 by the first clock (00:10 UTC); the arrival was there at once, the end at 02:10 GMT, two hours later
    attended(
        tablet, "2026-10-25 00:30", "2026-10-25T00:10:00.000Z",
        arrival_at=datetime(2026, 10, 24, 23, 31, tzinfo=UTC), leaving_at=datetime(2026, 10, 25, 2, 10, tzinfo=UTC),
    )  # fmt: skip
    # a day without a signal: both came the next morning, 24 hours and 1 minute after leaving
    attended(tablet, "2026-10-05 09:00", "2026-10-05T08:30:00.000Z", arrival_at=datetime(2026, 10, 6, 8, 31, tzinfo=UTC))
    tablet.count(OCTOBER)
    assert sorted(row["minutes"] for row in tablet.rows("report_entry")) == [120, 1441]
    assert tablet.cell("time-to-record") == (120, 2)
    assert tablet.cell("recorded-within-a-day") == (1, 2)
    assert tablet.cell("recorded-within-a-day", f"team:{tablet.place.teams['North West']}") == (1, 2)


def test_what_was_loaded_came_with_no_change_and_is_in_none(book: Book) -> None:
    book.patient("rose")
    book.visit("rose", "2026-10-05 09:00", who="nurse")
    book.close()
    book.count(OCTOBER)
    assert book.cell("time-to-record") == (None, None)


def test_what_was_refused_counts_with_its_authors_team_by_the_reason(tablet: Book) -> None:
    other = Book(tablet.app, tablet.place)
    other.patient("george")
    other.close()
    assert pushed(tablet, "note", an_id("a note"), datetime(2026, 10, 7, 9, tzinfo=UTC), None, "george", words="He was well") == "Refused"
    tablet.count(OCTOBER)
    [matter] = tablet.rows("report_matter")
    assert tablet.cell("changes-refused") == (1, 1)
    assert tablet.cell("changes-refused", f"team:{tablet.place.teams['North West']}") == (1, 1)
    assert tablet.cell("changes-refused", part=matter["about"]) == (1, 1)
    assert tablet.cell("disagreements-settled") == (None, None)


@pytest.mark.parametrize(("settled_at", "is_counted"), [("2026-10-31T23:59:59Z", True), ("2026-11-01T00:00:00Z", False), (None, False)])
def test_a_disagreement_counts_in_the_month_in_which_it_was_settled(book: Book, settled_at: str | None, is_counted: bool) -> None:
    book.practice("Bow Road", "Network 1", "North West")
    book.patient("rose", practice="Bow Road")
    book.close()
    row = (
        "INSERT INTO conflict (id, place_id, bundle_id, patient_id, part, rev, about_kind, status, settled_at) "
        "VALUES (:id, :place, :rose, :rose, 'more', 1, 'goal', :status, :at)"
    )
    given = {"id": an_id("conflict"), "place": book.place.id, "rose": an_id(f"{book.place.id}:rose"), "at": settled_at}
    with book.app.app_context(), transaction(Acting(role="engine")) as session:
        session.execute(text(row), given | {"status": "settled" if settled_at else "open"})
    book.count(OCTOBER)
    found = (1, 1) if is_counted else (None, None)
    assert book.cell("disagreements-settled") == book.cell("disagreements-settled", part="goal") == found
    assert book.cell("disagreements-settled", "area:North West") == found
