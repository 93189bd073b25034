"""The code map, taken whole or not at all; who may make returns; which months."""

from __future__ import annotations

from datetime import date

import pytest

from backend.database import Acting
from backend.returns import services
from backend.transaction import transaction
from tests.reports.conftest import NOW, Book
from tests.returns.conftest import TOOL


def file(*lines: str) -> bytes:
    return "\r\n".join(["list,word,code", *lines]).encode()


def test_a_code_map_is_read_line_by_line() -> None:
    assert services.read_codes(file("organisation,provider,RXX", f"assessment, phq-9 ,{TOOL}", "")) == [
        ("organisation", "provider", "RXX"),
        ("assessment", "phq-9", TOOL),
    ]


def test_every_wrong_line_is_named_with_what_was_expected_and_nothing_is_taken() -> None:
    with pytest.raises(services.Refused) as refused:
        services.read_codes(
            file(
                "organisation,provider,RX",
                "organisation,nobody,RXX",
                "things,a,b",
                "assessment,phq-9,999000000000001103",
                "activity,Nurse,98",
                "staff-group,Nurse",
                "activity,Cook,03",
                "activity,Cook,04",
                "fft-mode,pigeon,Other",
            )
        )
    assert refused.value.wrong == [
        "Line 2: 'RX' is no code for OrgID_Provider (min an3 max an6).",
        "Line 3: no organisation 'nobody'. There are provider, submitter, patient-ids, commissioner.",
        "Line 4: no list 'things'. There are organisation, assessment, activity, staff-group, language, fft-mode.",
        "Line 5: '999000000000001103' is no code for SNOMED_ID (sctid).",
        "Line 6: '98' is no code for Activity_Type (an2, of its list).",
        "Line 7: three values are expected: a list, a word, a code.",
        "Line 9: activity 'Cook' stands there twice.",
        "Line 10: no mode 'pigeon'. There are kiosk, paper, phone, text, online.",
    ]
    assert str(refused.value).endswith("Nothing was taken.")


@pytest.mark.parametrize("content", [b"", b"word,code\r\n", b"\xff\xfe"])
def test_a_file_that_is_no_code_map_is_refused(content: bytes) -> None:
    with pytest.raises(services.Refused):
        services.read_codes(content)


def test_nobody_may_send_until_they_are_named_and_no_longer_than_that(book: Book) -> None:
    place, manager = book.place.id, book.place.manager.id
    with book.app.app_context(), transaction(Acting(role="engine")) as session:
        assert not services.may_send(session, place, manager)
        services.name_sender(session, place, manager, NOW)
        services.name_sender(session, place, manager, NOW)
        assert services.may_send(session, place, manager)
        services.name_sender(session, place, manager, NOW, may=False)
        assert not services.may_send(session, place, manager)


@pytest.mark.parametrize(
    ("today", "ended"), [(date(2024, 2, 29), False), (date(2024, 3, 1), True), (date(2024, 1, 31), False), (date(2025, 1, 1), True)]
)
def test_a_month_has_ended_when_its_last_day_is_over(today: date, ended: bool) -> None:
    assert services.has_ended(date(2024, 2, 1), today) is ended
