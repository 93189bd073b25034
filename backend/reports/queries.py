"""What the pages read: cells as they may be shown, and how scopes are called and hang together. As the person who asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.places.models import Organisation, Place, Practice, Team
from backend.reports import facts
from backend.reports.counting import PLACE
from backend.reports.hiding import sort_of
from backend.reports.models import Cell, Counted

NONE = {
    "locality": "Teams of no locality", "organisation": "Teams of no organisation", "team": "No team", "area": "Practices of no locality",
    "network": "Practices of no network", "practice": "No practice",
}  # fmt: skip
BY = {
    PLACE: ("locality", "organisation", "team", "area", "network", "practice"),
    "locality": ("team",),
    "organisation": ("team",),
    "area": ("network", "practice"),
    "network": ("practice",),
    "team": (),
    "practice": (),
}
"""By what a scope may be told apart."""


@dataclass(frozen=True, slots=True)
class Scope:
    """One scope. `above`: the way up, the place first; a team stands in its locality."""

    scope: str
    name: str
    above: tuple[str, ...]

    @property
    def sort(self) -> str:
        return sort_of(self.scope)


def scopes(session: Session, place: str) -> dict[str, Scope]:
    """Every scope of a place by its key, each after those above it, in order of name."""
    name = session.execute(select(Place.name).where(Place.id == place)).scalar()
    if name is None:  # a replica that has not heard yet of the place, or that whoever asks works in it
        return {}
    found = {PLACE: Scope(PLACE, name, ())}
    teams = session.execute(select(Team.id, Team.name, Team.locality, Team.organisation).where(Team.place_id == place).order_by(Team.name)).all()
    organisations = {row[0]: row[1] for row in session.execute(select(Organisation.id, Organisation.name).where(Organisation.place_id == place))}
    practices = session.execute(
        select(Practice.id, Practice.name, Practice.network, Practice.locality).where(Practice.place_id == place).order_by(Practice.name)
    ).all()
    of_teams, of_practices = [*teams, ("", "", "", "")], [*practices, ("", "", "", "")]
    for locality in sorted({team[2] or "" for team in of_teams}, key=_last):
        _add(found, "locality", locality, locality, (PLACE,))
    for organisation in sorted({team[3] or "" for team in of_teams}, key=lambda one: _last(organisations.get(one) or "")):
        _add(found, "organisation", organisation, organisations.get(organisation) or "", (PLACE,))
    for team, name, locality, _ in of_teams:
        _add(found, "team", team, name, (PLACE, f"locality:{locality or ''}"))
    for area in sorted({practice[3] or "" for practice in of_practices}, key=_last):
        _add(found, "area", area, area, (PLACE,))
    for network, area in sorted({(practice[2] or "", practice[3] or "") for practice in of_practices}, key=lambda one: _last(one[0])):
        _add(found, "network", network, network, (PLACE, f"area:{area}"))
    for practice, name, network, area in of_practices:
        _add(found, "practice", practice, name, (PLACE, f"area:{area or ''}", f"network:{network or ''}"))
    return found


def _last(name: str) -> tuple[bool, str]:
    """What has no name stands last."""
    return (not name, name)


def _add(found: dict[str, Scope], sort: str, key: str, name: str | None, above: tuple[str, ...]) -> None:
    scope = f"{sort}:{key}"
    found[scope] = Scope(scope, name or NONE[sort], above)


def children(session: Session, place: str, found: dict[str, Scope], scope: str, by: str) -> list[Scope]:
    """The scopes of one sort that one scope is made of."""
    within = [one for one in found.values() if one.sort == by and scope in one.above]
    if sort_of(scope) == "organisation":
        key = scope.partition(":")[2]
        asked = select(Team.id).where(Team.place_id == place, Team.organisation == key if key else Team.organisation.is_(None))
        of = {f"team:{team}" for team in session.scalars(asked)} | ({"team:"} if not key else set())
        within = [one for one in found.values() if one.scope in of]
    return within


@dataclass(frozen=True, slots=True)
class Shown:
    """A cell as it may be shown."""

    scope: str
    month: date
    measure: str
    part: str
    numerator: float | None
    denominator: float | None
    mark: str


def cells(session: Session, place: str, scopes: Collection[str], first: date, last: date, measures: Collection[str]) -> list[Shown]:
    """Shown cells: nothing else of one may be read, so nothing else is asked for. `numerator` and `denominator` are those shown."""
    asked = (
        select(Cell.scope, Cell.month, Cell.measure, Cell.part, Cell.shown_numerator, Cell.shown_denominator, Cell.mark)
        .where(Cell.place_id == place, Cell.scope.in_(scopes), Cell.month.between(first, last), Cell.measure.in_(measures))
        .order_by(Cell.month, Cell.scope, Cell.part)
    )
    return [Shown(*row) for row in session.execute(asked)]


def counted_at(session: Session, place: str) -> tuple[date, datetime] | None:
    """The newest month that was counted, and when; None where none was yet."""
    row = session.execute(select(Counted.month, Counted.made_at).where(Counted.place_id == place).order_by(Counted.month.desc()).limit(1)).first()
    return (row[0], row[1]) if row else None


def last_counted(session: Session, place: str, first: date, last: date) -> date | None:
    """The newest month from `first` to `last` (both first days) that was counted once it was over: before that only days of it were."""
    asked = select(Counted.month, Counted.made_at).where(Counted.place_id == place, Counted.month.between(first, last))
    counted = session.execute(asked.order_by(Counted.month.desc()))
    return next((month for month, made_at in counted if made_at >= wall_clock.midnight(wall_clock.month_after(month))), None)


def uncounted(session: Session, place: str, months: Sequence[date], today: date) -> int:
    """How many of these months (first days) are still to be counted, the oldest that was counted being the first there is."""
    counted = set(session.scalars(select(Counted.month).where(Counted.place_id == place)))
    first, oldest = min(counted, default=today), facts.oldest(today)
    return sum(month > first and month >= oldest for month in months if month not in counted)


def first_month(session: Session, place: str) -> date | None:
    """The oldest month that was counted."""
    return session.execute(select(func.min(Counted.month)).where(Counted.place_id == place)).scalar()
