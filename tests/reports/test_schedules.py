"""Exports of each month: once a month, none lost, none as somebody who may not; and who may see, pause and end them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from backend import queues, wall_clock
from backend.database import Acting
from backend.reports import exports, jobs, making, schedules
from backend.reports.files import as_csv
from backend.transaction import transaction
from tests.conftest import TestPlace
from tests.reports.conftest import NOVEMBER, NOW, OCTOBER, Book, london
from tests.reports.test_exports import content, listed, stored

ENGINE = Acting(role="engine")
SCHEDULES = "/api/v1/reports/schedules"
ASKED = {"what": "overview", "form": "csv", "scope": "place", "months": 12, "why": "For the board"}
DECEMBER = london("2026-12-01 05:30")
"""The night in which November was counted."""


@pytest.fixture
def manager(book: Book, client: FlaskClient, sign_in: Callable[..., Any]) -> FlaskClient:
    """A place with visits in October and November, looked at on 23 November; its manager signed in."""
    for day in (3, 4, 5, 6, 7):
        book.visit(book.somebody(day), f"2026-10-{day:02d} 09:00", who="nurse")
        book.visit(book.somebody(day), f"2026-11-{day:02d} 09:00", who="nurse")
    book.close()
    book.count(OCTOBER, NOVEMBER)
    with wall_clock.reading(NOW):
        sign_in(client, book.place.manager)
    return client


def ask(client: FlaskClient, at: datetime = NOW, **more: Any) -> str:
    with wall_clock.reading(at):
        answer = client.post(SCHEDULES, json={**ASKED, **more})
    assert answer.status_code == 201, answer.get_json()
    return str(answer.get_json()["id"])


def look(book: Book, at: datetime) -> None:
    """What the scheduler starts each hour."""
    with book.app.app_context(), wall_clock.reading(at):
        jobs.each_month()


def made(book: Book) -> list[dict[str, Any]]:
    with book.app.app_context(), transaction(ENGINE) as session:
        return [dict(row) for row in session.execute(text("SELECT * FROM report_export ORDER BY until, asked_at")).mappings()]


def months(book: Book) -> list[str]:
    return [exports.month_of(one["until"]) for one in made(book)]


def work(book: Book, at: datetime) -> None:
    """The worker makes all that waits."""
    with book.app.app_context(), wall_clock.reading(at):
        for one in made(book):
            making.make(str(one["id"]))


def told(client: FlaskClient, at: datetime) -> list[dict[str, Any]]:
    with wall_clock.reading(at):
        return list(client.get(SCHEDULES).get_json()["schedules"])


def test_a_month_is_made_once_it_is_over_and_was_counted_since(book: Book, manager: FlaskClient, sign_in: Callable[..., Any]) -> None:
    ask(manager)
    look(book, NOW)
    look(book, DECEMBER)
    assert months(book) == []  # over, but counted last when it was not
    book.count(NOVEMBER, now=DECEMBER)
    look(book, DECEMBER)
    work(book, DECEMBER)
    assert months(book) == ["2026-11"]
    with wall_clock.reading(DECEMBER):
        sign_in(manager, book.place.manager)
        export = listed(manager, str(made(book)[0]["id"]))
        file = content(manager, export["id"])
    assert (export["state"], export["who"], export["why"], export["until"], export["months"]) == (
        "ready",
        "Paul Hart",
        "For the board",
        "2026-11",
        12,
    )
    kept = stored(book, export["id"])
    assert (kept["sha256"] is not None, kept["rows"], kept["ends_at"] - DECEMBER) == (True, export["rows"], exports.KEPT)
    assert b"2026-11-01" in file.data


def test_looking_again_makes_nothing_twice(book: Book, manager: FlaskClient) -> None:
    ask(manager)
    book.count(NOVEMBER, now=DECEMBER)
    for _ in range(3):
        look(book, DECEMBER)
    assert months(book) == ["2026-11"]
    work(book, DECEMBER)
    look(book, DECEMBER + timedelta(days=3))
    assert months(book) == ["2026-11"]


def test_two_that_look_at_once_make_one(book: Book, manager: FlaskClient) -> None:
    """The second waits for the first, and finds what it made."""
    id_ = ask(manager)
    book.count(NOVEMBER, now=DECEMBER)
    with book.app.app_context():
        with transaction(ENGINE) as first:
            assert schedules.look(first, id_, DECEMBER) is not None
            with transaction(ENGINE) as second:
                second.execute(text("SET LOCAL lock_timeout = '100ms'"))
                with pytest.raises(OperationalError, match="lock timeout"):
                    schedules.look(second, id_, DECEMBER)
        with transaction(ENGINE) as after:
            assert schedules.look(after, id_, DECEMBER) is None
    assert months(book) == ["2026-11"]


def test_after_days_in_which_nobody_looked_the_last_month_is_made(book: Book, manager: FlaskClient) -> None:
    ask(manager)
    late = london("2027-02-11 14:00")
    book.count(NOVEMBER, date(2026, 12, 1), date(2027, 1, 1), now=late)
    look(book, late)
    assert months(book) == ["2027-01"]


def test_one_that_was_killed_before_it_was_handed_over_is_handed_over_later(
    book: Book, manager: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: Any, **__: Any) -> None:
        raise Killed

    ask(manager)
    book.count(NOVEMBER, now=DECEMBER)
    with monkeypatch.context() as patch:
        patch.setattr(queues, "enqueue", killed)
        with pytest.raises(Killed):
            look(book, DECEMBER)
    with book.app.app_context(), wall_clock.reading(DECEMBER + exports.HANDED_OVER_WITHIN + timedelta(minutes=1)):
        queues.redis().flushdb()
        jobs.each_month()
        jobs.forget()
        assert queues.waiting()["reports"] == 1
    assert months(book) == ["2026-11"]


def test_a_worker_that_was_killed_leaves_one_that_the_next_makes_whole(book: Book, manager: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: Any) -> None:
        raise Killed

    ask(manager)
    book.count(NOVEMBER, now=DECEMBER)
    look(book, DECEMBER)
    with monkeypatch.context() as patch:
        patch.setattr(as_csv, "write", killed)
        with pytest.raises(Killed):
            work(book, DECEMBER)
    look(book, DECEMBER + timedelta(hours=1))
    work(book, DECEMBER + timedelta(hours=1))
    (one,) = made(book)
    assert (one["state"], one["content"] is not None) == ("ready", True)


def test_one_that_failed_is_tried_again_and_one_that_a_person_stopped_is_not(
    book: Book, manager: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: Any) -> bytes:
        raise OSError

    ask(manager)
    book.count(NOVEMBER, now=DECEMBER)
    look(book, DECEMBER)
    with monkeypatch.context() as patch:
        patch.setattr(as_csv, "write", broken)
        work(book, DECEMBER)
    look(book, DECEMBER + timedelta(hours=1))
    assert [one["state"] for one in made(book)] == ["failed"]
    again = DECEMBER + schedules.AGAIN_AFTER + timedelta(minutes=1)
    look(book, again)
    work(book, again)
    (one,) = made(book)
    assert (one["state"], one["message"]) == ("ready", None)
    with book.app.app_context(), transaction(ENGINE) as session:
        exports.stop(session, str(one["id"]), book.place.manager.id, again)
    look(book, again + timedelta(days=1))
    assert [one["state"] for one in made(book)] == ["stopped"]


@pytest.mark.parametrize(
    ("over", "last"),
    [
        ("2026-12-31 23:59", "2026-11"),  # a year ends
        ("2027-01-01 00:00", "2026-12"),
        ("2027-03-31 23:59", "2027-02"),  # summer time: midnight in London is eleven at night in UTC
        ("2027-04-01 00:00", "2027-03"),
        ("2027-10-31 01:30", "2027-09"),  # the night with an hour twice
        ("2027-11-01 00:00", "2027-10"),
        ("2028-02-29 12:00", "2028-01"),  # a leap day is no day after February
        ("2028-03-01 00:00", "2028-02"),
    ],
)
def test_a_month_is_over_when_it_is_over_in_london(over: str, last: str) -> None:
    assert exports.month_of(schedules.last_month(london(over))) == last


def test_of_a_month_counted_in_the_last_hour_before_its_end_in_london_nothing_is_made(book: Book, manager: FlaskClient) -> None:
    """On 31 March 2027 at 23:30 in UTC it is April in London; at 22:30 it is not."""
    march = date(2027, 3, 1)
    ask(manager)
    early, late = datetime(2027, 3, 31, 22, 30, tzinfo=UTC), datetime(2027, 3, 31, 23, 30, tzinfo=UTC)
    book.count(march, now=early)
    look(book, late)
    assert months(book) == []
    book.count(march, now=late)
    look(book, late)
    assert months(book) == ["2027-03"]


def test_every_month_of_two_years_is_made_once(book: Book, manager: FlaskClient) -> None:
    """The clocks go back and forth, a February has 29 days; it is looked at every five days and an hour."""
    ask(manager)
    with book.app.app_context(), transaction(Acting(role="statistics", place=book.place.id)) as session:
        for n in range(24):
            month = wall_clock.month_after(NOVEMBER, n)
            counted = wall_clock.midnight(wall_clock.month_after(month)) + timedelta(hours=5)
            session.execute(
                text(
                    "INSERT INTO report_counted (place_id, month, made_at, rows) VALUES (:place, :month, :at, 0) "
                    "ON CONFLICT (place_id, month) DO UPDATE SET made_at = excluded.made_at"
                ),
                {"place": book.place.id, "month": month, "at": counted},
            )
    for n in range(150):
        look(book, NOW + n * timedelta(days=5, hours=1))
    assert months(book) == [exports.month_of(wall_clock.month_after(NOVEMBER, n)) for n in range(24)]


def test_one_who_left_or_manages_no_longer_has_theirs_stop_and_it_says_why(book: Book, manager: FlaskClient, sign_in: Callable[..., Any]) -> None:
    ask(manager)
    book.count(NOVEMBER, now=DECEMBER)
    with book.app.app_context(), transaction(ENGINE) as session:
        session.execute(text("UPDATE staff SET role = 'lead' WHERE id = :id"), {"id": book.place.manager.id})
        session.execute(text("UPDATE staff SET role = 'manager' WHERE id = :id"), {"id": book.place.lead.id})
    look(book, DECEMBER)
    assert months(book) == []
    with wall_clock.reading(DECEMBER):
        sign_in(manager, book.place.lead)
    (one,) = told(manager, DECEMBER)
    assert (one["state"], one["reason"], one["next"], one["changed_by"], one["who"]) == ("stopped", schedules.LEFT, None, None, "Paul Hart")
    with wall_clock.reading(DECEMBER):
        assert manager.patch(f"{SCHEDULES}/{one['id']}", json={"state": "running"}).status_code == 409
        assert manager.post(SCHEDULES, json=ASKED).status_code == 201  # another manager asks anew
        assert manager.patch(f"{SCHEDULES}/{one['id']}", json={"state": "ended"}).status_code == 204
    assert [(each["who"], each["state"]) for each in told(manager, DECEMBER)] == [("Grace Osei", "running")]


def test_one_of_a_part_that_is_gone_stops_and_says_why(book: Book, manager: FlaskClient) -> None:
    ask(manager, scope="locality:North West")
    book.count(NOVEMBER, now=DECEMBER)
    with book.app.app_context(), transaction(ENGINE) as session:
        session.execute(text("UPDATE team SET locality = 'Elsewhere' WHERE locality = 'North West'"))
    look(book, DECEMBER)
    assert [(one["state"], one["reason"]) for one in told(manager, NOW)] == [("stopped", schedules.GONE)]


def test_what_is_paused_is_not_made_and_goes_on_with_the_last_month(book: Book, manager: FlaskClient, sign_in: Callable[..., Any]) -> None:
    id_ = ask(manager)
    book.count(NOVEMBER, now=DECEMBER)
    with wall_clock.reading(NOW):
        assert manager.patch(f"{SCHEDULES}/{id_}", json={"state": "paused"}).status_code == 204
        assert manager.patch(f"{SCHEDULES}/{id_}", json={"state": "paused"}).status_code == 204  # again changes nothing
    look(book, DECEMBER)
    assert (months(book), told(manager, NOW)[0]["next"]) == ([], None)
    with wall_clock.reading(DECEMBER):
        sign_in(manager, book.place.manager)
        assert manager.patch(f"{SCHEDULES}/{id_}", json={"state": "running"}).status_code == 204
    look(book, DECEMBER)
    assert months(book) == ["2026-11"]


def test_what_is_ended_is_not_made_and_what_it_made_stays(book: Book, manager: FlaskClient, sign_in: Callable[..., Any]) -> None:
    id_ = ask(manager)
    book.count(NOVEMBER, now=DECEMBER)
    look(book, DECEMBER)
    work(book, DECEMBER)
    with wall_clock.reading(DECEMBER):
        sign_in(manager, book.place.manager)
        assert manager.patch(f"{SCHEDULES}/{id_}", json={"state": "ended"}).status_code == 204
        assert manager.patch(f"{SCHEDULES}/{id_}", json={"state": "running"}).status_code == 409
        assert [one["schedule"] for one in manager.get("/api/v1/reports/exports").get_json()["exports"]] == [id_]
    january = london("2027-01-01 05:30")
    book.count(date(2026, 12, 1), now=january)
    look(book, january)
    assert (months(book), told(manager, DECEMBER)) == (["2026-11"], [])


def test_the_list_says_who_what_since_when_what_is_next_and_what_came_of_it(book: Book, manager: FlaskClient, sign_in: Callable[..., Any]) -> None:
    ask(manager, form="xlsx")
    (one,) = told(manager, NOW)
    wanted = {"what": "overview", "form": "xlsx", "scope": "place", "scope_name": "Tower Hamlets Together", "months": 12, "why": "For the board"}
    assert {name: one[name] for name in wanted} == wanted
    assert (one["who"], one["first"], one["state"], one["next"], one["next_on"], one["exports"]) == (
        "Paul Hart", "2026-11", "running", "2026-11", "2026-12-01", []
    )  # fmt: skip
    book.count(NOVEMBER, now=DECEMBER)
    look(book, DECEMBER)
    work(book, DECEMBER)
    with wall_clock.reading(DECEMBER):
        sign_in(manager, book.place.manager)
    (one,) = told(manager, DECEMBER)
    assert (one["next"], one["next_on"]) == ("2026-12", "2027-01-01")
    assert [(each["until"], each["state"]) for each in one["exports"]] == [("2026-11", "ready")]


def test_the_same_is_not_made_twice_each_month(book: Book, manager: FlaskClient) -> None:
    id_ = ask(manager)
    with wall_clock.reading(NOW):
        assert manager.post(SCHEDULES, json={**ASKED, "why": "Once more"}).status_code == 409
        ask(manager, form="pdf")
        manager.patch(f"{SCHEDULES}/{id_}", json={"state": "ended"})
        ask(manager)


def test_no_more_go_on_than_a_place_can_look_through(manager: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(schedules, "MOST", 2)
    ask(manager)
    ask(manager, form="pdf")
    with wall_clock.reading(NOW):
        assert manager.post(SCHEDULES, json={**ASKED, "form": "xlsx"}).status_code == 429


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"form": "zip"}, "form"),
        ({"what": "csds", "form": "zip"}, "what"),  # people can be told from it: made by hand, after its report
        ({"what": "csds-report"}, "what"),
        ({"scope": "team:nobody"}, "scope"),
        ({"months": 0}, "months"),
        ({"why": ""}, "why"),
        ({"until": "2026-10"}, "until"),
    ],
)
def test_what_cannot_be_made_each_month_is_said_at_once(manager: FlaskClient, wrong: dict[str, Any], where: str) -> None:
    with wall_clock.reading(NOW):
        answer = manager.post(SCHEDULES, json={**ASKED, **wrong})
    assert answer.status_code == 422
    assert where in answer.get_json()["errors"]


def test_each_word_about_one_stands_in_the_audit_trail(book: Book, manager: FlaskClient) -> None:
    id_ = ask(manager)
    with wall_clock.reading(NOW):
        manager.patch(f"{SCHEDULES}/{id_}", json={"state": "paused"})
        manager.patch(f"{SCHEDULES}/{id_}", json={"state": "running"})
    book.count(NOVEMBER, now=DECEMBER)
    look(book, DECEMBER)
    with book.app.app_context(), transaction(ENGINE) as session:
        rows = session.execute(text("SELECT detail, staff_id::text FROM audit_event WHERE what = 'export' ORDER BY seq")).all()
    assert [(row[0]["schedule"], row[0].get("state"), row[1]) for row in rows] == [
        *((id_, state, book.place.manager.id) for state in ("running", "paused", "running")),
        (id_, None, book.place.manager.id),
    ]
    assert rows[-1][0]["asked"] is True


def test_managers_of_the_place_and_nobody_else(book: Book, manager: FlaskClient, other_place: TestPlace, sign_in: Callable[..., Any]) -> None:
    id_ = ask(manager)
    with wall_clock.reading(NOW):
        for who in (book.place.lead, book.place.coordinator, book.place.nurse, book.place.administrator):
            sign_in(manager, who)
            assert manager.get(SCHEDULES).status_code == 403
            assert manager.post(SCHEDULES, json=ASKED).status_code == 403
            assert manager.patch(f"{SCHEDULES}/{id_}", json={"state": "ended"}).status_code == 403
        sign_in(manager, other_place.manager)
        assert manager.get(SCHEDULES).get_json()["schedules"] == []
        assert manager.patch(f"{SCHEDULES}/{id_}", json={"state": "ended"}).status_code == 404
        assert manager.post(SCHEDULES, json=ASKED).status_code == 201  # theirs is another


def test_an_export_of_months_in_which_nothing_was_counted_says_so_and_so_does_one_of_a_month_that_runs(book: Book, manager: FlaskClient) -> None:
    def message(until: str, **more: Any) -> str:
        with wall_clock.reading(NOW):
            id_ = manager.post("/api/v1/reports/exports", json={**ASKED, "until": until, **more}).get_json()["id"]
            with book.app.app_context():
                making.make(id_)
            return str(listed(manager, id_)["message"])

    assert message("2026-10") == "None"
    assert message("2026-09") == "Nothing was counted of Tower Hamlets Together in these months: it has no numbers."
    assert message("2026-11") == "Nov 2026 is not over: its numbers are of its days so far."
