"""Reports are read apart from the record: as a role of their own, read-only, within a time limit, and at a replica where the settings name one."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import psycopg
import pytest
from flask import Flask
from flask.testing import FlaskClient
from psycopg.errors import InsufficientPrivilege, QueryCanceled, ReadOnlySqlTransaction
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from backend.app import create_app
from backend.config import Config
from backend.database import REPORTS, Acting, db
from backend.reports import making, routes
from backend.reports.reading import reading
from backend.transaction import transaction
from tests.conftest import Browser, Postgres
from tests.reports.conftest import OCTOBER, Book

VISITS = "/api/v1/reports/visits?until=2026-10&months=1"


@pytest.fixture
def counted(book: Book) -> Book:
    """Twelve visits in October, each of somebody else, counted."""
    for day in range(1, 13):
        book.visit(book.somebody(day), f"2026-10-{day:02d} 09:00", who="nurse")
    book.close()
    book.count(OCTOBER)
    return book


def visits(client: FlaskClient) -> float | None:
    answer = client.get(VISITS)
    assert answer.status_code == 200, answer.get_json()
    found: list[dict[str, Any]] = answer.get_json()["counts"]
    return found[0]["numerator"] if found else None


def test_the_connection_is_read_only_and_its_statements_have_a_limit(counted: Book) -> None:
    with counted.app.app_context(), reading(counted.place.manager.id, counted.place.id) as session:
        told = {
            name: session.scalar(text(f"show {name}")) for name in ("role", "statement_timeout", "transaction_read_only", "transaction_isolation")
        }
        assert told == {
            "role": "alongside_reports", "statement_timeout": "10s", "transaction_read_only": "on", "transaction_isolation": "repeatable read",
        }  # fmt: skip
        session.execute(text("set local statement_timeout = '20ms'"))
        with pytest.raises(DBAPIError) as refused:
            session.execute(text("select pg_sleep(60)"))
        assert isinstance(refused.value.orig, QueryCanceled)
        session.rollback()


def test_a_page_that_takes_too_long_says_so_and_that_trying_again_may_help(
    counted: Book, client: FlaskClient, sign_in: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    def slow(session: Any, *_: Any) -> None:
        session.execute(text("set local statement_timeout = '20ms'"))
        session.execute(text("select pg_sleep(60)"))

    sign_in(client, counted.place.manager)
    monkeypatch.setattr(routes.services, "measure", slow)
    answer = client.get(VISITS)
    assert (answer.status_code, answer.get_json()["retryable"]) == (503, True)


WRITES = (
    "insert into report_counted (place_id, month, made_at, rows) values (gen_random_uuid(), now(), now(), 1)",
    "update report_cell set mark = ''",
    "delete from report_cell",
    "update team set name = 'x'",
    "create temporary table mine (id int)",
)


@pytest.mark.parametrize("sql", WRITES)
def test_a_write_is_refused_by_the_connection(counted: Book, sql: str) -> None:
    with counted.app.app_context(), pytest.raises(DBAPIError) as refused, reading(counted.place.manager.id, counted.place.id) as session:
        session.execute(text(sql))
    assert isinstance(refused.value.orig, ReadOnlySqlTransaction | InsufficientPrivilege)


@pytest.mark.parametrize("sql", [*WRITES[:4], "select numerator from report_cell", "select name from staff", "select * from patient"])
def test_a_write_and_what_is_hidden_are_refused_by_the_role_itself(counted: Book, sql: str) -> None:
    """Over a connection that may write: the role may not."""
    with counted.app.app_context(), pytest.raises(DBAPIError) as refused, transaction(Acting(REPORTS, counted.place.manager.id)) as session:
        session.execute(text(sql))
    assert isinstance(refused.value.orig, InsufficientPrivilege)


@pytest.mark.parametrize(("who", "sees"), [("manager", True), ("lead", True), ("coordinator", True), ("nurse", False), ("administrator", False)])
def test_the_role_shows_a_place_to_whoever_reads_its_reports(counted: Book, make_place: Callable[..., Any], who: str, sees: bool) -> None:
    other = make_place("Elsewhere")
    tables = ("place", "team", "organisation", "report_cell", "report_counted")
    with counted.app.app_context():
        with reading(counted.place.staff[who].id, counted.place.id) as session:
            counts = {table: session.scalar(text(f"select count(*) from {table}")) for table in tables}
            places = set(session.scalars(text("select place_id::text from team")))
        assert all(bool(count) is sees for count in counts.values()), counts
        assert places == ({counted.place.id} if sees else set())
        with reading(other.manager.id, counted.place.id) as session:
            assert session.scalar(text("select count(*) from report_cell")) == 0


@dataclass
class Replica:
    """A streaming standby of the tests' PostgreSQL."""

    url: str
    admin: psycopg.Connection[Any]

    def pause(self) -> None:
        self.admin.execute("select pg_wal_replay_pause()")
        while self.admin.execute("select pg_get_wal_replay_pause_state()").fetchone() != ("paused",):
            pass

    def catch_up(self, postgres: Postgres) -> None:
        """Until it has all that was written."""
        self.admin.execute("select pg_wal_replay_resume()")
        with postgres.connect() as primary:
            primary.execute("set synchronous_commit = on")  # what others committed without waiting for the log goes out before it
            primary.execute("select pg_logical_emit_message(true, 'here', '')")
            here = primary.execute("select pg_current_wal_flush_lsn()::text").fetchone()[0]  # type: ignore[index]
        while not self.admin.execute("select pg_last_wal_replay_lsn() >= %s::pg_lsn", (here,)).fetchone()[0]:  # type: ignore[index]
            pass


@pytest.fixture(scope="module")
def replica(postgres: Postgres, servers_folder: Path) -> Iterator[Replica]:
    folder, sockets = servers_folder / "standby", servers_folder / "of-standby"
    with postgres.connect() as admin:
        programs = Path(admin.execute("select setting from pg_config where name = 'BINDIR'").fetchone()[0])  # type: ignore[index]
    owner = {"user": "pgserver"} if Path(postgres.host).owner() == "pgserver" else {}
    for made in (folder, sockets):
        made.mkdir(mode=0o700)
        if owner:
            shutil.chown(made, owner["user"])

    def run(*words: object) -> None:
        done = subprocess.run([str(word) for word in words], capture_output=True, timeout=120, text=True, **owner)
        assert done.returncode == 0, (folder / "log").read_text()[-600:] if (folder / "log").exists() else done.stderr

    run(programs / "pg_basebackup", "-h", postgres.host, "-U", "postgres", "-D", folder, "-R", "-N", "-c", "fast", "-X", "stream")
    options = f"-h '' -k {sockets} -c fsync=off"
    run(programs / "pg_ctl", "-D", folder, "-w", "-l", folder / "log", "-o", options, "start")
    try:
        with psycopg.connect(host=str(sockets), user="postgres", dbname="postgres", autocommit=True) as admin:
            yield Replica(f"postgresql+psycopg://postgres:@/tests?host={sockets}", admin)
    finally:
        run(programs / "pg_ctl", "-D", folder, "-w", "-m", "immediate", "stop")


@pytest.fixture
def beside(app: Flask, replica: Replica) -> Iterator[Flask]:
    """The same application, told of the replica."""
    config: Config = replace(app.extensions["alongside"], reports_database_url=replica.url)
    made = create_app(config)
    made.testing = True
    yield made
    with made.app_context():
        for engine in db.engines.values():
            engine.dispose()


def test_pages_and_exports_are_read_at_the_replica_and_counting_is_done_where_the_record_is(
    counted: Book, beside: Flask, replica: Replica, postgres: Postgres, sign_in: Callable[..., Any]
) -> None:
    replica.catch_up(postgres)
    client = Browser(beside, beside.response_class, use_cookies=True)
    sign_in(client, counted.place.manager)
    assert visits(client) == 12
    replica.pause()
    late(counted)
    Book(beside, counted.place).count(OCTOBER)
    assert counted.cell("visits")[0] == 13
    assert counted.rows("report_due") == []
    assert visits(client) == 12, "the replica has not heard of it, and what it says is whole"
    made = exported(beside, client)
    replica.catch_up(postgres)
    assert visits(client) == 13
    assert (made, exported(beside, client)) == ("12", "13")


def test_of_somebody_whom_the_replica_does_not_know_yet_it_shows_nothing(
    counted: Book, beside: Flask, replica: Replica, postgres: Postgres, make_place: Callable[..., Any], sign_in: Callable[..., Any]
) -> None:
    replica.catch_up(postgres)
    replica.pause()
    new = make_place("New")
    client = Browser(beside, beside.response_class, use_cookies=True)
    sign_in(client, new.manager)
    assert client.get(VISITS).status_code == 404
    replica.catch_up(postgres)
    assert client.get(VISITS).status_code == 200


def test_a_replica_that_is_away_stops_the_reports_alone(counted: Book, app: Flask, sign_in: Callable[..., Any]) -> None:
    made = create_app(replace(app.extensions["alongside"], reports_database_url="postgresql+psycopg://nobody@127.0.0.1:1/none"))
    made.testing = True
    client = Browser(made, made.response_class, use_cookies=True)
    sign_in(client, counted.place.manager)
    answer = client.get(VISITS)
    assert (answer.status_code, answer.get_json()["retryable"]) == (503, True)
    assert client.get("/api/v1/reports/exports").status_code == 200
    with made.app_context():
        db.engine.dispose()


def late(book: Book) -> None:
    """One more visit of October, written now as a tablet's is, beside those that stand."""
    more = Book(book.app, book.place)
    more.patient("ivy")
    more.visit("ivy", "2026-10-20 09:00", who="nurse")
    more.close()


def exported(app: Flask, client: FlaskClient) -> str:
    """What an export says of October's visits."""
    asked = {"what": "overview", "form": "csv", "scope": "place", "until": "2026-10", "months": 1, "why": "To compare"}
    id_ = client.post("/api/v1/reports/exports", json=asked).get_json()["id"]
    with app.app_context():
        making.make(id_)
    lines = client.get(f"/api/v1/reports/exports/{id_}/content").data.decode("utf-8-sig").splitlines()
    names = lines[0].split(",")
    row = next(line for line in lines if ",visits," in f",{line},")
    return row.split(",")[names.index("Value")]
