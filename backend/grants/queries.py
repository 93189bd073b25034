"""Which grants bear on a person: their own, their team's, those of teams they left, and what a lead oversees."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from backend.asking import Asking, rows
from backend.grants.rules import CARE, VOLUNTARY, Term
from backend.places import queries as places
from backend.places.queries import OWN_POST, Post


def overseen(asks: Asking | Session, post: Post) -> list[str]:
    """Whom a lead oversees: the members of their team. Nobody oversees anybody else."""
    return places.members(asks, post.place, post.team) if post.role == "lead" and post.team else []


def reads_patients(post: Post) -> bool:
    return post.role in CARE or post.role == VOLUNTARY


# One person's grants: four short scans, each by its own index. A lead oversees whatever their team or a colleague in it holds; that is read
# online, and travels only where a meeting lets it. A colleague's meeting is nothing to oversee (`rules` 7). Who left a team keeps until then
# what they had as its member.
_TERMS = """
select bundle_id::text, parts, since, {until} as until, carried, carried_from, visit_start, why
from grants where place_id = {place} and staff_id = {staff} {where}
union all
select bundle_id::text, parts, since, {until}, carried and {role} <> 'lead', carried_from, visit_start, why
from grants where place_id = {place} and team_id = {team} {where}
"""
_LEFT = """
union all
select g.bundle_id::text, g.parts, g.since, least({until}, l.left_at), false, g.carried_from, g.visit_start, g.why
from grants g join team_left l on l.team_id = g.team_id and l.staff_id = %(staff)s and g.team_id is distinct from cast(%(team)s as uuid)
where g.place_id = %(place)s {where}
"""
_OVERSIGHT = """
union all
select bundle_id::text, parts, since, {until}, false, carried_from, visit_start, why
from grants where place_id = {place} and staff_id = any({members}) and why <> 'meeting' {where}
"""
# What holds now, in one scan: row-level security asks whose grants these are once for each. A grant is its holder's, whoever oversees it too.
_TERMS_NOW = f"""
with me as materialized ({OWN_POST})
select me.staff::text, me.place::text, me.role, me.team::text, me.lease_days, term.* from me left join lateral (
select bundle_id::text, parts, since, until,
  carried and case when staff_id is null then me.role <> 'lead' else staff_id = me.staff end as carried, carried_from, visit_start, why
from grants where place_id = me.place and (staff_id = me.staff or team_id = me.team or (staff_id = any(me.members) and why <> 'meeting'))
and ended_at is null and since <= %(now)s and (until is null or until > %(now)s)
) as term on true
"""  # noqa: S608 (our own words)
# A meeting is no ground: what is read and written is not judged by it (`rules` 7).
_EVER = "and {table}why <> 'meeting' and {table}bundle_id = any(cast(%(bundles)s as uuid[]))"


def terms_now(asks: Asking | Session, now: datetime) -> tuple[Post | None, dict[str, list[Term]]]:
    """Of whoever the transaction acts for: where they work, None where they do not; and what holds for them now, by bundle, with what meetings let
    travel. Each tablet asks this twice a minute, so it is one question for every role."""
    found: dict[str, list[Term]] = {}
    post = None
    for staff, place, role, team, lease_days, bundle, *term in rows(asks, _TERMS_NOW, {"now": now}):
        post = post or Post(staff, place, role, team, lease_days)
        if bundle is not None:
            _add(found, bundle, *term)
    return post, found


def terms_ever(asks: Asking | Session, post: Post, members: Sequence[str], bundles: Sequence[str]) -> dict[str, list[Term]]:
    """What ever held for these bundles, ended or not: what a change made in the past is judged by."""
    of_them = {name: f"%({name})s" for name in ("place", "staff", "role", "team")} | {"members": "cast(%(members)s as uuid[])"}
    sql = (_TERMS + (_OVERSIGHT if members else "")).format(until="least(until, ended_at)", where=_EVER.format(table=""), **of_them)
    sql += _LEFT.format(until="g.until, g.ended_at", where=_EVER.format(table="g."))
    found: dict[str, list[Term]] = {}
    values = {"place": post.place, "staff": post.staff, "team": post.team, "role": post.role, "members": list(members), "bundles": list(bundles)}
    for bundle, *term in rows(asks, sql, values):
        _add(found, bundle, *term)
    return found


def _add(found: dict[str, list[Term]], bundle: str, parts: Sequence[str], *more: Any) -> None:
    found.setdefault(bundle, []).append(Term(tuple(parts), *more))
