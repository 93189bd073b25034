"""The demo's nightly jobs."""

from __future__ import annotations

from backend import wall_clock
from backend.demo import years
from backend.demo.coming_days import refresh
from backend.demo.ids import SEED
from backend.demo.place import PLACE
from backend.demo.world import SIZES, make_world
from backend.places import queries as places
from backend.places.services import ENGINE
from backend.transaction import transaction


def plan_coming_days() -> int:
    """Shortly after midnight: the coming days of the demo place. Where there is none, nothing."""
    return refresh(PLACE, wall_clock.today(), wall_clock.now())


def remember() -> int:
    """The years before a demo of one team's size, once: it takes the half of a minute, so nobody waits for it at the start. A borough's are loaded
    by `python -m backend.demo --years`.
    """
    with transaction(ENGINE) as session:
        made_at = places.made_at(session, PLACE)
        teams = len(places.teams(session, PLACE)) if made_at else 0
    if made_at is None or teams > SIZES["team"].teams:
        return 0
    return years.add(make_world("team", SEED, wall_clock.day_of(made_at)), "team", wall_clock.now())
