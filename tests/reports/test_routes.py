"""The reports over HTTP: who reads them, what is hidden, and what is said of what is not there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend import wall_clock
from backend.database import Acting
from backend.transaction import transaction
from tests.conftest import TestPlace
from tests.reports.conftest import NOW, OCTOBER, Book


@pytest.fixture
def october(book: Book) -> Book:
    """Twelve visits of North West, three of South East: few, so hidden, and the whole would tell them."""
    book.practice("Bow Road", "Network 1", "North West")
    for day in range(1, 13):
        book.visit(book.somebody(day, practice="Bow Road"), f"2026-10-{day:02d} 09:00", who="nurse")
    for day in (20, 21, 22):
        book.visit(book.somebody(day, practice="Bow Road"), f"2026-10-{day:02d} 09:00", who="social_worker", team="South East")
    book.close()
    book.count(OCTOBER)
    return book


@pytest.fixture
def ask(client: FlaskClient, place: TestPlace, sign_in: Callable[..., Any]) -> Callable[..., Any]:
    """`ask("manager", "reports?scope=place")`: as that person, on the morning of `NOW`. Returns (status, body)."""

    def get(who: str, path: str) -> tuple[int, Any]:
        with wall_clock.reading(NOW):
            sign_in(client, place.staff[who])
            answer = client.get(f"/api/v1/{path}")
        return answer.status_code, answer.get_json()

    return get


def by_key(page: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return {one["key"]: one for one in page["measures"]}


def test_a_manager_sees_the_last_month_that_is_over_with_every_measure_and_what_lies_beneath(october: Book, ask: Callable[..., Any]) -> None:
    status, page = ask("manager", "reports")
    assert status == 200
    assert (page["month"], page["is_over"], page["scope"]["name"]) == ("Oct 2026", True, "Tower Hamlets Together")
    visits = by_key(page)["visits"]
    assert (visits["said"], visits["n"], visits["chart"]["points"][-1]["value"]) == ("15", 15, 15)
    assert visits["chart"]["says"] == "Too few months to tell a change from chance"
    assert [row["name"] for row in page["rows"]][-1] == "Tower Hamlets Together"


def test_a_small_number_and_the_one_that_would_tell_it_are_hidden_and_never_leave_the_server(october: Book, ask: Callable[..., Any]) -> None:
    _, page = ask("manager", "reports?by=team")
    rows = {row["name"]: next(cell for cell in row["cells"] if cell["key"] == "visits") for row in page["rows"]}
    assert rows["South East team"] == {"key": "visits", "month": "2026-10", "value": None, "said": None, "n": None, "mark": "*"}
    assert rows["North West team"]["mark"] == "†"
    assert rows["North West team"]["n"] is None
    assert rows["Tower Hamlets Together"]["n"] == 15


def test_the_web_role_may_not_read_what_was_counted(october: Book) -> None:
    from sqlalchemy import text
    from sqlalchemy.exc import ProgrammingError

    who = Acting("web", october.place.manager.id, october.place.id)
    with october.app.app_context(), transaction(who) as session, pytest.raises(ProgrammingError, match="permission denied"):
        session.execute(text("SELECT numerator FROM report_cell"))


@pytest.mark.parametrize(
    ("who", "status"), [("manager", 200), ("lead", 200), ("coordinator", 200), ("nurse", 403), ("volunteer", 403), ("administrator", 403)]
)
def test_those_who_answer_for_a_service_read_reports_and_nobody_else(october: Book, ask: Callable[..., Any], who: str, status: int) -> None:
    assert ask(who, "reports")[0] == status
    assert ask(who, "reports/visits")[0] == status


def test_nothing_of_another_place_is_in_any_number(october: Book, other_place: TestPlace, client: FlaskClient, sign_in: Callable[..., Any]) -> None:
    with wall_clock.reading(NOW):
        sign_in(client, other_place.manager)
        page = client.get("/api/v1/reports").get_json()
    assert {point["n"] for one in page["measures"] for point in one["chart"]["points"]} == {0}
    assert page["made_at"] is None
    assert client.get(f"/api/v1/reports?scope=team:{october.place.teams['North West']}").status_code == 404


def test_one_measure_tells_what_each_month_is_made_of_and_its_parts(october: Book, ask: Callable[..., Any]) -> None:
    status, page = ask("lead", "reports/visits?months=2")
    assert status == 200
    assert page["counts"] == [{"month": "2026-10", "label": "Oct 2026", "numerator": 15, "denominator": 15, "mark": ""}]
    assert {one["part"]: one["points"][-1]["mark"] for one in page["parts"]} == {"Community nurse": "†", "Social worker": "*"}
    assert "CSDS" in page["measure"]["source"]


def test_each_figure_says_whether_registered_or_resident_people_are_meant(october: Book, ask: Callable[..., Any]) -> None:
    of = {key: one["population"].partition(" ")[0] for key, one in by_key(ask("manager", "reports")[1]).items()}
    assert of["care-home-admissions"] == of["delayed-transfers"] == "Residents:"
    assert of["visits"] == of["has-joint-plan"] == of["emergencies-at-risk"] == "People"
    assert (of["contacts-a-day"], of["everyone-listens"]) == ("Staff", "Whoever")


def test_it_is_told_before_a_return_is_made_which_of_its_tables_the_record_has_nothing_for(october: Book, ask: Callable[..., Any]) -> None:
    page = ask("manager", "reports/exports")[1]
    assert [one["table"] for one in page["unheld"]] == ["404", "602", "613"]
    assert "an answer within an assessment" in page["unheld"][1]["why"]


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("reports?scope=team:nobody", 404),
        ("reports?scope=place&by=place", 422),
        ("reports/nonsense", 404),
        ("reports?until=2026-12", 422),
        ("reports?until=December", 422),
        ("reports?months=400", 422),
    ],
)
def test_what_is_not_there_is_said_plainly(october: Book, ask: Callable[..., Any], path: str, status: int) -> None:
    assert ask("manager", path)[0] == status


def test_a_month_that_has_not_ended_is_shown_and_says_so(october: Book, ask: Callable[..., Any]) -> None:
    assert ask("manager", "reports?until=2026-11")[1]["is_over"] is False


def test_a_page_says_how_many_of_its_months_are_still_to_be_counted(october: Book, ask: Callable[..., Any]) -> None:
    assert ask("manager", "reports?months=12")[1]["uncounted"] == 0, "before the first that was counted there was nothing"
    october.count(date(2026, 7, 1))
    assert ask("manager", "reports?months=12")[1]["uncounted"] == 2, "August and September"
    assert ask("manager", "reports/visits?months=12")[1]["uncounted"] == 2
    for month in (8, 9):
        october.count(date(2026, month, 1))
    assert ask("manager", "reports?months=12")[1]["uncounted"] == 0
