"""The demo's nightly jobs."""

from __future__ import annotations

from backend import wall_clock
from backend.demo import past_figures, years
from backend.demo.coming_days import refresh
from backend.demo.ids import SEED
from backend.demo.place import PLACE
from backend.demo.world import SIZES, World, make_world
from backend.places import queries as places
from backend.places.services import ENGINE
from backend.transaction import transaction


def plan_coming_days() -> int:
    """Shortly after midnight: the coming days of the demo place. Where there is none, nothing."""
    return refresh(PLACE, wall_clock.today(), wall_clock.now())


def remember() -> int:
    """The years before a demo of one team's size, and the figures of each month that is over: it takes a minute, so nobody waits for it at the
    start. A borough's years are loaded by `ops/alongside demo-years`.
    """
    world = standing()
    if world is None or world.size.teams > SIZES["team"].teams:
        return 0
    now, back = wall_clock.now(), years.usual(world)
    written = years.add(world, back, now)
    past_figures.add(PLACE, world.seed, years.begin(world, back), now)
    return written


def standing() -> World | None:
    """The demo place that the database holds, as it was made; None where there is none. It tells its size by its teams."""
    with transaction(ENGINE) as session:
        made_at = places.made_at(session, PLACE)
        teams = len(places.teams(session, PLACE)) if made_at else 0
    if made_at is None:
        return None
    size = min(SIZES, key=lambda name: abs(SIZES[name].teams - teams))
    return make_world(size, SEED, wall_clock.day_of(made_at))
