"""Every transaction takes its role before its first statement, in the isolation that it was asked for, however it is begun."""

from __future__ import annotations

import uuid

import pytest
from flask import Flask
from sqlalchemy import event, text
from sqlalchemy.exc import DBAPIError

from backend import database
from backend.database import Acting, db
from backend.transaction import transaction

SEEN = text("SELECT current_user, current_setting('alongside.staff'), current_setting('transaction_isolation')")


def test_a_transaction_is_begun_as_the_role_and_for_the_person_with_one_word_to_the_server(app: Flask) -> None:
    anna, place, heard = str(uuid.uuid4()), str(uuid.uuid4()), []
    with app.app_context():
        event.listen(db.engine, "before_cursor_execute", lambda _c, _cursor, said, *_rest: heard.append(said))
        with transaction(Acting("web", anna, place)) as session:
            assert tuple(session.execute(SEEN).one()) == ("alongside_web", anna, "read committed")
        assert heard == [SEEN.text], "who acts is said with the BEGIN"


def test_r7_a_snapshot_is_one_also_where_it_is_begun_with_who_acts(app: Flask) -> None:
    with app.app_context(), transaction(Acting("engine"), snapshot=True) as session:
        assert tuple(session.execute(SEEN).one()) == ("alongside_engine", "", "repeatable read")


def test_nobody_acts_on_a_connection_that_went_back(app: Flask) -> None:
    with app.app_context():
        with transaction(Acting("engine", str(uuid.uuid4()))) as session:
            session.execute(SEEN)
        with db.engine.connect() as connection:
            role, staff, _ = connection.execute(text("SELECT current_user, coalesce(current_setting('alongside.staff', true), ''), 1")).one()
            assert role != "alongside_engine"
            assert staff == ""


def test_a_value_that_is_no_plain_word_is_never_put_into_a_statement(app: Flask) -> None:
    odd = "x', true); SELECT set_config('role', 'alongside_engine"
    with app.app_context(), transaction(Acting("web", odd)) as session:
        assert tuple(session.execute(SEEN).one())[:2] == ("alongside_web", odd)


def test_a_role_that_is_not_there_is_said_as_what_it_is(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(database.ROLES, "web", "alongside_nobody")
    with app.app_context(), pytest.raises(DBAPIError, match="alongside_nobody"), transaction(Acting("web")) as session:
        session.execute(SEEN)
