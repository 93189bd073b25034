"""Who is told of somebody who is missed, when it counts as missed, and that nobody speaks for another."""

from __future__ import annotations

import json

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.lone_working import jobs
from backend.transaction import transaction
from tests.board.conftest import at
from tests.lone_working.conftest import ENGINE, Out, overdue
from tests.sync_gateway.client import derived


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
    out.now(10, 35)
    out.spoke("anna")  # late, and there; of Ben nothing was heard at all today
    out.now(11, 30)
    assert out.look() == 0


def test_a_tablet_left_on_at_the_base_keeps_nobody_from_being_missed_at_a_door(out: Out) -> None:
    first, second = out.visit("anna", start="09:00"), out.visit("anna", patient="tom")
    with_her, at_the_base = out.tablet("anna"), out.east.world.tablet("anna")
    out.now(9)
    out.arrive("anna", "rose", first)  # with the tablet that she has with her
    out.now(9, 30)
    out.leave("anna", "rose", first)
    assert with_her.device != at_the_base.device
    for hour, minute in ((10, 1), (10, 30), (11, 0)):
        out.now(hour, minute)
        at_the_base.ask("sync/check", {"schema": 1, "digest": "0" * 32, "newest_answered": None})
    out.spoke("ben")
    out.look()
    told = out.alarm("ben")
    assert (told.cause, told.visit) == ("not-arrived", second)
    assert told.heard_at.replace(microsecond=0) == out.time("09:30"), "and what is told as the last word is not of the one at the base"


def test_one_word_after_the_planned_start_silences_nothing_for_the_whole_visit(out: Out) -> None:
    out.visit("anna", minutes=180)
    out.now(10, 1)
    out.spoke("anna")
    out.now(11, 0)
    out.spoke("ben")
    assert out.look() == 0
    out.now(11, 2)
    out.look()
    assert out.alarm("ben").cause == "not-arrived"


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


@pytest.mark.parametrize("writer", ["anna", "ben", "lena", "ada"])
def test_nobody_raises_an_alarm_by_hand_in_anybodys_bundle(out: Out, writer: str) -> None:
    who, anna = out.tablet(writer), out.east.staff("anna")
    now = wall_clock.wire(wall_clock.now())
    fields = {"matter": "mine", "reader": anna, "about": out.east.staff("ben"), "cause": "overdue", "due_at": now, "raised_at": now}
    who.create("alarm", derived(f"mine:{anna}"), fields, record=derived(f"alarm:mine:{anna}"))
    [ending] = who.push()
    assert (ending["ending"], ending["reason"]) == ("refused", "engine-only" if writer in ("anna", "lena") else "not-found")
    assert not out.copies()


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
