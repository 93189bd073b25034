"""How an alarm stands, by hand: who is told when, what ends it and what does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from backend.lone_working.clock import Matter, OwnDay, Person, Presence
from backend.lone_working.course import Answer, Course, begun, followed

DUE = datetime(2026, 11, 25, 10, 35, tzinfo=UTC)
NOW = DUE + timedelta(minutes=15)
OVERDUE = Matter("overdue:a", "overdue", "anna", DUE, 15, "visit", "patient", DUE - timedelta(minutes=30))
RING = Matter("ring:day", "asks-to-be-rung", "anna", DUE, 0, "visit")
THERE = Presence("a", "visit", "patient", "anna", DUE - timedelta(minutes=30), DUE)
ANNA = Person("anna", "east", 15, leads=("lena",), presences=(THERE,), heard_at=DUE - timedelta(minutes=30))


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def told(matter: Matter = OVERDUE, person: Person = ANNA, buddy: str | None = "ben", heard: datetime | None = NOW) -> Course:
    return begun(matter, person, buddy, heard, NOW)


def later(course: Course, after: timedelta, *answers: Answer, matter: Matter = OVERDUE, person: Person = ANNA) -> Course:
    return followed(course, matter, person, answers, {}, NOW + after)


def said(by: str, what: str, after: float, words: str | None = "A word.") -> Answer:
    return Answer(by, what, words, NOW + minutes(after))


@pytest.mark.parametrize(
    ("course", "at_once"),
    [
        (told(), False),
        (told(heard=NOW - minutes(15)), False),
        (told(heard=NOW - minutes(16)), True),  # the buddy's own tablet is silent
        (told(heard=None), True),
        (told(buddy=None, heard=None), True),
        (told(RING), True),
    ],
)
def test_the_leads_are_told_at_once_where_waiting_for_the_buddy_would_be_waiting_for_nobody(course: Course, at_once: bool) -> None:
    assert (course.leads_told_at is not None) is at_once


@pytest.mark.parametrize(
    ("after", "answers", "are_told"),
    [
        (14.9, [], False),
        (15, [], True),
        (1, [said("ben", "cannot", 1)], True),
        (30, [said("ben", "have-them", 5)], False),
        (64.9, [said("ben", "have-them", 5)], False),
        (65, [said("ben", "have-them", 5)], True),  # an hour old
        (30, [said("anna", "have-them", 5)], True),  # nobody has themself
        (30, [said("lena", "have-them", 5)], True),  # a lead's word is no buddy's: the other leads hear of it
    ],
)
def test_the_leads_are_told_when_the_buddy_says_nothing_or_cannot_or_their_word_is_old(after: float, answers: list[Answer], are_told: bool) -> None:
    assert (later(told(), minutes(after), *answers).leads_told_at is not None) is are_told


def test_the_latest_word_of_anybody_but_the_person_is_what_all_read() -> None:
    course = later(
        told(), minutes(9), said("ben", "have-them", 3, "On the phone."), said("lena", "have-them", 6, "I ring too."), said("anna", "cannot", 8)
    )
    assert (course.answered_by, course.answer_was, course.answer_words_were) == ("lena", "have-them", "I ring too.")


@pytest.mark.parametrize(
    ("person", "how"),
    [
        (replace(ANNA, presences=(replace(THERE, left_at=DUE + minutes(20)),)), "left"),
        (replace(ANNA, presences=(replace(THERE, is_over=True),)), "left"),
        (replace(ANNA, presences=(replace(THERE, leave_by=DUE + minutes(60)),)), "more-time"),
        (replace(ANNA, presences=(replace(THERE, leave_by=DUE - minutes(5)),)), None),  # an earlier promise is no later one
        (replace(ANNA, presences=(replace(THERE, arrived_at=None),)), "corrected"),
        (replace(ANNA, presences=()), "corrected"),
        (ANNA, None),
    ],
)
def test_r3_it_ends_by_what_the_person_wrote_of_the_visit(person: Person, how: str | None) -> None:
    assert later(told(), minutes(20), person=person).ended_how == how


def test_the_person_ends_it_by_a_word_a_buddy_never_and_a_lead_with_what_they_know() -> None:
    assert later(told(), minutes(3), said("anna", "safe", 2, None)).ended_how == "safe"
    assert later(told(), minutes(3), said("ben", "safe", 2)).ended_how is None
    ended = later(told(), minutes(3), said("lena", "safe", 2, "Spoke with her."))
    assert (ended.ended_how, ended.ended_by, ended.ended_words) == ("lead", "lena", "Spoke with her.")


def test_once_ended_it_stays_so_whatever_is_said_after() -> None:
    ended = later(told(), minutes(3), said("anna", "safe", 2))
    assert later(ended, minutes(90), said("ben", "cannot", 80), said("lena", "safe", 85)) == ended


def test_who_asked_to_be_rung_is_not_taken_at_their_tablets_word() -> None:
    gone = replace(ANNA, presences=(replace(THERE, left_at=DUE + minutes(20)),))
    stands = later(told(RING), minutes(20), said("anna", "safe", 2), said("ben", "have-them", 3), matter=RING, person=gone)
    assert stands.ended_at is None
    assert later(stands, minutes(21), said("lena", "safe", 20, "Heard her voice."), matter=RING, person=gone).ended_how == "lead"


def test_where_nobody_leads_the_buddys_word_ends_it() -> None:
    alone = replace(ANNA, leads=())
    course = told(RING, alone)
    assert later(course, minutes(5), said("ben", "have-them", 4), matter=RING, person=alone).ended_how == "lead"


@pytest.mark.parametrize(
    ("more", "how"),
    [
        ({"presences": (replace(THERE, arrived_at=DUE + minutes(5)),)}, "arrived"),
        ({"presences": (replace(THERE, visit="another", arrived_at=DUE + minutes(5)),)}, "seen"),
        ({"presences": (replace(THERE, visit="another", arrived_at=DUE - minutes(50)),)}, None),
        # Left the visit before a little late, before anybody was told: it is there that they are missed from.
        ({"presences": (replace(THERE, visit="another", arrived_at=DUE - minutes(50), left_at=DUE + minutes(10)),)}, None),
        ({"presences": (replace(THERE, visit="another", arrived_at=DUE - minutes(50), left_at=NOW + minutes(5)),)}, "seen"),
        ({"days": (OwnDay("day", DUE - minutes(120), DUE + minutes(300), ended_at=DUE + minutes(30)),), "presences": ()}, "day-ended"),
        ({"days": (OwnDay("day", DUE - minutes(120), DUE + minutes(300), away_since=DUE),), "presences": ()}, "away"),
    ],
)
def test_who_was_missed_at_a_visit_is_found_by_whatever_they_wrote_since(more: dict[str, object], how: str | None) -> None:
    matter = Matter("not-arrived:visit:anna", "not-arrived", "anna", DUE, 15, "visit")
    person = replace(ANNA, **more)  # type: ignore[arg-type]
    course = followed(told(matter), matter, person, [], {"visit": frozenset({"anna"})}, NOW + minutes(10))
    assert course.ended_how == how


def test_who_is_no_longer_asked_to_the_visit_is_not_missed_there() -> None:
    matter = Matter("not-arrived:visit:anna", "not-arrived", "anna", DUE, 15, "visit")
    person = replace(ANNA, presences=())
    assert followed(told(matter), matter, person, [], {"visit": frozenset({"ben"})}, NOW).ended_how == "called-off"
    assert followed(told(matter), matter, person, [], {}, NOW).ended_how == "called-off"


def test_that_a_silent_tablet_speaks_again_is_told_and_that_a_speaking_one_goes_on_is_not() -> None:
    silent = told()
    assert silent.heard_at == DUE - minutes(30)
    again = later(silent, minutes(2), person=replace(ANNA, heard_at=NOW + minutes(1)))
    assert again.heard_at == NOW + minutes(1)
    assert later(again, minutes(3), person=replace(ANNA, heard_at=NOW + minutes(2))) == again
