"""What a written record means for grants: the hooks that run in the same transaction (R9).

`app.py` hangs them on the kinds; a loader, after which no hook runs, calls `grant_visits` itself.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.grants.rules import ALL_PARTS, TRAVELS_AHEAD
from backend.grants.services import grant, grant_id
from backend.places import queries as places
from backend.record import Record, registry
from backend.record.registry import Writer


def register() -> None:
    """Hangs the hooks on the kinds that make grants. Once more changes nothing."""
    registry.after_write("visit", visits_written)
    registry.after_write("patient", patients_written)
    registry.after_write("staff", staff_written)


@dataclass(frozen=True, slots=True)
class VisitPlan:
    """What a visit says about who may see the patient: all of it in one value, as hook and loaders hand it over."""

    visit: str
    place: str
    patient: str
    asked: Sequence[str]
    planned_start: datetime
    planned_end: datetime
    goes_ahead: bool = True
    """False: cancelled."""

    @property
    def until(self) -> datetime:
        """A visit of today is written up tomorrow at the latest: its grant lasts through the next day."""
        return wall_clock.midnight(wall_clock.day_of(self.planned_end) + timedelta(days=2))

    @property
    def travels_from(self) -> datetime:
        return wall_clock.midnight(wall_clock.day_of(self.planned_start) - TRAVELS_AHEAD)


# The plan's times only ever lengthen a grant: who was offline when the visit moved may still come by the old plan (R3).
_ASKED = """
insert into grants (id, place_id, staff_id, bundle_id, parts, why, carried, since, until, carried_from, visit_id, visit_start, visit_end)
select id, place, staff, patient, cast(:parts as text[]), 'visit', true, :now, until, carried_from, visit, starts, ends
from unnest(cast(:ids as uuid[]), cast(:places as uuid[]), cast(:staff as uuid[]), cast(:patients as uuid[]), cast(:visits as uuid[]),
            cast(:starts as timestamptz[]), cast(:ends as timestamptz[]), cast(:untils as timestamptz[]), cast(:travels as timestamptz[]))
     as asked (id, place, staff, patient, visit, starts, ends, until, carried_from)
on conflict (id) do update set
  visit_start = excluded.visit_start,
  carried_from = excluded.carried_from,
  visit_end = greatest(grants.visit_end, excluded.visit_end),
  until = greatest(grants.until, excluded.until)
"""

# Who is no longer asked, or whose visit was cancelled, keeps the grant until 24 hours after its planned end (R9): presence beats plan.
_RELEASED = """
update grants set until = greatest(visit_end + interval '24 hours', :now)
from unnest(cast(:ids as uuid[]), cast(:still as text[])) as plan (visit, still)
where grants.visit_id = plan.visit and not (grants.staff_id = any(cast(plan.still as uuid[])))
  and grants.until > greatest(visit_end + interval '24 hours', :now)
"""


def grant_visits(session: Session, plans: Sequence[VisitPlan], now: datetime) -> None:
    """Everyone who is asked to a visit may see its patient; who no longer is, until 24 hours after its planned end (R9).

    Repeating changes nothing. Plans of the past make no grant.
    """
    asked = [(plan, staff) for plan in plans if plan.goes_ahead and plan.until > now for staff in plan.asked]
    if asked:
        session.execute(
            text(_ASKED),
            {
                "parts": list(ALL_PARTS),
                "now": now,
                "ids": [grant_id("visit", plan.visit, staff) for plan, staff in asked],
                "places": [plan.place for plan, _ in asked],
                "staff": [staff for _, staff in asked],
                "patients": [plan.patient for plan, _ in asked],
                "visits": [plan.visit for plan, _ in asked],
                "starts": [plan.planned_start for plan, _ in asked],
                "ends": [plan.planned_end for plan, _ in asked],
                "untils": [plan.until for plan, _ in asked],
                "travels": [plan.travels_from for plan, _ in asked],
            },
        )
    if plans:
        still = ["{" + ",".join(plan.asked if plan.goes_ahead else ()) + "}" for plan in plans]
        session.execute(text(_RELEASED), {"ids": [plan.visit for plan in plans], "still": still, "now": now})


def visits_written(session: Session, records: Sequence[Record], actor: Writer) -> None:
    """What `visits` hangs on its kind (`after_write`): assigning a visit makes its grant in the same write."""
    plans = []
    for record in records:
        fields = record.fields
        start, end = fields.get("planned_start"), fields.get("planned_end")
        if record.patient and start and end:
            goes_ahead = fields.get("status") in (None, "planned")
            asked = fields.get("asked") or ()
            plans.append(VisitPlan(record.id, actor.place, record.patient, asked, wall_clock.from_wire(start), wall_clock.from_wire(end), goes_ahead))
    grant_visits(session, plans, wall_clock.now())


def patients_written(session: Session, records: Sequence[Record], actor: Writer) -> None:
    """What `patients` hangs on its kind (`after_write`): who makes a patient sees them, and so does their team (R9). Jobs grant by themselves."""
    new = [record for record in records if record.rev == 1]
    post = places.post(session, actor.staff) if new and actor.purpose is None else None
    if post is None:
        return
    now = wall_clock.now()
    for record in new:
        grant(session, "created", place=post.place, patient=record.id, staff=post.staff, now=now)
        if post.team is not None:
            grant(session, "created", place=post.place, patient=record.id, team=post.team, now=now, carried=False)


def staff_written(session: Session, records: Sequence[Record], actor: Writer) -> None:
    """What `places` hangs on its kind (`after_write`): who leaves a team keeps, for what they wrote in it, until when they were its member."""
    for record in records:
        stamp = record.stamps.get("all")
        left = (stamp.was or {}).get("team") if stamp else None
        if stamp is not None and left and left != record.fields.get("team"):
            session.execute(
                text(
                    "insert into team_left (staff_id, team_id, place_id, left_at) values (:staff, :team, :place, :at) "
                    "on conflict (staff_id, team_id) do update set left_at = greatest(team_left.left_at, excluded.left_at)"
                ),
                {"staff": record.id, "team": left, "place": actor.place, "at": wall_clock.from_wire(stamp.at)},
            )
