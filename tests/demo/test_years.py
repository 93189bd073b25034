"""The years before the demo: of the same people, and the same from the same seed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from backend.assessments.schemas import AssessmentSchema, SignatureSchema
from backend.care_plans.schemas import GoalSchema
from backend.demo import years
from backend.demo.case import Case
from backend.demo.history import visit_id
from backend.demo.place import TeamOf
from backend.demo.timetable import TeamDay
from backend.demo.world import make_world
from backend.record.archive import PastLoad
from backend.referrals.schemas import ReferralSchema
from backend.visits.schemas import AttendanceSchema, VisitSchema
from backend.wire_fields import judged_on
from tests.demo.conftest import SMALL, TODAY, Made, made

JUNE = date(2025, 6, 1)
DAYS = [JUNE + timedelta(days=n) for n in range(30)]


@pytest.fixture(scope="module")
def small() -> Made:
    return made(SMALL, 1948)


def june(small: Made) -> tuple[TeamOf, dict[int, TeamDay], list[PastLoad]]:
    ((team, cycle),) = small.world.rounds()
    return team, cycle, years.month_of(small.world, team, cycle, JUNE, DAYS)


def test_the_people_are_those_of_the_demo_and_the_same_seed_tells_the_same(small: Made) -> None:
    team, cycle, loads = june(small)
    assert {load.bundle for load in loads} <= {record.id for record in small.all("patient")}
    assert [load.rows for load in loads] == [load.rows for load in years.month_of(make_world(SMALL, 1948, TODAY), team, cycle, JUNE, DAYS)]
    staff = {person.id for person in team.staff}
    assert {went["staff"] for load in loads for _, went in load.rows["attendance"]} <= staff


def test_every_row_is_what_the_record_would_take(small: Made) -> None:
    _, _, loads = june(small)
    visits = [fields for load in loads for _, fields in load.rows["visit"]]
    went = [fields for load in loads for _, fields in load.rows["attendance"]]
    assert len(visits) > 500
    with judged_on(TODAY):
        assert VisitSchema(many=True).validate(visits) == {}
        assert AttendanceSchema(many=True).validate(went) == {}


def test_what_else_was_done_is_over_and_is_what_the_record_would_take(small: Made) -> None:
    _, _, loads = june(small)
    of = {kind: [fields for load in loads for _, fields in load.rows[kind]] for kind in ("referral", "goal", "assessment", "signature")}
    assert all(of.values())
    with judged_on(TODAY):
        assert ReferralSchema(many=True).validate(of["referral"]) == {}
        assert GoalSchema(many=True).validate(of["goal"]) == {}
        assert AssessmentSchema(many=True).validate([{name: one[name] for name in one if name != "answers"} for one in of["assessment"]]) == {}
        assert SignatureSchema(many=True).validate(of["signature"]) == {}
    assert {one["status"] for one in of["referral"]} == {"closed"}
    assert {one["status"] for one in of["goal"]} <= {"achieved", "cancelled"}
    assert len(of["signature"]) == len(of["assessment"])  # nothing of years ago waits on a lead's page


def test_who_was_referred_was_seen_at_a_visit_of_the_month(small: Made) -> None:
    _, _, loads = june(small)
    for load in loads:
        came = [went["arrived_at"] for _, went in load.rows["attendance"]]
        for _, referral in load.rows["referral"]:
            assert referral["received_at"] <= referral["triage_started_at"] <= referral["decided_at"]
            assert any(referral["received_at"] <= at for at in came)


def test_a_visit_of_the_years_is_one_that_the_demo_would_have_made_on_that_day(small: Made) -> None:
    _, cycle, loads = june(small)
    known: list[Case] = [slot.case for day in cycle.values() for slot in day.slots]
    one = loads[0]
    (case,) = {case.id: case for case in known if case.id == one.bundle}.values()
    wanted = {
        visit_id(case, slot.rhythm, day, slot.start)
        for day in DAYS
        for slot in cycle[(day - small.world.made_on).days % 28].slots
        if slot.case.id == case.id
    }
    assert {visit for visit, _ in one.rows["visit"]} <= wanted


def test_months_cover_each_day_once() -> None:
    found = [day for _, days in years.months(date(2024, 2, 1), date(2024, 4, 3)) for day in days]
    assert found == [date(2024, 2, 1) + timedelta(days=n) for n in range(62)]  # 2024 has a 29 February
