"""Signatures that the server marked (`showing.py`), for whoever signed and their lead: what stands marked, until it is signed again or amended.

Row-level security decides of whom; that these records were read is in the audit trail.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import exists, select
from sqlalchemy.orm import Session, aliased

from backend import wall_clock
from backend.assessments.exports import Reader
from backend.assessments.models import Assessment, Questionnaire, Signature
from backend.audit import services as audit
from backend.patients import queries as patients
from backend.places import queries as places

SINCE = timedelta(days=60)
"""What nobody signed again by then is no news to a lead: it stays marked in the record."""
MOST = 100


def of_team(session: Session, lead: Reader, now: datetime) -> list[dict[str, Any]]:
    """What stands marked of a lead's team and of the lead, newest first: {assessment, patient: {id, name}, form, signed_by, signed_at}."""
    post = places.post(session, lead.staff)
    return _standing(session, lead, places.members(session, lead.place, post.team) if post and post.team else [lead.staff], now)


def of_signer(session: Session, signer: Reader, now: datetime) -> list[dict[str, Any]]:
    """The same of what somebody signed themselves."""
    return _standing(session, signer, [signer.staff], now)


def _standing(session: Session, reader: Reader, signed_by: Sequence[str], now: datetime) -> list[dict[str, Any]]:
    amending, again = aliased(Assessment), aliased(Signature)
    amended = exists().where(
        amending.amends == Assessment.id,
        amending.status.is_distinct_from("entered-in-error"),
        again.assessment == amending.id,  # begun and signed by nobody, it has mended nothing
        again.status.is_(None),
    )
    wanted = (
        select(Signature, Questionnaire.title)
        .join(Assessment, Assessment.id == Signature.assessment)
        .outerjoin(
            Questionnaire,
            (Questionnaire.place_id == Assessment.place_id)
            & (Questionnaire.url == Assessment.questionnaire)
            & (Questionnaire.version == Assessment.version),
        )
        .where(
            Signature.agrees.is_(False),
            Signature.overtaken_at.is_(None),
            Signature.status.is_(None),
            Signature.staff.in_(signed_by),
            Signature.signed_at >= now - SINCE,
            Assessment.status.is_distinct_from("entered-in-error"),
            ~amended,
        )
        .order_by(Signature.signed_at.desc(), Signature.id)
        .limit(MOST)
    )
    found = session.execute(wanted).tuples().all()
    people = patients.records(session, {signature.patient_id for signature, _ in found if signature.patient_id})
    signers = places.staff_of(session, reader.place, {signature.staff for signature, _ in found if signature.staff})
    told: list[dict[str, Any]] = [
        {
            "assessment": signature.assessment,
            "patient": {"id": person.id, "name": f"{person.given_name or ''} {person.family_name or ''}".strip()},
            "form": title or "An assessment",
            "signed_by": signer.name or "",
            "signed_at": wall_clock.wire(signature.signed_at) if signature.signed_at else None,
        }
        for signature, title in found
        if (person := people.get(signature.patient_id or "")) and (signer := signers.get(signature.staff or ""))
    ]
    read = sorted({one["patient"]["id"] for one in told})
    if read:
        audit.note(session, "read", at=now, place=reader.place, staff=reader.staff, device=reader.device, bundles=read, detail={"marks": len(told)})
    return told
