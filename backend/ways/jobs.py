"""Each night, and when a lead asks: what visits and ways taught. And tables from the server of streets, where one was set."""

from __future__ import annotations

import logging
from contextlib import suppress
from datetime import date

from redis.exceptions import RedisError

from backend import queues, wall_clock
from backend.database import Acting
from backend.places import queries as places
from backend.transaction import transaction
from backend.ways import services, streets

log = logging.getLogger("alongside.jobs")

ENGINE = Acting(role="engine")


def nightly() -> None:
    """Every place, every team."""
    with transaction(ENGINE) as session:
        services.forget(session, wall_clock.now())
        teams = [(place, [team.id for team in places.teams(session, place)]) for place in places.all_(session)]
    for place, of in teams:
        with transaction(ENGINE) as session:
            services.learn_visits(session, place, wall_clock.now())
        for team in of:
            with transaction(ENGINE) as session:
                services.learn_ways(session, place, team, wall_clock.now())


def learn(place: str, team: str) -> None:
    """On demand, for one team; of the visits it is the whole place's, in one query."""
    with transaction(ENGINE) as session:
        services.learn_visits(session, place, wall_clock.now())
        services.learn_ways(session, place, team, wall_clock.now())


def fetch(place: str, team: str, day: str) -> None:
    """Asks the server of streets for the tables that a team's day wants. No transaction is open while it is asked."""
    server, on = services.server(), date.fromisoformat(day)
    if server is None:
        return
    with transaction(ENGINE) as session:
        wanted = services.wanted(session, server, place, team, on, wall_clock.now())
    ends = wall_clock.seconds() + services.FETCH_SECONDS
    for one in wanted:
        found, said = streets.table(server, one.means, one.places, wall_clock.seconds, ends - wall_clock.seconds())
        if said is not None:
            log.warning("server of streets, %s: %s", one.means, said)
        with transaction(ENGINE) as session:
            services.keep(session, place, team, on, one, found, said, wall_clock.now())


def ask_for(place: str, team: str, day: date) -> None:
    """Hands over the asking, at most once a minute for a day. Where nobody can take it, ways stay estimated."""
    if services.server() is None:
        return
    slot = int(wall_clock.now().timestamp()) // 60
    with suppress(RedisError):
        queues.enqueue("backend.ways.jobs.fetch", place, team, day.isoformat(), once=f"streets-{team}-{day}-{slot}", remember=120, timeout=120)
