"""What others ask about a place: who works where and as what, and how long a tablet may go without contact."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from backend.asking import Asking, rows
from backend.places.models import Organisation, Place, Practice, Staff, Team

_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Post:
    """Where somebody works, and as what."""

    staff: str
    place: str
    role: str
    team: str | None
    lease_days: int
    """How many days after its last complete pull a tablet of this place may open what it holds (R9)."""


_POST = """
select staff.id::text, staff.place_id::text, coalesce(staff.role, ''), staff.team::text, place.lease_days
from staff join place on place.id = staff.place_id where staff.id = %(staff)s and staff.status is distinct from 'left'
"""


# Of whoever the transaction acts for, with whom they oversee: the same function by which row-level security goes (migration 0002), so that nobody
# asks it for the row of `staff` once more. For other capabilities' statements about that person: a Post and `members`, or no row for who has left.
OWN_POST = """
select me.id as staff, me.place_id as place, coalesce(me.role, '') as role, me.team, place.lease_days, me.members
from acting_post() me join place on place.id = me.place_id
"""


def post(asks: Asking | Session, staff: str) -> Post | None:
    """Where somebody works now; None for who is not, or no longer, on the staff, and for a job's purpose."""
    if not _ID.fullmatch(staff):
        return None
    found = rows(asks, _POST, {"staff": staff})
    return Post(*found[0]) if found else None


def practices_by_code(session: Session, place: str) -> dict[str, str]:
    """The practices of a place by their code."""
    rows = session.execute(select(Practice.code, Practice.id).where(Practice.place_id == place, Practice.code.is_not(None)))
    return {row.code: row.id for row in rows}


def practice_names(session: Session, place: str) -> dict[str, str]:
    """The names of a place's practices, by id."""
    return {row.id: row.name or "" for row in session.execute(select(Practice.id, Practice.name).where(Practice.place_id == place))}


def gp_leads_over_age(session: Session, place: str) -> int:
    """Strictly over which age the GP answers for a person of this place."""
    return session.execute(select(Place.gp_leads_over_age).where(Place.id == place)).scalar_one()


_MEMBERS = "select id::text from staff where place_id = %(place)s and team = %(team)s and status is distinct from 'left' order by staff.id"


def members(asks: Asking | Session, place: str, team: str) -> list[str]:
    """Who is in a team now."""
    return [staff for (staff,) in rows(asks, _MEMBERS, {"place": place, "team": team})]


def of_team(session: Session, place: str, team: str, roles: Collection[str]) -> list[str]:
    """Who of a team has one of these roles now."""
    rows = select(Staff.id).where(Staff.place_id == place, Staff.team == team, Staff.role.in_(roles), Staff.status.is_distinct_from("left"))
    return list(session.scalars(rows.order_by(Staff.id)))


def working(session: Session, place: str) -> list[str]:
    """Everyone who is on the staff of a place now."""
    return list(session.scalars(select(Staff.id).where(Staff.place_id == place, Staff.status.is_distinct_from("left")).order_by(Staff.id)))


@dataclass(frozen=True, slots=True)
class TeamFacts:
    """A team, as others name it."""

    id: str
    name: str
    locality: str | None


def teams(session: Session, place: str) -> list[TeamFacts]:
    """The teams of a place, by name."""
    rows = session.execute(select(Team.id, Team.name, Team.locality).where(Team.place_id == place).order_by(Team.name, Team.id))
    return [TeamFacts(row.id, row.name or "", row.locality) for row in rows]


def team(session: Session, place: str, id_: str) -> TeamFacts | None:
    """One team of a place; None where it has no such team."""
    found = session.execute(select(Team.id, Team.name, Team.locality).where(Team.place_id == place, Team.id == id_)).one_or_none()
    return None if found is None else TeamFacts(found.id, found.name or "", found.locality)


def names(session: Session, place: str) -> list[str]:
    """The names of everyone who works or worked in a place."""
    return list(session.scalars(select(Staff.name).where(Staff.place_id == place, Staff.name.is_not(None)).order_by(Staff.id)))


def all_(session: Session) -> list[str]:
    """Every place of this installation."""
    return list(session.scalars(select(Place.id).order_by(Place.made_at, Place.id)))


def place_name(session: Session, place: str) -> str:
    return session.execute(select(Place.name).where(Place.id == place)).scalar_one()


def is_demonstration(session: Session, place: str) -> bool:
    """Whether everybody in a place is invented."""
    return session.execute(select(Place.is_demonstration).where(Place.id == place)).scalar_one()


def people(session: Session, place: str, staff: Collection[str]) -> dict[str, tuple[str, str]]:
    """Name and profession of members of staff, by id."""
    rows = session.execute(select(Staff.id, Staff.name, Staff.profession).where(Staff.place_id == place, Staff.id.in_(staff)))
    return {row.id: (row.name or "", row.profession or "") for row in rows}


def organisations(session: Session, place: str, ids: Collection[str]) -> dict[str, str]:
    """Names of organisations, by id."""
    rows = session.execute(select(Organisation.id, Organisation.name).where(Organisation.place_id == place, Organisation.id.in_(ids)))
    return {row.id: row.name or "" for row in rows}


def made_at(session: Session, place: str) -> datetime | None:
    """Since when there is this place; None where there is none."""
    return session.execute(select(Place.made_at).where(Place.id == place)).scalar_one_or_none()


def roles(session: Session, place: str) -> dict[str, str]:
    """The role of everyone who is on the staff of a place now, by id."""
    rows = session.execute(
        select(Staff.id, Staff.role).where(Staff.place_id == place, Staff.status.is_distinct_from("left"), Staff.role.is_not(None))
    )
    return {row.id: row.role for row in rows}


def named(session: Session, place: str, names: Collection[str]) -> list[str]:
    """The ids of those on the staff who are called so."""
    rows = select(Staff.id).where(Staff.place_id == place, Staff.name.in_(names), Staff.status.is_distinct_from("left"))
    return list(session.scalars(rows.order_by(Staff.id)))


def staff_of(session: Session, place: str, ids: Collection[str]) -> dict[str, Staff]:
    """Members of staff, also those who have left, by id."""
    return {one.id: one for one in session.scalars(select(Staff).where(Staff.place_id == place, Staff.id.in_(list(ids))))}


def base(session: Session, place: str, team: str) -> tuple[str, float, float] | None:
    """Where a team starts the day: its name, latitude and longitude; None where nobody said."""
    found = session.execute(select(Team.base_name, Team.latitude, Team.longitude).where(Team.place_id == place, Team.id == team)).one_or_none()
    return None if found is None or found.latitude is None or found.longitude is None else (found.base_name or "", found.latitude, found.longitude)


def posts(session: Session, place: str) -> dict[str, Post]:
    """Where everyone on the staff of a place works now, by id."""
    rows = session.execute(
        select(Staff.id, Staff.place_id, Staff.role, Staff.team, Place.lease_days)
        .join(Place, Place.id == Staff.place_id)
        .where(Staff.place_id == place, Staff.status.is_distinct_from("left"))
    )
    return {row.id: Post(row.id, row.place_id, row.role or "", row.team, row.lease_days) for row in rows}


def lone_margins(session: Session, place: str) -> dict[str | None, int]:
    """Minutes after which somebody who should have left is missed: of each team that said so, and of the place (under None)."""
    found: dict[str | None, int] = {None: session.execute(select(Place.lone_margin_minutes).where(Place.id == place)).scalar_one()}
    rows = session.execute(select(Team.id, Team.lone_margin_minutes).where(Team.place_id == place, Team.lone_margin_minutes.is_not(None)))
    for team, minutes in rows.tuples():
        if minutes is not None:
            found[team] = minutes
    return found


def bases(session: Session, place: str) -> dict[str, tuple[float, float]]:
    """Where each team starts the day, as latitude and longitude; those of which nobody said are absent."""
    rows = session.execute(select(Team.id, Team.latitude, Team.longitude).where(Team.place_id == place))
    return {row.id: (row.latitude, row.longitude) for row in rows if row.latitude is not None and row.longitude is not None}


def answerable(session: Session, place: str) -> dict[str, list[str]]:
    """Who answers for each team: whoever leads it, or, where nobody does, its coordinators. By team, in order."""
    rows = session.execute(
        select(Staff.team, Staff.role, Staff.id).where(
            Staff.place_id == place, Staff.team.is_not(None), Staff.role.in_(("lead", "coordinator")), Staff.status.is_distinct_from("left")
        )
    ).all()
    found: dict[str, list[str]] = {}
    for team in {row.team for row in rows}:
        of = {role: sorted(row.id for row in rows if row.team == team and row.role == role) for role in ("lead", "coordinator")}
        found[team] = of["lead"] or of["coordinator"]
    return found


def access_points(session: Session, place: str) -> list[str]:
    """The teams to which referrals of a place come, by id."""
    return list(session.scalars(select(Team.id).where(Team.place_id == place, Team.is_access_point.is_(True)).order_by(Team.id)))


def services(session: Session, place: str) -> list[Team]:
    """The teams that take referrals, by name: the directory of services."""
    return list(session.scalars(select(Team).where(Team.place_id == place, Team.takes_referrals.is_(True)).order_by(Team.name, Team.id)))


def spoken(session: Session, place: str) -> dict[str, list[str]]:
    """The languages that members of each team speak, by team, in order; teams of which nobody said anything are absent."""
    rows = session.execute(
        select(Staff.team, Staff.languages).where(
            Staff.place_id == place, Staff.team.is_not(None), Staff.languages.is_not(None), Staff.status.is_distinct_from("left")
        )
    )
    found: dict[str, set[str]] = {}
    for team, languages in rows.tuples():
        found.setdefault(str(team), set()).update(languages or ())
    return {team: sorted(languages) for team, languages in found.items()}
