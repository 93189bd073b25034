"""R9 through the real push and pull: who may read and write what, from when, until when, and what a tablet carries."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.database import Acting
from backend.grants import services as grants
from backend.transaction import transaction
from tests.access.world import EAST, ENGINE, WEST, World
from tests.sync_gateway.client import Json, Tablet, _uuid7

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def note(tablet: Tablet, patient: str, words: str = "x", **more: str) -> Json:
    return tablet.create("note", patient, {"written_at": tablet.stamp(), "staff": tablet.staff, "words": words}, **more)


def pushed(tablet: Tablet) -> list[str]:
    """How each change of the queue ended; of a refused one, why."""
    return [ending.get("reason") or ending["ending"] for ending in tablet.push()]


@pytest.fixture
def lena(world: World) -> Tablet:
    return world.tablet("lena")


# ------------------------------------------------------------------------------------------------------------------ visits


def test_r9_assigning_a_visit_makes_its_grant_in_the_same_write(world: World, lena: Tablet) -> None:
    ben = world.tablet("ben")
    ben.pull()
    assert world.patient("rose") not in ben.bundles
    world.plan(lena, "rose", "ben")
    assert ben.pull()
    rose = ben.bundles[world.patient("rose")]
    assert sorted(rose.parts) == ["core", "more"]
    assert rose.grant_end == "2026-11-26T00:00:00.000Z", "through the day after the visit"


def test_r9_at_the_grants_end_the_server_forgets_with_the_tablet_and_no_job_ran(world: World, lena: Tablet) -> None:
    world.plan(lena, "rose", "ben")
    ben = world.tablet("ben")
    ben.pull()
    world.turn(wall_clock.from_wire(ben.bundles[world.patient("rose")].grant_end or "") - wall_clock.now())
    assert not ben.is_current()
    assert ben.pull()
    assert world.patient("rose") not in ben.bundles


def test_r9_a_visit_of_the_29th_day_travels_a_day_later(world: World, lena: Tablet) -> None:
    world.plan(lena, "rose", "ben", start=29 * DAY)
    ben = world.tablet("ben")
    ben.pull()
    assert world.patient("rose") not in ben.bundles
    with world.app.app_context(), transaction(Acting("web", ben.staff, ben.place)) as session:
        [rose] = [one for one in grants.held(session, wall_clock.now()) if one.bundle == world.patient("rose")]
    assert not rose.carried, "it may be read online"
    world.turn(15 * HOUR)
    ben.pull()
    assert world.patient("rose") in ben.bundles


def test_r9_reassigned_while_arrived_the_arrival_stands(world: World, lena: Tablet) -> None:
    visit = world.plan(lena, "rose", "ben")
    ben = world.tablet("ben")
    ben.pull()
    world.turn(HOUR)
    world.arrive(ben, "ben", "rose", visit)  # he has no coverage
    lena.change("visit", visit["record"], visit["bundle"], {"asked": visit["set"]["asked"]}, {"asked": [world.staff("asif")]})
    assert pushed(lena) == ["applied"]
    world.turn(HOUR)
    note(ben, world.patient("rose"), "She was well.")
    assert pushed(ben) == ["applied", "applied"]
    ben.pull()
    assert ben.bundles[world.patient("rose")].grant_end == "2026-11-25T10:30:00.000Z", "24 hours after the planned end"


def test_r9_after_24_hours_what_a_reassigned_carer_made_in_time_is_taken_and_what_came_later_needs_a_lead(world: World, lena: Tablet) -> None:
    visit = world.plan(lena, "rose", "ben")
    ben = world.tablet("ben")
    ben.pull()
    lena.change("visit", visit["record"], visit["bundle"], {"asked": visit["set"]["asked"]}, {"asked": []})
    pushed(lena)
    world.turn(HOUR)
    in_time = [world.arrive(ben, "ben", "rose", visit), note(ben, world.patient("rose"), "in time", made_at=ben.stamp())]
    late_at = wall_clock.wire(world.now + 3 * DAY)
    late = note(ben, world.patient("rose"), "late", made_at=late_at)
    world.turn(4 * DAY)
    assert pushed(ben) == ["applied"] * len(in_time) + ["needs-a-lead"]
    ben.pull()
    assert world.patient("rose") not in ben.bundles
    assert ben.answered[late["id"]]["message"]


def test_r9_a_cancelled_visit_ends_like_a_reassigned_one(world: World, lena: Tablet) -> None:
    visit = world.plan(lena, "rose", "ben", "asif")
    off = {"status": "cancelled", "status_reason": "in hospital"}
    lena.change("visit", visit["record"], visit["bundle"], {"status": "planned", "status_reason": None}, off)
    assert pushed(lena) == ["applied"]
    for name in ("ben", "asif"):
        tablet = world.tablet(name)
        tablet.pull()
        assert tablet.bundles[world.patient("rose")].grant_end == "2026-11-25T10:30:00.000Z"


def test_r9_one_leaves_a_double_up_and_the_others_grant_stays_as_it_was(world: World, lena: Tablet) -> None:
    visit = world.plan(lena, "rose", "ben", "asif")
    ben, asif = world.tablet("ben"), world.tablet("asif")
    ben.pull(), asif.pull()
    lena.change("visit", visit["record"], visit["bundle"], {"asked": sorted(visit["set"]["asked"])}, {"asked": [world.staff("asif")]})
    assert pushed(lena) == ["applied"]
    world.turn(HOUR)
    world.arrive(ben, "ben", "rose", visit), world.arrive(asif, "asif", "rose", visit)
    assert pushed(ben) + pushed(asif) == ["applied", "applied"], "both went: presence beats plan (R3)"
    ben.pull(), asif.pull()
    ends = [tablet.bundles[world.patient("rose")].grant_end for tablet in (ben, asif)]
    assert ends == ["2026-11-25T10:30:00.000Z", "2026-11-26T00:00:00.000Z"]


def test_r9_a_visit_moved_forward_never_shortens_what_who_was_offline_relies_on(world: World, lena: Tablet) -> None:
    visit = world.plan(lena, "rose", "ben", start=3 * DAY)
    old = {name: visit["set"].get(name) for name in ("planned_start", "planned_end", "is_fixed")}
    earlier = {**old, "planned_start": wall_clock.wire(world.now + HOUR), "planned_end": wall_clock.wire(world.now + 2 * HOUR)}
    lena.change("visit", visit["record"], visit["bundle"], old, earlier)
    assert pushed(lena) == ["applied"]
    ben = world.tablet("ben")
    ben.pull()
    assert ben.bundles[world.patient("rose")].grant_end == "2026-11-29T00:00:00.000Z"


def test_r9_whoever_is_asked_again_after_being_taken_off_has_the_full_time_again(world: World, lena: Tablet) -> None:
    visit = world.plan(lena, "rose", "ben")
    for saw, asked in ((visit["set"]["asked"], []), ([], visit["set"]["asked"])):
        lena.change("visit", visit["record"], visit["bundle"], {"asked": saw}, {"asked": asked})
        assert pushed(lena) == ["applied"]
    ben = world.tablet("ben")
    ben.pull()
    assert ben.bundles[world.patient("rose")].grant_end == "2026-11-26T00:00:00.000Z"


def test_r9_a_colleague_of_another_place_gains_nothing_by_being_asked(world: World, lena: Tablet) -> None:
    world.plan(lena, "rose", "bea")
    bea = world.tablet("bea")
    bea.pull()
    assert world.patient("rose") not in bea.bundles
    note(bea, world.patient("rose"))
    assert pushed(bea) == ["not-found"]


# ------------------------------------------------------------------------------------------------------------------ parts


def test_r9_a_limited_grant_brings_its_parts_only_and_what_it_hides_does_not_exist(world: World) -> None:
    world.grant("rose", "ben", parts=("core",))
    ben = world.tablet("ben")
    ben.pull()
    rose = ben.bundles[world.patient("rose")]
    assert list(rose.parts) == ["core"]
    assert {record["part"] for record in rose.records()} == {"core"}
    note(ben, rose.id)
    ben.change(
        "medicine",
        world.record("rose", "medicine"),
        rose.id,
        {"status": "active", "status_reason": None},
        {"status": "stopped", "status_reason": "x"},
    )
    ben.change("medicine", _uuid7(ben.clock()), rose.id, {"status": "active", "status_reason": None}, {"status": "stopped", "status_reason": "x"})
    hidden, there, nowhere = ben.push()
    assert (hidden["reason"], there["reason"], nowhere["reason"]) == ("not-found",) * 3
    assert there["message"] == nowhere["message"]


def test_r9_a_widened_grant_brings_the_bundle_whole_and_a_narrowed_one_takes_the_part_away(world: World) -> None:
    world.grant("rose", "ben", parts=("core",))
    ben = world.tablet("ben")
    ben.pull()
    world.grant("rose", "ben", parts=("more",), until=world.now + 5 * HOUR)
    assert ben.pull()
    rose = ben.bundles[world.patient("rose")]
    assert sorted(rose.parts) == ["core", "more"]
    assert rose.grant_end == wall_clock.wire(world.now + 5 * HOUR), "the tablet erases at the first end"
    world.turn(5 * HOUR)
    assert ben.pull()
    assert list(ben.bundles[rose.id].parts) == ["core"]
    assert ben.bundles[rose.id].grant_end is None


def test_r9_the_voluntary_sector_gets_core_whatever_its_grant_says(world: World) -> None:
    world.grant("rose", "vera")
    vera = world.tablet("vera")
    vera.pull()
    rose = vera.bundles[world.patient("rose")]
    assert list(rose.parts) == ["core"]
    about_me = rose.record(world.record("rose", "about_me"))
    vera.edit(about_me, "words", {"words": "I like to be called Rose."})
    vera.edit(rose.record(world.record("rose", "goal")), "words", {"words": "x"})
    note(vera, rose.id)
    assert pushed(vera) == ["applied", "role", "not-found"]


# ------------------------------------------------------------------------------------------------------------------ roles and teams


@pytest.mark.parametrize("name", ["max", "ada", "priya"])
def test_r9_managers_administrators_and_privacy_officers_read_no_patient(world: World, name: str) -> None:
    world.grant("rose", name)
    world.grant("rose", team=EAST)
    tablet = world.tablet(name)
    tablet.pull()
    assert sorted(bundle.type for bundle in tablet.bundles.values()) == ["forms", "people"]
    note(tablet, world.patient("rose"))
    assert pushed(tablet) == ["not-found"]


def test_r9_a_leads_oversight_of_the_team_is_for_the_desk_and_does_not_travel(world: World, lena: Tablet) -> None:
    lena.pull()
    assert world.patient("rose") not in lena.bundles
    assert lena.ask("sync/check", {"schema": 1, "digest": lena.digest()})["same"]
    with world.app.app_context(), transaction(Acting("web", lena.staff, lena.place)) as session:
        overseen = {one.bundle for one in grants.held(session, wall_clock.now()) if one.type == "patient"}
    assert overseen == {world.patient("rose"), world.patient("tom")}, "her team's, not team west's"
    note(lena, world.patient("rose"), "written at the desk"), note(lena, world.patient("will"))
    assert pushed(lena) == ["applied", "not-found"]


def test_r9_a_teams_caseload_travels_with_its_members_and_not_with_its_lead(world: World, lena: Tablet) -> None:
    world.grant("will", team=EAST)
    ben = world.tablet("ben")
    ben.pull(), lena.pull()
    assert world.patient("will") in ben.bundles
    assert world.patient("will") not in lena.bundles


def test_r9_who_leaves_a_team_loses_its_caseload_and_keeps_what_was_written_before(world: World) -> None:
    world.grant("will", team=EAST)
    ben, ada = world.tablet("ben"), world.tablet("ada")
    ben.pull(), ada.pull()
    world.turn(HOUR)
    note(ben, world.patient("will"), "before", made_at=wall_clock.wire(wall_clock.now()))
    people = next(bundle for bundle in ada.bundles.values() if bundle.type == "people")
    world.turn(HOUR)
    ada.edit(people.record(ben.staff), "all", {"team": WEST}, bundle=people.id, made_at=wall_clock.wire(wall_clock.now()))
    assert pushed(ada) == ["applied"]
    world.turn(HOUR)
    note(ben, world.patient("will"), "after", made_at=wall_clock.wire(wall_clock.now()))
    assert pushed(ben) == ["applied", "needs-a-lead"]
    ben.pull()
    assert world.patient("will") not in ben.bundles


def test_r9_who_left_altogether_holds_nothing(world: World) -> None:
    ada = world.tablet("ada")
    ada.pull()
    people = next(bundle for bundle in ada.bundles.values() if bundle.type == "people")
    ada.edit(people.record(world.staff("anna")), "all", {"status": "left"}, bundle=people.id)
    assert pushed(ada) == ["applied"]
    with world.app.app_context(), transaction(ENGINE) as session:
        assert grants.readable(session, world.staff("anna"), [world.patient("rose"), people.id], wall_clock.now()) == {}
    with world.app.app_context(), transaction(Acting("web", world.staff("anna"), ada.place)) as session:
        assert grants.held(session, wall_clock.now()) == []


def test_r9_creating_a_patient_makes_the_creators_grant_and_their_teams(world: World) -> None:
    anna = world.tablet("anna")
    new = _uuid7(anna.clock())
    anna.create("patient", new, {"family_name": "Miah"}, record=new)
    assert pushed(anna) == ["applied"]
    with world.app.app_context(), transaction(ENGINE) as session:
        rows = session.execute(text("select staff_id::text, team_id::text, why, carried from grants where bundle_id = :new"), {"new": new}).all()
    assert set(rows) == {(anna.staff, None, "created", True), (None, EAST, "created", False)}
    ben, carl = world.tablet("ben"), world.tablet("carl")
    note(ben, new), note(carl, new)
    assert pushed(ben) + pushed(carl) == ["applied", "not-found"]


def test_r9_a_later_edit_of_a_patient_makes_nobody_a_grant(world: World) -> None:
    world.plan(world.tablet("lena"), "rose", "ben")
    ben = world.tablet("ben")
    ben.pull()
    ben.edit(ben.bundles[world.patient("rose")].record(world.patient("rose")), "phone", {"phone": "020 7946 0009"})
    assert pushed(ben) == ["applied"]
    with world.app.app_context(), transaction(ENGINE) as session:
        assert session.execute(text("select count(*) from grants where why = 'created'")).scalar() == 0


def test_nothing_can_be_written_beside_a_patient_whose_creation_was_refused(world: World) -> None:
    anna = world.tablet("anna")
    new = _uuid7(anna.clock())
    anna.create("patient", new, {"family_name": "Miah", "nhs_number": "9990000001"}, record=new)
    anna.create("alert", new, {"category": "dog", "title": "A dog in the yard"})
    first, second = anna.push()
    assert first["reason"] == "invalid-value"
    assert second["ending"] == "refused"
    with world.app.app_context(), transaction(ENGINE) as session:
        assert session.execute(text("select count(*) from bundle where id = :new"), {"new": new}).scalar() == 0


# ------------------------------------------------------------------------------------------------------------------ ended while offline


def test_r9_a_grant_that_ended_while_offline_takes_what_was_made_before_and_shows_no_values(world: World) -> None:
    world.grant("rose", "ben")
    anna, ben = world.tablet("anna"), world.tablet("ben")
    anna.pull(), ben.pull()
    rose, phone = world.patient("rose"), "020 7946 0001"
    ben.edit(ben.bundles[rose].record(world.record("rose", "about_me")), "words", {"words": "I like to be called Rose."})
    ben.edit(ben.bundles[rose].record(rose), "phone", {"phone": "020 7946 0002"})
    world.turn(HOUR)
    anna.edit(anna.bundles[rose].record(rose), "phone", {"phone": phone}, made_at=wall_clock.wire(wall_clock.now()))
    assert pushed(anna) == ["applied"]
    assert world.end("rose", "ben") == 1
    world.turn(HOUR)
    note(ben, rose, "after", made_at=wall_clock.wire(wall_clock.now()))
    queue = list(ben.queue)
    applied, merged, late = ben.push()
    assert (applied["ending"], merged["ending"], late["reason"]) == ("applied", "merged", "needs-a-lead")
    assert "result" not in merged
    assert phone not in str(merged), "what a colleague wrote is not told to who may not read it any more"
    answer = ben.ask("sync/push", {"schema": 1, "held": [], "changes": queue})
    assert rose not in [bundle["bundle"] for bundle in answer["bundles"]]
    assert [ending["ending"] for ending in answer["endings"]] == ["applied", "merged", "refused"], "a resend after the grant ended: the same endings"
    assert "result" not in answer["endings"][1]
    ben.pull()
    assert rose not in ben.bundles


def test_r9_a_change_stamped_in_the_future_is_judged_by_when_it_arrived(world: World) -> None:
    world.grant("rose", "ben")
    ben = world.tablet("ben")
    ben.pull()
    world.end("rose", "ben")
    world.turn(HOUR)
    note(ben, world.patient("rose"), made_at="2031-01-01T00:00:00.000Z")
    assert pushed(ben) == ["needs-a-lead"]


# ------------------------------------------------------------------------------------------------------------------ the grants themselves


def test_the_same_grant_twice_is_one_and_each_is_in_the_audit_trail(world: World) -> None:
    now = wall_clock.now()
    assert world.grant("rose", "ben", now=now) == world.grant("rose", "ben", now=now + HOUR)
    with world.app.app_context(), transaction(ENGINE) as session:
        noted = session.execute(
            text("select count(*) from audit_event where what = 'grant' and staff_id = :ben"), {"ben": world.staff("ben")}
        ).scalar()
    assert noted == 1


@pytest.mark.parametrize("who", [{}, {"staff": "ben", "team": EAST}, {"staff": "ben", "parts": ()}])
def test_a_grant_names_one_holder_and_at_least_one_part(world: World, who: Json) -> None:
    with pytest.raises(ValueError, match="one member of staff or one team"):
        world.grant("rose", **who)
