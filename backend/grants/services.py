"""Grants: who may see whom, why, from when, until when (R9). The only place that decides either access or what a tablet carries.

The rules themselves are in `rules`; this reads what they need, and makes and ends grants in the transaction of whoever calls. Nothing here commits.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import text
from sqlalchemy.orm import Session

from backend import wall_clock
from backend.asking import Asking
from backend.audit import services as audit
from backend.grants import queries
from backend.grants.rules import ALL_PARTS, Held, Term, hold, judge, may_see, parts_of
from backend.places import queries as places
from backend.record import Change, Record, registry
from backend.record.registry import Writer

NAMESPACE = uuid.UUID("1bfcfda0-672b-52e5-b200-e3d64bffc079")


def people_bundle(place: str) -> str:
    """PROTOCOL §1."""
    return str(uuid.uuid5(NAMESPACE, f"people:{place}"))


def forms_bundle(place: str) -> str:
    """PROTOCOL §1."""
    return str(uuid.uuid5(NAMESPACE, f"forms:{place}"))


def mine_bundle(staff: str) -> str:
    """PROTOCOL §1."""
    return str(uuid.uuid5(NAMESPACE, f"mine:{staff}"))


# ------------------------------------------------------------------------------------------------------------------ who may


def held(asks: Asking | Session, now: datetime) -> list[Held]:
    """All that whoever the transaction acts for holds now: their place's `people` and `forms`, their own `mine`, and each patient a grant names.
    Today's patients first.

    A tablet carries those that are `carried`; the rest is read online. Somebody who left holds nothing.
    """
    return _held(*queries.terms_now(asks, now), now)


def carried(asks: Asking | Session, now: datetime) -> tuple[list[Held], timedelta]:
    """What the tablet of whoever the transaction acts for may carry now, in the same order; and for how long it may open that without contact
    (R9)."""
    post, terms = queries.terms_now(asks, now)
    # What a lead oversees travels where a meeting lets it, so it is looked at here too.
    return [one for one in _held(post, terms, now) if one.carried], timedelta(days=post.lease_days if post else 0)


def _held(post: places.Post | None, terms: Mapping[str, Sequence[Term]], now: datetime) -> list[Held]:
    if post is None:
        return []
    of_all = ((people_bundle(post.place), "people"), (forms_bundle(post.place), "forms"), (mine_bundle(post.staff), "mine"))
    found = [Held(bundle, type_, ("core",)) for bundle, type_ in of_all]
    if queries.reads_patients(post):
        today = _day(now)
        for bundle, several in terms.items():
            one = hold(bundle, several, post.role, now, today)
            if one is not None:
                found.append(one)
    return sorted(found, key=lambda one: (one.type == "patient", not one.today, one.bundle))


def _day(now: datetime) -> tuple[datetime, datetime]:
    day = wall_clock.day_of(now)
    return wall_clock.midnight(day), wall_clock.midnight(day + timedelta(days=1))


def readable(session: Session, staff: str, bundles: Iterable[str], now: datetime) -> dict[str, tuple[str, ...]]:
    """Of these bundles, those that somebody may read now, with the parts. What is not in the answer does not exist for them."""
    post = places.post(session, staff)
    if post is None:
        return {}
    asked = set(bundles)
    own = {people_bundle(post.place), forms_bundle(post.place), mine_bundle(post.staff)}
    found: dict[str, tuple[str, ...]] = dict.fromkeys(asked & own, ("core",))
    if queries.reads_patients(post) and asked - own:
        ever = queries.terms_ever(session, post, queries.overseen(session, post), sorted(asked - own))
        for bundle, terms in ever.items():
            parts = parts_of([term for term in terms if term.holds(now)], post.role)
            if parts:
                found[bundle] = tuple(sorted(parts))
    return found


def access(session: Session, writer: Writer, change: Change, record: Record | None, received_at: datetime) -> str | None:
    """Whether a change may be taken from this writer: None, or a reason of PROTOCOL §5.

    `record` is what stands (the conflict itself, where one is settled); None where the change makes it. Roles per field are the engine's, and so
    is a part that nobody knows; here it is about whose record, and which part. A named purpose (an import, a job) may write in its own place.
    """
    if writer.purpose is not None:
        return None
    desk = _desk(session, writer)
    if change.bundle in desk.own:
        if change.kind == "team" and desk.post is not None and desk.post.role == "lead" and change.record != desk.post.team:
            return "role"  # what a lead sets of a team is of their own
        return None if desk.is_of_the_place(change) else "malformed"
    if desk.post is None:
        return "not-found"
    if change.patient is None:
        # A lead plans the day of those in their team, and deals with what was refused of theirs: all that anyone writes into another's own bundle.
        whose = desk.days_of_team.get(change.bundle)
        if whose is None or (record is not None and record.kind == "refusal" and not desk.may_deal(record, received_at)):
            return "not-found"
        return None if record is not None or _is_their_day(change, whose) else "malformed"
    if change.kind == "patient" and record is None and change.record == change.bundle:
        if not _made_new(change.record):
            return "malformed"
        desk.made.add(change.bundle)
        return None
    part = record.part if record is not None else change.part if change.part in registry.parts() else registry.part(change.kind)
    if change.bundle in desk.made:
        return None if may_see(desk.post.role, part) else "not-found"
    made_at = min(wall_clock.from_wire(change.made_at), received_at)
    return judge(desk.terms(change.bundle), desk.post.role, part, made_at, received_at)


def _made_new(record: str) -> bool:
    """A UUIDv7 (R1). A derived id would let anyone take the place of a colleague's own bundle before it is first written."""
    return uuid.UUID(record).version == 7


def _is_their_day(change: Change, staff: str) -> bool:
    """Whether a new record of somebody's own has the id that follows from whose it is (R1): under another their tablet would never find it, or it
    would take the place of a third person's."""
    return change.kind != "my_day" or change.record == str(uuid.uuid5(NAMESPACE, f"my_day:{staff}:{change.set.get('day')}"))


class _Desk:
    """What one transaction already knows about one writer, so that a push of 200 changes asks the database once per bundle."""

    def __init__(self, session: Session, writer: Writer) -> None:
        self.session = session
        self.post = places.post(session, writer.staff)
        self.own = {mine_bundle(writer.staff), people_bundle(writer.place), forms_bundle(writer.place)}
        self.made: set[str] = set()
        """Patients whose creation this transaction was asked for: their grant is written with them."""
        self._members: list[str] | None = None
        self._terms: dict[str, list[Term]] = {}

    @property
    def members(self) -> list[str]:
        if self._members is None:
            self._members = queries.overseen(self.session, self.post) if self.post else []
        return self._members

    def terms(self, bundle: str) -> list[Term]:
        if bundle not in self._terms:
            assert self.post is not None
            # The write says which bundles it is about: one question for all of them.
            asked = {bundle, *self.session.info.get("record.bundles", ())} - self._terms.keys() - self.own
            found = queries.terms_ever(self.session, self.post, self.members, sorted(asked))
            self._terms |= {each: found.get(each, []) for each in asked}
        return self._terms[bundle]

    def may_deal(self, refusal: Record, now: datetime) -> bool:
        """Whether the lead reads the part of whom a refused change is about: else it is nobody's but its author's."""
        about, part = refusal.fields.get("about"), refusal.fields.get("about_part")
        if not isinstance(about, str) or self.post is None:
            return False
        return part in parts_of([one for one in self.terms(about) if one.holds(now)], self.post.role)

    def is_of_the_place(self, change: Change) -> bool:
        """Whether a meeting is that of a team of this place. Of what is no id its schema speaks."""
        team = change.set.get("team") if change.kind == "meeting" else None
        return self.post is None or not isinstance(team, str) or any(one.id == team for one in places.teams(self.session, self.post.place))

    @property
    def days_of_team(self) -> dict[str, str]:
        """The own bundles of those in the lead's team: bundle → whose."""
        return {mine_bundle(staff): staff for staff in self.members}


def _desk(session: Session, writer: Writer) -> _Desk:
    """The desk of this transaction. A new transaction sees new grants, so it gets a new one."""
    at: tuple[object, str, _Desk] | None = session.info.get("grants.desk")
    transaction = session.get_transaction()
    if at is None or at[0] is not transaction or at[1] != writer.staff:
        at = session.info["grants.desk"] = (transaction, writer.staff, _Desk(session, writer))
    return at[2]


# ------------------------------------------------------------------------------------------------------------------ made and ended


def grant_caseload(
    session: Session,
    *,
    place: str,
    patient: str,
    now: datetime,
    staff: str | None = None,
    team: str | None = None,
    parts: Sequence[str] = ALL_PARTS,
    until: datetime | None = None,
    carried: bool = True,
) -> str:
    """Puts a patient on the caseload of a member of staff or a team, from now on. Returns the grant's id; one that holds already is kept."""
    return grant(session, "caseload", place=place, patient=patient, now=now, staff=staff, team=team, parts=parts, until=until, carried=carried)


def grant(
    session: Session,
    why: str,
    *,
    place: str,
    patient: str,
    now: datetime,
    staff: str | None = None,
    team: str | None = None,
    parts: Sequence[str] = ALL_PARTS,
    until: datetime | None = None,
    carried: bool = True,
) -> str:
    """Makes one grant, from `now`, for a member of staff or a team; the audit trail names it. The same grant twice is one. Returns its id.

    Raises ValueError where it names nobody, both, or no part.
    """
    if (staff is None) == (team is None) or not parts:
        raise ValueError("a grant names one member of staff or one team, and at least one part")
    holder = staff or team
    standing = session.execute(
        text(
            "select cast(id as text) from grants where bundle_id = :patient and why = :why and place_id = :place and ended_at is null "
            "and coalesce(staff_id, team_id) = :holder and parts = cast(:parts as text[]) and carried = :carried "
            "and since <= :now and until is not distinct from cast(:until as timestamptz)"
        ),
        {"patient": patient, "why": why, "place": place, "holder": holder, "parts": sorted(parts), "carried": carried, "now": now, "until": until},
    ).scalar()
    if standing is not None:
        return str(standing)
    made = grant_id(why, patient, str(holder), ",".join(sorted(parts)), now.isoformat())
    session.execute(
        text(
            "insert into grants (id, place_id, staff_id, team_id, bundle_id, parts, why, carried, since, until) "
            "values (:id, :place, :staff, :team, :patient, :parts, :why, :carried, :now, :until) on conflict (id) do nothing"
        ),
        {
            "id": made,
            "place": place,
            "staff": staff,
            "team": team,
            "patient": patient,
            "parts": sorted(parts),
            "why": why,
            "carried": carried,
            "now": now,
            "until": until,
        },
    )
    audit.note(session, "grant", at=now, place=place, staff=staff, bundles=[patient], detail={"grant": made, "why": why, "team": team})
    return made


def end_grants(
    session: Session, *, patient: str, now: datetime, by: str | None, reason: str, staff: str | None = None, team: str | None = None
) -> int:
    """Ends every grant of this person, or of this team, for a patient. What they wrote before is still taken. Returns how many ended."""
    ended = session.execute(
        text(
            "update grants set ended_at = :now, ended_by = :by, ended_reason = :reason where bundle_id = :patient and ended_at is null "
            "and (until is null or until > :now) and coalesce(staff_id, team_id) = :holder returning place_id::text"
        ),
        {"patient": patient, "now": now, "by": by, "reason": reason, "holder": staff or team},
    ).all()
    if ended:
        detail = {"reason": reason, "by": by, "team": team, "ended": len(ended)}
        audit.note(session, "grant-ended", at=now, place=ended[0][0], staff=staff, bundles=[patient], detail=detail)
    return len(ended)


def grant_id(*words: str) -> str:
    """The same grant has the same id, whoever makes it again."""
    return str(uuid.uuid5(NAMESPACE, "grant:" + ":".join(words)))
