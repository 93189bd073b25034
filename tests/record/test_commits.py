"""R6: what is one commit, who waits for whom, and what a killed, undone or broken one leaves."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import psycopg
import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import OperationalError

from backend import transaction as transactions
from backend.record import registry, services, store

from .conftest import ENGINE, Desk, Look, endings, new_id

pytestmark = pytest.mark.usefixtures("soundness")


def test_r6_more_than_fifty_bundles_are_several_commits_and_each_bundle_is_in_one(nurse: Desk, look: Look) -> None:
    patients = [new_id() for _ in range(120)]
    made = [nurse.person(patient) for patient in patients]
    given = [services.came(change, nurse.writer) for change in [*made, *(nurse.goal(patient, "Walk") for patient in patients)]]
    commits = services._commits(given, nurse.writer)
    assert len(commits) == 3
    assert all(len({number % 120 for number in commit}) <= services.BUNDLES for commit in commits)
    result = nurse.write(*made)
    assert set(endings(result)) == {"Applied"}
    assert look.one("SELECT count(DISTINCT xmin::text) FROM bundle WHERE type = 'patient'") == 3


def test_r6_what_a_device_sends_at_once_is_one_commit_so_that_its_newest_answered_change_stands_for_all(nurse: Desk) -> None:
    patients = [new_id() for _ in range(50)]  # PROTOCOL §6: as many as one push may be of
    made = [*(nurse.person(patient) for patient in patients), *(nurse.goal(patient, "Walk") for patient in patients)]
    assert len(services._commits([services.came(change, nurse.writer) for change in made], nurse.writer)) == 1


def test_r6_killed_between_commits_the_job_resumes_with_the_same_ids(nurse: Desk, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    patients = [new_id() for _ in range(120)]
    made = [nurse.person(patient) for patient in patients]
    commit, done = services._commit, []

    def killed(*args: Any) -> Any:
        if done:
            raise KeyboardInterrupt  # nobody catches this, as nobody catches kill -9
        done.append(1)
        return commit(*args)

    with monkeypatch.context() as patch:
        patch.setattr(services, "_commit", killed)
        with pytest.raises(KeyboardInterrupt):
            nurse.write(*made)
    assert look.one("SELECT count(*) FROM bundle WHERE type = 'patient'") == services.BUNDLES
    again = nurse.write(*made)
    assert set(endings(again)) == {"Applied"}
    assert sum(each.replay for each in again.endings) == services.BUNDLES
    assert look.one('SELECT count(*) FROM journal WHERE content LIKE \'%"kind":"patient"%\'') == 120


def test_r6_write_is_never_called_inside_another(nurse: Desk, patient: str) -> None:
    def hook(session: Any, records: Any, writer: Any) -> None:
        nurse.write(nurse.goal(patient, "inside"))

    registry.after_write("goal", hook)
    try:
        with pytest.raises(RuntimeError, match="never called inside another"):
            nurse.write(nurse.goal(patient, "outside"))
    finally:
        registry.known("goal").hooks.remove(hook)  # type: ignore[union-attr]


def test_r6_two_writers_of_one_bundle_take_turns_and_each_sees_the_other(
    app: Flask, nurse: Desk, desk: Callable[..., Desk], place: Any, patient: str, grant: Any, look: Look
) -> None:
    grant(patient, place.physio)
    physio = desk(place.physio)
    gate = threading.Barrier(2)
    failed: list[BaseException] = []

    def push(who: Desk, name: str) -> None:
        try:
            with app.app_context():
                gate.wait()
                for number in range(12):
                    assert endings(who.write(who.goal(patient, f"{name} {number}"), who.goal(patient, f"{name} {number} more"))) == ["Applied"] * 2
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=push, args=args) for args in ((nurse, "nurse"), (physio, "physio"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed
    assert look.version(patient)[0] == 1 + 24
    assert look.one("SELECT count(*) FROM goal WHERE bundle_id = :p", p=patient) == 48


def test_r6_the_same_change_from_two_connections_at_once_lands_once(app: Flask, nurse: Desk, patient: str, look: Look) -> None:
    changes = [nurse.goal(patient, f"goal {number}") for number in range(10)]
    other = new_id()
    changes.append(nurse.person(other))
    gate = threading.Barrier(4)
    results: list[services.WriteResult] = []

    def push() -> None:
        with app.app_context():
            gate.wait()
            results.append(nurse.write(*changes))

    threads = [threading.Thread(target=push) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(results) == 4
    assert {ending for result in results for ending in endings(result)} == {"Applied"}
    assert sum(not each.replay for result in results for each in result.endings) == len(changes)
    assert look.one("SELECT count(*) FROM goal WHERE bundle_id = :p", p=patient) == 10


@pytest.mark.parametrize("state", ["40001", "40P01"])
def test_r6_what_postgres_undid_is_begun_anew(nurse: Desk, patient: str, look: Look, monkeypatch: pytest.MonkeyPatch, state: str) -> None:
    lock, times = store.lock, []

    def undone(session: Any, bundles: Any) -> Any:
        times.append(1)
        found = lock(session, bundles)
        if len(times) <= 2:  # a real error of the real server, in the real transaction
            session.execute(text(f"DO $$ BEGIN RAISE EXCEPTION 'undone' USING ERRCODE = '{state}'; END $$"))
        return found

    monkeypatch.setattr(store, "lock", undone)
    assert endings(nurse.write(nurse.goal(patient, "Walk"))) == ["Applied"]
    assert len(times) == 3
    assert look.version(patient)[0] == 2


def test_r6_two_writers_who_lock_across_each_other_both_end(app: Flask, nurse: Desk, patient: str, look: Look) -> None:
    """A stranger locks the second bundle and then wants the first: PostgreSQL undoes one of the two, and it is begun anew."""
    other = new_id()
    nurse.write(nurse.person(other))
    first, second = sorted([patient, other])
    holding, wanting = threading.Event(), threading.Event()

    def stranger() -> None:
        with app.app_context():

            def work() -> None:
                with transactions.transaction(ENGINE) as session:
                    store.lock(session, [second])
                    holding.set()
                    wanting.wait(5)
                    store.lock(session, [first])

            transactions.retried(work)

    thread = threading.Thread(target=stranger)
    thread.start()
    holding.wait(5)
    threading.Timer(0.3, wanting.set).start()
    assert endings(nurse.write(nurse.goal(first, "Walk"), nurse.goal(second, "Walk"))) == ["Applied", "Applied"]
    thread.join()


def test_a_broken_connection_at_commit_is_looked_up_not_guessed(nurse: Desk, patient: str, look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    """The server is gone right after it committed: the second try finds the change journalled and answers what it became."""
    commit, done = services._commit, []

    def cut(*args: Any) -> Any:
        result = commit(*args)
        if not done:
            done.append(1)
            raise OperationalError("commit", None, psycopg.OperationalError("server closed the connection"), connection_invalidated=True)
        return result

    monkeypatch.setattr(services, "_commit", cut)
    result = nurse.write(nurse.goal(patient, "Walk"))
    assert endings(result) == ["Applied"]
    assert result.endings[0].replay
    assert look.one("SELECT count(*) FROM goal") == 1
