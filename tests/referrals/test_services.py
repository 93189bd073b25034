"""R9 through the real push: who may see a person because they were referred, from when, and until when."""

from __future__ import annotations

import json
import uuid
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import text

from backend import wall_clock
from backend.grants import services as grants
from backend.referrals import services
from backend.referrals.models import Referral
from backend.transaction import transaction
from tests.access.world import EAST, ELSEWHERE, ENGINE, PLACE, WEST, World, fixed
from tests.patients.test_routes import get
from tests.sync_gateway.client import Json, Tablet, derived

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
STATUS = ("status", "status_reason", "team", "decided_at", "advice", "rejection_reason", "closed_at", "closure_reason", "joined_with")
NOTHING: dict[str, Any] = dict.fromkeys(STATUS)


def pushed(tablet: Tablet) -> list[str]:
    return [ending.get("reason") or ending["ending"] for ending in tablet.push()]


@pytest.fixture
def anna(world: World) -> Tablet:
    """Team West is the single point of access: Wanda leads it. Anna of team East, who cares for Rose, refers her; her first one is over."""
    anna = world.tablet("anna")
    over = {"status": "closed", "closed_at": anna.stamp(), "closure_reason": "completed"}
    anna.change("referral", world.record("rose", "referral"), world.patient("rose"), {**NOTHING, "status": "new"}, {**NOTHING, **over})
    assert pushed(anna) == ["applied"]
    office = world.tablet("ada")
    fields = ("service", "covers", "offers", "lacks", "starts_within_hours", "takes_referrals", "is_access_point", "checked_on")
    office.change("team", WEST, derived(f"people:{PLACE}"), dict.fromkeys(fields), {**dict.fromkeys(fields), "is_access_point": True})
    assert pushed(office) == ["applied"]
    return anna


def refer(world: World, by: Tablet, patient: str = "rose", **more: Any) -> Json:
    at = by.stamp()
    fields = {"received_at": at, "source": "gp-practice", "why": "Fall, cannot manage the stairs", **more}
    made = by.create("referral", world.patient(patient), fields)
    assert pushed(by) == ["applied"]
    return made


def decide(world: World, by: Tablet, made: Json, was: dict[str, Any] | None = None, **values: Any) -> list[str]:
    by.change("referral", made["record"], made["bundle"], {**NOTHING, **(was or {})}, {**NOTHING, **values})
    return pushed(by)


def accepted(world: World, team: str) -> dict[str, Any]:
    return {"status": "accepted", "team": team, "decided_at": wall_clock.wire(wall_clock.now())}


def declined() -> dict[str, Any]:
    at = wall_clock.wire(wall_clock.now())
    return {"status": "declined", "advice": "See the practice nurse.", "rejection_reason": "not-ours", "decided_at": at}


def may_read(tablet: Tablet, world: World, patient: str = "rose") -> bool:
    status, _ = get(tablet, f"patients/{world.patient(patient)}/older")
    assert status in (200, 404)
    return status == 200


def until(world: World, team: str, patient: str = "rose") -> list[datetime | None]:
    """Until when a team's grants by referral hold, in order."""
    with world.app.app_context(), transaction(ENGINE) as session:
        rows = session.execute(
            text("select until from grants where why = 'referral' and team_id = :team and bundle_id = :patient order by since"),
            {"team": team, "patient": world.patient(patient)},
        )
        return list(rows.scalars())


def test_r9_a_referral_opens_the_person_to_the_single_point_of_access_in_the_same_write_and_nothing_of_it_travels(world: World, anna: Tablet) -> None:
    wanda = world.tablet("wanda")
    assert not may_read(wanda, world)
    refer(world, anna)
    assert may_read(wanda, world)
    wanda.pull()
    assert world.patient("rose") not in wanda.bundles, "desk work is read online"


def test_r9_the_team_that_took_it_on_sees_the_person_at_once_and_the_access_point_while_the_clock_runs(world: World, anna: Tablet) -> None:
    wanda, cora = world.tablet("wanda"), world.tablet("cora")
    assert not may_read(cora, world)
    made = refer(world, anna, clock_type="two-days", clock_started_at=wall_clock.wire(world.now), priority="urgent")
    assert decide(world, wanda, made, **accepted(world, EAST)) == ["applied"]
    assert may_read(cora, world)
    assert until(world, EAST) == [None]
    # Two days from Tuesday 24 November: to the end of Thursday, and through the Friday and Saturday after it.
    assert until(world, WEST) == [wall_clock.from_wire("2026-11-29T00:00:00.000Z")]
    world.turn(5 * DAY)
    assert may_read(world.tablet("cora"), world)
    assert not may_read(world.tablet("wanda"), world)


def test_r9_who_declines_sees_the_person_through_the_next_day_and_no_longer(world: World, anna: Tablet) -> None:
    made = refer(world, anna)
    wanda = world.tablet("wanda")
    assert decide(world, wanda, made, **declined()) == ["applied"]
    assert until(world, WEST) == [wall_clock.from_wire("2026-11-26T00:00:00.000Z")]
    assert may_read(wanda, world)
    world.turn(2 * DAY)
    assert not may_read(world.tablet("wanda"), world)


def test_r9_a_second_open_referral_keeps_what_the_first_one_would_have_ended(world: World, anna: Tablet) -> None:
    first = refer(world, anna)
    refer(world, anna, why="Leg ulcer dressings")
    wanda = world.tablet("wanda")
    assert decide(world, wanda, first, **declined()) == ["applied"]
    assert until(world, WEST) == [None]
    world.turn(9 * DAY)
    assert may_read(world.tablet("wanda"), world)


def test_r9_a_team_that_lost_it_to_another_sees_the_person_through_the_next_day(world: World, anna: Tablet) -> None:
    made = refer(world, anna)
    wanda = world.tablet("wanda")
    to_east = accepted(world, EAST)
    assert decide(world, wanda, made, **to_east) == ["applied"]
    assert decide(world, wanda, made, to_east, **{**accepted(world, WEST), "status_reason": "East is full."}) == ["applied"]
    assert until(world, EAST) == [wall_clock.from_wire("2026-11-26T00:00:00.000Z")]
    assert until(world, WEST) == [None]


def test_r9_a_grant_that_was_over_is_not_lengthened_backwards(world: World, anna: Tablet) -> None:
    made = refer(world, anna)
    wanda = world.tablet("wanda")
    assert decide(world, wanda, made, **declined()) == ["applied"]
    world.turn(5 * DAY)
    anna = world.tablet("anna")
    refer(world, anna, why="Leg ulcer dressings")
    first, second = until(world, WEST)
    assert first == wall_clock.from_wire("2026-11-26T00:00:00.000Z")
    assert second is None


def test_r9_who_does_not_see_the_person_any_more_opens_the_record_to_no_team_by_what_they_wrote_before(world: World, anna: Tablet) -> None:
    """Anna says she accepted Rose for her own team while she still saw her: the words are taken, and only the access point sees Rose by them."""
    anna.create("referral", world.patient("rose"), {"received_at": anna.stamp(), "source": "self", "why": "Stairs", **accepted(world, EAST)})
    world.turn(HOUR)
    world.end("rose", "anna")
    assert pushed(anna) == ["applied"]
    assert until(world, EAST) == []
    assert len(until(world, WEST)) == 1
    assert not may_read(world.tablet("cora"), world)
    assert not may_read(anna, world)


def test_r9_a_referral_that_comes_after_its_writers_access_ended_is_the_access_points_and_nobody_elses(world: World, anna: Tablet) -> None:
    """Written in a home without coverage, sent when Anna sees Rose no more: it must not lie where nobody looks."""
    anna.create("referral", world.patient("rose"), {"received_at": anna.stamp(), "source": "self", "why": "Cannot manage the stairs"})
    world.turn(HOUR)
    world.end("rose", "anna")
    assert pushed(anna) == ["applied"]
    assert until(world, WEST) == [None]
    assert may_read(world.tablet("wanda"), world)
    assert not may_read(anna, world)


def test_r9_who_does_not_see_the_person_any_more_ends_what_a_referral_opened_and_lengthens_nothing(world: World, anna: Tablet) -> None:
    world.grant("rose", "carl")
    made, carl, wanda = refer(world, anna), world.tablet("carl"), world.tablet("wanda")
    one = accepted(world, EAST)
    assert decide(world, wanda, made, **one) == ["applied"]
    over = {**one, "status": "closed", "closed_at": carl.stamp(), "closure_reason": "completed"}
    carl.change("referral", made["record"], made["bundle"], {**NOTHING, **one}, {**NOTHING, **over})
    again = {**one, "status_reason": "Not over after all."}
    carl.change("referral", made["record"], made["bundle"], {**NOTHING, **over}, {**NOTHING, **again})
    first, second = carl.queue
    world.turn(HOUR)
    world.end("rose", "carl")
    with world.app.app_context(), transaction(ENGINE) as session:
        grants.end_grants(session, patient=world.patient("rose"), team=WEST, now=wall_clock.now(), by=None, reason="no business of theirs")
    assert not may_read(carl, world)
    carl.queue = [first]
    assert pushed(carl) == ["applied"]
    ends = [wall_clock.from_wire("2026-11-26T00:00:00.000Z")]
    assert until(world, EAST) == ends
    carl.queue = [second]
    assert pushed(carl) == ["applied"]
    assert until(world, EAST) == ends


def test_a_team_of_another_place_is_let_in_by_nothing(world: World, anna: Tablet) -> None:
    made = refer(world, anna)
    assert decide(world, world.tablet("wanda"), made, **accepted(world, ELSEWHERE)) == ["applied"]
    assert until(world, ELSEWHERE) == []


def test_whoever_takes_a_referral_of_somebody_new_makes_the_person_with_it_in_one_push(world: World, anna: Tablet) -> None:
    wanda = world.tablet("wanda")
    new = str(uuid.UUID(wanda.create("patient", "", {"family_name": "Khatun", "nhs_number": "9995260182", "nhs_number_status": "02"})["record"]))
    wanda.queue[-1].update(bundle=new, patient=new)
    wanda.create("referral", new, {"received_at": wanda.stamp(), "source": "carer", "why": "Commode"})
    assert pushed(wanda) == ["applied", "applied"]
    assert may_read(world.tablet("wanda"), world) is False, "nothing of Rose came with it"


def test_m4_two_who_decide_differently_at_once_are_shown_and_neither_is_the_decision(world: World, anna: Tablet) -> None:
    made = refer(world, anna)
    wanda = world.tablet("wanda")
    one, other = accepted(world, EAST), accepted(world, WEST)
    assert decide(world, wanda, made, **one) == ["applied"]
    assert decide(world, anna, made, **other) == ["conflicted"]


def test_m4_a_step_back_says_why(world: World, anna: Tablet) -> None:
    made = refer(world, anna)
    wanda = world.tablet("wanda")
    one = accepted(world, EAST)
    assert decide(world, wanda, made, **one) == ["applied"]
    assert decide(world, wanda, made, one, status="triage") == ["step"]
    assert decide(world, wanda, made, one, status="triage", status_reason="East has nobody for the stairs.") == ["applied"]


def test_m3_words_that_meet_a_referral_that_was_closed_meanwhile_are_shown(world: World, anna: Tablet) -> None:
    routine = {"priority": "routine", "clock_type": "no-clock"}
    made = refer(world, anna, **routine)
    wanda = world.tablet("wanda")
    at = wall_clock.wire(wall_clock.now())
    assert decide(world, wanda, made, status="closed", closed_at=at, closure_reason="died") == ["applied"]
    urgent = {"priority": "urgent", "clock_type": "two-hours", "clock_started_at": at}
    anna.change("referral", made["record"], made["bundle"], {**routine, "clock_started_at": None}, urgent)
    assert pushed(anna) == ["conflicted"]


def test_an_assistant_may_refer_and_may_not_decide(world: World, anna: Tablet) -> None:
    world.grant("rose", "asif")
    asif = world.tablet("asif")
    made = refer(world, asif)
    assert decide(world, asif, made, **accepted(world, EAST)) == ["role"]


def referral(**values: Any) -> Referral:
    return Referral(id=fixed("referral"), **values)


@pytest.mark.parametrize(
    ("values", "access", "team"),
    [
        ({}, None, "nobody"),
        ({"status": "asked"}, None, "nobody"),
        ({"status": "accepted", "team": EAST, "decided_at": "2026-11-24T09:00:00.000Z"}, "2026-12-10T00:00:00.000Z", None),
        (
            {
                "status": "accepted",
                "team": EAST,
                "decided_at": "2026-11-24T09:00:00.000Z",
                "clock_type": "two-hours",
                "clock_started_at": "2026-11-24T08:00:00.000Z",
            },
            "2026-11-26T00:00:00.000Z",
            None,
        ),
        ({"status": "closed", "team": EAST, "closed_at": "2026-11-24T09:00:00.000Z"}, "2026-11-26T00:00:00.000Z", "2026-11-26T00:00:00.000Z"),
        ({"status": "entered-in-error", "received_at": "2026-11-20T09:00:00.000Z"}, "2026-11-22T00:00:00.000Z", "nobody"),
        ({"status": "entered-in-error"}, "2026-11-26T00:00:00.000Z", "nobody"),
    ],
    ids=["new", "asked", "accepted without a clock: fourteen days", "accepted with two hours", "closed", "in error", "in error, of no day"],
)
def test_how_long_each_team_sees_a_person_by_one_referral(values: dict[str, Any], access: str | None, team: str | None) -> None:
    moments = {name: wall_clock.from_wire(value) if name.endswith("_at") else value for name, value in values.items()}
    found = services.holders([referral(**moments)], [WEST], wall_clock.from_wire("2026-11-24T09:00:00.000Z"))
    told = {of: None if end is None else wall_clock.wire(end) for of, end in found.items()}
    assert told == {WEST: access} | ({} if team == "nobody" else {EAST: team})


def test_the_trail_names_each_grant_and_no_word_of_the_referral(world: World, anna: Tablet) -> None:
    refer(world, anna, words="She cries at night.")
    with world.app.app_context(), transaction(ENGINE) as session:
        details = [json.dumps(row) for row in session.scalars(text("select detail from audit_event where what = 'grant'"))]
    assert any('"referral"' in detail and WEST in detail for detail in details)
    assert not any("cries" in detail for detail in details)
