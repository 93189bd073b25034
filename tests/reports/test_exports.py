"""Exports: asked for over HTTP, made by the real job, opened by other libraries; never half a file, and each on record."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import openpyxl
import pypdf
import pytest
from flask.testing import FlaskClient
from redis import Redis
from sqlalchemy import text

from backend import queues, wall_clock
from backend.database import Acting
from backend.reports import exports, jobs, making
from backend.reports.files import as_csv
from backend.reports.files.table import Column, Table
from backend.transaction import transaction
from tests.conftest import TestPlace
from tests.reports.conftest import NOW, Book
from tests.workers import environment_of, pull_the_plug, running, until

MONTHS = [date(2025, n, 1) for n in range(9, 13)] + [date(2026, n, 1) for n in range(1, 11)]
ENGINE = Acting(role="engine")


@pytest.fixture
def year(book: Book) -> Book:
    """Fourteen months of ten visits each; the last has thirty, and is counted."""
    for month in MONTHS:
        for day in range(1, 31 if month == MONTHS[-1] else 11):
            book.visit(book.somebody(day), f"{month.isoformat()[:7]}-{day:02d} 09:00", who="nurse", late=day % 3)
    book.close()
    book.count(MONTHS[-1])
    return book


@pytest.fixture
def manager(year: Book, client: FlaskClient, sign_in: Callable[..., Any]) -> FlaskClient:
    sign_in(client, year.place.manager)
    return client


def asked(**more: Any) -> dict[str, Any]:
    return {"what": "overview", "form": "csv", "scope": "place", "until": "2026-10", "months": 14, "why": "For the board", **more}


def export(book: Book, client: FlaskClient, **more: Any) -> dict[str, Any]:
    """Asks for it, lets the worker make it, and tells how it stands."""
    answer = client.post("/api/v1/reports/exports", json=asked(**more))
    assert answer.status_code == 202, answer.get_json()
    with book.app.app_context():
        making.make(answer.get_json()["id"])
    return listed(client, answer.get_json()["id"])


def listed(client: FlaskClient, id_: str) -> dict[str, Any]:
    return next(one for one in client.get("/api/v1/reports/exports").get_json()["exports"] if one["id"] == id_)


def content(client: FlaskClient, id_: str) -> Any:
    return client.get(f"/api/v1/reports/exports/{id_}/content")


def test_a_spreadsheet_has_real_types_frozen_titles_and_definitions(year: Book, manager: FlaskClient) -> None:
    year.count(*MONTHS[:-1])
    made = export(year, manager, form="xlsx")
    assert (made["state"], made["who"], made["why"], made["mine"]) == ("ready", "Paul Hart", "For the board", True)
    answer = content(manager, made["id"])
    assert hashlib.sha256(answer.data).hexdigest() == stored(year, made["id"])["sha256"]
    book = openpyxl.load_workbook(io.BytesIO(answer.data))
    assert book.sheetnames == ["Summary", "Months", "By locality", "Definitions", "Columns"]
    sheet = book["Months"]
    assert sheet.freeze_panes == "B2"
    rows = {(row[1], row[3].isoformat()[:7]): row for row in sheet.iter_rows(min_row=2, values_only=True) if row[1]}
    visits = rows["visits", "2026-10"]
    assert (visits[4], visits[6], visits[3].day) == (30, 30, 1)
    assert isinstance(visits[4], int | float)
    assert visits[8] == "signal"
    assert made["rows"] == len(rows)
    words = {row[0]: row[2] for row in book["Definitions"].iter_rows(min_row=2, values_only=True)}
    assert "A visit by two counts once" in words["Visits"]


def test_a_csv_file_is_the_months_in_utf8(year: Book, manager: FlaskClient) -> None:
    year.count(*MONTHS[:-1])
    made = export(year, manager, form="csv")
    answer = content(manager, made["id"])
    assert answer.headers["Content-Disposition"] == 'attachment; filename="overview-2026-10.csv"'
    assert answer.headers["Cache-Control"] == "no-store"
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert len(rows) == made["rows"]
    assert [row["Value"] for row in rows if row["Key"] == "visits"] == ["10"] * 13 + ["30"]


def test_a_pdf_is_tagged_and_tells_what_the_screen_tells(year: Book, manager: FlaskClient) -> None:
    year.count(*MONTHS[:-1])
    made = export(year, manager, form="pdf")
    assert made["state"] == "ready", made["message"]
    document = pypdf.PdfReader(io.BytesIO(content(manager, made["id"]).data))
    assert len(document.pages) == made["pages"] >= 4
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert document.trailer["/Root"]["/Lang"] == "en-GB"
    words = " ".join(page.extract_text() for page in document.pages)
    for wanted in ("Tower Hamlets Together", "Contents", "What changed", "above the upper limit", "Definitions", "CSDS 1.6"):
        assert wanted in words
    assert document.metadata is not None
    assert document.metadata.title == "Tower Hamlets Together: overview, Oct 2026"


@pytest.mark.parametrize("said", ["=1+1", "+44 20", "-x", "@here", "\tx", "\rx"])
def test_text_that_a_spreadsheet_would_run_is_text(said: str) -> None:
    table = Table("T", [Column("A"), Column("B", "number")], [[said, -1.5]])
    (row,) = list(csv.reader(io.StringIO(as_csv.write(table).decode("utf-8-sig"))))[1:]
    assert row == [f"'{said}", "-1.5"]


def test_a_worker_that_was_killed_leaves_no_half_a_file_and_the_next_makes_it_whole(
    year: Book, manager: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        pass

    def killed(*_: Any) -> None:
        raise Killed

    id_ = manager.post("/api/v1/reports/exports", json=asked()).get_json()["id"]
    with year.app.app_context(), monkeypatch.context() as patch:
        patch.setattr(as_csv, "write", killed)
        with pytest.raises(Killed):
            making.make(id_)
    assert listed(manager, id_)["state"] == "making"
    assert content(manager, id_).status_code == 404
    with year.app.app_context():
        making.make(id_)
        before = stored(year, id_)
        making.make(id_)  # once more, as the queue may: nothing is made twice
    assert listed(manager, id_)["state"] == "ready"
    assert stored(year, id_) == before


@pytest.mark.slow
def test_the_export_of_a_worker_that_was_killed_for_real_is_made_whole_by_the_next(
    year: Book, manager: FlaskClient, database_url: str, redis_url: str
) -> None:
    """kill -9 while the PDF is laid out: the workers are processes of their own, with the servers between them."""
    year.count(*MONTHS[:-1])
    client, environment = Redis.from_url(redis_url), environment_of(database_url, redis_url)
    id_ = manager.post("/api/v1/reports/exports", json=asked(form="pdf")).get_json()["id"]
    with running(environment, "backend.worker", "--reports") as first:
        until(lambda: listed(manager, id_)["doing"] == "Writing the file", 60)
        pull_the_plug(first)
    assert listed(manager, id_)["state"] == "making"
    assert (content(manager, id_).status_code, stored(year, id_)["content"]) == (404, None)
    # What says that the job is being done ends by itself after a minute or so; here it is told that it has.
    for key in client.keys("rq:wip:*"):
        if client.type(key) == b"zset":
            client.zadd(key, dict.fromkeys(client.zrange(key, 0, -1), 1))
    with running(environment, "backend.worker", "--reports"):
        until(lambda: listed(manager, id_)["state"] == "ready", 90)
    answer = content(manager, id_)
    assert hashlib.sha256(answer.data).hexdigest() == stored(year, id_)["sha256"]
    assert len(pypdf.PdfReader(io.BytesIO(answer.data)).pages) == listed(manager, id_)["pages"] >= 4


def test_one_that_was_stopped_is_not_made(year: Book, manager: FlaskClient) -> None:
    id_ = manager.post("/api/v1/reports/exports", json=asked()).get_json()["id"]
    assert manager.delete(f"/api/v1/reports/exports/{id_}").status_code == 204
    with year.app.app_context():
        making.make(id_)
    assert listed(manager, id_)["state"] == "stopped"


def test_one_that_is_stopped_while_it_is_made_stays_stopped(year: Book, manager: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    id_ = manager.post("/api/v1/reports/exports", json=asked()).get_json()["id"]
    write = as_csv.write

    def slow(table: Table) -> bytes:
        with transaction(ENGINE) as session:
            exports.stop(session, id_, year.place.manager.id, NOW)
        return write(table)

    monkeypatch.setattr(as_csv, "write", slow)
    with year.app.app_context():
        making.make(id_)
    assert listed(manager, id_)["state"] == "stopped"
    assert stored(year, id_)["content"] is None


def test_files_go_after_a_fortnight_and_that_they_were_made_stays(year: Book, manager: FlaskClient, sign_in: Callable[..., Any]) -> None:
    made = export(year, manager)
    with wall_clock.reading(wall_clock.now() + exports.KEPT + timedelta(minutes=1)):
        with year.app.app_context():
            jobs.forget()
        sign_in(manager, year.place.manager)
        assert content(manager, made["id"]).status_code == 404
        after = listed(manager, made["id"])
    assert (after["state"], after["rows"], after["why"]) == ("removed", made["rows"], "For the board")


def test_asking_and_fetching_stand_in_the_audit_trail(year: Book, manager: FlaskClient) -> None:
    made = export(year, manager)
    content(manager, made["id"])
    with year.app.app_context(), transaction(ENGINE) as session:
        rows = session.execute(text("SELECT detail, staff_id::text FROM audit_event WHERE what = 'export' ORDER BY seq")).all()
    assert [row[1] for row in rows] == [year.place.manager.id] * 2
    assert (rows[0][0]["export"], rows[0][0]["asked"]) == ("overview", True)
    assert (rows[1][0]["rows"], rows[1][0]["sha256"]) == (made["rows"], stored(year, made["id"])["sha256"])


def test_managers_of_the_place_and_nobody_else(year: Book, manager: FlaskClient, other_place: TestPlace, sign_in: Callable[..., Any]) -> None:
    made = export(year, manager)
    for who in (year.place.lead, year.place.coordinator, year.place.nurse, year.place.administrator):
        sign_in(manager, who)
        assert manager.get("/api/v1/reports/exports").status_code == 403
        assert manager.post("/api/v1/reports/exports", json=asked()).status_code == 403
    sign_in(manager, other_place.manager)
    assert manager.get("/api/v1/reports/exports").get_json()["exports"] == []
    assert content(manager, made["id"]).status_code == 404
    assert manager.delete(f"/api/v1/reports/exports/{made['id']}").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "where"),
    [
        ({"form": "docx"}, "form"),
        ({"what": "everything"}, "what"),
        ({"scope": "team:nobody"}, "scope"),
        ({"until": "2031-01"}, "until"),
        ({"months": 0}, "months"),
        ({"why": ""}, "why"),
        ({"why": None}, "why"),
    ],
)
def test_what_cannot_be_made_is_said_before_it_begins(manager: FlaskClient, wrong: dict[str, Any], where: str) -> None:
    answer = manager.post("/api/v1/reports/exports", json=asked(**wrong))
    assert answer.status_code == 422
    assert where in answer.get_json()["errors"]


def test_one_that_the_queue_never_had_is_handed_over_again(year: Book, manager: FlaskClient) -> None:
    id_ = manager.post("/api/v1/reports/exports", json=asked()).get_json()["id"]
    with year.app.app_context():
        queues.redis().flushdb()
        jobs.forget()
        assert queues.waiting()["reports"] == 0  # it was asked for just now
        with wall_clock.reading(wall_clock.now() + exports.HANDED_OVER_WITHIN + timedelta(minutes=1)):
            jobs.forget()
        assert queues.waiting()["reports"] == 1
        making.make(id_)
    assert listed(manager, id_)["state"] == "ready"


def test_one_that_was_begun_and_that_the_queue_lost_is_handed_over_again(year: Book, manager: FlaskClient) -> None:
    id_ = manager.post("/api/v1/reports/exports", json=asked()).get_json()["id"]
    with year.app.app_context():
        with transaction(ENGINE) as session:
            exports.begin(session, id_)  # and here the worker was killed, and the queue with it
        queues.redis().flushdb()
        with wall_clock.reading(wall_clock.now() + exports.HANDED_OVER_WITHIN + timedelta(minutes=1)):
            jobs.forget()
        assert queues.waiting()["reports"] == 0  # it may still be made
        with wall_clock.reading(wall_clock.now() + exports.MADE_WITHIN + timedelta(minutes=1)):
            jobs.forget()
        assert queues.waiting()["reports"] == 1
        making.make(id_)
    assert listed(manager, id_)["state"] == "ready"


def test_no_more_than_a_few_wait_at_once(manager: FlaskClient) -> None:
    for _ in range(exports.MOST_WAITING):
        assert manager.post("/api/v1/reports/exports", json=asked()).status_code == 202
    assert manager.post("/api/v1/reports/exports", json=asked()).status_code == 429


def stored(book: Book, id_: str) -> dict[str, Any]:
    with book.app.app_context(), transaction(ENGINE) as session:
        return dict(session.execute(text("SELECT * FROM report_export WHERE id = :id"), {"id": id_}).mappings().one())
