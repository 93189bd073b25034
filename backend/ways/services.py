"""How long a team's day takes: what its lead set, what was learnt, what a server of streets said. Read by the board as engine, for its leads."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any

from flask import current_app
from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.allocation.travel import ASSUMED, CALLED, Means, Travel
from backend.config import Config
from backend.grants import services as grants
from backend.places import queries as places
from backend.visits import queries as visits
from backend.visits.models import MyDay
from backend.ways import learning, queries, streets, tables
from backend.ways.learning import Factor, Took
from backend.ways.models import LearntVisit, LearntWay, StreetTable, TeamWays

LOOK_BACK = timedelta(days=180)
TRIPS_BACK = timedelta(days=56)
FRESH = timedelta(days=14)
"""A table of streets is asked for anew after so long,"""
AGAIN = timedelta(minutes=10)
"""and one that did not come, after so long."""
FETCH_SECONDS = 15.0
TABLES_KEPT = timedelta(days=2)


@dataclass(frozen=True)
class Source:
    """Where the minutes of one means come from. `said`: why the server's are not there, where one was asked."""

    means: Means
    factor: Factor
    is_set: bool = False
    from_streets: bool = False
    said: str | None = None


@dataclass(frozen=True)
class Ways:
    """What a day is reckoned with."""

    sources: Mapping[str, Source]
    travel: Travel
    uses_factors: bool = True
    uses_took: bool = False
    by: str | None = None
    at: datetime | None = None
    minutes: Mapping[tuple[str, str], list[float]] = field(default_factory=dict)

    def took(self, patient: str | None, purpose: str | None, planned: float) -> Took | None:
        """What visits of this kind to this person took; None where too little is known."""
        return learning.took(planned, self.minutes.get((patient or "", purpose or ""), ()))

    def stamp(self) -> list[Any]:
        """What a board that was read with it is known by."""
        of = [[name, one.factor.value, one.from_streets, one.said] for name, one in sorted(self.sources.items())]
        return [of, self.at.isoformat() if self.at else None, sorted((*key, *minutes) for key, minutes in self.minutes.items())]


PLAIN = Ways({name: Source(means, Factor()) for name, means in ASSUMED.items()}, Travel())
"""As nobody has said anything."""


def server(config: Config | None = None) -> streets.Server | None:
    """The server of streets that was set for this installation; None where there is none."""
    config = config or current_app.extensions["alongside"]
    assert isinstance(config, Config)
    return streets.Server(config.streets_kind, config.streets_url, config.streets_means) if config.streets_url else None


def of_team(session: Session, team: str, day: date | None = None, patients: Collection[str] = ()) -> Ways:
    """What a team's day is reckoned with. `patients`: whose visits' minutes are wanted."""
    row = session.get(TeamWays, team)
    factors = {one.means: Factor(one.factor, one.of) for one in session.scalars(select(LearntWay).filter_by(team_id=team))}
    given = row.means if row else {}
    sources = {name: Source(replace(assumed, **given.get(name, {})), factors.get(name, Factor()), name in given) for name, assumed in ASSUMED.items()}
    uses_factors = row.uses_factors if row else True
    squares = {}
    for one in session.scalars(select(StreetTable).filter_by(team_id=team, day=day)) if day else ():
        if one.means in sources:
            is_there = any(minutes > 0 for minutes in one.minutes)
            sources[one.means] = replace(sources[one.means], from_streets=is_there, said=one.said)
            squares[one.means] = tables.square(one.places, one.minutes, sources[one.means].means.fixed_minutes)
    found = session.scalars(select(LearntVisit).where(LearntVisit.patient_id.in_(list(patients)))) if patients else ()
    minutes = {(one.patient_id, one.purpose): list(one.minutes) for one in found}
    means = {name: corrected(one.means, one.factor if uses_factors else Factor()) for name, one in sources.items()}
    travel = Travel(means, tables.Tables(squares) if squares else {})
    return Ways(sources, travel, uses_factors, bool(row and row.uses_took), row.by if row else None, row.at if row else None, minutes)


def corrected(means: Means, factor: Factor) -> Means:
    """A means whose every trip takes that much longer."""
    return Means(means.kmh / factor.value, means.detour, means.fixed_minutes * factor.value)


def put(session: Session, place: str, team: str, by: str, asked: Mapping[str, Any], now: datetime) -> None:
    """Keeps what a lead set. What is as assumed is not kept, so that a better assumption of ours reaches it."""
    means = {}
    for one in asked["means"]:
        told = {name: one[name] for name in ("kmh", "detour", "fixed_minutes")}
        if Means(**told) != ASSUMED[one["means"]]:
            means[one["means"]] = told
    values = {"place_id": place, "means": means, "uses_factors": asked["uses_factors"], "uses_took": asked["uses_took"], "by": by, "at": now}
    session.execute(insert(TeamWays).values(team_id=team, **values).on_conflict_do_update(index_elements=["team_id"], set_=values))


def learn_visits(session: Session, place: str, now: datetime) -> int:
    """Works out anew what visits took. Returns of how many kinds; what nobody had for long is forgotten."""
    found = queries.took(session, place, now - LOOK_BACK)
    rows = [{"patient_id": who, "purpose": purpose, "place_id": place, "minutes": minutes, "at": now} for (who, purpose), minutes in found.items()]
    for first in range(0, len(rows), 1_000):
        write = insert(LearntVisit).values(rows[first : first + 1_000])
        kept = {"minutes": write.excluded.minutes, "at": write.excluded.at}
        session.execute(write.on_conflict_do_update(index_elements=["patient_id", "purpose"], set_=kept))
    session.execute(delete(LearntVisit).where(LearntVisit.place_id == place, LearntVisit.at < now))
    return len(rows)


def learn_ways(session: Session, place: str, team: str, now: datetime) -> dict[str, Factor]:
    """Works out anew by what a team's estimates are to be multiplied."""
    means = {name: one.means for name, one in of_team(session, team).sources.items()}
    bundles = {one: grants.mine_bundle(one) for one in places.members(session, place, team)}
    trips = queries.trips(session, place, bundles, means, now - TRIPS_BACK)
    found = {name: learning.factor(trips.get(name, ())) for name in means}
    for name, one in found.items():
        values = {"place_id": place, "factor": one.value, "of": one.of, "at": now}
        write = insert(LearntWay).values(team_id=team, means=name, **values)
        session.execute(write.on_conflict_do_update(index_elements=["team_id", "means"], set_=values))
    return found


@dataclass(frozen=True)
class Wanted:
    """A table that is wanted, and is not there or not whole."""

    means: str
    places: list[streets.Place]


def wanted(session: Session, of: streets.Server, place: str, team: str, day: date, now: datetime) -> list[Wanted]:
    """Which tables a team's day wants of the server: by the means of those who work, between the homes of its visits and the bases."""
    members = places.members(session, place, team)
    shifts = visits.days_of(session, place, day, [grants.mine_bundle(one) for one in members]).values()
    base = places.base(session, place, team)
    where = set(queries.places_of(session, visits.of_board(session, place, day, team, members)))
    where |= {base[1:]} if base else set()
    where |= {(one.base_latitude, one.base_longitude) for one in shifts if one.base_latitude is not None and one.base_longitude is not None}
    there = {one.means: one for one in session.scalars(select(StreetTable).filter_by(team_id=team, day=day))}
    return [
        Wanted(name, sorted(where)) for name in sorted(_means(shifts) & set(of.means)) if len(where) > 1 and _is_wanted(there.get(name), where, now)
    ]


def _means(shifts: Collection[MyDay]) -> set[str]:
    return {CALLED[one.means or "walk"] for one in shifts if (one.means or "walk") in CALLED}


def _is_wanted(row: StreetTable | None, where: set[streets.Place], now: datetime) -> bool:
    if row is None:
        return True
    is_whole = row.said is None and where <= {(one[0], one[1]) for one in row.places}
    return row.at < now - (FRESH if is_whole else AGAIN if row.said else timedelta())


def keep(session: Session, place: str, team: str, day: date, one: Wanted, found: streets.Table, said: str | None, now: datetime) -> None:
    """Keeps a table, or that it did not come. What came before stays where nothing came now."""
    values: dict[str, Any] = {"place_id": place, "said": said, "at": now}
    row = {**values, "places": [list(where) for where in one.places], "minutes": tables.squared(one.places, found)}
    write = insert(StreetTable).values(team_id=team, day=day, means=one.means, **row)
    session.execute(write.on_conflict_do_update(index_elements=["team_id", "day", "means"], set_=row if found else values))


def forget(session: Session, now: datetime) -> None:
    """Tables of days that are over."""
    session.execute(delete(StreetTable).where(StreetTable.day < wall_clock.day_of(now) - TABLES_KEPT))
