"""Reading what people say, and answering it. Read as role web under row-level security; written as the engine after the reader was shown the row.

1. Who sees a comment or an answer may not thereby change it: leads change what is their team's, managers what is their place's.
2. A change names the version that its author saw; another is in between, and it is not written (409): they read it and try again.
3. A comment of a month too small to show is its place's, without its team's name; a text that may speak of harm goes to a lead or manager first.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, func, or_, select, update
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.feedback import themes
from backend.feedback.analysis import PLACE, locality_scope, team_scope
from backend.feedback.judging import first_day, month_text
from backend.feedback.models import Comment, Reply, Summary
from backend.feedback.services import ENGINE
from backend.feedback.suppression import SMALLEST, is_small
from backend.places import queries as places
from backend.transaction import transaction

AT_ONCE = 20
"""Comments on one page."""
RECENT_MONTHS = 3
"""Over how many months "14 people" is counted."""


class NotThere(Exception):
    """There is no such thing, or it is not one's own to change."""


class Changed(Exception):
    """Somebody changed it since (2)."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a page is about: one team, one locality, or the place."""

    scope: str
    name: str
    teams: tuple[str, ...]


def scopes(session: Session, place: str, role: str, own: str | None) -> list[Scope]:
    """What somebody may choose, the usual one first: a manager the place, every locality and team; a lead their team and the place."""
    found = places.teams(session, place)
    mine = [Scope(team_scope(team.id), team.name, (team.id,)) for team in found if role == "manager" or team.id == own]
    if role not in ("manager", "lead"):
        return mine
    localities = sorted({team.locality for team in found if team.locality}) if role == "manager" else []
    wide = [Scope(locality_scope(name), f"{name}: all teams", tuple(team.id for team in found if team.locality == name)) for name in localities]
    whole = Scope(PLACE, places.place_name(session, place), tuple(team.id for team in found))
    return [whole, *wide, *mine] if role == "manager" else [*mine, whole]


def summary(session: Session, place: str, scope: str) -> Summary | None:
    """What was counted of a scope; None where nothing was yet, or it is not the reader's."""
    return session.execute(select(Summary).where(Summary.place_id == place, Summary.scope == scope)).scalar_one_or_none()


def months_back(month: str, count: int) -> list[str]:
    """The last so many months up to this one, the earliest first."""
    first = first_day(month)
    return [month_text(wall_clock.month_after(first, -n)) for n in range(count - 1, -1, -1)]


# ------------------------------------------------------------------------------------------------------------------ comments


@dataclass(frozen=True, slots=True)
class Asked:
    """Which comments. `after`: the last one of the page before."""

    scope: Scope
    month: str
    theme: str | None = None
    search: str | None = None
    after: str | None = None


def comments(session: Session, asked: Asked, people: Mapping[str, tuple[str, str]] | None = None) -> dict[str, Any]:
    """A page of comments with how many there are of each theme; of themes with fewer than five only how many themes."""
    base = _of(asked.scope, first_day(asked.month))
    counted = session.execute(
        select(func.unnest(Comment.themes), func.count()).where(base, Comment.state == "shown").group_by(func.unnest(Comment.themes))
    )
    numbers: dict[str, int] = {str(key): int(count) for key, count in counted}
    listed = [{"key": one.key, "name": one.name, "count": numbers[one.key]} for one in themes.known() if numbers.get(one.key, 0) >= SMALLEST]
    total = session.scalar(select(func.count()).where(base, Comment.state == "shown")) or 0
    waiting = session.scalar(select(func.count()).where(base, Comment.state == "to-review")) or 0
    rows = session.scalars(_page(base, asked)).all()
    shown, more = rows[:AT_ONCE], len(rows) > AT_ONCE
    return {
        "total": total,
        "to_review": waiting,
        "themes": sorted(listed, key=lambda one: (-int(str(one["count"])), one["name"])),
        "small_themes": sum(1 for count in numbers.values() if is_small(count)),
        "comments": [told(one, people or {}) for one in shown],
        "next": shown[-1].id if more and shown else None,
    }


def _of(scope: Scope, month: date) -> ColumnElement[bool]:
    mine = and_(Comment.team_id.in_(scope.teams), Comment.month == month, Comment.state != "withheld")
    return mine if scope.scope == PLACE else and_(mine, or_(Comment.is_listed, Comment.state == "to-review"))


def _page(base: ColumnElement[bool], asked: Asked) -> Select[tuple[Comment]]:
    # What waits for somebody first; then by id, which is chance: the order says nothing of when it was written.
    waits = (Comment.state == "to-review").desc()
    query = select(Comment).where(base).order_by(waits, Comment.id).limit(AT_ONCE + 1)
    if asked.theme is not None:
        query = query.where(Comment.themes.any(asked.theme))  # type: ignore[arg-type]
    if asked.search:
        pattern = "%" + asked.search.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
        query = query.where(or_(Comment.words.ilike(pattern), Comment.english.ilike(pattern)))
    if asked.after is not None:
        query = query.where(Comment.state == "shown", Comment.id > asked.after)
    return query


def told(one: Comment, people: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """A comment as its readers see it."""
    name, _ = people.get(one.concern_by or "", ("", ""))
    return {
        "id": one.id,
        "team": one.team_id if one.is_listed or one.state == "to-review" else None,
        "month": month_text(one.month),
        "words": one.words,
        "language": one.language,
        "mode": one.mode,
        "who": one.who,
        "may_quote": one.may_quote,
        "state": one.state,
        "themes": list(one.themes),
        "is_corrected": one.themed_by is not None,
        "english": one.english,
        "interpreter": one.interpreter,
        "concern": None if one.concern_on is None else {"by": name, "on": one.concern_on.isoformat()},
        "reply": one.reply_id,
        "version": one.version,
    }


def concerned(session: Session, place: str, scope: Scope, month: str) -> dict[str, tuple[str, str]]:
    """Names of who took comments up as concerns."""
    staff = set(session.scalars(select(Comment.concern_by).where(_of(scope, first_day(month)), Comment.concern_by.is_not(None))))
    return places.people(session, place, {one for one in staff if one})


@dataclass(frozen=True, slots=True)
class Mark:
    """What a person says of a comment; None: leave it. `reply`: which "you said, we did" answers it."""

    version: int
    themes: Sequence[str] | None = None
    state: str | None = None
    concern: bool | None = None
    english: str | None = None
    interpreter: str | None = None
    reply: str | None = None


def mark(reading: Session, comment: str, by: str, led: Collection[str], said: Mark, today: date) -> None:
    """Writes it down. Raises NotThere, Changed."""
    found = reading.execute(select(Comment.team_id).where(Comment.id == comment)).scalar_one_or_none()
    if found is None or found not in led:
        raise NotThere
    values: dict[str, Any] = {"version": said.version + 1}
    if said.themes is not None:
        values |= {"themes": list(dict.fromkeys(said.themes)), "themed_by": by}
    if said.state is not None:
        values |= {"state": said.state, "reviewed_by": by}
    if said.concern is not None:
        values |= {"concern_by": by, "concern_on": today} if said.concern else {"concern_by": None, "concern_on": None}
    if said.english is not None:
        values |= {"english": said.english, "interpreter": said.interpreter}
    with transaction(ENGINE) as session:
        if said.reply is not None:
            if session.execute(select(Reply.id).where(Reply.id == said.reply, Reply.team_id == found)).one_or_none() is None:
                raise NotThere
            values["reply_id"] = said.reply
        row = update(Comment).where(Comment.id == comment, Comment.version == said.version).values(**values).returning(Comment.id)
        if session.execute(row).one_or_none() is None:
            raise Changed


# ------------------------------------------------------------------------------------------------------------------ you said, we did


def replies(session: Session, place: str, scope: Scope) -> list[dict[str, Any]]:
    """What was said and done, what nobody owns first among equals: newest first."""
    rows = session.scalars(
        select(Reply).where(Reply.place_id == place, Reply.team_id.in_(scope.teams)).order_by(Reply.opened_on.desc(), Reply.id)
    ).all()
    people = places.people(session, place, {one.owner for one in rows if one.owner})
    return [_told(one, people) for one in rows]


def _told(one: Reply, people: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    name, profession = people.get(one.owner or "", ("", ""))
    return {
        "id": one.id,
        "team": one.team_id,
        "said": one.said,
        "theme": one.theme,
        "people": one.people if one.people >= SMALLEST else None,
        "did": one.did,
        "state": one.state,
        "owner": {"id": one.owner, "name": name, "profession": profession} if one.owner else None,
        "opened_on": one.opened_on.isoformat(),
        "until": one.until.isoformat() if one.until else None,
        "ended_on": one.ended_on.isoformat() if one.ended_on else None,
        "translations": one.translations,
        "version": one.version,
    }


@dataclass(frozen=True, slots=True)
class NewReply:
    id: str
    team: str
    said: str
    theme: str | None
    comment: str | None


def has_replies(session: Session, place: str) -> bool:
    """Whether anything was answered in this place yet. The session acts as the engine."""
    return session.execute(select(Reply.id).where(Reply.place_id == place).limit(1)).one_or_none() is not None


def put_in(session: Session, replies: Sequence[Reply], comments: Sequence[Comment] = ()) -> None:
    """Rows that were made elsewhere (a demo, an import). The session acts as the engine."""
    session.add_all([*replies, *comments])
    session.flush()


def open_reply(reading: Session, place: str, new: NewReply, today: date) -> dict[str, Any]:
    """Something that people said is written down, and waits for an owner. Raises NotThere."""
    months = [first_day(month) for month in months_back(month_text(today.replace(day=1)), RECENT_MONTHS)]
    same = and_(Comment.team_id == new.team, Comment.month.in_(months), Comment.state == "shown", Comment.is_listed)
    people = 1 if new.comment else 0
    if new.theme is not None:
        people = reading.scalar(select(func.count()).where(same, Comment.themes.any(new.theme))) or 0  # type: ignore[arg-type]
    if (
        new.comment is not None
        and reading.execute(select(Comment.id).where(Comment.id == new.comment, Comment.team_id == new.team)).one_or_none() is None
    ):
        raise NotThere
    row = Reply(id=new.id, place_id=place, team_id=new.team, said=new.said, theme=new.theme, people=people, state="no-owner", opened_on=today,
                translations={}, version=1)  # fmt: skip
    with transaction(ENGINE) as session:
        session.add(row)
        session.flush()
        if new.comment is not None:
            session.execute(update(Comment).where(Comment.id == new.comment).values(reply_id=new.id, version=Comment.version + 1))
        return _told(row, {})


def change_reply(reading: Session, place: str, reply: str, by: str, led: Collection[str], said: Mapping[str, Any], today: date) -> dict[str, Any]:
    """Changes what `said` names: said, did, state, until, translations, and take (to become its owner). Raises NotThere, Changed, ValueError with a
    sentence where it does not fit together."""
    found = reading.execute(select(Reply.team_id).where(Reply.id == reply)).scalar_one_or_none()
    if found is None or found not in led:
        raise NotThere
    with transaction(ENGINE) as session:
        row = session.execute(select(Reply).where(Reply.id == reply).with_for_update()).scalar_one()
        if row.version != said["version"]:
            raise Changed
        for name in ("said", "did", "until", "translations"):
            if name in said:
                setattr(row, name, said[name])
        if said.get("take") or (said.get("state") not in (None, "no-owner") and row.owner is None):
            row.owner = by
            row.state = "under-way" if row.state == "no-owner" else row.state
        if said.get("state") is not None and said["state"] != row.state:
            row.state = said["state"]
            row.ended_on = today if row.state in ("done", "not-now") else None
            row.owner = None if row.state == "no-owner" else row.owner
        if row.state in ("done", "not-now") and not row.did:
            raise ValueError("Say what was done, or why it cannot be now.")
        row.version += 1
        session.flush()
        return _told(row, places.people(session, place, {row.owner} if row.owner else set()))
