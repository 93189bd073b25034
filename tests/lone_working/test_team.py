"""A team as its leads see it: each by their own record, with no name of anybody whom the lead may not see; and for nobody else."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import text

from backend import wall_clock
from backend.transaction import transaction
from tests.board.conftest import at
from tests.lone_working.conftest import ENGINE, Out
from tests.sync_gateway.client import Json, derived


def page(out: Out, by: str = "lena") -> Json:
    status, answer = out.east.ask("GET", "/team", by=by)
    assert status == 200, answer
    return answer


def person(out: Out, name: str) -> Json:
    return next(one for one in page(out)["people"] if one["id"] == out.east.staff(name))


def test_the_page_is_for_leads_of_their_own_team_alone(out: Out) -> None:
    out.visit("anna")
    assert {one["name"] for one in page(out)["people"]} == {"Anna", "Ben", "Asif", "Lena", "Cora", "Max"}
    assert out.east.ask("GET", "/team", by="anna")[0] == 403
    of_west = page(out, by="wanda")
    assert {one["name"] for one in of_west["people"]} == {"Carl", "Wanda"}
    assert "Ahmed, Rose" not in str(of_west)


def test_somebody_is_where_their_own_record_says_and_until_when(out: Out) -> None:
    visit = out.visit("anna", minutes=45)
    out.now(10, 5)
    out.arrive("anna", "rose", visit)
    last = person(out, "anna")["last"]
    assert (last["id"], last["name"], last["arrived_at"], last["left_at"], last["due_at"]) == (visit, "Ahmed, Rose", at(10, 5), None, at(10, 50))
    out.now(10, 40)
    out.leave("anna", "rose", visit)
    last = person(out, "anna")["last"]
    assert (last["left_at"], last["is_over"], last["due_at"]) == (at(10, 40), True, None)
    assert person(out, "anna")["heard_at"] >= at(10, 40)
    assert person(out, "ben")["last"] is None


def test_after_midnight_somebody_is_still_where_they_were_before_it(out: Out) -> None:
    visit, earlier = out.visit("anna", start="23:30", minutes=25), out.visit("ben", start="22:00", patient="tom")
    out.now(22)
    out.arrive("ben", "tom", earlier)
    out.leave("ben", "tom", earlier)
    out.now(23, 31)
    out.arrive("anna", "rose", visit)
    out.later(hours=1)
    anna = person(out, "anna")
    assert (anna["last"]["id"], anna["last"]["name"], anna["last"]["is_over"]) == (visit, "Ahmed, Rose", False)
    assert (anna["visits"], anna["late"], person(out, "ben")["last"]) == (0, [], None), "nothing else of the day that is over"
    out.leave("anna", "rose", visit)
    assert (person(out, "anna")["last"]["id"], person(out, "anna")["last"]["is_over"]) == (visit, True)


def test_a_visit_that_nobody_came_to_is_late_after_a_quarter_and_the_one_after_it_is_the_next(out: Out) -> None:
    first = out.visit("anna", start="09:00")
    second = out.visit("anna", start="11:00", patient="tom")
    out.now(9, 14)
    assert ([one["id"] for one in person(out, "anna")["late"]], person(out, "anna")["next"]["id"]) == ([], first)
    out.now(9, 15)
    anna = person(out, "anna")
    assert ([one["id"] for one in anna["late"]], anna["next"]["id"], anna["visits"], anna["visits_left"]) == ([first], second, 2, 2)


def test_who_said_that_they_run_late_are_away_or_ended_their_day_is_shown_as_they_said(out: Out) -> None:
    out.now(10)
    out.day("anna", {"late_minutes": None, "late_said_at": None}, {"late_minutes": 20, "late_said_at": at(9, 55)})
    out.day("ben", {"ended_at": None}, {"ended_at": at(10)})
    anna, ben = person(out, "anna"), person(out, "ben")
    assert (anna["late_minutes"], anna["late_said_at"], anna["shift_end"]) == (20, at(9, 55), at(16))
    assert (ben["ended_at"], ben["buddy"]) == (at(10), None), "who is off needs no buddy"


def test_the_buddy_is_named_whom_the_alarm_would_tell(out: Out) -> None:
    out.now(10)
    assert person(out, "anna")["buddy"] == {"id": out.east.staff("ben"), "is_chosen": False}
    out.day("anna", {"buddy": None}, {"buddy": out.east.staff("ben")})
    assert person(out, "anna")["buddy"] == {"id": out.east.staff("ben"), "is_chosen": True}


def test_what_is_begun_and_not_signed_and_what_is_to_settle_is_counted_for_whose_it_is(out: Out) -> None:
    anna = out.tablet("anna")
    anna.pull()
    goal = anna.bundles[out.east.world.patient("rose")].record(out.east.world.record("rose", "goal"))
    anna.edit(goal, "target", {"target": "7"})
    anna.push()
    other = out.east.world.tablet("anna")
    other.edit(goal, "target", {"target": "9"})
    assert other.push()[0]["ending"] == "conflicted"
    assert person(out, "anna")["to_settle"] == 1
    fields = {"questionnaire": "https://alongside.example/q/living-at-home", "version": "1", "ordinal": 202602}
    patient = out.east.world.patient("rose")
    made = derived(f"assessment:{patient}:{fields['questionnaire']}:202602")
    begun = wall_clock.wire(wall_clock.now() - timedelta(hours=1))
    anna.create("assessment", patient, {**fields, "begun_at": begun, "begun_by": anna.staff, "status": "in-progress"}, record=made)
    out.push("anna")
    assert (person(out, "anna")["unsigned"], person(out, "anna")["unsigned_since"]) == (1, begun)


def test_that_the_records_were_read_stands_in_the_audit_trail_once_for_what_did_not_change(out: Out) -> None:
    out.visit("anna")
    out.now(9)
    stamp = page(out)["stamp"]
    out.later(seconds=30)
    assert out.east.ask("GET", f"/team?stamp={stamp}")[0] == 204
    with out.east.world.app.app_context(), transaction(ENGINE) as session:
        asked = text("select staff_id::text, bundles::text[] from audit_event where what = 'read' and detail ->> 'team' = 'true'")
        rows = [(row[0], row[1]) for row in session.execute(asked)]
    assert rows == [(out.east.staff("lena"), [out.east.world.patient("rose")])]


def test_a_tablet_that_falls_silent_is_news_and_one_that_goes_on_speaking_is_none(out: Out) -> None:
    out.now(10)
    out.spoke("anna")
    stamp = page(out)["stamp"]
    out.now(10, 10)
    out.spoke("anna")
    assert out.east.ask("GET", f"/team?stamp={stamp}")[0] == 204
    out.now(10, 26)
    status, answer = out.east.ask("GET", f"/team?stamp={stamp}")
    assert status == 200
    assert next(one for one in answer["people"] if one["name"] == "Anna")["heard_at"] == at(10, 10)
