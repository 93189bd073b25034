"""Offers of one search beside each other; and the first of them, which can be taken while better is looked for. The optimiser is the real one."""

from __future__ import annotations

import itertools
import threading
import time
from dataclasses import replace

import pytest

from backend import wall_clock
from backend.allocation.weights import LEAST_CHANGE
from backend.board import draft, looking, proposals
from backend.board.facts import ENGINE
from backend.transaction import transaction
from tests.board.conftest import East, at
from tests.board.test_proposals import a_day, ask, look, no_worker, see  # noqa: F401
from tests.sync_gateway.client import Json

pytest.importorskip("numba", reason="the optimiser is not installed")


def crowded(east: East) -> dict[str, str]:
    """Ben alone can take what is open, and only if Anna takes one of his: least change leaves it open, more covered moves that one."""
    east.skills("anna", "wound care")
    east.skills("ben", "wound care", "insulin")
    window = {"window_start": at(10), "window_end": at(10, 10), "window_is_hard": True}
    return {
        "ben's": east.plan("tom", at(10), 120, "ben", window_start=at(9, 55), window_end=at(10, 5), window_is_hard=True, priority=3),
        "open": east.plan("rose", at(10), 60, people=1, skills=["insulin"], priority=3, **window),
    }


def test_two_offers_are_found_in_one_search_and_the_lead_takes_one(east: East, monkeypatch: pytest.MonkeyPatch) -> None:
    """As if a changed carer cost more than a visit that nobody makes: then what changes least leaves out what the other offer covers."""
    monkeypatch.setattr(looking, "LEAST_CHANGE", replace(LEAST_CHANGE, changed=900.0))
    visits = crowded(east)
    found = look(east, ask(east, change="both")["id"])
    assert (found["state"], found["change"], found["offer"]) == ("ready", "both", "least"), found["message"]
    least, more = found["offers"]
    assert (least["change"], least["others"], least["unallocated"]) == ("least", 0, 1)
    assert (more["change"], more["others"], more["unallocated"]) == ("more", 1, 0)
    assert found["after"]["travel_minutes"] == least["travel_minutes"]
    assert [one["visit"] for one in found["left_out"]] == [visits["open"]]
    status, other = east.ask("GET", f"/board/proposals/{found['id']}?offer=more")
    assert (status, other["offer"], other["offers"], other["left_out"]) == (200, "more", found["offers"], [])
    assert {one["visit"] for one in other["changes"]} == set(visits.values())
    status, counted = east.ask("POST", f"/board/proposals/{found['id']}/count", {"visits": [visits["ben's"]], "offer": "more"})
    assert (status, counted["after"]["allocated"]) == (200, 1)
    for path, body in (("/count", {"visits": None, "offer": "free"}), ("/take", {"visits": None, "offer": "free"})):
        assert east.ask("POST", f"/board/proposals/{found['id']}{path}", body)[0] == 404, "no such offer was found"
    assert east.ask("GET", f"/board/proposals/{found['id']}?offer=free")[0] == 404
    status, taken = east.ask("POST", f"/board/proposals/{found['id']}/take", {"visits": None, "offer": "more"})
    assert (status, taken["board"]["counts"]["allocated"]) == (200, 2)
    assert east.ask("POST", f"/board/proposals/{found['id']}/take", {"visits": None, "offer": "least"})[0] == 404, "the other is gone with it"


def told_already(east: East) -> dict[str, str]:
    """A day of which people know, into which something has come: a proposal for it has two offers."""
    visits = a_day(east)
    told = {"insulin": ("anna", at(8, 45)), "wound": ("anna", at(12))}
    east.move(*(east.to(visits[name], who, start=start) for name, (who, start) in told.items()))
    return visits


def found_already(east: East) -> tuple[Json, looking.Offers]:
    """A proposal with two offers, as a lead sees it; and the offers as they are kept."""
    found = look(east, ask(east, change="both")["id"])
    with east.world.app.app_context(), transaction(ENGINE) as session:
        return found, proposals.offers(proposals.find(session, found["id"]))


def test_the_first_offer_is_there_while_better_is_looked_for_and_taking_it_ends_the_search(east: East) -> None:
    visits = told_already(east)
    asked = ask(east, change="both", seconds=60)
    worker = threading.Thread(target=look, args=(east, asked["id"]))
    worker.start()
    while not (first := see(east, asked["id"]))["offers"]:
        assert worker.is_alive(), first
        time.sleep(0.1)
    assert first["state"] == "looking"
    assert (first["after"]["allocated"], first["better"]) == (3, [])
    status, counted = east.ask("POST", f"/board/proposals/{asked['id']}/count", {"visits": [visits["pair"]], "offer": first["offer"]})
    assert (status, counted["after"]["allocated"]) == (200, 3)
    status, taken = east.ask("POST", f"/board/proposals/{asked['id']}/take", {"visits": None, "offer": first["offer"], "look": "first"})
    assert (status, taken["board"]["counts"]) == (200, first["after"])
    worker.join(30)
    assert not worker.is_alive(), "the search is over before its minute is"
    assert (see(east, asked["id"])["state"], east.board()["proposal"]) == ("taken", None)


def test_what_was_seen_first_is_what_is_taken_whatever_was_found_since(east: East) -> None:
    visits = told_already(east)
    _, offers = found_already(east)
    fewer = {name: {**one, "changes": [change for change in one["changes"] if change["visit"] != visits["pair"]]} for name, one in offers.items()}
    again = ask(east, change="both")["id"]
    with east.world.app.app_context(), transaction(ENGINE) as session:
        proposals.begin(session, again)
        proposals.keep_first(session, again, 0, fewer)
        proposals.keep_first(session, again, 0, offers)  # a worker that began anew
    assert [one["visit"] for one in see(east, again)["changes"]] == []
    with east.world.app.app_context(), transaction(ENGINE) as session:
        proposals.finish(session, again, 0, offers)
    newest = see(east, again)
    assert ([one["visit"] for one in newest["changes"]], newest["better"]) == ([visits["pair"]], [])
    status, first = east.ask("GET", f"/board/proposals/{again}?look=first")
    assert (status, first["changes"], first["better"]) == (200, [], newest["offers"])
    status, taken = east.ask("POST", f"/board/proposals/{again}/take", {"visits": None, "look": "first"})
    assert (status, taken["board"]["counts"]["allocated"]) == (200, 2)


def test_where_the_longer_search_breaks_what_was_found_first_can_be_taken(east: East) -> None:
    told_already(east)
    found, offers = found_already(east)
    again = ask(east, change="both")["id"]
    with east.world.app.app_context(), transaction(ENGINE) as session:
        proposals.begin(session, again)
        proposals.keep_first(session, again, 0, offers)
        proposals.fail(session, again, proposals.FAILURES["fault"])
    assert (see(east, again)["state"], see(east, again)["message"]) == ("ready", None)
    status, taken = east.ask("POST", f"/board/proposals/{again}/take", {"visits": None, "look": "first"})
    assert (status, taken["board"]["counts"]) == (200, found["after"])


def test_where_nothing_better_was_found_there_is_nothing_to_choose(east: East) -> None:
    told_already(east)
    found, offers = found_already(east)
    again = ask(east, change="both")["id"]
    with east.world.app.app_context(), transaction(ENGINE) as session:
        proposals.begin(session, again)
        proposals.keep_first(session, again, 0, offers)
        proposals.finish(session, again, 0, offers)
    status, first = east.ask("GET", f"/board/proposals/{again}?look=first")
    assert (status, first["state"], first["better"], first["offers"]) == (200, "ready", [], found["offers"])


@pytest.mark.parametrize(("change", "seconds", "firsts"), [("both", 10, 1), ("least", 10, 1), ("free", 10, 0), ("both", 3, 0)])
def test_there_is_a_first_look_where_people_were_told_and_enough_time_is_left(east: East, change: str, seconds: int, firsts: int) -> None:
    told_already(east)
    asked, clock, firsts_found, told = ask(east, change=change, seconds=seconds)["id"], itertools.count(), [], []
    with east.world.app.app_context(), transaction(ENGINE) as session:
        row = proposals.begin(session, asked)
        assert row is not None
        facts = draft.facts_of(east.lead(), wall_clock.now())
        found = looking.look(facts, row, lambda: next(clock) / 50, told.append, lambda: False, found_first=firsts_found.append)
    assert [set(one) for one in firsts_found] == [set(found)] * firsts
    assert [one.share for one in told] == sorted(one.share for one in told), "how far it is never goes back"
    for first in firsts_found:
        for name, offer in found.items():
            assert looking.numbers(offer)["unallocated"] <= looking.numbers(first[name])["unallocated"]


def test_the_offer_that_covers_more_never_covers_less_than_the_other() -> None:
    def offer(unallocated: list[int], others: int) -> Json:
        changed = [{"kind": "moves", "now": {"staff": ["a"]}}] * others
        return {"after": {"unallocated": unallocated, "travel_minutes": 0.0}, "changes": changed}

    few, many = offer([0, 1, 0], 1), offer([0, 0, 1], 4)
    assert looking.ranked([("least", few), ("more", many)]) == {"least": few, "more": many}
    assert looking.ranked([("least", many), ("more", few)]) == {"least": few, "more": many}, "the search for the one found the other"
    assert looking.ranked([("least", offer([0, 0, 0], 1)), ("more", many)])["more"] == offer([0, 0, 0], 1), "one plan may be both"
