"""The header of a patient's bundle, PROTOCOL §9."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest

from backend import wall_clock
from backend.patients.header import KINDS, header
from backend.record import Record

PATIENT = "00000000-0000-7000-8000-000000000001"


@pytest.fixture(autouse=True)
def _on_tuesday() -> Iterator[None]:
    """Tue 24 Nov 2026, nine in the morning."""
    with wall_clock.reading(datetime(2026, 11, 24, 9, tzinfo=UTC)):
        yield


def rec(kind, n, **fields):
    return Record(kind, f"00000000-0000-7000-8000-{n:012d}", PATIENT, "core", 1, fields)


def of(*records):
    by_kind = {}
    for record in records:
        by_kind.setdefault(record.kind, []).append(record)
    return header(by_kind)


WHO = rec(
    "patient",
    1,
    given_name="Rokeya",
    family_name="Begum",
    born_on="1942-03-14",
    nhs_number="9992048719",
    languages=["Sylheti"],
    interpreter_needed=True,
)


def test_a_header_has_exactly_the_members_that_the_protocol_names():
    assert set(of(WHO)) == {
        "name", "given_name", "family_name", "known_as", "born_on", "nhs_number", "address_line", "postcode", "latitude", "longitude",
        "languages", "interpreter", "alerts", "visits", "meetings", "disputes",
    }  # fmt: skip


def test_who_it_is_stands_in_it():
    made = of(WHO)
    assert (made["name"], made["interpreter"], made["languages"], made["known_as"]) == ("Rokeya Begum", True, ["Sylheti"], None)


def test_active_alerts_stand_in_it_the_gravest_first():
    made = of(
        WHO,
        rec("alert", 2, category="access", title="Key safe", severity="low", status="active"),
        rec("alert", 3, category="allergy", title="Allergy: penicillin", severity="high"),
        rec("alert", 4, category="falls", title="Falls risk", severity="medium", status="ended"),
        rec("alert", 5, category="dog", title="Dog", severity="low", status="entered-in-error"),
    )
    assert [alert["title"] for alert in made["alerts"]] == ["Allergy: penicillin", "Key safe"]
    assert set(made["alerts"][0]) == {"id", "category", "title", "severity"}


def test_visits_stand_in_it_by_start_with_who_came():
    late = rec("visit", 7, planned_start="2026-11-24T13:00:00.000Z", planned_end="2026-11-24T14:00:00.000Z", asked=["k"], status="cancelled")
    early = rec("visit", 6, planned_start="2026-11-24T09:30:00.000Z", planned_end="2026-11-24T10:30:00.000Z", asked=["k", "a"], purpose="Leg")
    wrong = rec("visit", 9, planned_start="2026-11-24T08:00:00.000Z", status="entered-in-error")
    came = rec("attendance", 8, visit=early.id, staff="k", arrived_at="2026-11-24T09:52:00.000Z", leave_by="2026-11-24T10:40:00.000Z")
    made = of(WHO, late, wrong, early, came)
    assert [visit["id"] for visit in made["visits"]] == [early.id, late.id]
    assert made["visits"][0]["attendances"] == [{"staff": "k", "arrived_at": "2026-11-24T09:52:00.000Z", "left_at": None, "outcome": None}]
    assert (made["visits"][0]["status"], made["visits"][1]["status"]) == ("planned", "cancelled")


def test_visits_of_the_last_seven_days_and_all_to_come_stand_in_it():
    def visit(n: int, day: str):
        return rec("visit", n, planned_start=f"{day}T09:00:00.000Z", planned_end=f"{day}T10:00:00.000Z", asked=["k"])

    made = of(WHO, visit(1, "2026-11-16"), visit(2, "2026-11-17"), visit(3, "2026-11-23"), visit(4, "2026-12-22"))
    assert [one["planned_start"][:10] for one in made["visits"]] == ["2026-11-17", "2026-11-23", "2026-12-22"]


def test_the_meetings_that_have_or_had_the_person_on_their_list_stand_in_it_but_not_those_of_long_ago():
    def item(n: int, meeting: str, held_on: str, status: str):
        return rec("meeting_item", n, meeting=meeting, held_on=held_on, status=status, question="Does she need more help at night?")

    made = of(
        WHO,
        item(30, "m-next", "2026-12-01", "listed"),
        item(31, "m-last", "2026-11-10", "discussed"),
        item(32, "m-late", "2026-11-17", "put-off"),
        item(33, "m-old", "2026-08-25", "discussed"),
        item(34, "m-off", "2026-12-01", "cancelled"),
        item(35, "m-wrong", "2026-12-01", "entered-in-error"),
    )
    assert [(one["id"], one["status"]) for one in made["meetings"]] == [
        ("m-last", "discussed"),
        ("m-late", "put-off"),
        ("m-next", "listed"),
        ("m-off", "cancelled"),
    ]
    assert "help" not in str(made), "what is asked about a person is not for who has only the header"


def test_open_disputes_are_counted_and_settled_ones_are_not():
    made = of(WHO, rec("conflict", 10, status="open"), rec("conflict", 11, status="settled"), rec("conflict", 12, status="open"))
    assert made["disputes"] == 2


def test_the_order_in_which_records_come_changes_nothing():
    records = [WHO, *(rec("alert", n, category="other", title=str(n), severity=random.choice(("high", "low"))) for n in range(20, 30))]
    made = of(*records)
    for _ in range(5):
        random.shuffle(records)
        assert of(*records) == made


def test_a_bundle_without_its_patient_still_has_a_header():
    assert header({})["name"] == ""


def test_all_kinds_that_it_reads_make_it_anew():
    assert {"patient", "alert", "visit", "attendance", "conflict", "meeting_item"} == KINDS
