"""The Friends and Family return: of answers that were really given, counted by feedback's own job, made by the real export."""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from typing import Any

import openpyxl
import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.feedback import services as feedback
from backend.feedback import summaries
from backend.feedback.contents import FFT_CODES, MODES
from backend.feedback.devices import Bound
from backend.feedback.judging import Response
from backend.reports import jobs, making
from backend.returns import services
from backend.transaction import transaction
from tests.conftest import TestPlace

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
OCTOBER = date(2026, 10, 1)
ENGINE = Acting(role="engine")
EXPORTS = "/api/v1/reports/exports"
CHANCE = random.Random(1948)
NUMBERS = ("Very good", "Good", "Neither good nor poor", "Poor", "Very poor", "Don't know")
MODE_COLUMNS = ("Tablet or kiosk", "Paper", "Telephone", "Text message", "Online")


def given(app: Flask, place: TestPlace, team: str, said: Sequence[tuple[str, str]], month: date = OCTOBER) -> None:
    """Answers of people seen by a team: what each said, and by which mode."""
    bound = Bound(place.id, place.teams[team], team, "community-nursing", month)
    made = [(Response("short", 1, "en", mode, "self", False, False, None, answers={"fft": code}), bound) for code, mode in said]
    with app.app_context(), transaction(ENGINE) as session:
        feedback.write(session, made, CHANCE)


def counted(app: Flask, place: TestPlace, now: datetime = NOW) -> None:
    with app.app_context():
        summaries.summarise(place.id, now)


@pytest.fixture
def manager(place: TestPlace, client: FlaskClient, sign_in: Callable[..., Any]) -> FlaskClient:
    with wall_clock.reading(NOW):
        sign_in(client, place.manager)
    return client


def ask(client: FlaskClient, **more: Any) -> Any:
    with wall_clock.reading(NOW):
        return client.post(EXPORTS, json={"what": "fft", "form": "csv", "until": "2026-10", "months": 1, "why": "The October return", **more})


def made(app: Flask, client: FlaskClient, **more: Any) -> tuple[dict[str, Any], bytes]:
    """Asks, lets the worker make it, and fetches it."""
    answer = ask(client, **more)
    assert answer.status_code == 202, answer.get_json()
    with wall_clock.reading(NOW):
        with app.app_context():
            making.make(answer.get_json()["id"])
        found = next(one for one in client.get(EXPORTS).get_json()["exports"] if one["id"] == answer.get_json()["id"])
        return found, client.get(f"{EXPORTS}/{found['id']}/content").data


def rows(content: bytes) -> dict[str, dict[str, str]]:
    return {row["Name"]: row for row in csv.DictReader(io.StringIO(content.decode("utf-8-sig")))}


NORTH = [("very-good", "kiosk")] * 6 + [("good", "paper")] * 3 + [("poor", "phone")] * 2 + [("dont-know", "text")]
SOUTH = [("good", "online")] * 7 + [("very-poor", "kiosk")]


def test_it_has_the_six_answers_and_the_modes_of_the_place_and_of_each_team(app: Flask, place: TestPlace, manager: FlaskClient) -> None:
    given(app, place, "North West", NORTH)
    given(app, place, "South East", SOUTH)
    counted(app, place)
    export, content = made(app, manager)
    assert (export["state"], export["name"], export["rows"], export["has_names"]) == ("ready", "friends-and-family-2026-10.csv", 3, False)
    assert export["message"] == "October 2026: 20 answers go in. The place's code map does not say who sends it."
    found = rows(content)
    whole, north, south = found["Tower Hamlets Together"], found["North West team"], found["South East team"]
    assert [whole[name] for name in ("Month", "Organisation", "Row", "Mark", "Teams left out")] == ["2026-10-01", "", "place", "", "0"]
    assert [north[name] for name in (*NUMBERS, "Total responses")] == ["6", "3", "0", "2", "0", "1", "12"]
    assert [north[name] for name in MODE_COLUMNS] == ["6", "3", "2", "1", "0"]
    assert [south[name] for name in (*NUMBERS, "Total responses")] == ["0", "7", "0", "0", "1", "0", "8"]
    assert [whole[name] for name in (*NUMBERS, "Total responses")] == ["6", "10", "0", "2", "1", "1", "20"]


@pytest.mark.parametrize("seed", range(5))
def test_the_answers_and_the_modes_add_up_to_the_total_and_the_place_is_the_sum_of_what_is_shown(
    app: Flask, place: TestPlace, manager: FlaskClient, seed: int
) -> None:
    chance = random.Random(seed)
    for team in place.teams:
        for month in (date(2026, 9, 1), OCTOBER):
            given(app, place, team, [(chance.choice(FFT_CODES), chance.choice(MODES)) for _ in range(chance.randint(0, 14))], month)
    counted(app, place)
    found = rows(made(app, manager)[1])
    numbers = (*NUMBERS, "Total responses", *MODE_COLUMNS)
    for row in found.values():
        if row["Mark"]:
            assert [row[name] for name in numbers] == [""] * len(numbers)
            continue
        total = int(row["Total responses"])
        assert sum(int(row[name]) for name in NUMBERS) == sum(int(row[name]) for name in MODE_COLUMNS) == total
        assert total == 0 or total >= 5, "nothing below the threshold"
    whole = found.pop("Tower Hamlets Together")
    if not whole["Mark"]:
        for name in numbers:
            assert int(whole[name]) == sum(int(row[name]) for row in found.values() if not row["Mark"])


def test_what_is_hidden_has_a_mark_and_is_in_no_sum(app: Flask, place: TestPlace, manager: FlaskClient) -> None:
    """Three in one team: neither theirs nor the other's may be told beside a total, and so no total either."""
    given(app, place, "North West", [("good", "kiosk")] * 9)
    given(app, place, "South East", [("poor", "phone")] * 3)
    counted(app, place)
    export, content = made(app, manager)
    assert export["message"].startswith("October 2026: nothing to send. So few answered that no number may be shown.")
    found = rows(content)
    assert {row["Mark"] for row in found.values()} == {"*", "†"}
    assert not any(row[name] for row in found.values() for name in (*NUMBERS, "Total responses", *MODE_COLUMNS))


def test_a_month_in_which_nobody_answered_says_that_there_is_nothing_to_send(app: Flask, place: TestPlace, manager: FlaskClient) -> None:
    counted(app, place)
    export, content = made(app, manager)
    assert export["message"].startswith("October 2026: nothing to send. Nobody's answer was counted.")
    assert [row["Total responses"] for row in rows(content).values()] == ["0"]


def test_one_that_was_counted_before_its_month_was_over_says_so(app: Flask, place: TestPlace, manager: FlaskClient) -> None:
    given(app, place, "North West", NORTH)
    given(app, place, "South East", SOUTH)
    counted(app, place, datetime(2026, 10, 31, 6, tzinfo=UTC))
    assert "It was not counted since the month was over" in made(app, manager)[0]["message"]
    counted(app, place)
    assert "It was not counted" not in made(app, manager)[0]["message"]


def test_the_place_says_who_sends_it_and_what_the_form_calls_its_modes(app: Flask, place: TestPlace, manager: FlaskClient) -> None:
    given(app, place, "North West", NORTH)
    given(app, place, "South East", SOUTH)
    counted(app, place)
    lines = [("organisation", "provider", "RXX"), ("fft-mode", "phone", "Telephone"), ("fft-mode", "text", "Other"), ("fft-mode", "online", "Other")]
    with app.app_context(), transaction(ENGINE) as session:
        services.set_codes(session, place.id, lines, NOW)
    export, content = made(app, manager)
    assert export["message"] == "October 2026: 20 answers go in."
    whole = rows(content)["Tower Hamlets Together"]
    assert (whole["Organisation"], whole["Other"], whole["Telephone"], "Online" in whole) == ("RXX", "8", "2", False)


def test_a_spreadsheet_of_it_says_what_each_column_holds(app: Flask, place: TestPlace, manager: FlaskClient) -> None:
    given(app, place, "North West", NORTH)
    given(app, place, "South East", SOUTH)
    counted(app, place)
    book = openpyxl.load_workbook(io.BytesIO(made(app, manager, form="xlsx")[1]))
    assert book.sheetnames == ["Friends and Family", "Columns"]
    titles = [cell.value for cell in book["Friends and Family"][1]]
    said = {row[1]: row[2] for row in book["Columns"].iter_rows(min_row=2, values_only=True)}
    assert [title for title in titles if not said[title]] == []


@pytest.mark.parametrize(
    ("wrong", "where"),
    [({"until": "2026-11"}, "until"), ({"until": None}, "until"), ({"scope": "locality:North West"}, "scope"), ({"form": "pdf"}, "form")],
)
def test_it_is_of_a_month_that_is_over_and_of_the_whole_place(manager: FlaskClient, wrong: dict[str, Any], where: str) -> None:
    answer = ask(manager, **wrong)
    assert answer.status_code == 422
    assert where in answer.get_json()["errors"]


def test_nobody_but_a_manager_asks_for_it(place: TestPlace, manager: FlaskClient, sign_in: Callable[..., Any]) -> None:
    for who in (place.lead, place.nurse, place.administrator):
        with wall_clock.reading(NOW):
            sign_in(manager, who)
        assert ask(manager).status_code == 403


def test_by_schedule_it_is_made_once_feedback_was_counted_after_the_month(app: Flask, place: TestPlace, manager: FlaskClient) -> None:
    each = {"what": "fft", "form": "csv", "months": 1, "why": "The return, by the 13th"}
    with wall_clock.reading(NOW):
        assert manager.post("/api/v1/reports/schedules", json={**each, "months": 2}).status_code == 422
        assert manager.post("/api/v1/reports/schedules", json={**each, "scope": "locality:North West"}).status_code == 422
        assert manager.post("/api/v1/reports/schedules", json=each).status_code == 201
    given(app, place, "North West", NORTH, date(2026, 11, 1))

    def until(at: datetime) -> list[str]:
        with app.app_context(), wall_clock.reading(at):
            jobs.each_month()
            with transaction(ENGINE) as session:
                return [str(day)[:7] for day in session.scalars(text("SELECT until FROM report_export"))]

    counted(app, place, datetime(2026, 11, 30, 6, tzinfo=UTC))
    assert until(datetime(2026, 12, 1, 5, tzinfo=UTC)) == []
    counted(app, place, datetime(2026, 12, 1, 6, tzinfo=UTC))
    assert until(datetime(2026, 12, 1, 7, tzinfo=UTC)) == ["2026-11"]
