"""How an alarm stands: pure, worked out anew from what is written, whoever wrote it and in whatever order it came.

1. It is told to the buddy when it is raised, and to the leads at once where somebody asks to be rung, where there is no buddy, where the buddy's own
   tablet is not heard of, or the buddy cannot; else when the margin has passed once more without "I have them", or when that word has grown old.
2. It ends by itself with what the person writes: leaving, more time, arriving, ending their day, "I am safe". A lead ends it with a word.
3. Who asked to be rung is not taken at their tablet's word afterwards: somebody may be holding it. Only a lead's word ends that; a buddy's, where
   there is no lead.
4. What comes late ends it with its real times: when they left, and when that was heard.
5. Once ended it stays ended: whatever is missed after it is another matter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from backend.lone_working.clock import Matter, Person, Presence
from backend.lone_working.words import ANSWER_HOLDS, SILENT_AFTER

SILENT = timedelta(minutes=SILENT_AFTER)
HOLDS = timedelta(minutes=ANSWER_HOLDS)


@dataclass(frozen=True, slots=True)
class Answer:
    """What one reader said on their own copy."""

    by: str
    what: str
    words: str | None
    at: datetime


@dataclass(frozen=True, slots=True)
class Course:
    """The group `course` of an alarm, the same in all copies."""

    arrived_at: datetime | None = None
    left_at: datetime | None = None
    heard_at: datetime | None = None
    buddy: str | None = None
    buddy_told_at: datetime | None = None
    leads: tuple[str, ...] = ()
    leads_told_at: datetime | None = None
    answered_by: str | None = None
    answered_at: datetime | None = None
    answer_was: str | None = None
    answer_words_were: str | None = None
    ended_at: datetime | None = None
    ended_how: str | None = None
    ended_by: str | None = None
    ended_words: str | None = None


def begun(matter: Matter, person: Person, buddy: str | None, buddy_heard_at: datetime | None, now: datetime) -> Course:
    """The course of an alarm that is raised now."""
    course = Course(
        arrived_at=matter.arrived_at,
        heard_at=person.heard_at,
        buddy=buddy,
        buddy_told_at=now if buddy else None,
        leads=person.leads,
    )
    is_deaf = buddy_heard_at is None or now - buddy_heard_at > SILENT
    if matter.cause == "asks-to-be-rung" or buddy is None or is_deaf:
        course = replace(course, leads_told_at=now)
    return course


def followed(
    course: Course, matter: Matter, person: Person, answers: Sequence[Answer], visits: Mapping[str, frozenset[str]], now: datetime
) -> Course:
    """The course as it stands now. `visits`: who is asked to those visits that still stand."""
    if course.ended_at is not None:
        return course  # 5
    said = sorted((one for one in answers if one.by != person.id), key=lambda one: (one.at, one.by))
    new = course
    if person.team is not None and not set(person.leads) <= set(course.leads):  # somebody took the team over, or came back to it
        new = replace(new, leads=tuple(sorted({*course.leads, *person.leads})))
    if said:
        last = said[-1]
        new = replace(new, answered_by=last.by, answered_at=last.at, answer_was=last.what, answer_words_were=last.words)
    ended = _ended(matter, person, answers, new, visits)
    if ended is not None:
        how, by, words, where = ended
        if where is not None:
            new = replace(new, arrived_at=where.arrived_at, left_at=where.left_at)
        return replace(new, ended_at=now, ended_how=how, ended_by=by, ended_words=words, heard_at=person.heard_at)
    if new.leads_told_at is None and _leads_are_due(new, matter, said, now):
        new = replace(new, leads_told_at=now)
    known, heard = course.heard_at, person.heard_at
    if heard is not None and heard != known and (new != course or known is None or heard - known > SILENT):
        new = replace(new, heard_at=heard)
    return new


def _leads_are_due(course: Course, matter: Matter, said: Sequence[Answer], now: datetime) -> bool:
    told = course.buddy_told_at
    if told is None:
        return True
    of_buddy = [one for one in said if one.by == course.buddy]
    if of_buddy and of_buddy[-1].what == "have-them":
        return now >= of_buddy[-1].at + HOLDS
    return bool(of_buddy) or now >= told + timedelta(minutes=matter.margin_minutes)


Ended = tuple[str, str, str | None, Presence | None]


def _ended(matter: Matter, person: Person, answers: Sequence[Answer], course: Course, visits: Mapping[str, frozenset[str]]) -> Ended | None:
    """(how, by whom, in which words, what came in), or None while it stands."""
    for one in sorted(answers, key=lambda answer: (answer.at, answer.by)):
        if one.by in course.leads and one.what == "safe" and one.by != person.id:
            return "lead", one.by, one.words, None
    if matter.cause == "asks-to-be-rung":  # 3
        alone = [one for one in answers if not course.leads and one.by == course.buddy and one.what == "have-them"]
        return ("lead", alone[-1].by, alone[-1].words, None) if alone else None
    itself = _came_in(matter, person, visits, course)
    if itself is not None:
        return itself[0], person.id, None, itself[1]
    own = next((one for one in answers if one.by == person.id and one.what == "safe"), None)
    return ("safe", person.id, own.words, None) if own else None


def _came_in(matter: Matter, person: Person, visits: Mapping[str, frozenset[str]], course: Course) -> tuple[str, Presence | None] | None:
    there = next((one for one in person.presences if one.visit == matter.visit), None)
    if matter.cause == "overdue":
        if there is None or there.arrived_at is None:
            return "corrected", None
        if not there.is_open:
            return "left", there
        return ("more-time", None) if there.due_at is not None and there.due_at > matter.due_at else None
    day = next((one for one in person.days if matter.key.endswith(one.id)), None) or person.day_at(matter.due_at)
    if there is not None and there.arrived_at is not None:
        return "arrived", there
    if day is not None and day.ended_at is not None and day.ended_at >= matter.due_at - HOLDS:
        return "day-ended", None
    if day is not None and day.away_since is not None:
        return "away", None
    raised = min((at for at in (course.buddy_told_at, course.leads_told_at) if at is not None), default=matter.due_at)
    since = [
        one  # who had left the visit before a little late was not seen since: that is where they were missed from
        for one in person.presences
        if one.last_at is not None and (one.last_at > raised or (one.arrived_at is not None and one.arrived_at > matter.due_at))
    ]
    if since:
        return "seen", max(since, key=lambda one: (one.last_at or matter.due_at, one.id))
    if matter.cause == "not-arrived" and person.id not in visits.get(matter.visit or "", frozenset()):
        return "called-off", None
    return None
