"""The demo place in a database: filling an empty one, and planning the coming days so that today's visits are always today's.

1. Everything is loaded by `record.load`, and the coming days and the dispute go through `record.write`: the demo has no door of its own.
2. A filling that was killed is begun again where it was: the same seed and day make the same ids.
3. A database that holds another place than the demo's is left alone.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.accounts import passwords
from backend.accounts import services as accounts_
from backend.assessments import services as assessments
from backend.demo import alone, contract, dispute, fillings, living_at_home, photographs, referrals, returns, risk_runs, team_meeting, tour, voice
from backend.demo.coming_days import refresh
from backend.demo.ids import SEED, at, derived
from backend.demo.place import NAME, PLACE, networks
from backend.demo.world import SIZES, Page, Size, World, make_world
from backend.grants.bulk import Caseload, grant_caseloads
from backend.grants.from_records import VisitPlan, grant_visits
from backend.places import queries as place_queries
from backend.places import services as places
from backend.record import load as loading
from backend.transaction import transaction
from backend.ways import jobs as how_long
from backend.ways import services as ways

AUTHOR = "demo"
Say = Callable[[str], None]
Progress = Callable[[int, int], None]


class NotEmpty(Exception):
    """The database holds a place already, and not the demo's."""


@dataclass
class _Grants:
    """What the loaded pages say about who may see whom, until it is written."""

    caseloads: list[Caseload] = field(default_factory=list)
    plans: list[VisitPlan] = field(default_factory=list)


def fill(size: str, *, password: str, say: Say, seed: int = SEED) -> None:
    """Fills an empty database, or plans the coming days of a demo place that is there. Raises NotEmpty."""
    now = wall_clock.now()
    with transaction(places.ENGINE) as session:
        made_at = place_queries.made_at(session, PLACE)
        others = made_at is None and places.has_places(session)
        done = accounts_.has_account(session, tour.FIRST)
    if others:
        raise NotEmpty("This database holds a place of its own: it is left as it is. Start with --no-demo.")
    if made_at is None or not done:
        world = make(size, seed, wall_clock.day_of(made_at or now), _bar(size, say), now=now)
        add_accounts(world, password, now)
        assessments.ship(PLACE, now)
        risk_runs.add(PLACE, world.made_on, now)
        living_at_home.begin(world, now)
        photographs.add(world, now)
        dispute.open_one(world, now)
        voice.add(world.place, seed, wall_clock.day_of(now))
        fillings.add(world.place, seed, wall_clock.day_of(now))
        team_meeting.hold(world, now)
        leave_ways_estimated(world, now)
    planned = refresh(PLACE, wall_clock.today(), now)
    world = make_world(size, seed, wall_clock.day_of(made_at or now))
    team_meeting.plan_next(world, wall_clock.today(), now)
    referrals.keep_today(world, wall_clock.today(), now)
    alone.stay_too_long(PLACE, wall_clock.today(), now)
    contract.add(world.place, wall_clock.today(), now)
    returns.add(world.place, now)
    how_long.nightly()
    say(f"{planned} visits planned anew." if planned else "Today's visits are planned.")


def leave_ways_estimated(world: World, now: datetime) -> None:
    """Its rounds are planned with the estimates, and when its people arrived is chance: corrected by that, no day could be done as it is planned. A
    lead may let it count, as anywhere."""
    with transaction(places.ENGINE) as session:
        for team in world.place.teams:
            ways.put(session, PLACE, team.id, team.lead.id, {"means": [], "uses_factors": False, "uses_took": False}, now)


def make(size: str | Size, seed: int, today: date, progress: Progress | None = None, *, now: datetime) -> World:
    """Loads the place as of `today`: all its bundles, then its grants. What is there already is left. Returns what it was made of."""
    world = make_world(size, seed, today)
    with transaction(places.ENGINE) as session:
        if place_queries.made_at(session, PLACE) is None:
            places.make_place(session, PLACE, NAME, now, is_demonstration=True)
        by_locality: dict[str, list[str]] = {}
        for network, locality in networks():
            by_locality.setdefault(locality, []).append(network)
        places.add_geography(session, PLACE, by_locality)
    grants = _Grants()
    loading.load(_bundles(world, grants), author=AUTHOR, made_at=now, today=today, progress=progress)
    with transaction(places.ENGINE) as session:
        session.execute(text("set local statement_timeout = '10min'"))
        _write_grants(session, grants, since=at(today - timedelta(days=400), 540), now=now)
    return world


def _bundles(world: World, grants: _Grants) -> Iterator[loading.BundleLoad]:
    for page in world.pages():
        _note_grants(world, page, grants)
        yield loading.BundleLoad(page.book.bundle, page.type, PLACE, page.owner, page.book.records)


def _note_grants(world: World, page: Page, grants: _Grants) -> None:
    if page.team is not None:
        grants.caseloads.append(Caseload(page.owner, team=page.team.id, carried=False))
        grants.caseloads.extend(Caseload(page.owner, staff=person.id) for person in page.caseload)
    for plan in page.plans:
        grants.plans.append(VisitPlan(plan.visit, PLACE, page.owner, plan.asked, plan.start, plan.end))


def _write_grants(session: Session, grants: _Grants, *, since: datetime, now: datetime) -> None:
    grant_caseloads(session, PLACE, grants.caseloads, since=since, now=now)
    for first in range(0, len(grants.plans), 5_000):
        grant_visits(session, grants.plans[first : first + 5_000], now)


def add_accounts(world: World, password: str, now: datetime) -> None:
    """An account for each named member of staff, all with one password, hashed once. Raises TooShort as `accounts` has it."""
    hashed = passwords.hashed(password)
    made = [
        accounts_.NewAccount(derived("account", person.id), PLACE, person.id, person.email, hashed)
        for person in world.place.staff()
        if person.email is not None
    ]
    with transaction(places.ENGINE) as session:
        if not accounts_.has_account(session, tour.FIRST):
            accounts_.add_accounts(session, made, now)


def accounts() -> str:
    """The demo accounts and what to try with each, for whoever just started it."""
    return tour.in_words()


def _bar(size: str, say: Say) -> Progress | None:
    """One line for each twentieth of the borough; a team needs none."""
    wanted = SIZES[size]
    bundles = wanted.people + wanted.lean
    if wanted.lean == 0:
        return None
    shown = -1

    def progress(done: int, records: int) -> None:
        nonlocal shown
        share = min(20, 20 * done // bundles)
        if share > shown:
            shown = share
            say(f"[{'#' * share}{'.' * (20 - share)}] {5 * share:3d}%  {done:,} people, {records:,} entries")

    return progress
