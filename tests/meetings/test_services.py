"""R9 through the real push and pull: whom a meeting discusses is on the tablets of those who lead it, and nobody reads more by it than before."""

from __future__ import annotations

import json
import zlib
from datetime import timedelta

import pytest

from backend import wall_clock
from tests.access.world import EAST, WEST, World
from tests.patients.test_routes import get
from tests.sync_gateway.client import Json, Tablet, blocks, derived

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
QUESTION = "Does she need somebody at night?"


def plan(world: World, by: Tablet, team: str = EAST, start: timedelta = 7 * DAY, **more: object) -> Json:
    starts = wall_clock.wire(world.now + start)
    return by.create("meeting", derived(f"people:{by.place}"), {"team": team, "title": "MDT", "starts_at": starts, "status": "planned", **more})


def put_on(world: World, by: Tablet, meeting: Json, patient: str) -> Json:
    bundle = world.patient(patient)
    fields = {"meeting": meeting["record"], "team": meeting["set"]["team"], "held_on": "2026-12-01", "status": "listed"}
    return by.create("meeting_item", bundle, fields, record=derived(f"meeting_item:{meeting['record']}:{bundle}"))


def say(world: World, by: Tablet, meeting: Json, patient: str, **words: object) -> Json:
    bundle = world.patient(patient)
    fields = {"meeting": meeting["record"], **words}
    return by.create("meeting_talk", bundle, fields, record=derived(f"meeting_talk:{meeting['record']}:{bundle}"))


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
    meeting = plan(world, anna)
    put_on(world, anna, meeting, "rose")
    say(world, anna, meeting, "rose", question=QUESTION)
    assert pushed(anna) == ["applied"] * 3
    assert rose in held(lena)
    assert lena.bundles[rose].grant_end == "2026-12-03T00:00:00.000Z", "through the day after the meeting of 1 December"
    [item] = [one["fields"] for one in lena.bundles[rose].records("meeting_item") if one["fields"]["meeting"] == meeting["record"]]
    [talk] = [one["fields"] for one in lena.bundles[rose].records("meeting_talk") if one["fields"]["meeting"] == meeting["record"]]
    assert (item["held_on"], talk["question"]) == ("2026-12-01", QUESTION)
    world.turn(wall_clock.from_wire(lena.bundles[rose].grant_end or "") - wall_clock.now())
    assert rose not in held(world.tablet("lena"))


def test_nobody_reads_more_by_it_than_before(world: World, anna: Tablet) -> None:
    """Cora coordinates in the team and has no ground to read Rose; Wanda leads another team; Carl, who has no ground either, leads this meeting."""
    meeting = plan(world, anna, chair=world.staff("carl"))
    put_on(world, anna, meeting, "rose")
    say(world, anna, meeting, "rose", question=QUESTION)
    assert pushed(anna) == ["applied"] * 3
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
        for kind in ("meeting_item", "meeting_talk"):
            assert derived(f"{kind}:{meeting['record']}:{world.patient('rose')}") not in said, name


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
    talk = say(world, anna, meeting, "rose", question=QUESTION)
    told = "She fell on the stairs in May. Her daughter comes at weekends. The lift is out of order."
    anna.change("meeting_talk", talk["record"], talk["bundle"], {"discussion": None}, {"discussion": told})
    assert pushed(anna) == ["applied", "applied", "applied"]
    ben = world.tablet("ben")
    ben.pull()
    anna.change("meeting_talk", talk["record"], talk["bundle"], {"discussion": told}, {"discussion": told.replace("in May", "in May and June")})
    ben.change("meeting_talk", talk["record"], talk["bundle"], {"discussion": told}, {"discussion": f"{told} The council was told."})
    assert pushed(anna) + pushed(ben) == ["applied", "merged"]
    ben.pull()
    line = ben.bundles[talk["bundle"]].record(talk["record"])
    assert line is not None
    assert line["fields"]["discussion"] == f"{told.replace('in May', 'in May and June')} The council was told."


def test_a_team_that_is_not_the_meetings_gets_nothing(world: World, anna: Tablet) -> None:
    wanda = world.tablet("wanda")
    put_on(world, anna, plan(world, anna, team=WEST), "rose")
    assert pushed(anna) == ["applied", "applied"]
    assert world.patient("rose") not in held(wanda)


def test_r1_two_who_begin_to_write_down_the_same_turn_have_begun_one(world: World, anna: Tablet) -> None:
    """Each without coverage, the one the question, the other what was said: neither has seen that the other began."""
    world.grant("rose", "ben")
    meeting = plan(world, anna)
    assert pushed(anna) == ["applied"]
    ben = world.tablet("ben")
    ben.pull()
    asked = say(world, anna, meeting, "rose", question=QUESTION, asked_by=anna.staff)
    say(world, ben, meeting, "rose", discussion="She slept well.")
    assert pushed(anna) + pushed(ben) == ["applied", "applied"]
    ben.pull()
    line = ben.bundles[asked["bundle"]].record(asked["record"])
    assert line is not None
    assert (line["fields"]["question"], line["fields"]["discussion"], line["part"]) == (QUESTION, "She slept well.", "more")


SAID = {
    "question": QUESTION,
    "attended": ["Nasima Ahmed, daughter"],
    "discussion": "She hides how often she falls, and her daughter drinks.",
    "decision": "Ring the daughter's surgery.",
    "outcome_reason": "The surgery has not answered.",
}
SAID_AFTER = "A safeguarding referral is made today."


def test_the_voluntary_sector_gets_no_byte_of_what_is_said_about_a_person_whom_it_looks_after(world: World, anna: Tablet) -> None:
    """Vera has a grant for Rose, so she has part `core` of her: that she is on the list, and how it stands."""
    world.grant("rose", "vera")
    meeting, rose = plan(world, anna), world.patient("rose")
    item = put_on(world, anna, meeting, "rose")
    talk = say(world, anna, meeting, "rose", asked_by=anna.staff, **SAID)
    anna.change("meeting_item", item["record"], rose, {"status": "listed"}, {"status": "put-off"})
    assert pushed(anna) == ["applied"] * 4
    vera = world.tablet("vera")

    def pulled() -> str:
        status, data = vera.post("sync/pull", {"schema": 1, **vera.pull_body([rose])})
        assert status == 200
        vera.apply(data)
        return everything_in(data)

    def hears_nothing(heard: str) -> None:
        assert item["record"] in heard, "that she is on the list is told"
        for words in (*(value if isinstance(value, str) else value[0] for value in SAID.values()), SAID_AFTER, "meeting_talk", talk["record"]):
            assert words not in heard

    hears_nothing(pulled())
    assert {"id": meeting["record"], "status": "put-off"} in vera.bundles[rose].header["meetings"]
    assert vera.bundles[rose].outside == {}

    anna.change("meeting_talk", talk["record"], rose, {"discussion": SAID["discussion"]}, {"discussion": SAID_AFTER})
    anna.change("meeting_item", item["record"], rose, {"status": "put-off"}, {"status": "discussed"})
    assert pushed(anna) == ["applied", "applied"]
    hears_nothing(pulled())
    assert {"id": meeting["record"], "status": "discussed"} in vera.bundles[rose].header["meetings"]

    # Nor of what two said differently: neither that there is a dispute, nor its sides.
    world.grant("rose", "ben")
    ben = world.tablet("ben")
    for tablet, decision in ((anna, SAID_AFTER), (ben, "Wait a week.")):
        tablet.change("meeting_talk", talk["record"], rose, {"decision": SAID["decision"]}, {"decision": decision})
    assert pushed(anna) + pushed(ben) == ["applied", "conflicted"]
    anna.change("meeting_item", item["record"], rose, {"status": "discussed"}, {"status": "listed"})
    assert pushed(anna) == ["applied"]
    heard = pulled()
    hears_nothing(heard)
    assert "Wait a week." not in heard
    assert vera.bundles[rose].header["disputes"] == 0

    # Nor online, by the steps of the record or by what is no longer in the bundle.
    asked = {"kind": ["meeting_item", "meeting_talk"]}
    for path, more in (("history", asked), ("history", {"kind": "meeting_talk", "record": talk["record"]}), ("older", {"kind": "meeting_talk"})):
        status, answer = get(vera, f"patients/{rose}/{path}", **more)
        assert status == 200
        told = json.dumps(answer, ensure_ascii=False)
        assert not any(words in told for words in ("meeting_talk", QUESTION, SAID_AFTER, str(SAID["discussion"]), str(SAID["decision"]))), path
    assert SAID_AFTER in json.dumps(get(anna, f"patients/{rose}/history", **asked)[1]), "who may read it reads it there"


def test_nobody_writes_what_they_cannot_read_nor_puts_what_is_said_where_the_voluntary_sector_reads(world: World, anna: Tablet) -> None:
    world.grant("rose", "vera")
    vera, meeting = world.tablet("vera"), plan(world, anna)
    item, talk = put_on(world, anna, meeting, "rose"), say(world, anna, meeting, "rose", question=QUESTION)
    assert pushed(anna) == ["applied"] * 3
    vera.pull()
    say(world, vera, meeting, "rose", discussion="I was told.")
    vera.change("meeting_talk", talk["record"], talk["bundle"], {"discussion": None}, {"discussion": "I was told."})
    vera.change("meeting_item", item["record"], item["bundle"], {"status": "listed"}, {"status": "cancelled"})
    assert pushed(vera) == ["not-found", "not-found", "role"], "not even whether anything was said"
    another = plan(world, anna)
    talk = say(world, anna, another, "rose", question=QUESTION)
    talk["part"] = "core"
    assert pushed(anna) == ["applied", "unknown-part"]


def everything_in(data: bytes) -> str:
    """All that a pull says, in clear: the heads of its blocks and every stream in their bodies."""
    said = []
    for head, body in blocks(data):
        said.append(json.dumps(head, ensure_ascii=False))
        while body:
            stream = zlib.decompressobj(wbits=-15)
            said.append((stream.decompress(body) + stream.flush()).decode())
            assert stream.eof, "a body is whole streams"
            body = stream.unused_data
    return "\n".join(said)
