"""R9, attacked through the real push and pull: a meeting lets travel what another grant opens, and is never itself a ground to read or to write."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.grants import services as grants
from backend.transaction import transaction
from tests.access.world import EAST, ELSEWHERE, ENGINE, World
from tests.meetings.test_services import DAY, HOUR, held, plan, pushed, put_on
from tests.patients.test_routes import get
from tests.sync_gateway.client import Json, Tablet

CENTURY = 100 * 365 * DAY


def move(by: Tablet, meeting: Json, starts: str) -> list[str]:
    by.pull()
    was = next(line["fields"] for line in by.bundles[meeting["bundle"]].records("meeting") if line["id"] == meeting["record"])
    saw = {"starts_at": was["starts_at"], "ends_at": was.get("ends_at")}
    by.change("meeting", meeting["record"], meeting["bundle"], saw, {"starts_at": starts, "ends_at": None})
    return pushed(by)


def writes(tablet: Tablet, patient: str) -> list[str]:
    tablet.create("note", patient, {"written_at": tablet.stamp(), "staff": tablet.staff, "words": "x"})
    return pushed(tablet)


@pytest.fixture
def anna(world: World) -> Tablet:
    return world.tablet("anna")


@pytest.fixture
def listed(world: World, anna: Tablet) -> tuple[Json, Json]:
    """A meeting of team east in a week and Rose on its list: she travels to Lena, who oversees Anna."""
    meeting = plan(world, anna)
    item = put_on(world, anna, meeting, "rose")
    assert pushed(anna) == ["applied", "applied"]
    assert world.patient("rose") in held(world.tablet("lena"))
    return meeting, item


@pytest.mark.parametrize("start", [DAY, 27 * DAY, CENTURY])
def test_whoever_is_asked_to_one_visit_gains_nothing_by_a_meeting_of_their_own(world: World, anna: Tablet, start: timedelta) -> None:
    anna.pull()
    world.plan(anna, "rose", "carl")
    carl, rose = world.tablet("carl"), world.patient("rose")
    assert rose in held(carl)
    by_the_visit = carl.bundles[rose].grant_end
    put_on(world, carl, plan(world, carl, start=start, chair=world.staff("carl")), "rose")
    assert pushed(carl) == ["applied", "applied"]
    held(carl)
    assert carl.bundles[rose].grant_end == by_the_visit
    world.turn(wall_clock.from_wire(by_the_visit or "") - wall_clock.now())
    carl = world.tablet("carl")
    assert rose not in held(carl)
    assert get(carl, f"patients/{rose}/history", kind="note")[0] == 404
    assert writes(carl, rose) == ["needs-a-lead"]
    world.turn(60 * DAY)
    carl = world.tablet("carl")
    assert rose not in held(carl)
    assert get(carl, f"patients/{rose}/history", kind="note")[0] == 404
    assert writes(carl, rose) == ["needs-a-lead"]


def test_an_hour_of_break_glass_stays_an_hour_and_stays_online(world: World) -> None:
    world.grant("rose", "ben", why="break-glass", until=wall_clock.now() + HOUR, carried=False)
    ben, rose = world.tablet("ben"), world.patient("rose")
    for start in (DAY, CENTURY):
        put_on(world, ben, plan(world, ben, start=start, chair=world.staff("ben")), "rose")
    assert pushed(ben) == ["applied"] * 4
    assert rose not in held(ben)
    assert get(ben, f"patients/{rose}/history", kind="note")[0] == 200
    world.turn(HOUR)
    ben = world.tablet("ben")
    assert get(ben, f"patients/{rose}/history", kind="note")[0] == 404
    assert writes(ben, rose) == ["needs-a-lead"]


def test_a_grant_for_a_meeting_that_was_made_by_hand_opens_nothing_either(world: World) -> None:
    world.grant("rose", "ben", why="meeting")
    ben, rose = world.tablet("ben"), world.patient("rose")
    assert rose not in held(ben)
    assert get(ben, f"patients/{rose}/history", kind="note")[0] == 404
    assert writes(ben, rose) == ["not-found"]
    lena = world.tablet("lena")
    world.end("rose", "anna")
    assert get(lena, f"patients/{rose}/history", kind="note")[0] == 404, "nor does a lead oversee it"


def test_what_is_taken_off_the_list_no_longer_travels_and_comes_back_with_its_place_on_it(
    world: World, anna: Tablet, listed: tuple[Json, Json]
) -> None:
    _, item = listed
    lena, rose = world.tablet("lena"), world.patient("rose")
    anna.change("meeting_item", item["record"], item["bundle"], {"status": "listed"}, {"status": "cancelled"})
    assert pushed(anna) == ["applied"]
    assert rose not in held(lena)
    assert get(lena, f"patients/{rose}/history", kind="note")[0] == 200, "what she oversees she reads as before"
    anna.change("meeting_item", item["record"], item["bundle"], {"status": "cancelled"}, {"status": "listed"})
    assert pushed(anna) == ["applied"]
    assert rose in held(lena)
    with world.app.app_context(), transaction(ENGINE) as session:
        noted = session.scalars(
            text("select what from audit_event where cast(:rose as uuid) = any(bundles) and detail ? 'meeting' order by seq"), {"rose": rose}
        )
        assert list(noted) == ["grant", "grant-ended", "grant"]


def test_who_was_discussed_travels_until_it_is_written_up(world: World, anna: Tablet, listed: tuple[Json, Json]) -> None:
    _, item = listed
    anna.change("meeting_item", item["record"], item["bundle"], {"status": "listed"}, {"status": "discussed"})
    assert pushed(anna) == ["applied"]
    assert world.patient("rose") in held(world.tablet("lena"))


@pytest.mark.parametrize("status", ["cancelled", "entered-in-error"])
def test_what_a_cancelled_meeting_let_travel_travels_no_more(world: World, anna: Tablet, listed: tuple[Json, Json], status: str) -> None:
    meeting, _ = listed
    planned = {"status": "planned", "status_reason": None}
    anna.change("meeting", meeting["record"], meeting["bundle"], planned, {"status": status, "status_reason": "Nobody is here."})
    assert pushed(anna) == ["applied"]
    assert world.patient("rose") not in held(world.tablet("lena"))


def test_with_the_ground_ends_the_travelling(world: World, listed: tuple[Json, Json]) -> None:
    """Lena oversees what Anna holds: when that ends, she neither carries nor reads Rose, nor writes to her."""
    world.end("rose", "anna")
    lena, rose = world.tablet("lena"), world.patient("rose")
    assert rose not in held(lena)
    assert get(lena, f"patients/{rose}/history", kind="note")[0] == 404


def test_with_the_teams_grant_ends_the_travelling(world: World, anna: Tablet) -> None:
    rose = world.patient("rose")
    world.grant("rose", team=EAST)
    world.end("rose", "anna")
    put_on(world, anna, plan(world, anna), "rose")
    assert pushed(anna) == ["applied", "applied"]
    assert rose in held(world.tablet("lena"))
    with world.app.app_context(), transaction(ENGINE) as session:
        grants.end_grants(session, patient=rose, team=EAST, now=wall_clock.now(), by=world.staff("lena"), reason="moved away")
    assert rose not in held(world.tablet("lena"))


def test_a_tablet_is_told_the_end_of_the_ground_where_that_comes_first(world: World, anna: Tablet) -> None:
    until = wall_clock.now() + 2 * DAY
    world.grant("rose", "ben", until=until)
    world.end("rose", "anna")
    ben, lena, rose = world.tablet("ben"), world.tablet("lena"), world.patient("rose")
    put_on(world, ben, plan(world, ben), "rose")
    assert pushed(ben) == ["applied", "applied"]
    assert rose in held(lena)
    assert lena.bundles[rose].grant_end == wall_clock.wire(until)
    world.turn(2 * DAY)
    assert rose not in held(world.tablet("lena"))


def test_a_meeting_far_ahead_lets_travel_from_28_days_before_it(world: World, anna: Tablet) -> None:
    rose = world.patient("rose")
    put_on(world, anna, plan(world, anna, start=29 * DAY), "rose")
    assert pushed(anna) == ["applied", "applied"]
    assert rose not in held(world.tablet("lena"))
    world.turn(15 * HOUR)
    assert rose in held(world.tablet("lena"))


def test_a_date_that_was_mistaken_is_forgotten_when_it_is_put_right(world: World, anna: Tablet) -> None:
    lena, rose = world.tablet("lena"), world.patient("rose")
    meeting = plan(world, anna, start=27 * DAY)
    put_on(world, anna, meeting, "rose")
    assert pushed(anna) == ["applied", "applied"]
    assert rose in held(lena)
    assert move(anna, meeting, wall_clock.wire(world.now + DAY)) == ["applied"]
    held(lena)
    assert lena.bundles[rose].grant_end == "2026-11-27T00:00:00.000Z", "through the day after tomorrow's meeting"
    world.turn(3 * DAY)
    assert rose not in held(world.tablet("lena"))
    assert move(world.tablet("anna"), meeting, wall_clock.wire(world.now + CENTURY)) == ["applied"]
    assert rose not in held(world.tablet("lena"))
    assert move(world.tablet("anna"), meeting, wall_clock.wire(world.now - 9 * DAY)) == ["applied"]
    assert rose not in held(world.tablet("lena"))


def test_a_third_person_who_moves_a_meeting_makes_nothing_travel_longer_than_its_ground(world: World, listed: tuple[Json, Json]) -> None:
    meeting, _ = listed
    carl, rose = world.tablet("carl"), world.patient("rose")
    assert move(carl, meeting, "2199-01-01T09:00:00.000Z") == ["applied"]
    assert rose not in held(world.tablet("lena"))
    assert move(carl, meeting, wall_clock.wire(world.now + 20 * DAY)) == ["applied"]
    assert rose in held(world.tablet("lena"))
    world.end("rose", "anna")
    lena = world.tablet("lena")
    assert rose not in held(lena)
    assert get(lena, f"patients/{rose}/history", kind="note")[0] == 404


def test_who_no_longer_leads_a_meeting_no_longer_has_its_list(world: World, anna: Tablet) -> None:
    """Wanda leads west, and oversees Carl, who looks after Rose too."""
    world.grant("rose", "carl")
    wanda, rose = world.tablet("wanda"), world.patient("rose")
    meeting = plan(world, anna, chair=world.staff("wanda"))
    put_on(world, anna, meeting, "rose")
    assert pushed(anna) == ["applied", "applied"]
    assert rose in held(wanda)
    anna.change("meeting", meeting["record"], meeting["bundle"], {"chair": world.staff("wanda")}, {"chair": world.staff("anna")})
    assert pushed(anna) == ["applied"]
    assert rose not in held(wanda)
    assert rose in held(world.tablet("lena")), "the team's lead keeps it"


def test_a_meeting_is_that_of_a_team_of_its_place(world: World, anna: Tablet) -> None:
    plan(world, anna, team=ELSEWHERE)
    assert pushed(anna) == ["malformed"]
    meeting = plan(world, anna)
    anna.change("meeting", meeting["record"], meeting["bundle"], {"team": EAST, "title": "MDT"}, {"team": ELSEWHERE, "title": "MDT"})
    assert pushed(anna) == ["applied", "malformed"]
