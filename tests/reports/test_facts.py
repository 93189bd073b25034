"""Referrals and people: each measure over them worked out by hand, and what becomes of months that are over."""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import text

from backend.database import Acting
from backend.transaction import transaction
from tests.reports.conftest import NOVEMBER, NOW, OCTOBER, Book


def test_two_hours_are_instants_and_two_days_are_midnights(book: Book) -> None:
    for name in ("rose", "george", "ali", "vera", "omar"):
        book.patient(name)
    # The night in which the clocks went back: from 00:30 to 01:10 winter time are 100 minutes, though the wall showed forty.
    book.referral("rose", "2026-10-25 00:20", clock="two-hours", started="2026-10-25 00:30")
    book.visit("rose", "2026-10-25 02:10", who="nurse")  # 02:10 GMT: 160 minutes
    book.referral("george", "2026-10-06 09:00", clock="two-hours", started="2026-10-06 09:05")
    book.visit("george", "2026-10-06 11:00", who="nurse", late=5)  # 11:05: 120 minutes, and that is in time
    book.referral("ali", "2026-10-07 09:00", clock="two-hours", started="2026-10-07 09:00")  # never seen: in no share
    book.referral("vera", "2026-10-05 23:50", clock="two-days", started="2026-10-05 23:50")
    book.visit("vera", "2026-10-07 12:00", who="nurse", ending="no-access")  # not let in: not seen
    book.visit("vera", "2026-10-08 08:00", who="nurse")  # three midnights later
    book.referral("omar", "2026-10-05 00:10", clock="two-days", started="2026-10-05 00:10")
    book.visit("omar", "2026-10-07 23:00", who="nurse")  # two midnights, though nearly three days
    book.close()
    book.count(OCTOBER)
    assert book.cell("seen-within-two-hours") == (1, 2)
    assert book.cell("seen-within-two-hours", f"team:{book.place.teams['North West']}") == (1, 2)
    assert book.cell("seen-within-two-days") == (1, 2)
    assert book.cell("referrals") == (5, 5)
    # days from received to seen: Rose 0, George 0, Vera 3, Omar 2: the lower middle one
    assert book.cell("days-to-first-contact") == (0, 4)


def test_a_referral_joined_or_in_error_is_none_and_one_of_no_team_counts_in_none(book: Book) -> None:
    book.patient("rose")
    kept = book.referral("rose", "2026-10-06 09:00", source="self")
    book.referral("rose", "2026-10-06 10:00", status="joined", joined_with=kept)
    book.referral("rose", "2026-10-06 11:00", status="entered-in-error", status_reason="Wrong person")
    book.referral("rose", "2026-10-07 09:00", team=None, triage_started_at="2026-10-07T08:22:00.000Z")
    book.close()
    book.count(OCTOBER)
    assert book.cell("referrals") == (2, 2)
    assert book.cell("referrals", "team:") == (1, 1)
    assert book.cell("referrals", part="self") == (1, 1)
    assert book.cell("time-to-triage") == (22, 1)


def test_who_is_seen_later_completes_the_month_in_which_they_were_referred(book: Book) -> None:
    """Referred in June, seen this month: June is counted again though nothing of June was written."""
    book.patient("rose")
    book.referral("rose", "2026-06-10 09:00")
    book.close()
    june = date(2026, 6, 1)
    book.count(june)
    assert book.cell("days-to-first-contact", month=june) == (None, None)
    later = Book(book.app, book.place)
    later.of = {next(iter(book.of)): []}
    later.visit("rose", "2026-11-10 09:00", who="nurse")
    write(book, later)
    book.count()
    assert book.cell("days-to-first-contact", month=june) == (153, 1)


def write(book: Book, later: Book) -> None:
    """Puts the typed rows of a later day beside those that are there: what reports read."""
    from backend.record.archive import PastLoad, load_past

    with book.app.app_context():
        for patient, records in later.of.items():
            rows = {kind: [(one.id, one.fields) for one in records if one.kind == kind] for kind in ("visit", "attendance")}
            load_past([PastLoad(patient, patient, rows)], name="later", author="test", made_at=NOW)


def test_a_plan_a_lead_and_consent_of_those_at_risk_person_by_person(book: Book) -> None:
    nurse, gone = book.place.nurse.id, "0199947c-5400-7d76-96dd-5119f7496bd9"
    everything = {"risk_band": "high", "lead_professional": nurse, "care_coordinator": nurse, "nhs_number_status": "01"}
    for name, fields in {
        "rose": everything,
        "george": {**everything, "lead_professional": gone},  # whoever that was is not on the staff
        "vera": everything,  # her plan is 13 months old
        "omar": everything,  # withdrew what he had agreed to
        "ali": {**everything, "risk_band": "low"},
        "mary": {"risk_band": "very-high", "nhs_number_status": "02"},
        "dead": {**everything, "status": "died", "status_on": "2026-10-01"},
    }.items():
        book.patient(name, client_group="physical-frailty", **fields)
        book.caseload(name, "North West" if name != "mary" else "South East")
        if name != "mary":
            agreed = "2025-10-20" if name == "vera" else "2026-03-01"
            review = "2026-11-01" if name == "vera" else "2027-03-01"
            book.record("care_plan", name, agreed_on=agreed, review_on=review, status="active")
            withdrawn = {"status": "withdrawn", "withdrawn_on": "2026-05-01"} if name == "omar" else {"status": "active"}
            book.record("consent", name, "more", scope="team", purpose="direct-care", decision="given", **withdrawn)
    book.close()
    book.count(NOVEMBER)
    at_risk = 5  # Rose, George, Vera, Omar, Mary
    assert book.cell("plan-lead-and-consent", month=NOVEMBER) == (1, at_risk)
    assert book.cell("has-joint-plan", month=NOVEMBER) == (4, at_risk)
    assert book.cell("has-lead", month=NOVEMBER) == (3, at_risk)
    assert book.cell("has-coordinator", month=NOVEMBER) == (4, at_risk)
    assert book.cell("reviews-on-time", month=NOVEMBER) == (4, 5)
    assert book.cell("nhs-number-verified", month=NOVEMBER) == (5, 6)
    assert book.cell("nhs-number-verified", month=NOVEMBER, part="physical-frailty") == (5, 6)
    south = f"team:{book.place.teams['South East']}"
    assert book.cell("plan-lead-and-consent", south, NOVEMBER) == (0, 1)


def test_a_month_that_is_over_keeps_how_people_stood_then(book: Book) -> None:
    book.patient("rose", risk_band="high")
    book.close()
    book.count(OCTOBER, now=datetime(2026, 10, 31, 5, tzinfo=UTC))
    assert book.cell("has-lead") == (0, 1)
    book.count(OCTOBER, now=NOW)  # counted again for a late visit: there is no going back to how October was
    assert book.cell("has-lead") == (0, 1)
    book.count(date(2026, 9, 1), now=NOW)
    assert book.cell("has-lead", month=date(2026, 9, 1)) == (None, None)


def test_only_what_changed_is_written_again(book: Book) -> None:
    """Defect: each night wrote two whole months anew, and each tablet's change waited until that had gone to the disk."""
    book.patient("rose")
    stays = book.visit("rose", "2026-10-05 09:00", who="nurse")
    changes = book.visit("rose", "2026-10-06 09:00", who="nurse", stayed=30)
    goes = book.visit("rose", "2026-10-07 09:00", who="nurse")
    book.close()
    book.count(OCTOBER)
    before = written(book)
    with book.app.app_context(), transaction(Acting(role="engine")) as session:
        session.execute(text("UPDATE attendance SET left_at = left_at + interval '10 minutes' WHERE visit = :visit"), {"visit": changes})
        session.execute(text("UPDATE visit SET status = 'entered-in-error' WHERE id = :visit"), {"visit": goes})
    later = Book(book.app, book.place)
    later.of = {next(iter(book.of)): []}
    comes = later.visit("rose", "2026-10-09 09:00", who="nurse")
    write(book, later)
    book.count(OCTOBER)
    after = written(book)
    assert set(before) == {stays, changes, goes}
    assert set(after) == {stays, changes, comes}
    assert after[stays] == before[stays]
    assert after[changes] != before[changes]
    assert [row["minutes"] for row in book.rows("report_visit", visit=changes)] == [40]


def written(book: Book) -> dict[str, str]:
    """By visit, which transaction wrote its row of facts."""
    with book.app.app_context(), transaction(Acting(role="statistics", place=book.place.id)) as session:
        return dict(session.execute(text("SELECT visit::text, xmin::text FROM report_visit")).tuples().all())
