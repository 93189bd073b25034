"""The contract over HTTP: who sees and revises it, what a year earns of the reports' own figures, and that a scenario leaves no trace."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from backend import wall_clock
from backend.database import Acting, db
from backend.transaction import transaction
from tests.conftest import TestPlace
from tests.outcomes_contract.conftest import asked
from tests.reports.conftest import NOW, OCTOBER, Book

SEPTEMBER = date(2026, 9, 1)
URL = "/api/v1/outcomes-contract"


@pytest.fixture
def year(book: Book) -> Book:
    """Of twenty visits in September ten were on time, of twenty in October fifteen; nobody was referred."""
    for month, late_from in ((9, 11), (10, 16)):
        for day in range(1, 21):
            book.visit(book.somebody(day), f"2026-{month:02d}-{day:02d} 09:00", who="nurse", late=20 if day >= late_from else 0)
    book.close()
    return book


@pytest.fixture
def at_nine() -> Iterator[Callable[[Any], None]]:
    with wall_clock.reading(NOW) as turn:
        yield turn


@pytest.fixture
def manager(year: Book, client: FlaskClient, sign_in: Callable[..., Any], at_nine: Callable[[Any], None]) -> FlaskClient:
    sign_in(client, year.place.manager)
    return client


def made(client: FlaskClient, **more: Any) -> dict[str, Any]:
    answer = client.put(URL, json=asked(**more))
    assert answer.status_code == 200, answer.get_json()
    page: dict[str, Any] = answer.get_json()
    return page


def lines(result: dict[str, Any]) -> dict[str, tuple[Any, ...]]:
    return {one["key"]: (one["actual"], one["month"], one["standing"], one["earned_pence"]) for one in result["lines"]}


def rows(book: Book, table: str) -> int:
    with book.app.app_context(), transaction(Acting(role="engine")) as session:
        return int(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one())


def test_without_a_contract_it_says_so_and_what_can_be_chosen(manager: FlaskClient) -> None:
    page = manager.get(URL).get_json()
    assert (page["contract"], page["history"], "result" in page) == (None, [], False)
    assert {"known-face", "arrived-on-time"} <= {one["key"] for one in page["choosable"]}
    assert "visits" not in {one["key"] for one in page["choosable"]}
    assert manager.get(f"{URL}?year=1").status_code == 404
    assert manager.post(f"{URL}/scenario", json={"year": 1, "at": [{"measure": "known-face", "value": "70"}]}).status_code == 404


def test_a_year_earns_of_what_the_reports_show_to_the_penny(year: Book, manager: FlaskClient) -> None:
    """£50,000.00 at stake; 66.67% of it £33,335.00. 15 of 20 is 75%, of the way from 50 to 90 five eighths: £20,834.375, so £20,834.38."""
    year.count(SEPTEMBER, OCTOBER)
    result = made(manager)["result"]
    assert result["year"] == {
        "number": 1, "label": "2026/27", "begins_on": "2026-04-01", "ends_on": "2027-03-31", "share": "5", "at_stake_pence": 5_000_000,
        "is_extension": False, "when": "now",
    }  # fmt: skip
    assert lines(result) == {"arrived-on-time": ("75", "2026-10", "counted", 2_083_438), "seen-within-two-hours": (None, None, "nothing", 0)}
    assert [(one["at_stake_pence"], one["attained"]) for one in result["lines"]] == [(3_333_500, "62.5"), (1_666_500, None)]
    assert (result["earned_pence"], result["is_final"]) == (2_083_438, False)


def test_the_actual_is_the_number_that_the_reports_show(year: Book, manager: FlaskClient) -> None:
    year.count(SEPTEMBER, OCTOBER)
    told = made(manager)["result"]["lines"][0]["actual"]
    assert manager.get("/api/v1/reports/arrived-on-time").get_json()["measure"]["said"] == f"{told}%"


def test_a_month_too_small_to_show_is_held_at_the_last_that_could_be_and_says_so(
    book: Book, client: FlaskClient, sign_in: Callable[..., Any]
) -> None:
    """E23: a small-n measure is held at its last value. Of three visits in October nothing is shown."""
    for day in range(1, 21):
        book.visit(book.somebody(day), f"2026-09-{day:02d} 09:00", who="nurse", late=20 if day > 10 else 0)
    for day in (1, 2, 3):
        book.visit(book.somebody(day), f"2026-10-{day:02d} 09:00", who="nurse")
    book.close()
    book.count(OCTOBER)
    with wall_clock.reading(NOW):
        sign_in(client, book.place.manager)
        alone = made(client)["result"]
        assert lines(alone)["arrived-on-time"] == (None, None, "hidden", 0)
        book.count(SEPTEMBER)
        held = client.get(URL).get_json()["result"]
    assert lines(held)["arrived-on-time"] == ("50", "2026-09", "held", 0)


def test_what_was_not_counted_has_earned_nothing_yet_and_is_named(year: Book, manager: FlaskClient) -> None:
    assert {one[2:] for one in lines(made(manager)["result"]).values()} == {("not-counted", 0)}
    year.count(OCTOBER)
    to_come = manager.get(f"{URL}?year=2").get_json()["result"]
    assert {one[2:] for one in lines(to_come).values()} == {("not-counted", 0)}
    assert (to_come["year"]["when"], to_come["year"]["at_stake_pence"]) == ("to-come", 10_000_000)


def test_a_year_is_final_when_its_last_month_is_counted(year: Book, manager: FlaskClient) -> None:
    """A contract year from November 2025 ended with October 2026."""
    year.count(OCTOBER)
    page = made(manager, starts_on="2025-11-01", measures=[asked()["measures"][0] | {"weight": "100"}])
    assert page["result"]["year"]["number"] == 2
    first = manager.get(f"{URL}?year=1").get_json()["result"]
    assert (first["is_final"], first["earned_pence"]) == (True, 3_125_000)


def test_a_scenario_is_answered_and_nothing_of_it_is_kept(year: Book, manager: FlaskClient) -> None:
    """At 90% all of £33,335.00; at 65%, half of the way from 60 to 70, £8,332.50."""
    year.count(OCTOBER)
    before = made(manager)
    kept = {table: rows(year, table) for table in ("contract_version", "contract_measure", "contract_segment", "audit_event")}
    at = [{"measure": "arrived-on-time", "value": "90"}, {"measure": "seen-within-two-hours", "value": "65"}]
    supposed = manager.post(f"{URL}/scenario", json={"year": 1, "at": at}).get_json()
    assert lines(supposed) == {"arrived-on-time": ("90", None, "supposed", 3_333_500), "seen-within-two-hours": ("65", None, "supposed", 833_250)}
    assert (supposed["earned_pence"], supposed["is_final"]) == (4_166_750, False)
    assert {table: rows(year, table) for table in kept} == kept
    assert manager.get(URL).get_json()["result"] == before["result"]


@pytest.mark.parametrize(
    ("year_", "at", "status"),
    [
        (8, [{"measure": "arrived-on-time", "value": "90"}], 404),
        (1, [{"measure": "known-face", "value": "90"}], 422),
        (1, [{"measure": "arrived-on-time", "value": "101"}], 422),
        (1, [{"measure": "arrived-on-time", "value": "-1"}], 422),
        (1, [], 422),
    ],
)
def test_a_scenario_that_cannot_be_is_refused(manager: FlaskClient, year_: int, at: list[dict[str, str]], status: int) -> None:
    made(manager)
    assert manager.post(f"{URL}/scenario", json={"year": year_, "at": at}).status_code == status


def test_each_revision_stands_in_the_history_with_old_new_who_when_and_why(year: Book, manager: FlaskClient, at_nine: Callable[[Any], None]) -> None:
    first = made(manager)
    at_nine(timedelta(days=1))
    measures = [first["contract"]["measures"][0] | {"weight": "60"}, first["contract"]["measures"][1] | {"weight": "40"}]
    page = made(manager, seen=1, why="Two-hour response counts for more", measures=measures)
    assert page["contract"]["version"] == 2
    newest, oldest = page["history"]
    assert newest == {
        "version": 2, "at": "2026-11-24T09:00:00.000Z", "who": "Paul Hart", "why": "Two-hour response counts for more",
        "changes": [
            {"what": "Arrived on time: weight", "old": "66.67%", "new": "60%"},
            {"what": "Seen within 2 hours: weight", "old": "33.33%", "new": "40%"},
        ],
    }  # fmt: skip
    assert (oldest["version"], oldest["changes"][0]) == (1, {"what": "Name", "old": None, "new": "Community services"})
    assert page["result"]["lines"][0]["at_stake_pence"] == 3_000_000
    with year.app.app_context(), transaction(Acting(role="engine")) as session:
        noted = session.execute(text("SELECT detail FROM audit_event WHERE what = 'contract' ORDER BY seq")).scalars().all()
    assert [one["version"] for one in noted] == [1, 2]


def test_who_saw_an_older_contract_does_not_overrule_the_newer(manager: FlaskClient) -> None:
    made(manager)
    answer = manager.put(URL, json=asked(name="Another"))
    assert (answer.status_code, answer.get_json()["code"]) == (409, "changed")
    assert manager.get(URL).get_json()["contract"]["name"] == "Community services"


def test_nothing_changed_is_no_revision(manager: FlaskClient) -> None:
    made(manager)
    answer = manager.put(URL, json=asked(seen=1))
    assert (answer.status_code, answer.get_json()["detail"]) == (422, "Nothing is different from what stands.")


@pytest.mark.parametrize(
    ("more", "field", "words"),
    [
        ({"yearly_pence": -1}, "yearly_pence", "Money here is whole pence, from £0"),
        ({"yearly_pence": 1.5}, "yearly_pence", "Not a valid integer"),
        ({"starts_on": "2026-02-30"}, "starts_on", "no such date"),
        ({"starts_on": "2026-04-02"}, "starts_on", "first day of a month"),
        ({"years": 1}, "years", "greater than or equal to 2"),
        ({"measures": []}, "measures", "At least one measure"),
        ({"measures": [asked()["measures"][0]]}, "measures", "The weights add up to 66.67%, not 100%."),
        ({"measures": [asked()["measures"][0] | {"weight": "66.675"}]}, "measures.0.weight", "at most two decimals"),
        ({"segments": [asked()["segments"][0] | {"people": -1}]}, "segments.0.people", "greater than or equal to 0"),
        ({"segments": [asked()["segments"][0] | {"cost_pence": -1}]}, "segments.0.cost_pence", "Money here is whole pence"),
        ({"why": " "}, "why", "Write something"),
    ],
)
def test_what_is_wrong_is_refused_by_field_and_nothing_is_kept(
    year: Book, manager: FlaskClient, more: dict[str, Any], field: str, words: str
) -> None:
    answer = manager.put(URL, json=asked(**more))
    assert answer.status_code == 422
    assert words in answer.get_json()["errors"][field], answer.get_json()
    assert rows(year, "contract_version") == 0


@pytest.mark.parametrize("who", ["lead", "coordinator", "nurse", "volunteer", "administrator"])
def test_nobody_but_a_manager_sees_or_revises_it(year: Book, client: FlaskClient, sign_in: Callable[..., Any], who: str) -> None:
    sign_in(client, year.place.staff[who])
    assert client.get(URL).status_code == 403
    assert client.put(URL, json=asked()).status_code == 403
    assert client.post(f"{URL}/scenario", json={"year": 1, "at": []}).status_code == 403


def test_a_contract_of_another_place_is_not_seen(
    manager: FlaskClient, other_place: TestPlace, client: FlaskClient, sign_in: Callable[..., Any]
) -> None:
    made(manager)
    sign_in(client, other_place.manager)
    assert client.get(URL).get_json()["contract"] is None
    assert made(client, name="Theirs")["contract"]["version"] == 1


@pytest.mark.parametrize("table", ["contract_version", "contract_measure", "contract_segment"])
def test_the_tables_are_read_by_managers_and_changed_by_nobody_once_written(year: Book, manager: FlaskClient, table: str) -> None:
    made(manager)
    with year.app.app_context():
        for who, seen in (("manager", True), ("lead", False), ("nurse", False)):
            with transaction(Acting("web", year.place.staff[who].id, year.place.id)) as session:
                assert bool(session.execute(text(f"SELECT count(*) FROM {table}")).scalar_one()) is seen, who
        for statement in (f"UPDATE {table} SET version = 9", f"DELETE FROM {table}"):
            for acting in (Acting("web", year.place.manager.id, year.place.id), Acting(role="engine")):
                with pytest.raises(DBAPIError, match="permission denied"), transaction(acting) as session:
                    session.execute(text(statement))
            with db.engine.connect() as owner:
                owner.execute(text(f"alter table {table} no force row level security"))
                with pytest.raises(DBAPIError, match="append-only"):
                    owner.execute(text(statement))
