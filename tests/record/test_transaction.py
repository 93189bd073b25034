"""Who acts in a transaction, and what is begun anew (backend/transaction.py, backend/database.py)."""

from __future__ import annotations

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError, ProgrammingError

from backend.database import Acting, db, who_acts
from backend.transaction import acting, retried, transaction

WHO = text("SELECT current_user, current_setting('alongside.staff', true), current_setting('alongside.place', true)")
NURSE = "11111111-1111-4111-8111-111111111111"
PLACE = "22222222-2222-4222-8222-222222222222"


def who() -> tuple[str, str, str]:
    return tuple(db.session.execute(WHO).one())  # type: ignore[return-value]


def test_nobody_acting_is_the_web_role_and_nobody(app_context: Flask) -> None:
    assert who() == ("alongside_web", "", "")
    assert db.session.execute(text("SELECT count(*) FROM patient")).scalar() == 0
    db.session.rollback()
    with pytest.raises(ProgrammingError, match="permission denied"):
        db.session.execute(text("SELECT content FROM journal"))


def test_acting_changes_a_transaction_that_has_begun_and_gives_it_back(app_context: Flask) -> None:
    assert who()[1] == ""
    with acting(NURSE, place=PLACE):
        assert who() == ("alongside_web", NURSE, PLACE)
        with acting(None, role="statistics", place=PLACE):
            assert who() == ("alongside_statistics", "", PLACE)
        assert who()[1] == NURSE
    assert who() == ("alongside_web", "", "")


def test_who_could_not_be_made_to_act_is_not_who_the_threads_next_request_acts_for(app_context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """Defect: the database went away while a request began, and its person stayed on the thread."""

    def broken(to: Acting) -> None:
        if to.staff:
            raise OperationalError("select 1", None, Exception())

    monkeypatch.setattr("backend.transaction._change_over", broken)
    with pytest.raises(OperationalError), acting(NURSE, place=PLACE):
        pass
    assert who_acts.get() == Acting()


def test_a_connection_goes_back_to_the_pool_knowing_nobody(app_context: Flask) -> None:
    with acting(NURSE, place=PLACE):
        who()
        db.session.commit()
    with db.engine.connect() as connection:
        user, staff, place = connection.execute(WHO).one()
    assert user == "postgres"
    assert not staff
    assert not place


def test_a_transaction_of_its_own_commits_whatever_the_requests_session_does(app_context: Flask) -> None:
    with acting(NURSE):
        who()
        with transaction(Acting(role="engine")) as session:
            assert session.execute(WHO).one()[0] == "alongside_engine"
            session.execute(text("INSERT INTO place (id, name, made_at) VALUES (:id, 'x', now())"), {"id": PLACE})
        db.session.rollback()
    with transaction(Acting(role="engine")) as session:
        assert session.scalar(text("SELECT count(*) FROM place")) == 1


def test_an_error_undoes_the_whole_transaction(app_context: Flask) -> None:
    def work() -> None:
        with transaction(Acting(role="engine")) as session:
            session.execute(text("INSERT INTO place (id, name, made_at) VALUES (:id, 'x', now())"), {"id": PLACE})
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        work()
    with transaction(Acting(role="engine")) as session:
        assert session.scalar(text("SELECT count(*) FROM place")) == 0


def test_there_is_no_role_of_another_name() -> None:
    with pytest.raises(ValueError, match="no role"), acting(NURSE, role="postgres"):
        pass


def undone(state: type[psycopg.Error]) -> OperationalError:
    return OperationalError("x", None, state())


@pytest.mark.parametrize("state", [psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected])
def test_r6_serialisation_failures_and_deadlocks_are_tried_again_with_longer_pauses(state: type[psycopg.Error]) -> None:
    tries: list[int] = []
    pauses: list[float] = []

    def work() -> str:
        tries.append(1)
        if len(tries) < 4:
            raise undone(state)
        return "done"

    assert retried(work, pause=pauses.append) == "done"
    assert pauses == sorted(pauses)
    assert len(pauses) == 3


def test_r6_it_gives_up_in_the_end_and_never_tries_what_is_simply_wrong() -> None:
    tries: list[int] = []

    def work() -> None:
        tries.append(1)
        raise undone(psycopg.errors.DeadlockDetected)

    with pytest.raises(OperationalError):
        retried(work, attempts=3, pause=lambda _: None)
    assert len(tries) == 3
    tries.clear()

    def wrong() -> None:
        tries.append(1)
        raise ProgrammingError("x", None, psycopg.errors.UndefinedTable())

    with pytest.raises(ProgrammingError):
        retried(wrong, pause=lambda _: None)
    assert len(tries) == 1


def test_a_connection_that_the_server_closed_meanwhile_is_replaced_before_anyone_gets_it(app_context: Flask) -> None:
    db.engine.dispose()
    with db.engine.connect() as mine:
        number = mine.execute(text("SELECT pg_backend_pid()")).scalar_one()
    with db.engine.connect() as holder, db.engine.connect() as other:  # so that the ended one is not the one that ends it
        ended, killer = (holder, other) if holder.execute(text("SELECT pg_backend_pid()")).scalar_one() == number else (other, holder)
        ended.close()
        killer.execute(text("SELECT pg_terminate_backend(:number, 5000)"), {"number": number})
    for _ in range(3):
        with transaction(Acting()) as session:
            assert session.execute(text("SELECT pg_backend_pid()")).scalar_one() != number
