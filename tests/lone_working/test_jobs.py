"""Who is overdue is told to the buddy, then to the leads, once each; and it ends by what the person writes, whenever that arrives (R3)."""

from __future__ import annotations

import pytest

from tests.board.conftest import at
from tests.lone_working.conftest import Out, overdue


def test_r3_until_the_margin_has_passed_nobody_is_told_anything(out: Out) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.now(10, 44)
    out.spoke("ben")
    assert out.look() == 0
    assert not out.copies()


def test_r3_after_the_margin_the_buddy_is_told_and_the_leads_are_not_yet(out: Out) -> None:
    visit = overdue(out)
    assert out.told() == {"anna", "ben"}
    told = out.alarm("ben")
    assert (told.cause, told.visit, told.about) == ("overdue", visit, out.east.staff("anna"))
    assert (told.due_at, told.raised_at.replace(microsecond=0)) == (out.time("10:30"), out.time("10:46"))
    assert (told.arrived_at, told.buddy) == (out.time("10:00"), out.east.staff("ben"))


def test_r3_the_leads_are_told_when_the_buddy_says_nothing_for_as_long_again(out: Out) -> None:
    overdue(out)
    out.now(11, 0)
    out.look()
    assert out.told() == {"anna", "ben"}
    out.now(11, 2)
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora"}, "both who lead the team, and nobody else"
    assert {one.leads_told_at.replace(microsecond=0) for one in out.copies()} == {out.time("11:02")}, "all read the same"


def test_who_has_them_says_what_was_found_and_keeps_the_leads_from_being_told_for_an_hour(out: Out) -> None:
    overdue(out)
    out.now(10, 50)
    out.answer("ben", "have-them", "On the phone with her: the ambulance is there.")
    out.look()
    out.now(11, 40)
    out.look()
    assert out.told() == {"anna", "ben"}
    assert out.alarm("anna").answer_words_were == "On the phone with her: the ambulance is there."
    out.now(11, 51)
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora"}, "an hour later she has still not left, and nobody said more"


def test_who_says_that_they_have_them_without_a_word_of_what_was_found_is_not_taken(out: Out) -> None:
    overdue(out)
    with pytest.raises(AssertionError, match="invalid-value"):
        out.answer("ben", "have-them")


def test_a_buddy_who_cannot_hands_it_to_the_leads_at_once(out: Out) -> None:
    overdue(out)
    out.now(10, 47)
    out.answer("ben", "cannot", "In the middle of a dressing.")
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora"}


def test_a_buddy_whose_own_tablet_is_not_heard_of_is_told_and_the_leads_with_them(out: Out) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.spoke("ben")
    out.arrive("anna", "rose", visit)
    out.now(10, 46)
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora"}


def test_r3_leaving_ends_it_for_everyone_who_was_told(out: Out) -> None:
    visit = overdue(out)
    out.now(10, 52)
    out.leave("anna", "rose", visit)
    out.look()
    assert {(one.ended_how, one.left_at) for one in out.copies()} == {("left", out.time("10:52"))}
    assert out.told() == set()


def test_a_leaving_that_comes_late_takes_it_back_with_its_real_time(out: Out) -> None:
    visit = overdue(out)
    out.now(11, 5)
    out.look()
    out.leave("anna", "rose", visit, made_at=at(10, 28), send=False)
    out.now(11, 20)
    out.push("anna")
    out.look()
    for name in ("ben", "lena", "cora"):
        told = out.alarm(name)
        assert (told.ended_how, told.left_at) == ("left", out.time("10:28")), "in time, two minutes before she was to"
        assert told.ended_at.replace(microsecond=0) == out.time("11:20"), "and when that was heard"


def test_a_quarter_more_ends_it_and_staying_beyond_that_is_a_new_one(out: Out) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit, minutes=30)
    out.now(10, 46)
    out.spoke("ben")
    out.look()
    out.now(10, 48)
    out.stay("anna", "rose", visit, at(10, 30), 15)
    out.look()
    assert out.alarm("ben").ended_how == "more-time"
    out.now(11, 19)
    out.spoke("ben")
    out.look()
    assert [one.ended_how for one in out.copies("ben")] == ["more-time", None]


def test_the_person_says_that_they_are_safe_on_their_own_copy(out: Out) -> None:
    overdue(out)
    out.now(10, 50)
    out.answer("anna", "safe")
    out.look()
    assert (out.alarm("ben").ended_how, out.alarm("ben").ended_by) == ("safe", out.east.staff("anna"))


def test_a_buddy_cannot_end_it_and_a_lead_can_with_what_they_found(out: Out) -> None:
    overdue(out)
    out.now(11, 2)
    out.look()
    out.answer("ben", "safe", "She is all right.")
    out.look()
    assert "ben" in out.told()
    out.answer("lena", "safe", "Spoke with her: her tablet is broken.")
    out.look()
    assert {(one.ended_how, one.ended_by, one.ended_words) for one in out.copies()} == {
        ("lead", out.east.staff("lena"), "Spoke with her: her tablet is broken.")
    }


def test_who_asks_to_be_rung_is_told_to_buddy_and_leads_at_once_and_their_own_tablet_does_not_end_it(out: Out) -> None:
    visit = out.visit("anna")
    out.now(10)
    out.arrive("anna", "rose", visit)
    out.spoke("ben")
    out.now(10, 10)
    asked = {"ring_asked_at": None, "ring_asked_visit": None}
    out.day("anna", asked, {"ring_asked_at": at(10, 10), "ring_asked_visit": visit})
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora"}
    out.now(10, 20)
    out.answer("anna", "safe")
    out.leave("anna", "rose", visit)
    out.look()
    assert out.told() == {"anna", "ben", "lena", "cora"}, "somebody else may be holding her tablet"
    out.answer("lena", "safe", "Heard her voice: the dog was loose.")
    out.look()
    assert out.told() == set()
