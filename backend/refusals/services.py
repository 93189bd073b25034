"""Refused changes that need a lead: what the leads of their author's team may read, and how they deal with one.

1. Row-level security says which there are for a lead: of those in their team, of a part of a patient that is granted to them now. What is dealt with,
   and what is their own, is left out here.
2. A lead who agrees writes it as their own (M6): here as a note, under an id that follows from the change, so that neither two leads, nor the author
   and a lead, nor a request sent twice make two.
3. A refusal is dealt with after what became of it is in the record, and stays with its author a fortnight more, with who dealt with it and how.
"""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select

from backend import wall_clock
from backend.audit import services as audit
from backend.database import Acting
from backend.grants import services as grants
from backend.patients import queries as patients
from backend.patients.models import Patient
from backend.places import queries as places
from backend.places.models import Staff
from backend.record import Applied, Change, Merged, Refused, queries
from backend.record import services as record
from backend.record.pulling import schema
from backend.record.registry import Writer
from backend.record.synced import Refusal
from backend.refusals.words import NEEDS_A_LEAD
from backend.transaction import transaction

MOST = 100
"""Changes of one answer: whoever has more deals with the oldest first."""


@dataclass(frozen=True, slots=True)
class Lead:
    """Who asks."""

    place: str
    staff: str
    device: str | None

    @property
    def acting(self) -> Acting:
        return Acting("web", self.staff, self.place)


class NotThere(Exception):
    """No such refusal that this lead may read."""


class NotTaken(Exception):
    """It is dealt with already, or the record did not take what was to be written; the text says which."""


def note_of(change: str) -> str:
    """The id of the note that a change becomes: a UUIDv7 of its time, whose end follows from it (pwa/src/waiting/keep.ts says the same)."""
    return f"{change[:14]}7{change[15:24]}{uuid.uuid5(grants.NAMESPACE, f'note:{change}').hex[20:]}"


def _waiting(lead: Lead) -> tuple[ColumnElement[bool], ...]:
    own = grants.mine_bundle(lead.staff)
    return Refusal.reason.in_(NEEDS_A_LEAD), Refusal.dealt_how.is_(None), Refusal.about.is_not(None), Refusal.bundle_id != own


def waiting(lead: Lead, now: datetime) -> dict[str, Any]:
    """What waits for this lead, oldest first, with whose it is and of whom; that these patients were read is in the audit trail."""
    with transaction(lead.acting) as session:
        rows = session.scalars(select(Refusal).where(*_waiting(lead)).order_by(Refusal.refused_at, Refusal.id)).all()
        people = patients.records(session, {row.about for row in rows if row.about})
        authors = places.staff_of(session, lead.place, {_author(row) for row in rows} - {""})
        # Of whose patient only a part is granted, nothing could be told: that neither counts nor takes another's place.
        tellable = [row for row in rows if row.about in people and _author(row) in authors]
        told = [_told(row, people[row.about or ""], authors[_author(row)]) for row in tellable[:MOST]]
        read = sorted({one["patient"]["id"] for one in told})
        if read:
            detail = {"refusals": len(told)}
            audit.note(session, "read", at=now, place=lead.place, staff=lead.staff, device=lead.device, bundles=read, detail=detail)
    return {"changes": told, "count": len(tellable)}


def _author(row: Refusal) -> str:
    return str((row.body or {}).get("author") or "")


def _told(row: Refusal, person: Patient, author: Staff) -> dict[str, Any]:
    body: Mapping[str, Any] = row.body or {}
    return {
        **{name: body[name] for name in ("kind", "record", "made_at", "saw", "set")},
        "id": row.id,
        "change": row.change,
        "reason": row.reason,
        "message": row.message,
        "refused_at": wall_clock.wire(row.refused_at) if row.refused_at else body["made_at"],
        "author": {"id": author.id, "name": author.name or "", "phone": author.phone},
        "patient": {
            "id": person.id,
            "name": f"{person.given_name or ''} {person.family_name or ''}".strip(),
            "nhs_number": person.nhs_number,
        },
    }


def deal(lead: Lead, refusal: str, how: str, words: str, now: datetime) -> None:
    """Keeps one as a note in the lead's name, or sets it aside with a reason. Raises NotThere, NotTaken."""
    with transaction(lead.acting) as session:
        row = session.scalars(select(Refusal).where(*_waiting(lead)[:1], *_waiting(lead)[2:], Refusal.id == refusal)).one_or_none()
        if row is None or row.change is None or row.about is None:
            raise NotThere
        if row.dealt_how is not None:
            raise NotTaken("Somebody dealt with it meanwhile.")
        change, patient, bundle = row.change, row.about, row.bundle_id
        note = note_of(change)
        kept = queries.standing(session, [note]).get(note)  # its author's, or this lead's whose request was broken off
    if how == "note":
        fields = {"category": "other", "written_at": wall_clock.wire(now), "staff": lead.staff, "words": words}
        if kept is None:
            _write(lead, "note", note, patient, patient, None, fields, now)
        elif any(kept.fields.get(name) != fields[name] for name in ("words", "staff")) or kept.fields.get("status") == "entered-in-error":
            raise NotTaken("It was kept as a note meanwhile: look at it first.")
        dealt = {"dealt_how": "done-again", "dealt_reason": "Kept as a note"}
    else:
        dealt = {"dealt_how": "let-go", "dealt_reason": words}
    saw = dict.fromkeys(("dealt_how", "dealt_reason", "dealt_at"))
    _write(lead, "refusal", refusal, bundle, None, saw, {**dealt, "dealt_at": wall_clock.wire(now)}, now)
    detail = {"how": how, "change": change}
    with transaction(lead.acting) as session:
        audit.note(session, "refusal", at=now, place=lead.place, staff=lead.staff, device=lead.device, bundles=[patient], detail=detail)


def _write(
    lead: Lead, kind: str, made: str, bundle: str, patient: str | None, saw: Mapping[str, Any] | None, wanted: Mapping[str, Any], now: datetime
) -> None:
    """One change in the lead's own name, through the one door: under an id that follows from what it makes and says, so that it is one however often
    it is sent."""
    id_ = str(uuid.uuid5(grants.NAMESPACE, f"dealt:{lead.staff}:{made}:{sorted(wanted.items())}"))
    change = Change(
        id=id_, kind=kind, record=made, bundle=bundle, patient=patient, author=lead.staff, made_at=wall_clock.wire(now), schema=schema(), saw=saw,
        set=wanted,
    )  # fmt: skip
    [ended] = record.write([change], Writer(staff=lead.staff, roles=frozenset({"lead"}), place=lead.place), device=lead.device).endings
    match ended.ending:
        case Applied() | Merged():
            return
        case Refused(message=message, fields=faults):
            raise NotTaken(" ".join([message, *faults.values()]))
        case _:
            raise NotTaken("The service is busy, or somebody else wrote it meanwhile. Try again in a moment.")
