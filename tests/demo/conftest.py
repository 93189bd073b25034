"""Demo places, each made once for each worker: reading them changes nothing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

import pytest

from backend.care_plans.synced import KINDS as PLAN
from backend.demo.world import Page, Size, World, make_world
from backend.patients.synced import KINDS as PERSON
from backend.places.synced import KINDS as PLACE
from backend.record import Record, registry
from backend.visits.synced import KINDS as DAY

TODAY = date(2026, 11, 24)
SMALL = Size(teams=1, people=45, back=28, ahead=7)
"""One team with the people of the drawings: enough for what does not need three."""


@dataclass(frozen=True)
class Made:
    world: World
    pages: list[Page]

    def all(self, kind: str) -> list[Record]:
        return [record for page in self.pages for record in page.book.of(kind)]

    def patient(self, name: str) -> Page:
        given, family = name.rsplit(" ", 1)
        for page in self.pages:
            for record in page.book.of("patient"):
                if (record.fields.get("given_name"), record.fields["family_name"]) == (given, family):
                    return page
        raise LookupError(name)


def made(size: str | Size, seed: int, today: date = TODAY) -> Made:
    """A demo place, made once."""
    return _once(size, seed, today)


def made_anew(size: str | Size, seed: int, today: date = TODAY) -> Made:
    """The same made again, for whoever compares two makings."""
    registry.register(*PLACE, *PERSON, *DAY, *PLAN)
    world = make_world(size, seed, today)
    return Made(world, list(world.pages()))


_once = lru_cache(maxsize=8)(made_anew)


@pytest.fixture(scope="session")
def team() -> Made:
    """The place that `ops/run` makes by default."""
    return made("team", 1948)
