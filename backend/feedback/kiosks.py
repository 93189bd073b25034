"""What staff do about kiosks: tokens for hand-overs, devices of their own, what a team asks; and what a kiosk shows.

Leads act for their own team, managers for every team of the place. Each step that changes who may send is in the audit trail, except the
asking for tokens, which must not be (devices, rule 1).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.audit import services as audit
from backend.feedback import contents, devices, voices
from backend.feedback.contents import content
from backend.feedback.devices import Bound, Chosen
from backend.feedback.judging import NotTaken, first_day, month_text, months_between
from backend.feedback.models import Choice, Kiosk, Reply
from backend.feedback.services import ENGINE
from backend.places import queries as places
from backend.transaction import transaction

LAST = 3
"""How many of "you said, we did" a kiosk shows."""


class NoTeam(Exception):
    """Whoever asks is in no team."""


@dataclass(frozen=True, slots=True)
class NewKiosk:
    id: str
    team: str
    name: str
    code: str


def own_team(place: str, staff: str) -> str:
    """The team that somebody works in. Raises NoTeam."""
    with transaction(ENGINE) as session:
        post = places.post(session, staff)
    if post is None or post.team is None or post.place != place:
        raise NoTeam
    return post.team


def answered_for(place: str, staff: str, team: str | None) -> str:
    """The team that an answer is written in for: one's own, or one that somebody answers for. Raises NoTeam."""
    if team is not None and team in led(place, staff):
        return team
    own = own_team(place, staff)
    if team not in (None, own):
        raise NoTeam
    return own


def led(place: str, staff: str) -> list[str]:
    """The teams that somebody answers for: a lead's own, all of a manager's place."""
    with transaction(ENGINE) as session:
        post = places.post(session, staff)
        if post is None or post.place != place:
            return []
        if post.role == "manager":
            return [team.id for team in places.teams(session, place)]
    return [post.team] if post.role == "lead" and post.team else []


def issue(place: str, staff: str, month: str, tokens: Sequence[str], today: date) -> date:
    """Takes new tokens for somebody's own team. Returns the last day on which they hold. Raises NoTeam, NotTaken."""
    if months_between(today, first_day(month)) not in (0, 1):
        raise NotTaken("month", {"month": "This month or the next."})
    team = own_team(place, staff)
    with transaction(ENGINE) as session:
        return devices.issue(session, devices.bound_to(session, place, team, first_day(month)), tokens)


def enrol(code: str, secret: str, now: datetime, today: date) -> str:
    """A device becomes a kiosk. Returns where it stands. Raises Unknown."""
    with transaction(ENGINE) as session:
        known = devices.enrol(session, code, secret, now, today)
        audit.note(session, "kiosk", at=now, place=known.place_id, staff=None, device=None, detail={"kiosk": known.id, "enrolled": True})
        return known.name


def listed(teams: Collection[str], place: str, now: datetime) -> list[dict[str, Any]]:
    """The devices of these teams, those in use first."""
    with transaction(ENGINE) as session:
        rows = session.scalars(select(Kiosk).where(Kiosk.place_id == place, Kiosk.team_id.in_(teams)).order_by(Kiosk.revoked_at.desc(), Kiosk.id))
        return [_told(kiosk, now) for kiosk in rows]


def _told(kiosk: Kiosk, now: datetime) -> dict[str, Any]:
    state = "revoked" if kiosk.revoked_at else "enrolled" if kiosk.secret_hash else "waiting"
    if state == "waiting" and (kiosk.code_ends_at is None or kiosk.code_ends_at <= now):
        state = "code-ended"
    ends_at = wall_clock.wire(kiosk.code_ends_at) if state == "waiting" and kiosk.code_ends_at else None
    return {"id": kiosk.id, "team": kiosk.team_id, "name": kiosk.name, "state": state, "enrolled_on": kiosk.enrolled_on, "code_ends_at": ends_at}


def make(place: str, staff: str, new: NewKiosk, now: datetime, ends_at: datetime) -> dict[str, Any]:
    """Writes down a device to be. Returns it with its code, told once."""
    kiosk = Kiosk(
        id=new.id, place_id=place, team_id=new.team, name=new.name, made_by=staff, made_at=now,
        code_hash=devices.hashed(new.code), code_ends_at=ends_at,
    )  # fmt: skip
    with transaction(ENGINE) as session:
        session.add(kiosk)
        session.flush()
        audit.note(session, "kiosk", at=now, place=place, staff=staff, device=None, detail={"kiosk": new.id, "made": True})
        return {**_told(kiosk, now), "code": devices.shown(new.code)}


def revoke(place: str, staff: str, kiosk: str, teams: Collection[str], now: datetime) -> bool:
    """A device may send nothing any more. False where these teams have no such device."""
    ended = update(Kiosk).where(Kiosk.id == kiosk, Kiosk.place_id == place, Kiosk.team_id.in_(teams))
    with transaction(ENGINE) as session:
        values = {"revoked_at": now, "secret_hash": None, "code_hash": None, "code_ends_at": None}
        if session.execute(ended.where(Kiosk.revoked_at.is_(None)).values(**values).returning(Kiosk.id)).one_or_none() is not None:
            audit.note(session, "kiosk", at=now, place=place, staff=staff, device=None, detail={"kiosk": kiosk, "revoked": True})
            return True
        known = select(Kiosk.id).where(Kiosk.id == kiosk, Kiosk.place_id == place, Kiosk.team_id.in_(teams))
        return session.execute(known).one_or_none() is not None


def shows_drafts(place: str) -> bool:
    """Whether kiosks of this place show drafts of translations: only a demonstration does."""
    with transaction(ENGINE) as session:
        return places.is_demonstration(session, place)


def chosen(place: str, teams: Collection[str]) -> list[dict[str, Any]]:
    """What each of these teams asks, by name."""
    with transaction(ENGINE) as session:
        found = [(one, devices.choice(session, one.id)) for one in places.teams(session, place) if one.id in teams]
        return [
            {"team": one.id, "name": one.name, "set": asks.set, "service_line": asks.service_line, "languages": list(asks.languages)}
            for one, asks in found
        ]


def choose(place: str, team: str, chosen: Chosen) -> None:
    """Writes down what a team asks."""
    values = {"set_key": chosen.set, "service_line": chosen.service_line, "languages": list(dict.fromkeys(chosen.languages))}
    row = insert(Choice).values(team_id=team, place_id=place, **values)
    with transaction(ENGINE) as session:
        session.execute(row.on_conflict_do_update(index_elements=[Choice.team_id], set_=values, where=Choice.place_id == place))


# ------------------------------------------------------------------------------------------------------------------ what is shown


def shown_on(secret: str | None, today: date) -> dict[str, Any]:
    """What the kiosk of this secret asks and shows. Raises Unknown."""
    with transaction(ENGINE) as session:
        return _shown(session, devices.caller(session, secret, today), today)


def asked_by(place: str, team: str, today: date) -> dict[str, Any]:
    """The same for staff of a team."""
    with transaction(ENGINE) as session:
        return _shown(session, devices.bound_to(session, place, team, None), today)


def _shown(session: Session, bound: Bound, today: date) -> dict[str, Any]:
    team = places.team(session, bound.place, bound.team)
    chosen, all_ = devices.choice(session, bound.team), content()
    asked = all_.sets[chosen.set]
    return {
        "team": team.name if team else "",
        "place": places.place_name(session, bound.place),
        "month": month_text(bound.month or today),
        "set": asked.key,
        "version": asked.version,
        "name": asked.name,
        "before": asked.before,
        "stem": all_.stem.replace("{place}", places.place_name(session, bound.place)),
        "items": [_item(all_.items[key]) for key in asked.items],
        "languages": list(chosen.languages),
        "drafts": places.is_demonstration(session, bound.place),
        "said_and_done": _last(session, bound.team),
        "signed": voices.signed(session, bound.place),
        "recordings": _sounds(voices.recorded(session, bound.place)),
    }


def _sounds(recorded: Sequence[dict[str, Any]]) -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for one in recorded:
        found.setdefault(one["language"], {})[one["key"]] = one["id"]
    return found


def _item(item: contents.Item) -> dict[str, Any]:
    told = {name: getattr(item, name) for name in ("key", "kind", "text", "easy", "source", "self_only")}
    return {**told, "codes": [list(pair) for pair in item.codes or ()]}


def _last(session: Session, team: str) -> list[dict[str, Any]]:
    """The last three that have an answer, what ended last first; what is under way after what is done."""
    answered = select(Reply).where(Reply.team_id == team, Reply.state != "no-owner", Reply.did.is_not(None))
    rows = session.scalars(answered.order_by(Reply.ended_on.desc().nulls_last(), Reply.opened_on.desc(), Reply.id).limit(LAST))
    return [{"said": one.said, "did": one.did, "state": one.state, "translations": one.translations} for one in rows]
