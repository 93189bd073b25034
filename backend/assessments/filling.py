"""How long the parts of a form take to fill, and how many taps: what tablets measured, told to a team in sum.

1. A row names a team, a form, a part and a month: no person, patient, assessment or tablet. Its id is chance, made on the tablet.
2. A measure that comes again, or has grown since, takes its own place: nothing is counted twice, and of two states the larger stands.
3. Nothing is told of a part that was filled fewer than `FEWEST` times: that would be somebody's own time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import and_, func, select
from sqlalchemy.dialects.postgresql import insert

from backend.assessments.forms import forms as forms_of
from backend.assessments.models import Filling
from backend.database import Acting
from backend.places import queries as places
from backend.transaction import transaction

FEWEST = 5
MONTHS = 12
"""So far back is told, this month among them; what is older when it comes is not kept."""
ENGINE = Acting(role="engine")
"""As whom measures are written and summed: the web role reads and writes none."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a form as a team fills it. `filled`: how often; the numbers are None where that is too few (3). Seconds and taps of one filling."""

    section: str
    filled: int
    seconds_median: float | None
    seconds_mean: float | None
    taps_median: float | None
    taps_mean: float | None


@dataclass(frozen=True, slots=True)
class OfTeam:
    id: str
    name: str
    parts: tuple[Part, ...]


def first_month(today: date) -> date:
    """The first day of the oldest month that is told."""
    months = today.year * 12 + today.month - MONTHS
    return date(months // 12, months % 12 + 1, 1)


def take(place: str, staff: str, measured: Iterable[Mapping[str, Any]], today: date) -> int:
    """Keeps what a member of staff's tablet measured, for their team. Returns how many of them have a place here: others never will."""
    with transaction(ENGINE) as session:
        post = places.post(session, staff)
        if post is None or post.place != place or post.team is None:
            return 0
        given = {one["id"]: one for one in measured if first_month(today) <= one["month"] <= today}
        forms = forms_of(session, place, {(one["questionnaire"], one["version"]) for one in given.values()})
        rows = []
        for one in given.values():
            form = forms.get((one["questionnaire"], one["version"]))
            if form is not None and (one["section"] == "" or one["section"] in form.sections.values()):
                rows.append({**one, "place_id": place, "team_id": post.team})
        if rows:
            session.execute(_taking(), rows)
        return len(rows)


def _taking() -> Any:
    """(2); and nobody's id takes the place of another measure."""
    new = insert(Filling)
    same = and_(*(getattr(Filling, name) == new.excluded[name] for name in ("place_id", "team_id", "questionnaire", "version", "section")))
    larger = {name: func.greatest(getattr(Filling, name), new.excluded[name]) for name in ("seconds", "taps")}
    return new.on_conflict_do_update(index_elements=[Filling.id], set_=larger, where=same)


def told(place: str, staff: str, url: str, version: str, today: date) -> list[OfTeam]:
    """What one version of a form takes the teams that somebody answers for: all of a manager's place, or one's own."""
    with transaction(ENGINE) as session:
        post = places.post(session, staff)
        if post is None or post.place != place:
            return []
        teams = [one for one in places.teams(session, place) if post.role == "manager" or one.id == post.team]
        middle = {name: func.percentile_cont(0.5).within_group(getattr(Filling, name)) for name in ("seconds", "taps")}
        summed = (
            select(
                Filling.team_id, Filling.section, func.count(), middle["seconds"], func.avg(Filling.seconds), middle["taps"], func.avg(Filling.taps)
            )
            .where(Filling.place_id == place, Filling.questionnaire == url, Filling.version == version, Filling.month >= first_month(today))
            .where(Filling.team_id.in_([one.id for one in teams]))
            .group_by(Filling.team_id, Filling.section)
            .order_by(Filling.section)
        )
        parts: dict[str, list[Part]] = {}
        for team, section, filled, *numbers in session.execute(summed):
            shown = [float(one) if filled >= FEWEST else None for one in numbers]
            parts.setdefault(team, []).append(Part(section, filled, *shown))
        return [OfTeam(one.id, one.name, tuple(parts[one.id])) for one in teams if one.id in parts]
