"""A manager brings a file from outside over HTTP: taken whole or refused line by line, and what was told is listed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import text

from backend import wall_clock
from backend.audit import services as audit
from backend.database import Acting
from backend.transaction import transaction
from tests.conftest import TestPlace
from tests.reports.conftest import Book, book

__all__ = ["book"]

ROSE, STRANGER = "9992048719", "9990000018"
STAYS = "nhs_number,admitted_on,how,discharged_on,discharged_to\n"
URL = "/api/v1/outside/files"


def asked(content: str, **more: Any) -> dict[str, Any]:
    return {"source": "Barts", "file": content, "first": "2026-08", "last": "2026-09", **more}


def test_a_manager_brings_a_file_and_it_stands_in_the_list(client: FlaskClient, book: Book, sign_in: Callable[..., Any]) -> None:
    book.patient("rose", nhs_number=ROSE, born_on="1941-02-03")
    book.close()
    sign_in(client, book.place.manager)
    line = f"{ROSE},2026-08-03,emergency,2026-08-09,home\n{ROSE},2026-09-03,planned,2026-09-09,home\n"
    answer = client.post(URL, json=asked(f"{STAYS}{line}"))
    assert answer.status_code == 200
    assert answer.get_json()["said"].startswith("2 lines: stays in hospital from 2026-08-01 to 2026-09-30.")
    [one] = client.get(URL).get_json()["files"]
    assert (one["of"], one["first"], one["last"], one["source"]) == ("stays in hospital", "2026-08", "2026-09", "Barts")
    assert one["lines"] == "fewer than 5", "another manager would read from it what the pages hide"
    assert one["who"] == book.place.manager.name
    again = client.post(URL, json=asked(f"{STAYS}{line}"))
    assert "nothing changed" in again.get_json()["said"]
    assert len(client.get(URL).get_json()["files"]) == 1


def test_what_it_takes_away_is_told_first_and_it_is_taken_from_who_knows_just_that(
    client: FlaskClient, book: Book, sign_in: Callable[..., Any]
) -> None:
    book.practice("Bow Road", "Network 1", "North West")
    book.patient("rose", nhs_number=ROSE, born_on="1941-02-03", practice="Bow Road")
    book.close()
    sign_in(client, book.place.manager)
    line = f"{ROSE},2026-08-03,emergency,2026-08-09,home\n"
    assert client.post(URL, json=asked(f"{STAYS}{line}", last="2026-08")).status_code == 200
    question = client.post(URL, json=asked(STAYS, last="2026-08"))
    assert question.status_code == 409
    errors = question.get_json()["errors"]
    assert errors["takes_away"] == [
        "It takes away, or tells otherwise, fewer than 5 of the lines told before, of fewer than 5 people, and 1 month would be left without any.",
        "It has no line of the month: of it the file says that there were no stays in hospital.",
    ]
    assert [one["lines"] for one in client.get(URL).get_json()["files"]] == ["fewer than 5"]
    wider = client.post(URL, json=asked(STAYS, knowing=errors["key"][0]))
    assert (wider.status_code, wider.get_json()["errors"]["key"] == errors["key"]) == (409, False), "two months are not the one that was agreed"
    assert client.post(URL, json=asked(STAYS, last="2026-08", knowing=errors["key"][0])).status_code == 200
    assert [one["lines"] for one in client.get(URL).get_json()["files"]] == ["none", "fewer than 5"]
    with client.application.app_context(), transaction(Acting("engine")) as session:
        noted = session.scalars(text("select detail->>'asked' from audit_event where what = 'import' order by at, seq")).all()
    assert sorted(noted, key=str) == [None, None, "true", "true"]


def test_after_so_many_files_that_came_to_nothing_the_next_is_not_looked_at_for_a_day(
    client: FlaskClient, book: Book, sign_in: Callable[..., Any]
) -> None:
    """Each tells whether somebody is known here, or may stand in what others told."""
    book.patient("rose", nhs_number=ROSE, born_on="1941-02-03")
    book.close()
    sign_in(client, book.place.manager)
    line = f"{ROSE},2026-08-03,emergency,,\n"
    assert client.post(URL, json=asked(f"{STAYS}{line}{ROSE},2026-09-03,emergency,,\n")).status_code == 200
    bands = "nhs_number,practice,run_on,model,version,score,band\n"
    for n in range(audit.FILES_A_DAY):
        tried = (
            (URL, asked(STAYS)),
            (URL, asked(f"{STAYS}{STRANGER},2026-08-03,planned,,\n")),
            ("/api/v1/population/runs", {"source": "x", "file": bands}),
        )
        url, json = tried[n % 3]
        assert client.post(url, json=json).status_code in (409, 422)
    for url, json in tried:
        answer = client.post(url, json=json)
        assert (answer.status_code, answer.get_json()["code"]) == (429, "too-many")
    assert 86_000 < int(answer.headers["Retry-After"]) <= 86_400
    assert client.get(URL).status_code == 200
    with wall_clock.reading(wall_clock.now() + timedelta(hours=24, minutes=1)):
        sign_in(client, book.place.manager)
        assert client.post(URL, json=asked(STAYS)).status_code == 409


def test_a_wrong_file_is_refused_whole_each_line_with_what_was_expected_and_no_number(
    client: FlaskClient, book: Book, sign_in: Callable[..., Any]
) -> None:
    book.patient("rose", nhs_number=ROSE, born_on="1941-02-03")
    book.close()
    sign_in(client, book.place.manager)
    answer = client.post(URL, json=asked(f"{STAYS}{ROSE},2026-08-03,emergency,,\n{ROSE},2026-02-30,by ambulance,,\n"))
    assert answer.status_code == 422
    wrong = answer.get_json()["errors"]["file"]
    assert [line.startswith(f"Line 3, {column}: ") for line, column in zip(wrong, ("admitted_on", "how"), strict=True)] == [True, True], wrong
    assert "one of emergency, emergency-avoidable, planned" in wrong[1]
    assert ROSE not in str(answer.get_json())
    assert client.get(URL).get_json()["files"] == []
    with client.application.app_context(), transaction(Acting("engine")) as session:
        noted = session.execute(text("select staff_id::text, detail->>'file', detail->>'refused' from audit_event where what = 'import'")).all()
    assert [tuple(one) for one in noted] == [(book.place.manager.id, "figures", "2")], "what a refusal says of its lines tells who is known here"
    for missing in ({"first": None}, {"last": None}, {"first": "2026-11", "last": "2026-11"}, {"source": ""}, {"file": "x" * 2_000_001}):
        refused = client.post(URL, json=asked(STAYS, **missing))
        assert refused.status_code == 422, missing
        assert refused.get_json()["errors"], missing


def test_managers_of_the_place_and_nobody_else(
    client: FlaskClient, place: TestPlace, other_place: TestPlace, book: Book, sign_in: Callable[..., Any]
) -> None:
    book.close()
    sign_in(client, place.manager)
    assert client.post(URL, json=asked(STAYS)).status_code == 409  # a heading alone says that there were none
    for who in (place.lead, place.coordinator, place.nurse, place.administrator):
        sign_in(client, who)
        assert client.get(URL).status_code == 403
        assert client.post(URL, json=asked(STAYS)).status_code == 403
    sign_in(client, other_place.manager)
    assert client.get(URL).get_json()["files"] == []


def test_what_a_file_may_hold_is_what_the_reader_takes(client: FlaskClient, book: Book, sign_in: Callable[..., Any]) -> None:
    book.close()
    sign_in(client, book.place.manager)
    for one in client.get(URL).get_json()["sorts"]:
        months = {"first": "2026-08", "last": "2026-09"} if one["has_months"] else {"first": None, "last": None}
        answer = client.post(URL, json={"source": "Barts", "file": one["header"] + "\n", **months})
        assert answer.status_code == (409 if one["has_months"] else 422), one["header"]
        assert one["has_months"] or "the columns are" not in str(answer.get_json())
