"""R9 through the real push and pull: whom a meeting discusses is on the tablets of those who lead it, and nobody reads more by it than before."""

from __future__ import annotations

from datetime import timedelta

import pytest

from backend import wall_clock
from tests.access.world import EAST, WEST, World
from tests.sync_gateway.client import Json, Tablet, derived

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUESTION = "Does she need somebody at night?"


def plan(world: World, by: Tablet, team: str = EAST, start: timedelta = 7 * DAY, **more: object) -> Json:
    starts = wall_clock.wire(world.now + start)
    return by.create("meeting", derived(f"people:{by.place}"), {"team": team, "title": "MDT", "starts_at": starts, "status": "planned", **more})


def put_on(world: World, by: Tablet, meeting: Json, patient: str) -> Json:
    bundle = world.patient(patient)
    fields = {"meeting": meeting["record"], "team": meeting["set"]["team"], "held_on": "2026-12-01", "question": QUESTION, "status": "listed"}
    return by.create("meeting_item", bundle, fields, record=derived(f"meeting_item:{meeting['record']}:{bundle}"))


def pushed(tablet: Tablet) -> list[str]:
    return [ending.get("reason") or ending["ending"] for ending in tablet.push()]


def held(tablet: Tablet) -> set[str]:
    tablet.pull()
    return set(tablet.bundles)


@pytest.fixture
def anna(world: World) -> Tablet:
    return world.tablet("anna")


def test_r9_who_is_put_on_a_list_travels_to_the_lead_of_that_meeting_until_it_is_written_up(world: World, anna: Tablet) -> None:
    lena, rose = world.tablet("lena"), world.patient("rose")
    assert rose not in held(lena), "what a lead oversees is read online, and does not travel"
    put_on(world, anna, plan(world, anna), "rose")
    assert pushed(anna) == ["applied", "applied"]
    assert rose in held(lena)
    assert lena.bundles[rose].grant_end == "2026-12-03T00:00:00.000Z", "through the day after the meeting of 1 December"
    items = [one["fields"] for one in lena.bundles[rose].records("meeting_item")]
    assert [one["held_on"] for one in items if one["question"] == QUESTION] == ["2026-12-01"]
    world.turn(wall_clock.from_wire(lena.bundles[rose].grant_end or "") - wall_clock.now())
    assert rose not in held(world.tablet("lena"))


def test_nobody_reads_more_by_it_than_before(world: World, anna: Tablet) -> None:
    """Cora coordinates in the team and has no ground to read Rose; Wanda leads another team; Carl, who has no ground either, leads this meeting."""
    meeting = plan(world, anna, chair=world.staff("carl"))
    put_on(world, anna, meeting, "rose")
    assert pushed(anna) == ["applied", "applied"]
    for name in ("cora", "wanda", "carl", "ben", "asif", "max", "vera"):
        tablet = world.tablet(name)
        status, data = tablet.post("sync/pull", {"schema": 1, "held": [], "first": [world.patient("rose")], "newest_answered": None})
        tablet.apply(data)
        assert status == 200
        assert world.patient("rose") not in tablet.bundles, name
        said = "".join(line for bundle in tablet.bundles.values() for part in bundle.parts.values() for line in part.values())
        assert '"kind":"meeting"' in said, f"{name} knows that there is a meeting"
        assert world.patient("rose") not in said, name
        assert QUESTION not in said, name
        assert derived(f"meeting_item:{meeting['record']}:{world.patient('rose')}") not in said, name


def test_a_grant_made_for_a_meeting_is_no_ground_for_the_next(world: World, anna: Tablet) -> None:
    lena, rose = world.tablet("lena"), world.patient("rose")
    put_on(world, anna, plan(world, anna), "rose")
    assert pushed(anna) == ["applied", "applied"]
    assert rose in held(lena)
    # Rose's only grant in Lena's team ends, and so does Lena's oversight of it; Carl of the other team has her now.
    world.grant("rose", "carl")
    world.end("rose", "anna")
    carl = world.tablet("carl")
    put_on(world, carl, plan(world, carl, start=14 * DAY), "rose")
    assert pushed(carl) == ["applied", "applied"]
    world.turn(9 * DAY)
    assert rose not in held(world.tablet("lena"))


def test_who_cannot_read_a_person_cannot_put_them_on_a_list(world: World, anna: Tablet) -> None:
    put_on(world, anna, plan(world, anna), "will")
    assert pushed(anna) == ["applied", "not-found"]


def test_a_meeting_that_is_moved_takes_its_list_along_and_a_cancelled_one_brings_nobody(world: World, anna: Tablet) -> None:
    lena, rose, tom = world.tablet("lena"), world.patient("rose"), world.patient("tom")
    meeting = plan(world, anna)
    put_on(world, anna, meeting, "rose")
    assert pushed(anna) == ["applied", "applied"]
    when = {"starts_at": meeting["set"]["starts_at"], "ends_at": None}
    later = {"starts_at": wall_clock.wire(world.now + 21 * DAY), "ends_at": None}
    anna.change("meeting", meeting["record"], meeting["bundle"], when, later)
    assert pushed(anna) == ["applied"]
    assert rose in held(lena)
    world.turn(20 * DAY)
    assert rose in held(world.tablet("lena")), "until the day to which it was moved"
    anna = world.tablet("anna")
    anna.change(
        "meeting",
        meeting["record"],
        meeting["bundle"],
        {"status": "planned", "status_reason": None},
        {"status": "cancelled", "status_reason": "Nobody is here."},
    )
    put_on(world, anna, meeting, "tom")
    assert pushed(anna) == ["applied", "applied"]
    assert tom not in held(world.tablet("lena"))


def test_m4_two_tick_who_is_here_at_once_and_both_ticks_stand(world: World, anna: Tablet) -> None:
    meeting = plan(world, anna)
    assert pushed(anna) == ["applied"]
    ben, people = world.tablet("ben"), derived(f"people:{anna.place}")
    ben.pull()
    anna.change("meeting", meeting["record"], people, {"attended": None}, {"attended": sorted([world.staff("anna"), "Dr Shah, GP"])})
    ben.change("meeting", meeting["record"], people, {"attended": None}, {"attended": [world.staff("ben")]})
    assert pushed(anna) + pushed(ben) == ["applied", "merged"]
    ben.pull()
    line = ben.bundles[people].record(meeting["record"])
    assert line is not None
    assert set(line["fields"]["attended"]) == {world.staff("anna"), world.staff("ben"), "Dr Shah, GP"}


def test_m4_two_write_down_one_conversation_and_sentences_of_both_stand(world: World, anna: Tablet) -> None:
    world.grant("rose", "ben")
    meeting = plan(world, anna)
    item = put_on(world, anna, meeting, "rose")
    told = "She fell on the stairs in May. Her daughter comes at weekends. The lift is out of order."
    anna.change("meeting_item", item["record"], item["bundle"], {"discussion": None}, {"discussion": told})
    assert pushed(anna) == ["applied", "applied", "applied"]
    ben = world.tablet("ben")
    ben.pull()
    anna.change("meeting_item", item["record"], item["bundle"], {"discussion": told}, {"discussion": told.replace("in May", "in May and June")})
    ben.change("meeting_item", item["record"], item["bundle"], {"discussion": told}, {"discussion": f"{told} The council was told."})
    assert pushed(anna) + pushed(ben) == ["applied", "merged"]
    ben.pull()
    line = ben.bundles[item["bundle"]].record(item["record"])
    assert line is not None
    assert line["fields"]["discussion"] == f"{told.replace('in May', 'in May and June')} The council was told."


def test_a_team_that_is_not_the_meetings_gets_nothing(world: World, anna: Tablet) -> None:
    wanda = world.tablet("wanda")
    put_on(world, anna, plan(world, anna, team=WEST), "rose")
    assert pushed(anna) == ["applied", "applied"]
    assert world.patient("rose") not in held(wanda)
