"""What tablets ask all day goes past SQLAlchemy's session: it keeps that one's promises all the same."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import psycopg
import pytest
from flask import Flask
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from backend import errors
from backend.asking import Asking, is_snapshot, rows
from backend.database import ROLES, Acting, db
from backend.transaction import sqlstate, transaction
from tests.statements import overheard

SEEN = "select current_user::text, current_setting('alongside.staff'), current_setting('transaction_isolation')"
MINE = "select pg_backend_pid()"
NOTED = "insert into locality (id, place_id, name) select %(id)s::uuid, id, %(id)s::text from place limit 1 returning name"


@pytest.fixture
def here(app: Flask) -> Iterator[Flask]:
    with app.app_context():
        yield app


def taken() -> int:
    return int(db.engine.pool.checkedout())  # type: ignore[attr-defined]


@pytest.mark.parametrize("snapshot", [False, True])
def test_the_role_the_person_and_the_isolation_are_taken_before_the_first_statement(here: Flask, snapshot: bool) -> None:
    anna = str(uuid.uuid4())
    with Asking(Acting("web", anna, anna), snapshot=snapshot) as asks:
        assert asks.rows(SEEN, {}) == [("alongside_web", anna, "repeatable read" if snapshot else "read committed")]
        assert is_snapshot(asks) is snapshot


def test_a_connection_goes_back_knowing_nobody(here: Flask) -> None:
    with Asking(Acting("engine", str(uuid.uuid4()))) as asks:
        asks.rows(SEEN, {})
    with db.engine.connect() as connection:
        role, staff = connection.exec_driver_sql("select current_user::text, coalesce(current_setting('alongside.staff', true), '')").one()
    assert role not in ROLES.values()
    assert staff == ""
    assert taken() == 0


def test_a_value_that_is_no_plain_word_is_never_put_into_a_statement(here: Flask) -> None:
    odd = "x', true); SELECT set_config('role', 'alongside_engine"
    with Asking(Acting("web", odd)) as asks:
        assert asks.rows(SEEN, {})[0][:2] == ("alongside_web", odd)


def test_what_was_asked_stands_where_the_block_ended_well_and_only_there(here: Flask, place: object) -> None:
    kept, lost = str(uuid.uuid4()), str(uuid.uuid4())
    with Asking(Acting("engine")) as asks:
        assert asks.rows(NOTED, {"id": kept}) == [(kept,)]
    with pytest.raises(ZeroDivisionError), Asking(Acting("engine")) as asks:
        assert 1 / (asks.rows(NOTED, {"id": lost}) == [])
    with Asking(Acting("engine")) as asks:
        assert asks.rows("select id::text from locality where id = any(%(ids)s::uuid[])", {"ids": [kept, lost]}) == [(kept,)]
    assert taken() == 0


def test_what_follows_a_snapshot_is_a_transaction_of_its_own_for_the_same_person_in_one_message_with_its_end(here: Flask, place: object) -> None:
    odd, kept, meanwhile = "o'%s", str(uuid.uuid4()), str(uuid.uuid4())
    said: list[str] = []
    with overheard(lambda statement, _: said.append(statement)), Asking(Acting("engine", odd), snapshot=True) as asks:
        assert asks.rows("select name from locality where id = %(id)s", {"id": meanwhile}) == []
        with Asking(Acting("engine")) as other:
            other.rows(NOTED, {"id": meanwhile})
        asks.afterwards(
            "insert into locality (id, place_id, name) select %(id)s, place_id, concat_ws(' ', current_setting('alongside.staff'), "
            "current_setting('transaction_isolation')) from locality where id = %(meanwhile)s",
            {"id": kept, "meanwhile": meanwhile},
        )
    assert len(said) == 3, "the snapshot's question, what another wrote meanwhile, and all that follows"
    with Asking(Acting("engine")) as asks:
        assert asks.rows("select name from locality where id = %(id)s", {"id": kept}) == [("o'%s read committed",)]
    assert taken() == 0


def test_what_follows_is_not_asked_where_the_block_ended_badly(here: Flask, place: object) -> None:
    lost = str(uuid.uuid4())
    with pytest.raises(ZeroDivisionError), Asking(Acting("engine"), snapshot=True) as asks:
        assert 1 / (asks.afterwards(NOTED, {"id": lost}) is not None)  # type: ignore[func-returns-value]
    with Asking(Acting("engine")) as asks:
        assert asks.rows("select 1 from locality where id = %(id)s", {"id": lost}) == []


def test_the_block_ends_badly_where_what_follows_does_and_nothing_of_it_stands(here: Flask, place: object) -> None:
    lost = str(uuid.uuid4())
    with pytest.raises(DBAPIError) as failed, Asking(Acting("engine"), snapshot=True) as asks:
        asks.afterwards(f"with noted as ({NOTED}) select 1 / (name = '')::int from noted", {"id": lost})
    assert sqlstate(failed.value) == "22012"
    assert taken() == 0
    with Asking(Acting("engine")) as asks:
        assert asks.rows("select 1 from locality where id = %(id)s", {"id": lost}) == []


def test_nothing_follows_a_transaction_that_has_something_of_its_own_to_commit(here: Flask) -> None:
    with pytest.raises(RuntimeError, match="follows a snapshot"), Asking(Acting("engine")) as asks:
        asks.afterwards("select 1", {})


def test_what_postgresql_refuses_is_said_in_sqlalchemys_words_without_values_and_the_connection_goes_on(here: Flask) -> None:
    with pytest.raises(ProgrammingError) as refused, Asking(Acting("web")) as asks:
        asks.rows("select * from account where email = %(email)s", {"email": "rose@clinic.example"})
    assert sqlstate(refused.value) == "42501", "the web role has no account"
    assert "rose@clinic.example" not in str(refused.value)
    assert taken() == 0
    with Asking(Acting("web")) as asks:
        assert asks.rows("select 1", {}) == [(1,)]


def test_busy_stays_busy(here: Flask) -> None:
    hurry = "select set_config('statement_timeout', '20ms', true)"
    with pytest.raises(OperationalError) as slow, Asking(Acting("engine")) as asks:
        assert not [asks.rows(each, {}) for each in (hurry, "select pg_sleep(5)")]
    assert sqlstate(slow.value) == "57014"
    with here.test_request_context():
        assert errors.from_any(slow.value).status == 503


def test_a_connection_that_breaks_is_said_to_be_broken_and_another_takes_its_place(here: Flask) -> None:
    with Asking(Acting("engine")) as asks:
        before = asks.rows(MINE, {})
    with pytest.raises(OperationalError) as broken, Asking(Acting("engine")) as asks:
        assert not [asks.rows(each, {}) for each in ("select set_config('role', 'none', true)", "select pg_terminate_backend(pg_backend_pid())")]
    assert broken.value.connection_invalidated, "`retried` begins the work again"
    assert taken() == 0
    with Asking(Acting("engine")) as asks:
        assert asks.rows(MINE, {}) != before


@pytest.fixture
def changing(here: Flask) -> Iterator[Callable[[], None]]:
    """A table that everyone may read, and the migration that gives it another column while the server runs."""
    db.engine.dispose()  # one connection, which has planned what is asked below
    with db.engine.begin() as connection:
        connection.exec_driver_sql("create table changing (n integer); grant select on changing to public; insert into changing values (1)")

    def migrate() -> None:
        with psycopg.connect(db.engine.url.render_as_string(hide_password=False).replace("+psycopg", ""), autocommit=True) as other:
            other.execute("alter table changing add column words text default 'new'")

    yield migrate
    with db.engine.begin() as connection:
        connection.exec_driver_sql("drop table changing")


def test_a_plan_that_a_migration_put_out_of_date_is_forgotten_and_the_question_asked_once_more(here: Flask, changing: Callable[[], None]) -> None:
    anna = str(uuid.uuid4())
    with Asking(Acting("web", anna, anna), snapshot=True) as asks:
        assert asks.rows("select * from changing", {}) == [(1,)]
    changing()
    with Asking(Acting("web", anna, anna), snapshot=True) as asks:
        assert asks.rows("select * from changing", {}) == [(1, "new")]
        assert asks.rows(SEEN, {}) == [("alongside_web", anna, "repeatable read")], "as the same person, in the same way"


def test_where_something_was_read_before_it_whoever_asks_hears_that_it_is_busy_and_is_answered_the_next_time(
    here: Flask, changing: Callable[[], None]
) -> None:
    def ask() -> list[tuple[object, ...]]:
        with Asking(Acting("web")) as asks:
            assert asks.rows("select 1", {}) == [(1,)]
            return asks.rows("select * from changing", {})

    assert ask() == [(1,)]
    changing()
    with pytest.raises(OperationalError) as stale:
        ask()
    with here.test_request_context():
        assert errors.from_any(stale.value).status == 503
    assert taken() == 0
    assert ask() == [(1, "new")]


def test_a_role_that_is_not_there_is_said_as_what_it_is(here: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(ROLES, "web", "alongside_nobody")
    with pytest.raises(Exception, match="alongside_nobody") as refused, Asking(Acting("web")) as asks:
        asks.rows("select 1", {})
    assert sqlstate(refused.value)
    assert taken() == 0


def test_who_finds_no_connection_free_or_no_server_hears_that_it_is_busy(here: Flask, bare_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(db.engine.pool, "_timeout", 0.01)
    held = [db.engine.raw_connection() for _ in range(db.engine.pool.size())]  # type: ignore[attr-defined]
    try:
        with pytest.raises(PoolTimeout), Asking(Acting("web")):
            pass
    finally:
        for each in held:
            each.close()
    with bare_app.app_context(), pytest.raises(OperationalError), Asking(Acting("web")):
        pass


def test_the_same_question_is_answered_alike_in_a_session(here: Flask) -> None:
    question, values = "select %(words)s::text[], null::uuid, 7", {"words": ["a", "b"]}
    with Asking(Acting("web")) as asks, transaction(Acting("web")) as session:
        assert rows(asks, question, values) == rows(session, question, values) == [(["a", "b"], None, 7)]
        assert not is_snapshot(session)
    with transaction(Acting("web"), snapshot=True) as session:
        assert is_snapshot(session)


def test_plans_that_were_lost_with_an_undone_transaction_are_made_again_whoever_asks_first(here: Flask) -> None:
    def ask(*numbers: int) -> list[list[tuple[object, ...]]]:
        with Asking(Acting("web")) as asks:
            return [asks.rows(f"select {number} + %(more)s::integer", {"more": 1}) for number in numbers]

    def lose() -> None:
        with db.engine.connect() as connection:
            connection.exec_driver_sql("deallocate all")

    db.engine.dispose()  # one connection, which has planned what is asked below
    assert ask(1, 2) == [[(2,)], [(3,)]]
    lose()
    assert ask(1, 2) == [[(2,)], [(3,)]], "the first was known and is missing"
    lose()
    assert ask(3, 1, 2) == [[(4,)], [(2,)], [(3,)]], "the first is new, and so the others are looked for"
    assert ask(4, 3) == [[(5,)], [(4,)]]


def test_what_is_asked_alone_is_one_message_and_a_transaction_that_ended_well(here: Flask, place: object) -> None:
    kept, anna = str(uuid.uuid4()), str(uuid.uuid4())
    with Asking(Acting("engine", anna)) as asks:
        assert asks.rows(NOTED, {"id": kept}, alone=True) == [(kept,)]
        with Asking(Acting("engine")) as other:
            assert other.rows("select name from locality where id = %(id)s", {"id": kept}) == [(kept,)]
        assert asks.rows(SEEN, {}, alone=True) == [("alongside_engine", anna, "read committed")]
        assert asks.rows("select coalesce(current_setting('alongside.staff', true), '')", {}) == [(anna,)], "the next begins one of its own"
    with db.engine.connect() as connection:
        assert connection.exec_driver_sql("select coalesce(current_setting('alongside.staff', true), '')").scalar() == ""


@pytest.mark.parametrize("value", [None, True, 7, 'it\'s %s \\ "so"', b"\x00\\'", ["a,b", 'c"', None], datetime(2026, 3, 29, 1, tzinfo=UTC)])
def test_a_value_arrives_as_it_was_given_first_or_later(here: Flask, value: object) -> None:
    kind = {bool: "boolean", int: "integer", str: "text", bytes: "bytea", list: "text[]", datetime: "timestamptz"}.get(type(value), "text")
    question = f"select %(value)s::{kind}, '100%%'"
    with Asking(Acting("web")) as asks:
        assert asks.rows(question, {"value": value}, alone=True) == [(value, "100%")]
        assert asks.rows(question, {"value": value}) == asks.rows(question, {"value": value}) == [(value, "100%")]
