"""The inbox of the single point of access: always today's, whatever day it is tried; and a month of clocks behind it.

Made as such things are made: written by the access co-ordinator, through the one door. On each new day what the demo left open the day before is
closed, and the same people are referred anew.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import text

from backend import wall_clock
from backend.demo.ids import at, chance_of, named_id
from backend.demo.place import PLACE
from backend.demo.referred import PEOPLE, TODAY, Came, Referred
from backend.demo.world import World
from backend.places.services import ENGINE
from backend.record import Applied, Change, Merged, registry
from backend.record import services as record
from backend.record.pulling import schema
from backend.transaction import transaction

PURPOSE = "the demo place's referrals"
WHO = "Rukhsana Parveen"
PAST = 48
"""Two-hour clocks of the last sixty days, on people of the last team."""

Values = Mapping[str, Any]


class NotReferred(Exception):
    """The record did not take it: then the demo's inbox is not what it says it is."""


def keep_today(world: World, today: date, now: datetime) -> bool:
    """There are always referrals of today. True where they were written now; once more on one day changes nothing."""
    who = world.place.person(WHO).id
    teams = {one.name: team for team, one in world.place.extra.items()} | {"integrated": world.place.teams[0].id}
    writing = _Writing(who, teams, world, today, now)
    if not _there(writing.id_of("person", str(len(PEOPLE) - 1)), "patient"):
        writing.month_behind()
        writing.people()
        writing.write()
    if _there(writing.of_day("0"), "referral"):
        return False
    writing.close_before()
    writing.today_()
    writing.write()
    return True


def _there(id_: str, table: str) -> bool:
    with transaction(ENGINE) as session:
        return session.execute(text(f"select 1 from {table} where id = :id"), {"id": id_}).scalar() is not None  # noqa: S608 (names of ours)


class _Writing:
    """What the co-ordinator writes, in order."""

    def __init__(self, who: str, teams: Mapping[str, str], world: World, today: date, now: datetime) -> None:
        self.who, self.teams, self.world, self.now, self.day = who, teams, world, now, today
        self.began = at(world.made_on, 420)
        self.changes: list[Change] = []

    def id_of(self, *words: str) -> str:
        return named_id(self.began, PURPOSE, *words)

    def of_day(self, *words: str) -> str:
        return named_id(at(self.day, 0), PURPOSE, self.day.isoformat(), *words)

    def write(self) -> None:
        """Through the one door, as herself; what she may see follows from what she wrote."""
        writer = registry.Writer(staff=self.who, roles=frozenset({"coordinator"}), place=PLACE, purpose=PURPOSE)
        for change, ended in zip(self.changes, record.write(self.changes, writer, received_at=self.now).endings, strict=True):
            if not isinstance(ended.ending, Applied | Merged):
                raise NotReferred(f"{change} ended as {ended.ending}")
        self.changes.clear()

    def add(self, kind: str, id_: str, patient: str, when: datetime, saw: Values | None, said: Values) -> None:
        values = {name: _wire(value) for name, value in said.items() if saw is not None or value is not None}
        self.changes.append(
            Change(
                id=named_id(when, PURPOSE, id_, self.day.isoformat(), *sorted(values)),
                kind=kind,
                record=id_,
                bundle=patient,
                patient=patient,
                author=self.who,
                made_at=wall_clock.wire(min(when, self.now)),
                schema=schema(),
                saw=None if saw is None else {name: _wire(value) for name, value in saw.items()},
                set=values,
            )
        )

    def people(self) -> None:
        for n, person in enumerate(PEOPLE):
            patient = self.id_of("person", str(n))
            fields = {name: getattr(person, name) for name in ("given_name", "family_name", "nhs_number", "address_line", "postcode", "phone")}
            more: Values = {
                "born_on": person.born(self.world.made_on),
                "nhs_number_status": "02",
                "languages": sorted(person.languages),
                "interpreter_needed": person.interpreter or None,
                "gender": person.gender,
                "status": "active",
            }
            self.add("patient", patient, patient, self.began, None, {**fields, **more})

    def today_(self) -> None:
        for n, one in enumerate(TODAY):
            self.refer(self.of_day(str(n)), self.id_of("person", str(one.person)), one)

    def refer(self, id_: str, patient: str, one: Referred) -> None:
        came, found = self.moment(one.came), self.moment(one.found or one.came)
        fields = {
            **one.fields,
            "received_at": came,
            "why": one.why,
            "asks": sorted(one.asks) or None,
            "words": one.words,
            "priority": one.priority,
            "clock_type": one.clock,
            "clock_started_at": None if one.clock == "no-clock" else found,
            "status": one.status,
            **({"triaged_by": self._staff(one.by), "triage_started_at": self.moment(one.opened)} if one.opened else {}),
            **({"asked_whom": one.asked, "asked_what": one.question, "asked_at": self.moment(one.asked_at)} if one.asked_at else {}),
            **({"team": self.teams[one.team]} if one.team else {}),
            **({"decided_at": self.moment(one.decided)} if one.decided else {}),
            **({"told_seen_at": self.moment(one.seen), "told_seen_by": one.seen_by} if one.seen else {}),
            **({"advice": one.advice, "rejection_reason": "not-ours"} if one.advice else {}),
        }
        self.add("referral", id_, patient, came, None, fields)

    def moment(self, when: Came) -> datetime:
        """Minutes before now, or a day before today and a time on the clock; never later than now."""
        found = self.now - timedelta(minutes=when.ago) if when.ago is not None else at(self.day - timedelta(days=when.days), when.at)
        return min(found, self.now)

    def _staff(self, name: str | None) -> str:
        """Of a colleague whose team a smaller place does not have, the co-ordinator herself."""
        return next((person.id for person in self.world.place.staff() if person.name == name), self.who)

    def close_before(self) -> None:
        """What the demo left open on days before is over: nobody's list grows without end."""
        mine = [self.id_of("person", str(n)) for n in range(len(PEOPLE))]
        group = ("status", "status_reason", "team", "decided_at", "advice", "rejection_reason", "closed_at", "closure_reason", "joined_with")
        with transaction(ENGINE) as session:
            rows = session.execute(
                text(
                    f"select id::text, bundle_id::text, {', '.join(f'{name}' for name in group)} from referral "  # noqa: S608 (names of ours)
                    "where bundle_id = any(cast(:mine as uuid[])) and coalesce(status, 'new') in ('new', 'triage', 'asked', 'accepted')"
                ),
                {"mine": mine},
            ).all()
        for row in rows:
            saw = {name: getattr(row, name) for name in group}
            ended = {**saw, "status": "closed", "status_reason": None, "closed_at": at(self.day, 0), "closure_reason": "completed"}
            self.add("referral", row.id, row.bundle_id, at(self.day, 1), saw, ended)

    def month_behind(self) -> None:
        """Two-hour clocks that were over when the place was made, four of five in time, on people whom the last team cares for."""
        chance = chance_of(self.world.seed, PURPOSE)
        team = self.world.place.teams[-1]
        rapid = self.teams["Rapid response"]
        with transaction(ENGINE) as session:
            rows = session.execute(
                text("select bundle_id::text from grants where team_id = :team and why = 'caseload' order by bundle_id limit :most"),
                {"team": team.id, "most": 2 * PAST},
            )
            people = list(rows.scalars())[::2]
        for n, patient in enumerate(people):
            found = at(self.world.made_on - timedelta(days=1 + n * 60 // PAST), chance.randrange(480, 1080))
            took = chance.randrange(125, 260) if n % 5 == 4 else chance.randrange(35, 118)
            opened, seen = found + timedelta(minutes=chance.randrange(8, 40)), found + timedelta(minutes=took)
            source, organisation, why, reason = chance.choice(_PAST)
            fields = {
                "received_at": found + timedelta(minutes=2),
                "source": source,
                "came_by": "telephone",
                "from_organisation": organisation,
                "why": why,
                "reason": reason,
                "priority": "urgent",
                "clock_type": "two-hours",
                "clock_started_at": found,
                "triaged_by": self.who,
                "triage_started_at": opened,
                "status": "closed",
                "team": rapid,
                "decided_at": opened + timedelta(minutes=4),
                "told_seen_at": seen,
                "told_seen_by": "Rapid response, by telephone",
                "closed_at": found + timedelta(days=2),
                "closure_reason": "completed",
            }
            if found + timedelta(days=3) < self.began:
                self.add("referral", self.id_of("past", str(n)), patient, found, None, fields)


_PAST = (
    ("ambulance", "Ambulance crew", "Fall, up again, shaken", "falls-risk"),
    ("telephone-service", "111", "Blocked catheter", "catheter-problems"),
    ("gp-practice", "GP practice", "Breathless since the morning", "respiratory-conditions"),
    ("carer", "Daughter", "Cannot get up from the chair", "mobility-problems"),
    ("community-health", "District nurses", "Newly confused", "cognitive-problems"),
)


def _wire(value: Any) -> Any:
    if isinstance(value, datetime):
        return wall_clock.wire(value)
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date) else value
