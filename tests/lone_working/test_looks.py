"""However often the scheduler looks, and wherever it is killed: whoever is missed is told of once, and nobody is left out."""

from __future__ import annotations

import threading
import uuid
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from redis import Redis
from sqlalchemy import event, text
from sqlalchemy.exc import NoResultFound

from backend import wall_clock
from backend.accounts.contacts import Contacts
from backend.database import db
from backend.lone_working import jobs
from backend.record import Change
from backend.record import services as record
from backend.record.registry import Writer
from backend.transaction import transaction
from tests.lone_working.conftest import ENGINE, Out, missed, overdue
from tests.sync_gateway.client import derived


def test_run_twice_or_ten_times_a_look_raises_nothing_a_second_time(out: Out) -> None:
    overdue(out)
    before = [(one.id, one.rev) for one in out.copies()]
    for _ in range(10):
        out.later(seconds=20)
        out.spoke("ben")
        assert out.look() == 0
    assert [(one.id, one.rev) for one in out.copies()] == before


class Killed(BaseException):
    """What nothing here catches: the process is gone."""


def killed(out: Out, monkeypatch: pytest.MonkeyPatch, write: Callable[..., object] = lambda *_, **__: None) -> None:
    """A look whose writing does `write`; then the process is gone."""

    def gone(*given: object, **more: object) -> None:
        write(*given, **more)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(jobs.record, "write", gone)
        with pytest.raises(Killed):
            out.look()


def test_killed_before_its_commit_a_look_leaves_nothing_and_the_next_raises_it_once(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    missed(out, "ben")
    killed(out, monkeypatch)
    assert not out.copies()
    assert out.look() == 4
    assert out.look() == 0


def test_killed_after_its_commit_a_look_is_not_done_again(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    missed(out, "ben")
    killed(out, monkeypatch, record.write)
    assert len(out.copies()) == 4
    assert out.look() == 0
    assert len(out.copies()) == 4


def test_killed_between_the_commits_of_many_alarms_the_next_look_tells_whoever_was_left_out(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    missed(out, "ben", "lena")
    written = record.write

    def her_own(changes: list[Change], writer: Writer) -> None:
        own = [one for one in changes if one.set["reader"] == out.east.staff("anna")]
        assert len(own) == 1
        written(own, writer)

    killed(out, monkeypatch, her_own)
    assert out.told() == {"anna"}, "her own copy alone: nobody looks for her"
    out.look()
    assert out.told() == {"anna", "ben"}
    assert len(out.copies()) == 4
    assert out.look() == 0


def test_days_later_a_lead_still_ends_it_though_the_person_has_not_worked_since(out: Out) -> None:
    out.now(9, 30)
    out.visit("anna", minutes=120)
    out.spoke("anna")
    out.now(11, 1)
    out.spoke("ben", "lena")
    out.look()
    assert out.alarm("ben").cause == "not-arrived"
    out.later(days=3)
    out.look()
    assert "lena" in out.told()
    out.answer("lena", "safe", "She is in hospital: her sister rang.")
    out.look()
    assert out.told() == set()
    assert out.alarm("ben").ended_words == "She is in hospital: her sister rang."


def test_an_alarm_about_somebody_who_has_left_is_made_nothing_up_of_and_ended_by_a_lead(out: Out) -> None:
    overdue(out)
    out.now(11, 2)
    out.look()
    with out.east.world.app.app_context(), transaction(ENGINE) as session:
        session.execute(text("update staff set status = 'left' where id = :anna"), {"anna": out.east.staff("anna")})
    out.look()
    assert {"ben", "lena"} <= out.told()
    out.answer("lena", "safe", "Spoke with her.")
    out.look()
    assert out.told() == set()


def test_what_goes_wrong_in_one_place_keeps_no_other_from_being_looked_at(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    out.spoke("ben")
    every = jobs.places.all_
    monkeypatch.setattr(jobs.places, "all_", lambda session: [str(uuid.uuid4()), *every(session)])
    with pytest.raises(NoResultFound):
        out.look()
    assert out.told() >= {"anna", "ben"}


def test_two_schedulers_at_once_raise_one_alarm(out: Out) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    out.spoke("ben")
    looks = [threading.Thread(target=out.look) for _ in range(3)]
    for one in looks:
        one.start()
    for one in looks:
        one.join()
    assert len(out.copies()) == 4, "Anna's, Ben's and the two leads'"
    with out.east.world.app.app_context(), transaction(ENGINE) as session:
        assert session.scalar(text("select count(*) from journal where author = 'lone-working'")) == 4


def test_without_redis_it_is_told_all_the_same_with_what_the_session_knows(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    nobody = Redis.from_url("redis://127.0.0.1:1/0")
    visit = out.visit("anna")
    out.now(10)
    out.spoke("anna", "ben")
    monkeypatch.setattr(jobs.queues, "redis", lambda: nobody)
    monkeypatch.setitem(out.east.world.app.extensions, "contacts", Contacts(nobody))
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    out.spoke("ben")
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora"}, "when Ben was heard of last is not known so well: the leads are told too"
    assert out.alarm("anna").heard_at.replace(microsecond=0) == out.time("10:00")


def test_a_look_over_what_was_left_open_long_ago_raises_nothing(out: Out) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.later(hours=25)
    assert out.look() == 0


def test_an_alarm_that_stands_is_carried_until_it_ends_and_a_week_beyond(out: Out) -> None:
    from backend.lone_working.synced import in_bundle

    overdue(out)
    out.later(days=30)
    today = wall_clock.today()
    ended = wall_clock.wire(wall_clock.now() - timedelta(days=8))
    assert in_bundle({"ended_at": None}, today)
    assert not in_bundle({"ended_at": ended}, today)


def test_in_the_night_in_which_the_clocks_go_forward_it_is_told_after_the_margin_and_not_an_hour_early_or_late(out: Out) -> None:
    """At 01:00 UTC on Sunday 28 March 2027 it is 02:00 in London. Who came at 00:50 GMT for forty minutes is to leave at 02:30 BST."""
    east, night = out.east, datetime(2027, 3, 28, 0, 50, tzinfo=UTC)
    east.world.turn(night - timedelta(hours=4) - wall_clock.now())
    saturday = wall_clock.today().isoformat()
    for name in ("anna", "ben"):
        who = east.staff(name)
        own = out.tablet(name)
        shift = {"day": saturday, "shift_start": wall_clock.wire(wall_clock.now()), "shift_end": wall_clock.wire(night + timedelta(hours=5))}
        own.create("my_day", derived(f"mine:{who}"), shift, record=derived(f"my_day:{who}:{saturday}"))
        out.push(name)
    visit = east.plan("rose", wall_clock.wire(night), 40, "anna")
    east.world.turn(night - wall_clock.now())
    out.arrive("anna", "rose", visit)
    east.world.turn(timedelta(minutes=54))
    out.spoke("ben")
    assert out.look() == 0
    east.world.turn(timedelta(minutes=1))
    assert out.look() == 4
    assert out.told() == {"anna", "ben"}
    assert out.alarm("ben").due_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC), "02:30 in London"


def test_a_look_asks_as_many_questions_for_three_who_are_out_as_for_one(out: Out) -> None:
    def asked() -> int:
        questions: list[str] = []

        def hear(*given: object) -> None:
            questions.append(str(given[2]))

        with out.east.world.app.app_context():
            engine = db.engine
            event.listen(engine, "before_cursor_execute", hear)
            try:
                jobs.look()
            finally:
                event.remove(engine, "before_cursor_execute", hear)
        return len(questions)

    out.now(10)
    out.arrive("anna", "rose", out.visit("anna"))
    alone = asked()
    assert alone > 5
    out.arrive("anna", "tom", out.visit("anna", patient="tom"))
    out.east.world.grant("rose", "ben")
    out.arrive("ben", "rose", out.visit("ben"))
    assert asked() == alone
