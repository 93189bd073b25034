"""What a lead sets of lone working: after how long their team is missed, and who looks out for somebody today. Of their own team alone."""

from __future__ import annotations

import uuid
from typing import Any

from tests.access.world import EAST, PLACE, WEST
from tests.board.conftest import DAY, at
from tests.lone_working.conftest import Out, overdue
from tests.lone_working.test_team import page, person
from tests.sync_gateway.client import Json, Tablet, derived


def say(out: Out, whose: str, buddy: str | None, by: str = "lena", **more: Any) -> tuple[int, Json]:
    body = {"id": str(uuid.uuid4()), "buddy": None if buddy is None else out.east.staff(buddy), **more}
    return out.east.ask("PUT", f"/team/people/{out.east.staff(whose)}/buddy", body, by=by)


def set_margin(tablet: Tablet, team: str, minutes: Any) -> None:
    """As the Team page does, on the team as the tablet has it with the place's people."""
    tablet.change("team", team, derived(f"people:{PLACE}"), {"lone_margin_minutes": None}, {"lone_margin_minutes": minutes})


def test_the_buddy_that_a_lead_named_is_on_the_persons_tablet_and_is_who_is_told(out: Out) -> None:
    out.now(10)
    assert say(out, "anna", "ben")[0] == 204
    assert person(out, "anna")["buddy"] == {"id": out.east.staff("ben"), "is_chosen": True}
    anna = out.tablet("anna")
    anna.pull()
    mine = anna.bundles[derived(f"mine:{out.east.staff('anna')}")].record(derived(f"my_day:{out.east.staff('anna')}:{DAY.isoformat()}"))
    assert mine is not None
    assert mine["fields"]["buddy"] == out.east.staff("ben")
    overdue(out)
    assert out.alarm("ben").buddy == out.east.staff("ben")
    assert say(out, "anna", None)[0] == 204
    assert person(out, "anna")["buddy"] == {"id": out.east.staff("ben"), "is_chosen": False}, "the nearest is Ben all the same"


def test_said_twice_it_is_one_saying_and_the_newest_word_stands(out: Out) -> None:
    made = str(uuid.uuid4())
    out.now(10)
    assert [say(out, "anna", "ben", id=made)[0] for _ in range(2)] == [204, 204]
    out.day("anna", {"buddy": out.east.staff("ben")}, {"buddy": None})
    assert person(out, "anna")["buddy"]["is_chosen"] is False


def test_nobody_is_their_own_buddy_nor_somebody_of_another_team_and_who_has_no_shift_needs_none(out: Out) -> None:
    for buddy in ("anna", "carl"):
        status, answer = say(out, "anna", buddy)
        assert (status, answer["errors"]["buddy"]) == (422, "A buddy is another member of the team.")
    status, answer = say(out, "lena", "ben")
    assert (status, answer["errors"]["buddy"]) == (422, "They have no shift today.")
    nonsense = {"id": str(uuid.uuid4()), "buddy": "nobody"}
    assert out.east.ask("PUT", f"/team/people/{out.east.staff('anna')}/buddy", nonsense, by="lena")[0] == 422


def test_only_a_lead_says_it_and_of_their_own_team(out: Out) -> None:
    out.now(10)
    assert say(out, "ben", "anna", by="anna")[0] == 403
    assert say(out, "anna", "ben", by="wanda")[0] == 404
    assert [person(out, name)["buddy"]["is_chosen"] for name in ("anna", "ben")] == [False, False]


def test_the_margin_that_a_lead_sets_holds_for_their_team_from_the_next_look(out: Out) -> None:
    assert page(out)["margin"] == {"own": None, "place": 15}
    set_margin(out.tablet("lena"), EAST, 30)
    out.push("lena")
    assert page(out)["margin"] == {"own": 30, "place": 15}
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.now(10, 59)
    out.spoke("ben", "lena")
    out.look()
    assert out.copies() == [], "due at half past ten, and half an hour has not passed"
    out.now(11)
    out.look()
    assert out.alarm("ben").due_at.isoformat()[:16] == at(10, 30)[:16]


def test_a_lead_changes_no_other_team_and_nobody_else_any(out: Out) -> None:
    """The rule stands at the door: whatever a tablet offers."""
    for name, team in (("lena", WEST), ("anna", EAST)):
        set_margin(out.tablet(name), team, 60)
        assert [ending["ending"] for ending in out.tablet(name).push()] == ["refused"]
    lena = out.tablet("lena")
    for minutes in (4, 61, 7.5, "ten"):
        set_margin(lena, EAST, minutes)
    lena.change("team", EAST, derived(f"people:{PLACE}"), {"name": "East"}, {"name": "The best team"})
    assert {ending["ending"] for ending in lena.push()} == {"refused"}
    assert page(out)["margin"] == {"own": None, "place": 15}
