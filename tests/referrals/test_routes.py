"""The inbox over HTTP: who sees what, how long is left by what was written, who is known; and who sees none of it."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.referrals import queries
from backend.referrals.route_schemas import ReferralsSchema
from backend.transaction import transaction
from tests.access.world import EAST, ENGINE, PLACE, WEST, World, fixed
from tests.patients.test_routes import get
from tests.referrals.test_services import NOTHING, accepted, decide, declined, may_read, pushed, refer
from tests.referrals.test_services import anna as anna
from tests.sync_gateway.client import Json, Tablet, derived

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ALL = ("anna", "asif", "vera", "max", "ada", "priya", "carl", "bea")
"""Neither coordinator nor lead."""


def inbox(tablet: Tablet, **asked: Any) -> Json:
    status, page = get(tablet, "referrals", **asked)
    assert status == 200, page
    assert ReferralsSchema().validate(page) == {}
    return page


LOADED = {fixed("referral", name) for name in ("rose", "tom", "will")}
"""What the world begins with: of them nothing is asked here."""


def told(page: Json) -> list[Json]:
    return [each for each in page["referrals"] if each["id"] not in LOADED]


def listed(page: Json) -> list[str]:
    return [each["id"] for each in told(page) if each["is_listed"]]


def one(page: Json, made: Json) -> Json:
    return next(each for each in page["referrals"] if each["id"] == made["record"])


def ask(tablet: Tablet, address: str, body: Json | None = None) -> tuple[int, Json]:
    status, answer = tablet.post(address, body or {})
    return status, json.loads(answer)


def test_the_access_point_sees_what_is_undecided_as_it_travels(world: World, anna: Tablet) -> None:
    at = wall_clock.wire(world.now)
    made = refer(world, anna, clock_type="two-hours", clock_started_at=at, priority="urgent", asks=["stairs", "wash"])
    page = inbox(world.tablet("wanda"))
    assert page["team"] == {"id": WEST, "name": "West", "is_access_point": True}
    assert listed(page) == [made["record"]]
    seen = one(page, made)
    assert (seen["patient"]["family_name"], seen["patient"]["id"]) == ("Ahmed", world.patient("rose"))
    [line] = seen["lines"]
    assert (line["kind"], line["id"], line["fields"]["asks"], line["fields"]["clock_started_at"]) == (
        "referral",
        made["record"],
        ["stairs", "wash"],
        at,
    )
    assert line["stamps"]["clock"]["by"] == anna.staff
    assert (seen["seen_at"], seen["visit_at"], seen["is_allocated"], seen["same"]) == (None, None, False, [])


def test_with_its_stamp_the_answer_is_empty_until_something_changes(world: World, anna: Tablet) -> None:
    wanda = world.tablet("wanda")
    first = inbox(wanda)
    assert get(wanda, "referrals", stamp=first["stamp"])[0] == 204
    refer(world, anna)
    assert inbox(wanda, stamp=first["stamp"])["stamp"] != first["stamp"]


def test_a_team_that_took_it_on_sees_its_own_and_nothing_undecided(world: World, anna: Tablet) -> None:
    made, other = refer(world, anna), refer(world, anna, "tom")
    wanda = world.tablet("wanda")
    assert decide(world, wanda, made, **accepted(world, EAST)) == ["applied"]
    page = inbox(world.tablet("cora"))
    assert listed(page) == [made["record"]]
    assert page["team"]["is_access_point"] is False
    assert set(listed(inbox(wanda))) == {made["record"], other["record"]}


@pytest.mark.parametrize("name", ALL)
def test_nobody_else_has_an_inbox_or_may_look_anybody_up(world: World, anna: Tablet, name: str) -> None:
    refer(world, anna, words="Zanzibar")
    tablet = world.tablet(name)
    status, answer = get(tablet, "referrals")
    assert status in (403, 404)
    assert "Zanzibar" not in json.dumps(answer)
    assert ask(tablet, "referrals/known", {"nhs_number": "9995260182"})[0] in (403, 404)
    assert ask(tablet, f"referrals/people/{world.patient('will')}")[0] in (403, 404)


def test_of_those_who_lead_only_the_access_point_may_look_anybody_up(world: World, anna: Tablet) -> None:
    for name in ("lena", "cora"):
        assert ask(world.tablet(name), "referrals/known", {"family_name": "Ahmed", "born_on": "1941-03-02"})[0] == 404
        assert ask(world.tablet(name), f"referrals/people/{world.patient('will')}")[0] == 404
        assert not may_read(world.tablet(name), world, "will")


def went(world: World, made: Json, who: Tablet, name: str, at: str, outcome: str | None = None, status: str = "applied") -> None:
    fields = {"visit": made["record"], "staff": world.staff(name), "arrived_at": at}
    record = derived(f"attendance:{made['record']}:{world.staff(name)}")
    who.create("attendance", world.patient("rose"), {**fields, **({"outcome": outcome} if outcome else {})}, record=record)
    assert pushed(who) == [status]


def plan(world: World, by: Tablet, team: str, start: timedelta, *asked: str) -> Json:
    begins = world.now + start
    fields = {
        "planned_start": wall_clock.wire(begins),
        "planned_end": wall_clock.wire(begins + timedelta(minutes=30)),
        "asked": [world.staff(name) for name in asked],
        "purpose": "First visit",
        "status": "planned",
        "team": team,
    }
    made = by.create("visit", world.patient("rose"), fields)
    assert pushed(by) == ["applied"]
    return made


def test_a_clock_stops_with_the_first_contact_face_to_face_of_the_team_that_took_it_on(world: World, anna: Tablet) -> None:
    """By hand: the need was found at 09:00. Who was not let in at 09:20 saw nobody; the other team at 09:30 is no first contact of this one;
    Anna at 10:10 is, 70 minutes on; a second visit at 10:50 changes nothing."""
    started = wall_clock.wire(world.now)
    made = refer(world, anna, clock_type="two-hours", clock_started_at=started, priority="urgent")
    wanda = world.tablet("wanda")
    assert decide(world, wanda, made, **accepted(world, EAST)) == ["applied"]
    world.grant("rose", "carl")
    world.turn(2 * HOUR)
    anna, carl = world.tablet("anna"), world.tablet("carl")
    at = lambda minutes: wall_clock.wire(world.now + timedelta(minutes=minutes))  # noqa: E731
    assert one(inbox(wanda), made)["seen_at"] is None
    went(world, plan(world, anna, EAST, timedelta(minutes=20), "anna"), anna, "anna", at(20), "no-access")
    went(world, plan(world, anna, WEST, timedelta(minutes=30), "carl"), carl, "carl", at(30))
    assert one(inbox(wanda), made)["seen_at"] is None
    went(world, plan(world, anna, EAST, timedelta(minutes=70), "anna"), anna, "anna", at(70))
    went(world, plan(world, anna, EAST, timedelta(minutes=110), "anna"), anna, "anna", at(110))
    page = inbox(wanda)
    assert one(page, made)["seen_at"] == at(70)
    assert page["month"] == {"seen": None, "in_time": None, "triaged": 1, "triage_minutes": 0}, "one is too few to tell of"


def test_what_is_told_of_a_contact_elsewhere_stops_the_clock_where_it_was_earlier(world: World, anna: Tablet) -> None:
    started = wall_clock.wire(world.now)
    made = refer(world, anna, clock_type="two-hours", clock_started_at=started, priority="urgent")
    wanda = world.tablet("wanda")
    assert decide(world, wanda, made, **accepted(world, EAST)) == ["applied"]
    world.turn(3 * HOUR)
    late = wall_clock.wire(world.now + timedelta(minutes=121))
    wanda = world.tablet("wanda")
    nobody = {"told_seen_at": None, "told_seen_by": None}
    wanda.change("referral", made["record"], made["bundle"], nobody, {"told_seen_at": late, "told_seen_by": "Rapid response, by telephone"})
    assert pushed(wanda) == ["applied"]
    assert one(inbox(wanda), made)["seen_at"] == late


@pytest.mark.parametrize(
    ("in_time", "late", "told"),
    [(0, 0, (0, 0)), (5, 5, (10, 5)), (5, 0, (5, 5)), (0, 5, (5, 0)), (4, 0, (None, None)), (4, 5, (None, None)), (5, 1, (None, None))],
    ids=["none", "five and five", "all in time", "all late", "four seen", "four in time", "one late"],
)
def test_those_seen_in_time_this_month_are_told_unless_fewer_than_five_would_be_told_of(
    world: World, anna: Tablet, in_time: int, late: int, told: tuple[int | None, int | None]
) -> None:
    """By hand: 120 minutes are in time, a thousandth of a second more is late."""
    began = world.now - 3 * HOUR
    for after in [timedelta(minutes=120)] * in_time + [timedelta(minutes=120, milliseconds=1)] * late:
        clock = {"clock_type": "two-hours", "clock_started_at": wall_clock.wire(began), "priority": "urgent"}
        seen = {"told_seen_at": wall_clock.wire(began + after), "told_seen_by": "Rapid response, by telephone"}
        fields = {"received_at": wall_clock.wire(began), "source": "gp-practice", "why": "Fall", **clock, **seen, **accepted(world, EAST)}
        anna.create("referral", world.patient("rose"), fields)
    assert set(pushed(anna)) <= {"applied"}
    month = inbox(world.tablet("wanda"))["month"]
    assert (month["seen"], month["in_time"]) == told


def test_the_next_visit_of_the_team_is_told_and_whether_anybody_is_asked_to_it(world: World, anna: Tablet) -> None:
    made = refer(world, anna)
    wanda = world.tablet("wanda")
    assert decide(world, wanda, made, **accepted(world, EAST)) == ["applied"]
    plan(world, anna, WEST, HOUR, "anna")
    assert one(inbox(wanda), made)["visit_at"] is None
    plan(world, anna, EAST, 2 * HOUR)
    seen = one(inbox(wanda), made)
    assert (seen["visit_at"], seen["is_allocated"]) == (wall_clock.wire(world.now + 2 * HOUR), False)
    plan(world, anna, EAST, 3 * HOUR, "anna")
    seen = one(inbox(wanda), made)
    assert (seen["visit_at"], seen["is_allocated"]) == (wall_clock.wire(world.now + 3 * HOUR), True)


def test_two_open_referrals_of_one_person_name_each_other_until_somebody_keeps_them_apart(world: World, anna: Tablet) -> None:
    first, second = refer(world, anna), refer(world, anna, why="Leg ulcer dressings")
    wanda = world.tablet("wanda")
    page = inbox(wanda)
    assert one(page, first)["same"] == [second["record"]]
    assert one(page, second)["same"] == [first["record"]]
    apart = {"apart_from": [first["record"]], "apart_why": "The leg is for the nurses, the stairs for the therapists."}
    wanda.change("referral", second["record"], second["bundle"], dict.fromkeys(apart), apart)
    assert pushed(wanda) == ["applied"]
    assert [each["same"] for each in told(inbox(wanda))] == [[], []]


def test_one_that_was_accepted_long_ago_is_told_beside_a_new_one_of_the_same_person(world: World, anna: Tablet) -> None:
    old = refer(world, anna, why="Bathroom aids")
    assert decide(world, world.tablet("wanda"), old, **accepted(world, EAST)) == ["applied"]
    world.turn(9 * DAY)
    new = refer(world, world.tablet("anna"))
    page = inbox(world.tablet("wanda"))
    assert listed(page) == [new["record"]]
    assert one(page, new)["same"] == [old["record"]]
    assert one(page, old)["is_listed"] is False


def test_what_was_decided_today_stays_in_the_list_until_midnight_in_london(world: World, anna: Tablet) -> None:
    made = refer(world, anna)
    assert decide(world, world.tablet("wanda"), made, **declined()) == ["applied"]
    assert listed(inbox(world.tablet("wanda"))) == [made["record"]]
    world.turn(DAY)
    assert listed(inbox(world.tablet("wanda"))) == []


def test_a_running_clock_of_hours_or_days_keeps_an_accepted_one_in_the_list_over_midnight(world: World, anna: Tablet) -> None:
    made = refer(world, anna, clock_type="two-days", clock_started_at=wall_clock.wire(world.now), priority="urgent")
    assert decide(world, world.tablet("wanda"), made, **accepted(world, EAST)) == ["applied"]
    world.turn(DAY)
    assert listed(inbox(world.tablet("wanda"))) == [made["record"]]
    anna = world.tablet("anna")
    went(world, plan(world, anna, EAST, DAY - HOUR, "anna"), anna, "anna", wall_clock.wire(world.now + DAY - HOUR))
    assert listed(inbox(world.tablet("wanda"))) == [made["record"]], "seen today"
    world.turn(DAY)
    assert listed(inbox(world.tablet("wanda"))) == []


def test_the_team_that_took_somebody_on_keeps_them_in_its_list_without_a_clock_until_they_were_seen(world: World, anna: Tablet) -> None:
    made, routine = refer(world, anna), refer(world, anna, clock_type="eighteen-weeks", clock_started_at=wall_clock.wire(world.now))
    for each in (made, routine):
        assert decide(world, world.tablet("wanda"), each, **accepted(world, EAST)) == ["applied"]
    world.turn(9 * DAY)
    assert set(listed(inbox(world.tablet("cora")))) == {made["record"], routine["record"]}
    assert listed(inbox(world.tablet("wanda"))) == [], "the access point does not watch it"
    anna = world.tablet("anna")
    went(world, plan(world, anna, EAST, 9 * DAY - HOUR, "anna"), anna, "anna", wall_clock.wire(world.now + 9 * DAY - HOUR))
    assert set(listed(inbox(world.tablet("cora")))) == {made["record"], routine["record"]}, "seen today"
    world.turn(DAY)
    assert listed(inbox(world.tablet("cora"))) == []


def test_what_the_access_point_took_on_itself_stays_in_its_list_until_they_were_seen(world: World, anna: Tablet) -> None:
    made = refer(world, anna)
    assert decide(world, world.tablet("wanda"), made, **accepted(world, WEST)) == ["applied"]
    world.turn(9 * DAY)
    assert listed(inbox(world.tablet("wanda"))) == [made["record"]]


def test_a_list_that_is_too_long_keeps_the_two_hour_clocks_and_then_what_is_undecided(
    world: World, anna: Tablet, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Will's, with two days, came first, then one of East without a clock, then one undecided, last the one of two hours."""
    at = [wall_clock.wire(world.now - timedelta(minutes=minutes)) for minutes in (30, 20, 10)]
    old, new = refer(world, anna, received_at=at[0]), refer(world, anna, received_at=at[1])
    short = refer(world, anna, received_at=at[2], clock_type="two-hours", clock_started_at=at[2], priority="urgent")
    wanda = world.tablet("wanda")
    assert decide(world, wanda, old, **accepted(world, EAST)) == ["applied"]
    cut = []
    for most in (1, 2, 3):
        monkeypatch.setattr(queries, "MOST", most)
        page = inbox(wanda)
        assert page["is_whole"] is False
        cut.append({each["id"] for each in page["referrals"] if each["is_listed"]})
    will = fixed("referral", "will")
    assert cut == [{short["record"]}, {short["record"], will}, {short["record"], will, new["record"]}]


def test_a_disputed_referral_comes_with_its_dispute(world: World, anna: Tablet) -> None:
    made = refer(world, anna)
    wanda = world.tablet("wanda")
    assert decide(world, wanda, made, **accepted(world, EAST)) == ["applied"]
    assert decide(world, anna, made, **accepted(world, WEST)) == ["conflicted"]
    kinds = sorted(line["kind"] for line in one(inbox(wanda), made)["lines"])
    assert kinds == ["conflict", "referral"]


def test_known_people_are_told_apart_and_no_more_and_the_trail_says_who_looked(world: World, anna: Tablet) -> None:
    wanda = world.tablet("wanda")
    status, answer = ask(wanda, "referrals/known", {"family_name": "ahmed", "born_on": "1941-03-02"})
    assert status == 200
    assert [person["given_name"] for person in answer["people"]] == ["Rose", "Tom", "Will"], "nobody of another place"
    rose, _, will = answer["people"]
    assert set(rose) == {
        "id", "given_name", "family_name", "nhs_number", "address_line", "postcode", "born_on", "open_referrals", "is_granted", "has_same_number",
    }  # fmt: skip
    assert (rose["is_granted"], rose["open_referrals"], will["is_granted"]) == (False, 0, True)
    with world.app.app_context(), transaction(ENGINE) as session:
        rows = session.execute(text("select staff_id::text, bundles::text[] from audit_event where detail ->> 'looked_up' is not null")).all()
    assert [(staff, set(bundles)) for staff, bundles in rows] == [(wanda.staff, {world.patient(name) for name in ("rose", "tom", "will")})]


@pytest.mark.parametrize(
    "body",
    [{}, {"nhs_number": "9995260183"}, {"nhs_number": "1111111111"}, {"family_name": "Ahmed"}, {"nhs_number": "999 526 0182"}],
    ids=["nothing", "a wrong last digit", "never issued", "no day of birth", "spaces"],
)
def test_a_question_that_names_nobody_is_refused_with_a_word(world: World, anna: Tablet, body: Json) -> None:
    status, answer = ask(world.tablet("wanda"), "referrals/known", body)
    assert status == 422
    assert "nhs_number" in json.dumps(answer["errors"])


def test_a_known_person_is_taken_up_through_the_next_day_and_longer_once_there_is_a_referral(world: World, anna: Tablet) -> None:
    wanda = world.tablet("wanda")
    assert not may_read(wanda, world, "tom")
    status, answer = ask(wanda, f"referrals/people/{world.patient('tom')}")
    assert (status, answer["until"]) == (200, "2026-11-26T00:00:00.000Z")
    assert may_read(wanda, world, "tom")
    assert ask(wanda, f"referrals/people/{world.patient('tom')}")[0] == 200, "once more changes nothing"
    refer(world, wanda, "tom")
    world.turn(9 * DAY)
    assert may_read(world.tablet("wanda"), world, "tom")


def test_a_person_of_another_place_is_not_found_like_one_who_does_not_exist(world: World, anna: Tablet) -> None:
    wanda = world.tablet("wanda")
    answers = [ask(wanda, f"referrals/people/{id_}") for id_ in (world.patient("zoe"), fixed("nobody"))]
    assert [status for status, _ in answers] == [404, 404]
    assert answers[0][1]["detail"] == answers[1][1]["detail"]


def test_the_directory_says_what_each_team_does_and_which_languages_its_people_speak(world: World, anna: Tablet) -> None:
    office = world.tablet("ada")
    fields = ("service", "covers", "offers", "lacks", "starts_within_hours", "takes_referrals", "is_access_point", "checked_on")
    line = {
        **dict.fromkeys(fields),
        "service": "reablement-intermediate-care",
        "covers": ["E1"],
        "offers": ["wash", "stairs"],
        "lacks": ["night"],
        "starts_within_hours": 48,
        "takes_referrals": True,
        "checked_on": "2026-11-23",
    }
    people = derived(f"people:{PLACE}")
    office.change("team", EAST, people, dict.fromkeys(fields), line)
    office.change("staff", world.staff("ben"), people, {"languages": None, "gender": None}, {"languages": ["Sylheti", "English"], "gender": None})
    assert pushed(office) == ["applied", "applied"]
    [service] = inbox(world.tablet("wanda"))["services"]
    assert (service["name"], service["languages"], service["checked_on"]) == ("East", ["English", "Sylheti"], "2026-11-23")
    assert (service["offers"], service["lacks"], service["covers"]) == (["wash", "stairs"], ["night"], ["E1"])


def test_median_minutes_until_somebody_opened_it(world: World, anna: Tablet) -> None:
    """By hand: opened after 10, 22 and 40 minutes: 22. One that nobody opened is not counted."""
    wanda = world.tablet("wanda")
    for minutes in (10, 22, 40, None):
        made = refer(world, anna, received_at=wall_clock.wire(world.now - HOUR))
        if minutes is not None:
            opened = wall_clock.wire(world.now - HOUR + timedelta(minutes=minutes))
            nobody = dict.fromkeys(("triaged_by", "triage_started_at"))
            wanda.change("referral", made["record"], made["bundle"], nobody, {"triaged_by": wanda.staff, "triage_started_at": opened})
            wanda.change("referral", made["record"], made["bundle"], NOTHING, {**NOTHING, "status": "triage"})
    assert set(pushed(wanda)) == {"applied"}
    month = inbox(wanda)["month"]
    assert (month["triaged"], month["triage_minutes"]) == (3, 22)
