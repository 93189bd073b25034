"""Who is overdue is told to the buddy, then to the leads, once each; and it ends by what the person writes, whenever that arrives (R3)."""

from __future__ import annotations

import json
import threading
import uuid
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, text
from sqlalchemy.exc import NoResultFound

from backend import wall_clock
from backend.database import db
from backend.lone_working import jobs
from backend.record import Change
from backend.record import services as record
from backend.record.registry import Writer
from backend.transaction import transaction
from tests.board.conftest import at
from tests.lone_working.conftest import ENGINE, Out
from tests.sync_gateway.client import derived


def overdue(out: Out) -> str:
    """Anna arrived at ten at Rose's, was to leave at half past, and it is 10:46; Ben's tablet is on, so are the leads'."""
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    out.spoke("ben", "lena")
    out.look()
    return visit


def test_r3_until_the_margin_has_passed_nobody_is_told_anything(out: Out) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.now(10, 44)
    out.spoke("ben")
    assert out.look() == 0
    assert not out.copies()


def test_r3_after_the_margin_the_buddy_is_told_and_the_leads_are_not_yet(out: Out) -> None:
    visit = overdue(out)
    assert out.told() == {"anna", "ben"}
    told = out.alarm("ben")
    assert (told.cause, told.visit, told.about) == ("overdue", visit, out.east.staff("anna"))
    assert (told.due_at, told.raised_at.replace(microsecond=0)) == (out.time("10:30"), out.time("10:46"))
    assert (told.arrived_at, told.buddy) == (out.time("10:00"), out.east.staff("ben"))


def test_r3_the_leads_are_told_when_the_buddy_says_nothing_for_as_long_again(out: Out) -> None:
    overdue(out)
    out.now(11, 0)
    out.look()
    assert out.told() == {"anna", "ben"}
    out.now(11, 2)
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora"}, "both who lead the team, and nobody else"
    assert {one.leads_told_at.replace(microsecond=0) for one in out.copies()} == {out.time("11:02")}, "all read the same"


def test_who_has_them_says_what_was_found_and_keeps_the_leads_from_being_told_for_an_hour(out: Out) -> None:
    overdue(out)
    out.now(10, 50)
    out.answer("ben", "have-them", "On the phone with her: the ambulance is there.")
    out.look()
    out.now(11, 40)
    out.look()
    assert out.told() == {"anna", "ben"}
    assert out.alarm("anna").answer_words_were == "On the phone with her: the ambulance is there."
    out.now(11, 51)
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora"}, "an hour later she has still not left, and nobody said more"


def test_who_says_that_they_have_them_without_a_word_of_what_was_found_is_not_taken(out: Out) -> None:
    overdue(out)
    with pytest.raises(AssertionError, match="invalid-value"):
        out.answer("ben", "have-them")


def test_a_buddy_who_cannot_hands_it_to_the_leads_at_once(out: Out) -> None:
    overdue(out)
    out.now(10, 47)
    out.answer("ben", "cannot", "In the middle of a dressing.")
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora"}


def test_a_buddy_whose_own_tablet_is_not_heard_of_is_told_and_the_leads_with_them(out: Out) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.spoke("ben")
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora"}


def test_run_twice_or_ten_times_a_look_raises_nothing_a_second_time(out: Out) -> None:
    overdue(out)
    before = [(one.id, one.rev) for one in out.copies()]
    for _ in range(10):
        out.later(seconds=20)
        out.spoke("ben")
        assert out.look() == 0
    assert [(one.id, one.rev) for one in out.copies()] == before


def test_killed_before_its_commit_a_look_leaves_nothing_and_the_next_raises_it_once(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    out.spoke("ben")
    written = record.write

    class Killed(BaseException):
        """What nothing here catches: the process is gone."""

    def killed(*_: object, **__: object) -> None:
        raise Killed

    monkeypatch.setattr(jobs.record, "write", killed)
    with pytest.raises(Killed):
        out.look()
    assert not out.copies()
    monkeypatch.setattr(jobs.record, "write", written)
    assert out.look() == 4
    assert out.look() == 0


def test_killed_after_its_commit_a_look_is_not_done_again(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    out.spoke("ben")
    written = record.write

    class Killed(BaseException):
        """What nothing here catches: the process is gone."""

    def killed(*given: object, **more: object) -> None:
        written(*given, **more)  # type: ignore[arg-type]
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(jobs.record, "write", killed)
        with pytest.raises(Killed):
            out.look()
    assert len(out.copies()) == 4
    assert out.look() == 0
    assert len(out.copies()) == 4


def test_killed_between_the_commits_of_many_alarms_the_next_look_tells_whoever_was_left_out(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    out.spoke("ben", "lena")
    written = record.write

    class Killed(BaseException):
        """What nothing here catches: the process is gone."""

    def killed(changes: list[Change], writer: Writer) -> None:
        own = [one for one in changes if one.set["reader"] == out.east.staff("anna")]
        assert len(own) == 1
        written(own, writer)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(jobs.record, "write", killed)
        with pytest.raises(Killed):
            out.look()
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


def test_r3_leaving_ends_it_for_everyone_who_was_told(out: Out) -> None:
    visit = overdue(out)
    out.now(10, 52)
    out.leave("anna", "rose", visit)
    out.look()
    assert {(one.ended_how, one.left_at) for one in out.copies()} == {("left", out.time("10:52"))}
    assert out.told() == set()


def test_a_leaving_that_comes_late_takes_it_back_with_its_real_time(out: Out) -> None:
    visit = overdue(out)
    out.now(11, 5)
    out.look()
    out.leave("anna", "rose", visit, made_at=at(10, 28), send=False)
    out.now(11, 20)
    out.push("anna")
    out.look()
    for name in ("ben", "lena", "cora"):
        told = out.alarm(name)
        assert (told.ended_how, told.left_at) == ("left", out.time("10:28")), "in time, two minutes before she was to"
        assert told.ended_at.replace(microsecond=0) == out.time("11:20"), "and when that was heard"


def test_a_quarter_more_ends_it_and_staying_beyond_that_is_a_new_one(out: Out) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit, minutes=30)
    out.now(10, 46)
    out.spoke("ben")
    out.look()
    out.now(10, 48)
    out.stay("anna", "rose", visit, at(10, 30), 15)
    out.look()
    assert out.alarm("ben").ended_how == "more-time"
    out.now(11, 19)
    out.spoke("ben")
    out.look()
    assert [one.ended_how for one in out.copies("ben")] == ["more-time", None]


def test_the_person_says_that_they_are_safe_on_their_own_copy(out: Out) -> None:
    overdue(out)
    out.now(10, 50)
    out.answer("anna", "safe")
    out.look()
    assert (out.alarm("ben").ended_how, out.alarm("ben").ended_by) == ("safe", out.east.staff("anna"))


def test_a_buddy_cannot_end_it_and_a_lead_can_with_what_they_found(out: Out) -> None:
    overdue(out)
    out.now(11, 2)
    out.look()
    out.answer("ben", "safe", "She is all right.")
    out.look()
    assert "ben" in out.told()
    out.answer("lena", "safe", "Spoke with her: her tablet is broken.")
    out.look()
    assert {(one.ended_how, one.ended_by, one.ended_words) for one in out.copies()} == {
        ("lead", out.east.staff("lena"), "Spoke with her: her tablet is broken.")
    }


def test_who_asks_to_be_rung_is_told_to_buddy_and_leads_at_once_and_their_own_tablet_does_not_end_it(out: Out) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.spoke("ben")
    out.now(10, 10)
    asked = {"ring_asked_at": None, "ring_asked_visit": None}
    out.day("anna", asked, {"ring_asked_at": at(10, 10), "ring_asked_visit": visit})
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora"}
    out.now(10, 20)
    out.answer("anna", "safe")
    out.leave("anna", "rose", visit)
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora"}, "somebody else may be holding her tablet"
    out.answer("lena", "safe", "Heard her voice: the dog was loose.")
    out.look()
    assert out.told() == set()


def test_the_buddy_of_ones_own_choice_is_told_rather_than_the_nearest(out: Out) -> None:
    out.east.shift("asif")
    visit = out.visit("anna")
    out.now(10)
    out.day("anna", {"buddy": None}, {"buddy": out.east.staff("asif")})
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    out.spoke("ben", "asif")
    out.look()
    assert out.told() == {"anna", "asif"}


def test_a_buddy_who_went_home_is_not_told_and_the_nearest_on_shift_is(out: Out) -> None:
    out.east.shift("asif", "08:00", "10:30")
    visit = out.visit("anna")
    out.now(10)
    out.day("anna", {"buddy": None}, {"buddy": out.east.staff("asif")})
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    out.spoke("ben", "asif")
    out.look()
    assert out.told() == {"anna", "ben"}


def test_without_a_colleague_on_shift_the_leads_are_told_at_once(out: Out) -> None:
    out.now(9, 30)
    away = {"away": None, "away_since": None}
    out.day("ben", away, {"away": "sick", "away_since": at(9, 0)})
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    out.look()
    assert out.told() == {"anna", "lena", "cora"}
    assert out.alarm("lena").buddy is None


def test_of_a_team_that_nobody_else_answers_for_the_leads_of_the_place_are_told(out: Out) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    gone = {"gone": [out.east.staff(name) for name in ("ben", "lena", "cora")]}
    with out.east.world.app.app_context(), transaction(ENGINE) as session:
        session.execute(text("update staff set status = 'left' where id = any(cast(:gone as uuid[]))"), gone)
    out.look()
    assert {one.reader for one in out.copies()} == {out.east.staff("anna"), out.east.staff("wanda")}
    [told] = [one for one in out.copies() if one.reader == out.east.staff("wanda")]
    assert told.leads_told_at is not None


def test_who_takes_over_the_team_while_an_alarm_stands_is_told_and_can_end_it(out: Out) -> None:
    overdue(out)
    out.now(11, 2)
    out.look()
    asif = out.east.staff("asif")
    assert not out.copies("asif")
    with out.east.world.app.app_context(), transaction(ENGINE) as session:
        session.execute(text("update staff set role = 'lead' where id = :asif"), {"asif": asif})
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora", "asif"}
    out.answer("asif", "safe", "Spoke with her.")
    out.look()
    assert out.told() == set()
    assert out.look() == 0


def test_who_came_to_nothing_and_is_not_heard_of_long_after_the_planned_start_is_missed(out: Out) -> None:
    out.now(9, 30)
    visit = out.visit("anna", minutes=120)
    out.spoke("anna")
    out.now(10, 59)
    out.spoke("ben")
    assert out.look() == 0
    out.now(11, 1)
    out.look()
    told = out.alarm("ben")
    assert (told.cause, told.visit, told.due_at) == ("not-arrived", visit, out.time("10:00"))
    assert told.heard_at.replace(microsecond=0) == out.time("09:30"), "the last word"
    out.now(11, 4)
    out.arrive("anna", "rose", visit, made_at=at(10, 2))
    out.look()
    assert (out.alarm("ben").ended_how, out.alarm("ben").arrived_at) == ("arrived", out.time("10:02"))


def test_who_was_heard_of_since_or_never_that_day_is_not_missed_at_a_visit(out: Out) -> None:
    out.visit("anna")
    out.visit("ben", patient="tom")
    out.now(10, 5)
    out.spoke("anna")  # late, and there; of Ben nothing was heard at all today
    out.now(11, 30)
    assert out.look() == 0


def test_a_shift_that_nobody_ended_is_told_an_hour_after_it_and_ends_with_the_day(out: Out) -> None:
    out.east.shift("asif", "08:00", "20:00")
    visit = out.visit("anna", start="15:00")
    out.now(15)
    out.arrive("anna", "rose", visit)
    out.now(15, 30)
    out.leave("anna", "rose", visit)
    out.now(16, 59)
    out.spoke("asif")
    assert out.look() == 0
    out.now(17, 1)
    out.look()
    assert out.alarm("asif").cause == "day-not-ended"
    out.day("anna", {"ended_at": None}, {"ended_at": at(17, 5)})
    out.look()
    assert out.alarm("asif").ended_how == "day-ended"


@pytest.mark.parametrize(
    ("team", "risk", "minutes"), [(None, None, 15), (30, None, 30), (30, "two-person", 10), (None, "clinic", 5), (5, "daytime", 5)]
)
def test_the_margin_is_the_places_or_the_teams_and_shorter_where_the_record_asks_for_care(
    out: Out, team: int | None, risk: str | None, minutes: int
) -> None:
    east = out.east
    if team is not None:
        where, people = east.lead().team, derived(f"people:{east.lead().place}")
        east.write("team", where, people, None, {"lone_margin_minutes": None}, {"lone_margin_minutes": team})
    visit = out.visit("anna")
    if risk is not None:
        url, patient = "https://alongside.example/fhir/Questionnaire/lone-worker", east.world.patient("rose")
        answer = {"answer": [{"valueCoding": {"code": risk}}]}
        with east.world.app.app_context(), transaction(ENGINE) as session:
            session.execute(
                text(
                    "insert into assessment (id, place_id, patient_id, bundle_id, part, rev, questionnaire, version, begun_at, answers) values "
                    "(gen_random_uuid(), :place, :patient, :patient, 'more', 1, :url, '1', now(), cast(:answers as jsonb))"
                ),
                {"place": east.lead().place, "patient": patient, "url": url, "answers": json.dumps({"lone-worker.visits": answer})},
            )
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.now(10, 30)
    out.later(minutes=minutes - 1)
    out.spoke("ben")
    assert out.look() == 0
    out.later(minutes=1)
    assert out.look() > 0


def test_it_travels_by_the_ordinary_sync_and_names_no_patient(out: Out) -> None:
    overdue(out)
    ben = out.tablet("ben")
    ben.pull()
    [copy] = [one for one in ben.bundles[derived(f"mine:{out.east.staff('ben')}")].records() if one["kind"] == "alarm"]
    assert copy["fields"]["about"] == out.east.staff("anna")
    assert out.east.world.patient("rose") not in str(copy), "who may see the visit finds it by its id"
    assert "Rose" not in str(copy)
    assert out.east.world.patient("rose") not in ben.bundles, "and nobody is granted her by being told"


def test_an_alarm_is_in_nobodys_bundle_but_the_persons_the_buddys_and_the_leads(out: Out) -> None:
    overdue(out)
    for name in ("asif", "wanda", "max"):
        tablet = out.tablet(name)
        tablet.pull()
        assert not [one for bundle in tablet.bundles.values() for one in bundle.records() if one["kind"] == "alarm"], name


def test_m4_nobody_speaks_for_another_on_their_copy(out: Out) -> None:
    overdue(out)
    lena = out.tablet("lena")
    mine = out.alarm("ben")
    saw = {"answer": None, "answer_words": None, "answer_at": None}
    said = {"answer": "have-them", "answer_words": "Fine.", "answer_at": wall_clock.wire(wall_clock.now())}
    lena.change("alarm", mine.id, derived(f"mine:{out.east.staff('ben')}"), saw, said)
    [ending] = lena.push()
    assert (ending["ending"], ending["reason"]) == ("refused", "role")
    anna = out.tablet("anna")
    anna.change("alarm", mine.id, derived(f"mine:{out.east.staff('ben')}"), saw, said)
    [ending] = anna.push()
    assert (ending["ending"], ending["reason"]) == ("refused", "not-found")


def test_m4_nobody_ends_an_alarm_by_writing_its_course(out: Out) -> None:
    overdue(out)
    ben, mine = out.tablet("ben"), out.alarm("ben")
    saw = jobs._wire({name: getattr(mine, name) for name in jobs.COURSE})
    ended = {**saw, "ended_at": wall_clock.wire(wall_clock.now()), "ended_how": "safe"}
    ben.change("alarm", mine.id, derived(f"mine:{out.east.staff('ben')}"), saw, ended)
    [ending] = ben.push()
    assert (ending["ending"], ending["reason"]) == ("refused", "engine-only")


def test_without_redis_it_is_told_all_the_same_with_what_the_session_knows(out: Out, monkeypatch: pytest.MonkeyPatch) -> None:
    from redis.exceptions import ConnectionError as Away

    class NoRedis:
        def set(self, *_: object, **__: object) -> None:
            raise Away

        mget = set

    visit = out.visit("anna")
    out.now(10)
    out.spoke("anna", "ben")
    monkeypatch.setattr(jobs.queues, "redis", NoRedis)
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


@pytest.mark.parametrize("writer", ["anna", "ben", "lena", "ada"])
def test_nobody_raises_an_alarm_by_hand_in_anybodys_bundle(out: Out, writer: str) -> None:
    who, anna = out.tablet(writer), out.east.staff("anna")
    now = wall_clock.wire(wall_clock.now())
    fields = {"matter": "mine", "reader": anna, "about": out.east.staff("ben"), "cause": "overdue", "due_at": now, "raised_at": now}
    who.create("alarm", derived(f"mine:{anna}"), fields, record=derived(f"alarm:mine:{anna}"))
    [ending] = who.push()
    assert (ending["ending"], ending["reason"]) == ("refused", "engine-only" if writer in ("anna", "lena") else "not-found")
    assert not out.copies()


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


@pytest.mark.parametrize("writer", ["anna", "asif", "lena", "ada"])
def test_nobody_says_in_a_buddys_name_that_they_have_them(out: Out, writer: str) -> None:
    """It would keep the leads from being told for an hour."""
    overdue(out)
    out.now(10, 50)
    bundle, who = derived(f"mine:{out.east.staff('ben')}"), out.tablet(writer)
    said = {"answer": "have-them", "answer_words": "I have her.", "answer_at": wall_clock.wire(wall_clock.now())}
    who.change("alarm", out.alarm("ben").id, bundle, dict.fromkeys(said), said)
    [ending] = who.push()
    assert (ending["ending"], ending["reason"]) == ("refused", "role" if writer == "lena" else "not-found")
    assert out.alarm("ben").answer is None
    out.now(11, 2)
    out.look()
    assert {"lena", "cora"} <= out.told()
